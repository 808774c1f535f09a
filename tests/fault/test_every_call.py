"""Every call on the disk fails once, in turn: of a desk's day, of a new site, of a repair (R3).

In CI one of each kind; with FIELDPOINT_LONG=1 all of them, until the fault comes behind the last call. The calls of
a short day are some 80 writes, 20 openings, 15 syncs and 3 of the rest; with each way to fail these are some 300
days of two starts each. FIELDPOINT_EVERY_NTH takes a part of them.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any

import httpx
import pytest

from fieldpoint.store.repair.verify import verify
from fieldpoint.store.site import open_site
from tests.fault.broken_disk import EIO, ENOSPC, SHORT, BrokenDisk, Fault, assert_in_words, build
from tests.fault.support import assert_stands, make_cards, requests_for
from tests.fault.test_kill import handed_out
from tests.live import LiveSite, fieldpoint, live_site
from tests.support import TODAY, make_site

LONG = os.environ.get("FIELDPOINT_LONG") == "1"
EVERY_NTH = int(os.environ.get("FIELDPOINT_EVERY_NTH", "1"))  # a part of the long form
HANDOUTS = 5
# Without these nothing may be acknowledged any more: the service must end.
FATAL_FILES = ("site.witness", "site.db-wal")
# A kind of call, and how it fails.
EVERY = [
    *(("open", how) for how in (EIO, ENOSPC)),
    *(("write", how) for how in (EIO, ENOSPC, SHORT)),
    *(("sync", how) for how in (EIO, ENOSPC)),
    *(("ftruncate", how) for how in (EIO, ENOSPC)),
]
WITH_RENAME = [*EVERY, ("rename", EIO), ("rename", ENOSPC)]
# In CI: for which of them.
DAY = {
    ("open", EIO): 10,
    ("write", EIO): 20,
    ("write", ENOSPC): 33,
    ("write", SHORT): 40,
    ("sync", EIO): 4,
    ("ftruncate", EIO): 1,
}
NEW = {("open", EIO): 3, ("write", EIO): 230, ("rename", EIO): 1}  # the 230th is of the checkpoint at the end
REPAIR = {("write", ENOSPC): 30, ("sync", EIO): 5, ("rename", EIO): 1}


@pytest.fixture(scope="session")
def disk(tmp_path_factory: pytest.TempPathFactory) -> BrokenDisk:
    """The library that lets a call fail."""
    return build(tmp_path_factory.mktemp("broken"))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, Any]]]:
    """The folder of a site, and what its tablet is going to ask."""
    site = make_site(tmp_path_factory.mktemp("prepared") / "site")
    return site.folder, requests_for(make_cards(site, HANDOUTS))


def faults(kind: str, how: str, sample: dict[tuple[str, str], int], disk: BrokenDisk) -> Iterator[Fault]:
    """The faults of one kind, one after another: that of CI, or all until one did not happen."""
    for when in range(1, 10_000, EVERY_NTH) if LONG else (sample[kind, how],):
        yield Fault(kind, how, when)
        if not disk.noted():
            assert LONG, f"{kind} {when} never comes"
            return


@pytest.mark.timeout(1800)
@pytest.mark.parametrize(("kind", "how"), EVERY if LONG else list(DAY))
def test_a_day_at_the_desk(
    tmp_path: Path,
    disk: BrokenDisk,
    prepared: tuple[Path, list[dict[str, Any]]],
    kind: str,
    how: str,
) -> None:
    """No acknowledgement without its row, an end in words, and the next start goes on where it was."""
    ended = 0
    for fault in faults(kind, how, DAY, disk):
        folder = tmp_path / str(fault) / "site"
        shutil.copytree(prepared[0], folder)
        answered, gone = a_day(disk, folder, fault, prepared[1])
        ended += gone
        check_next_day(folder, prepared[1], answered)
        shutil.rmtree(folder.parent)
    print(f"{kind} {how}: ended by itself {ended} times")  # noqa: T201  shown with -s


def a_day(
    disk: BrokenDisk, folder: Path, fault: Fault, asked: list[dict[str, Any]]
) -> tuple[dict[str, dict[str, Any]], bool]:
    """What was acknowledged until the day was closed or the server gone, and whether it went by itself."""
    live = LiveSite(folder, site=open_site(folder))
    live.program = disk.start(folder, fault, "serve", "--data", folder, "--port", live.port)
    assert live.program.stdout is not None
    answered: dict[str, dict[str, Any]] = {}
    last = monotonic()
    if live.program.stdout.readline():
        with suppress(httpx.HTTPError), live.browser() as desk:  # the server is gone; unknown is not no
            for body in asked:
                answer = desk.post("/api/v1/handouts", json=body)
                if answer.status_code == 201:
                    last = monotonic()
                    answered[body["lines"][0]["handout_id"]] = answer.json()["lines"][0]
            if desk.post("/api/v1/day/close", json={"day": TODAY}).status_code == 201:
                live.program.terminate()
    with suppress(subprocess.TimeoutExpired):
        live.program.wait(2)
    gone = live.program.poll() == 1
    live.program.terminate()
    _, words = live.program.communicate(timeout=20)
    assert_in_words(live.program.returncode, words)
    for one in disk.noted():
        if one.file in FATAL_FILES and fault.how == EIO and fault.kind in ("write", "sync"):
            assert gone, words
            assert last < one.at + 1
    return answered, gone


def check_next_day(folder: Path, asked: list[dict[str, Any]], answered: dict[str, dict[str, Any]]) -> None:
    """The site starts on a whole disk, every receipt stands, and the same questions have one answer for ever."""
    site = open_site(folder)
    verify(site)
    assert_stands(site, answered)
    again = live_site(site)
    again.start()
    with again.browser() as desk:
        answers = [desk.post("/api/v1/handouts", json=body) for body in asked]
    again.stop()
    lines = {
        one["handout_id"]: one for answer in answers if answer.status_code == 201 for one in answer.json()["lines"]
    }
    assert lines.items() >= answered.items()
    assert max(handed_out(site).values(), default=0) <= 1


@pytest.mark.timeout(1800)
@pytest.mark.parametrize(("kind", "how"), WITH_RENAME if LONG else list(NEW))
def test_a_new_site(tmp_path: Path, disk: BrokenDisk, kind: str, how: str) -> None:
    """`init` ends in words; typed again it makes the site, or says that it is there, and it is whole."""
    for fault in faults(kind, how, NEW, disk):
        folder = tmp_path / str(fault)
        run(disk, folder, fault, "init", "s-01", "--data", folder)
        if not (folder / "site.db").exists():
            fieldpoint("init", "s-01", "--data", folder)
        assert verify(open_site(folder)) > 0
        shutil.rmtree(folder)


@pytest.mark.timeout(1800)
@pytest.mark.parametrize(("kind", "how"), WITH_RENAME if LONG else list(REPAIR))
def test_a_repair(
    tmp_path: Path,
    disk: BrokenDisk,
    prepared: tuple[Path, list[dict[str, Any]]],
    kind: str,
    how: str,
) -> None:
    """`rebuild` of a damaged database ends in words; typed again it brings every row back."""
    rows = verify(open_site(prepared[0]))
    for fault in faults(kind, how, REPAIR, disk):
        folder = tmp_path / str(fault)
        shutil.copytree(prepared[0], folder)
        content = bytearray((folder / "site.db").read_bytes())
        content[len(content) // 2] ^= 1
        (folder / "site.db").write_bytes(content)
        run(disk, folder, fault, "rebuild", "--data", folder)
        fieldpoint("rebuild", "--data", folder)
        assert verify(open_site(folder)) >= rows
        shutil.rmtree(folder)


def run(disk: BrokenDisk, folder: Path, fault: Fault, *arguments: object) -> None:
    """A command on the broken disk, to its end."""
    program = disk.start(folder, fault, *arguments)
    _, words = program.communicate(timeout=60)
    assert_in_words(program.returncode, words)
