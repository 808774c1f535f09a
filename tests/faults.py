"""The faults that the way to the registry must bear (design chapter 4), and which test shows each.

A test says in its docstring which it shows, by number. `python -m tests.faults` prints them all.
"""

import ast
import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]
_NUMBER = re.compile(r"\bF[0-9]{2}\b")

FAULTS = {
    "F01": "the answer to a batch is lost after the registry's commit",
    "F02": "a request is cut at any byte",
    "F03": "an answer is cut at any byte",
    "F04": "the registry is killed before its commit, and between commit and answer",
    "F05": "the site is killed within the transaction of a handout",
    "F06": "the site is killed after the commit, before the receipt",
    "F07": "power is lost and the end of the log with it; a tablet has copies",
    "F08": "the same, the registry has the tail and no tablet is there",
    "F09": "an image of three days ago, 200 handouts without a line, then the line",
    "F10": "a copied card: both serve the same day and push",
    "F11": "the same in the other order",
    "F12": "two sites serve one household without a line, and push in either order",
    "F13": "three sites' batches in every order",
    "F14": "the same batch over HTTP and on a stick, at one instant",
    "F15": "sticks arrive out of order",
    "F16": "a file on a stick is bent, cut or empty",
    "F17": "a batch was compressed anew by another zlib",
    "F18": "an old page of the feed comes late",
    "F19": "one malformed row among many",
    "F20": "a type of row from a newer site, then an upgrade of the registry",
    "F21": "a void before its handout",
    "F22": "a second void; a void after the day's close",
    "F23": "the same id over other bytes",
    "F24": "a tablet brings the same handout twice, also after a new life of the log has begun",
    "F25": "two tablets without the site serve one household",
    "F26": "a tablet is wiped with lines that it had not sent",
    "F27": "a clock at 1970, at 2038, back by hours at noon",
    "F28": "a boot whose clock nobody ever anchored",
    "F29": "the registry is put back from yesterday's copy",
    "F30": "a cursor of the feed beyond its end, or from before its beginning",
    "F31": "eight sites write while eight read the feed, with slow transactions",
    "F32": "a site's key is revoked while batches are on their way",
    "F33": "somebody with a token and without the key edits a batch",
    "F34": "a captive portal answers",
    "F35": "401 for hours, then well again",
    "F36": "500 on one batch for ever",
    "F37": "a thin line with long round trips that is cut by chance",
    "F38": "a link that is up for forty seconds every ten minutes",
    "F39": "an answer of a byte a second",
    "F40": "bombs, lines of 100 MB, a million tiny rows, NULs, other bytes than UTF-8",
    "F41": "the site's disk is full",
    "F42": "the registry's disk is full, or PostgreSQL takes no writing",
    "F43": "the download of a snapshot is cut and goes on, and a newer one takes its place",
    "F44": "a kill while a snapshot takes its place",
    "F45": "an upgrade of a site with 5,000 unsent rows, and an attempt to go back",
    "F46": "the day is closed while a tablet holds lines",
    "F47": "somebody edits a row in the site's file",
    "F48": "a page of the feed signed by an unknown key",
    "F49": "an entitlement is lowered after handouts",
    "F50": "two pushers on one machine",
    "F51": "a clone's later batch first, then the other copy's rows fill the gap",
}


def shown() -> dict[str, list[str]]:
    """Which tests show which fault: the number of each that some docstring of a test names, and where."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name.lower().startswith("test"):
                for number in set(_NUMBER.findall(ast.get_docstring(node) or "")):
                    found[number].append(f"{path.relative_to(ROOT)}::{node.name}")
    return dict(found)


if __name__ == "__main__":
    table = shown()
    for fault, words in FAULTS.items():
        print(f"{fault}  {words}")  # noqa: T201  this is what it is asked for
        for place in table.get(fault, []):
            print(f"       {place}")  # noqa: T201
