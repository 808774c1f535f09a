"""The child that reads hostile files, so that what they take is known: one JSON line for each, its peak at the end.

Run as a program: the folder of the files. The first one is an honest list, after which the program is idle.
"""

import json
import sys
from pathlib import Path

from fieldpoint.cli.words import sentence_of
from fieldpoint.errors import FieldpointError
from fieldpoint.exchange.outgoing.forms import as_csv
from fieldpoint.exchange.outgoing.table import Table
from fieldpoint.exchange.roster_plan import RosterPlan, read_roster
from tests.exchange.support import TODAY

_TEXTS = Table(keys=("text",), titles=("text",), tags=("#text",))


def peak_kib() -> int:
    """The most memory that this program ever had; `getrusage` would count what its parent had when it was made."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


def outcome(path: Path) -> dict[str, object]:
    """What comes of one file: the sentence it is refused with, or its texts as they would go out again."""
    try:
        plan = read_roster(path, TODAY, whole=True)
    except FieldpointError as fault:
        return {"refused": sentence_of(fault)}
    return {"texts": b"".join(as_csv(_TEXTS, ((text,) for text in texts(plan)))).decode()}


def texts(plan: RosterPlan) -> list[str]:
    """Every text of every person that came in."""
    rows = (row for code in plan.codes() for row in plan.household(code))
    return [text for row in rows for text in (row.given_name, row.family_name, row.note, row.code, row.neighbourhood)]


def main() -> None:
    """Reads them, one after the other."""
    honest, *hostile = sorted(Path(sys.argv[1]).iterdir())
    outcome(honest)
    idle = peak_kib()
    for path in hostile:
        before = peak_kib()
        told = outcome(path)
        sys.stdout.write(json.dumps({"name": path.name, "grew": peak_kib() - before, **told}) + "\n")
    sys.stdout.write(json.dumps({"name": "", "grew": peak_kib() - idle}) + "\n")


if __name__ == "__main__":
    main()
