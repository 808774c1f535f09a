"""Files that somebody sends to hurt are refused in one sentence, or come in and can do nothing.

In CI a hundred and four; more with FIELDPOINT_HOSTILE_FILES (the long form has 1,040).
"""

import csv
import json
import os
import subprocess
import sys
from typing import Any

import pytest

from fieldpoint.exchange.roster_row import is_formula
from tests.exchange.hostile_files import CORPUS, hostile
from tests.exchange.support import person, text_of

COUNT = int(os.environ.get("FIELDPOINT_HOSTILE_FILES", "104"))
MOST_KIB = 64 * 1024
# What these do can only be refused. The others may come in as the plain text that they are; an archive that lies in a
# workbook is never opened.
REFUSED = {
    "bomb", "overlapping", "lying", "many-parts", "paths", "entities", "wide", "million-columns", "zeros",
    "deep", "token", "comments", "encrypted", "long-line", "zip64", "stranger",
}  # fmt: skip
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff\x00"


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What a child program made of each file, and last of all how much memory it took."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "00000").write_bytes(text_of(*(person(str(n)) for n in range(2000))).encode())
    for number, (name, content) in enumerate(hostile(COUNT), start=1):
        (folder / f"{number:05}-{name}").write_bytes(content)
    command = [sys.executable, "-m", "tests.exchange.read_hostile", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=1800)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_kind_is_there(read: list[dict[str, Any]]) -> None:
    """Every file has its outcome."""
    assert len(read) == COUNT + 1
    assert 4 * len(CORPUS) <= COUNT


def test_what_can_only_hurt_is_refused_in_one_sentence(read: list[dict[str, Any]]) -> None:
    """Whoever sent it reads what is wrong with the file, on one line."""
    for one in read[:-1]:
        if any(kind == one["name"][6:].rpartition("-")[0] for kind in REFUSED):
            assert "refused" in one, one["name"]
        if "refused" in one:
            assert one["refused"].strip().endswith("."), one
            assert "\n" not in one["refused"]


def test_what_comes_in_runs_nowhere_and_turns_nothing(read: list[dict[str, Any]]) -> None:
    """As it goes out again no cell is a formula, and no sign turns the text around."""
    came = [one for one in read[:-1] if "texts" in one]
    assert came
    for one in came:
        for (cell,) in csv.reader(one["texts"].removeprefix("\ufeff").splitlines()):
            assert not is_formula(cell), one["name"]
            assert not set(TURNING) & set(cell), one["name"]


def test_memory_stays_small(read: list[dict[str, Any]]) -> None:
    """Not one of them takes 64 MiB more than an idle program has."""
    worst = max(read[:-1], key=lambda one: one["grew"])
    assert read[-1]["grew"] <= MOST_KIB, worst["name"]
