"""The printed sheet of a day: from the log's rows alone, the same for ever, and its code can be checked."""

import csv
import os
import subprocess
import sys
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest
import zxingcpp
from msgspec.structs import replace
from PIL import Image

from fieldpoint.core.day_sheet import seal_code
from fieldpoint.core.names import Head, ProgrammeCode
from fieldpoint.core.reports.seal import DaySeal, seal_text
from fieldpoint.desk.close_day import close_day
from fieldpoint.desk.open_day import open_day
from fieldpoint.desk.reports.day_facts import facts_of_day, verify_seal
from fieldpoint.desk.reports.files import FileForm, day_file
from fieldpoint.desk.set_up_site import take_in
from fieldpoint.errors import Code, FieldpointError
from fieldpoint.store.programmes import rule_book
from tests.conftest import real_part
from tests.desk.support import TOMORROW, Desk
from tests.live import fieldpoint
from tests.rules import make_programme
from tests.support import TODAY


def closed(folder: Path) -> Desk:
    """A site whose day has a handout, a refusal and a void, and is closed."""
    desk = Desk(folder)
    desk.give("basket")
    desk.give("basket")
    desk.write(lambda tx: close_day(tx, "lead"))
    return desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Made once for the tests that only look at it."""
    return closed(tmp_path_factory.mktemp("closed"))


def sheet(desk: Desk, form: FileForm = "pdf") -> bytes:
    """The closed day's sheet as a file."""
    return day_file(facts_of_day(desk.connection, TODAY), form)


def pages(content: bytes, folder: Path, pdftoppm: str) -> list[Image.Image]:
    """The pages as pictures; the renderer finds nothing to complain about."""
    (folder / "sheet.pdf").write_bytes(content)
    done = subprocess.run(
        [pdftoppm, "-r", "150", "-gray", "-png", folder / "sheet.pdf", folder / "page"], capture_output=True, check=True
    )
    assert done.stderr == b""
    return [Image.open(page) for page in sorted(folder.glob("page-*.png"))]


def test_a_reprint_has_the_same_bytes_whatever_has_become_of_master_data(tmp_path: Path) -> None:
    """Programmes are renamed, people and neighbourhoods change, days go on: the old sheet is as it was."""
    desk = closed(tmp_path)
    before = sheet(desk)
    renamed = [
        replace(one, title_fa="نام تازه", version=one.version + 7) for one in rule_book(desk.connection).versions
    ]
    take_in(desk.site, [*renamed, make_programme("fresh")])
    desk.write(lambda tx: tx.connection.execute("UPDATE households SET neighbourhood = 'دیگر'"))
    desk.later(mono_ms=10**10, wall_ms=10**11, boot=9)
    desk.write(lambda tx: open_day(tx, TOMORROW, "lead", anyway=True))
    assert facts_of_day(desk.connection, TOMORROW).names[ProgrammeCode("basket")].title == "نام تازه"
    assert sheet(desk) == before


def test_a_reprint_fifteen_years_later_has_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
    """Another clock, another zone, another order of hashes: nothing of the machine is in the file."""
    path, strange = tmp_path / "late.pdf", {"TZ": "America/New_York", "PYTHONHASHSEED": "7", "LANG": "C"}
    faked = [real_part("faketime", "faketime"), "-f", "@2041-03-05 10:00:00", sys.executable, "-m", "fieldpoint"]
    command = [*faked, "day", "sheet", TODAY, "--pdf", path, "--data", desk.site.folder]
    subprocess.run(command, env={**os.environ, **strange}, check=True, capture_output=True)
    assert path.read_bytes() == sheet(desk)


def test_the_code_on_the_sheet_says_what_can_be_checked(desk: Desk, tmp_path: Path, pdftoppm: str) -> None:
    """An independent decoder reads the code; the log knows it, and its first symbols are those in print."""
    first = pages(sheet(desk), tmp_path, pdftoppm)[0]
    (found,) = zxingcpp.read_barcodes(first)
    seal = verify_seal(desk.connection, found.text)
    facts = facts_of_day(desk.connection, TODAY)
    assert (seal.day, seal.head, seal.site) == (TODAY, facts.head, "s-01")
    said = fieldpoint("day", "verify", *found.text.split(), "--data", desk.site.folder)
    assert seal_code(seal.head) in said


def test_a_code_that_is_not_of_this_log_is_said(desk: Desk) -> None:
    """Another hash, another day, a text that is none."""
    seal = verify_seal(desk.connection, seal_text(_seal(desk)))
    others = [replace(seal, head=Head(bytes(32))), replace(seal, day=TOMORROW), replace(seal, seq=seal.seq + 1)]
    for text, code in [*((seal_text(one), Code.SEAL_FOREIGN) for one in others), ("FP-DAY-1", Code.SEAL_UNREADABLE)]:
        with pytest.raises(FieldpointError) as refused:
            verify_seal(desk.connection, text)
        assert refused.value.code is code


def test_a_day_whose_rows_do_not_add_up_is_said(tmp_path: Path) -> None:
    """The close stands as it was and a row that it counts is gone."""
    desk = closed(tmp_path)
    desk.connection.execute("PRAGMA foreign_keys = OFF")
    desk.connection.execute("DELETE FROM log WHERE type = 'handout'")
    with pytest.raises(FieldpointError) as refused:
        verify_seal(desk.connection, seal_text(_seal(desk)))
    assert refused.value.code is Code.SEAL_DIFFERS


def test_an_open_day_has_a_sheet_without_a_seal(tmp_path: Path, pdftoppm: str) -> None:
    """It can be printed before the power goes: the emergency lines are on it, and no code."""
    desk = Desk(tmp_path)
    made = pages(day_file(facts_of_day(desk.connection), "pdf"), tmp_path, pdftoppm)
    assert not [found for page in made for found in zxingcpp.read_barcodes(page)]


def test_the_sheet_is_a_table_too(desk: Desk) -> None:
    """CSV and workbook have the same rows under titles and HXL tags."""
    titles, tags, *rows = csv.reader(StringIO(sheet(desk, "csv").decode("utf-8-sig")))
    assert titles[0] == "روز"
    assert tags[0] == "#date+day"
    basket = dict(zip(tags, next(row for row in rows if row[2] == "programme"), strict=True))
    assert (basket["#output+handed"], basket["#output+refused"], basket["#reached+households"]) == ("1", "1", "1")
    assert ["refusal", "already-collected", "1"] in [[row[2], row[3], row[-1]] for row in rows]
    book = openpyxl.load_workbook(BytesIO(sheet(desk, "xlsx")))
    cells = [
        ["" if cell is None else str(cell) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)
    ]
    assert cells == [titles, tags, *rows]


def test_the_command_writes_the_sheet(desk: Desk, tmp_path: Path) -> None:
    """The file's name says in which form; the same day gives the same bytes."""
    path = tmp_path / "sheet.csv"
    fieldpoint("day", "sheet", TODAY, "--pdf", path, "--data", desk.site.folder)
    assert path.read_bytes() == sheet(desk, "csv")


def _seal(desk: Desk) -> DaySeal:
    facts = facts_of_day(desk.connection, TODAY)
    assert facts.head is not None
    return DaySeal(site=facts.site, day=TODAY, seq=facts.close.seq, head=facts.head)
