"""Bits that flip, pages that tear, files that are cut, lost or old: noticed, or harmless; never silently less (R5)."""

import os
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path

import pytest

from fieldpoint.database import Connection
from fieldpoint.desk.register_household import register_household
from fieldpoint.errors import FieldpointError
from fieldpoint.store.repair.rebuild import rebuild
from fieldpoint.store.repair.verify import verify
from fieldpoint.store.site import open_site
from fieldpoint.store.transaction import LogHead, read_head, transaction_on
from tests.fault.support import make_cards
from tests.support import NOON, make_household, make_site

FILES = ("site.db", "site.db-wal", "site.witness")
DAMAGES = 10_000 if os.environ.get("FIELDPOINT_LONG") == "1" else 1_000
REBUILT_EVERY = 10
Damage = Callable[[random.Random, bytes, bytes], bytes | None]


def flip(chance: random.Random, content: bytes, _: bytes) -> bytes:
    """One bit is another."""
    place = chance.randrange(len(content))
    return content[:place] + bytes([content[place] ^ 1 << chance.randrange(8)]) + content[place + 1 :]


def tear(chance: random.Random, content: bytes, _: bytes) -> bytes:
    """One sector was never written."""
    place = chance.randrange(len(content)) // 512 * 512
    return content[:place] + bytes(len(content[place : place + 512])) + content[place + 512 :]


def scribble(chance: random.Random, content: bytes, _: bytes) -> bytes:
    """One sector holds something else."""
    place = chance.randrange(len(content)) // 512 * 512
    return content[:place] + chance.randbytes(len(content[place : place + 512])) + content[place + 512 :]


def cut(chance: random.Random, content: bytes, _: bytes) -> bytes:
    """The end is missing."""
    return content[: chance.randrange(len(content))]


def lose(_: random.Random, __: bytes, ___: bytes) -> None:
    """The file is gone."""
    return


def swap(_: random.Random, __: bytes, old: bytes) -> bytes:
    """An old copy lies there."""
    return old


KINDS: list[Damage] = [flip, flip, flip, tear, scribble, cut, cut, lose, swap]


@pytest.fixture
def folder() -> Generator[Path]:
    """A folder in memory where there is one."""
    memory = Path("/dev/shm")  # noqa: S108  a folder of its own inside
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as made:
        yield Path(made)


def written(folder: Path) -> tuple[dict[str, bytes], dict[str, bytes], LogHead]:
    """The files of a site with an early copy of each, and where the log stands. The WAL is full of rows."""
    site = make_site(folder / "site")
    make_cards(site, 20)
    with closing(site.connect()) as connection:
        add_rows(connection, 100)
        old = {name: (site.folder / name).read_bytes() for name in FILES}
        add_rows(connection, 200)
        now = {name: (site.folder / name).read_bytes() for name in FILES}
        return now, old, read_head(connection)


def add_rows(connection: Connection, first: int) -> None:
    """Thirty transactions more."""
    for number in range(first, first + 30):
        with transaction_on(connection, NOON) as tx:
            register_household(tx, make_household(code=f"{number}"))


def outcome(folder: Path, head: LogHead) -> str:
    """How a damaged site is met: refused at the start, named by verify, or whole."""
    try:
        site = open_site(folder)
    except FieldpointError as fault:
        return f"refused: {fault.code}"
    try:
        verify(site)
    except FieldpointError as fault:
        return f"named: {fault.code}"
    with closing(site.connect(read_only=True)) as connection:
        assert read_head(connection) == head
    return "whole"


@pytest.mark.timeout(1200)
def test_no_damage_loses_a_row_silently(folder: Path) -> None:
    """A thousand damages of one file each: whatever opens and verifies has every row; rebuild brings the log back."""
    now, old, head = written(folder)
    chance, met = random.Random(1405), Counter[str]()
    for number in range(DAMAGES):
        name, kind = chance.choice(FILES), chance.choice(KINDS)
        place = folder / "damaged"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        shutil.copy(folder / "site/site.key", place)
        for file, content in now.items():
            damaged = kind(chance, content, old[file]) if file == name else content
            if damaged is not None:
                (place / file).write_bytes(damaged)
        found = outcome(place, head)
        met[f"{name} {found}"] += 1
        if found != "whole" and number % REBUILT_EVERY == 0:
            rebuild(place, log_only=True)
            with closing(open_site(place).connect(read_only=True)) as connection:
                again = read_head(connection)
            assert again == head or again.epoch_no == head.epoch_no + 1  # new keys open a new epoch
            verify(open_site(place))
    print(*sorted(met.items()), sep="\n")  # noqa: T201  shown with -s
