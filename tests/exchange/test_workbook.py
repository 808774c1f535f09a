"""A workbook is a list like any other: its cells are read as a person sees them."""

import csv
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook as Library

from fieldpoint.errors import Code, Invalid
from fieldpoint.exchange.naming.mapping import find_mapping
from fieldpoint.exchange.roster_file import given_bytes
from fieldpoint.exchange.roster_plan import read_roster
from fieldpoint.exchange.synthetic_roster import make_roster
from fieldpoint.exchange.workbook.book import Workbook
from tests.exchange.support import HEADER, ID_A, ID_B, TODAY, person, report_of, write
from tests.exchange.workbooks import main, parts, sheet, sheet_of, strings, styles, workbook, zipped


def rows_of(content: bytes, which: int = 0) -> list[tuple[int, list[str]]]:
    """All rows of a sheet."""
    book = Workbook(BytesIO(content), "list.xlsx")
    return list(book.rows(book.sheets[which]))


def cells_of(body: str, **more: str) -> list[str]:
    """The cells of a sheet's only row."""
    named = {"strings": "xl/sharedStrings.xml", "styles": "xl/styles.xml", "book": "xl/workbook.xml"}
    made = parts(sheet_of(f'<row r="7">{body}</row>')) | {named[name]: part for name, part in more.items()}
    ((line, cells),) = rows_of(zipped(made))
    assert line == 7
    return cells


def test_list_as_workbook_says_what_it_says_as_text(tmp_path: Path) -> None:
    """The same people, the same findings on the same lines, whoever wrote the workbook."""
    roster = make_roster(60, 3)
    text = roster.csv.decode("utf-8-sig")
    as_text = report_of(write(tmp_path, text))
    library = Library()
    for cells in csv.reader(text.splitlines()):
        library.active.append([value or None for value in cells])  # type: ignore[union-attr]
    library.save(tmp_path / "list.xlsx")
    as_sheet = report_of(tmp_path / "list.xlsx")
    assert as_sheet.rows == as_text.rows
    assert as_sheet.added_people == as_text.added_people
    assert as_sheet.distinct_valid_ids == as_text.distinct_valid_ids == roster.truth.distinct_valid_ids


def test_cells_are_the_text_that_is_shown() -> None:
    """Shared and own texts, numbers without their forms, truth, errors, and what a formula came to."""
    body = (
        '<c r="A7" t="s"><v>1</v></c><c r="C7"><v>9.121234567E9</v></c><c r="D7"><v>12.0</v></c>'
        '<c r="E7" t="str"><f>A1&amp;B1</f><v>جمع</v></c><c r="F7" t="e"><v>#N/A</v></c><c r="G7" t="b"><v>1</v></c>'
        '<c r="H7" t="inlineStr"><is><r><t>دو </t></r><r><t>تکه</t></r></is></c>'
        '<c r="I7" t="d"><v>2020-01-02T00:00</v></c>'
    )
    assert cells_of(body, strings=strings("یک", "دو & سه")) == [
        "دو & سه", "", "9121234567", "12", "جمع", "", "1", "دو تکه", "2020-01-02",
    ]  # fmt: skip


def test_numbers_shown_as_dates_are_days() -> None:
    """By the style of the cell, in both calendars that spreadsheets count from."""
    body = '<c s="0"><v>44197</v></c><c s="1"><v>44197.5</v></c><c s="2"><v>44197</v></c>'
    known = styles('yyyy"-"mm', "[Red]0", "dd/mm/yy")
    assert cells_of(body, styles=known) == ["2021-01-01", "44197.5", "2021-01-01"]
    from_1904 = main("list", more='<workbookPr date1904="1"/>')
    assert cells_of('<c s="0"><v>42735</v></c>', styles=known, book=from_1904) == ["2021-01-01"]


def test_cells_without_places_and_prefixed_names_are_read() -> None:
    """Small programs leave places out, others write every name with its prefix."""
    made = parts('<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row>'
                 "</x:sheetData></x:worksheet>")  # fmt: skip
    assert rows_of(zipped(made)) == [(1, ["1", "2"])]


def test_birth_date_as_date_cell_becomes_jalali(tmp_path: Path) -> None:
    """A person whose list is a spreadsheet with true dates comes in with the Jalali day."""
    people = [person(), person("2", name="علی", id=ID_B)]
    made = sheet(HEADER, *people).replace('<is><t xml:space="preserve">1360/01/01</t></is>', "<v>29666</v>", 1)
    made = made.replace('t="inlineStr"><v>29666', 's="0"><v>29666')
    path = tmp_path / "list.xlsx"
    path.write_bytes(zipped(parts(made) | {"xl/styles.xml": styles("d/m/yyyy")}))
    plan = read_roster(path, TODAY)
    assert plan.household("00001")[0].born_on == "1360-01-01"
    assert plan.household("00001")[0].id_value == ID_A


def test_hidden_sheets_and_links_outside_are_no_lists() -> None:
    """The first sheet that a person sees is the list; a link to another file is not followed."""
    made = parts(sheet(["a"]), sheet(["b"]), names=("one", "two"))
    made["xl/workbook.xml"] = str(made["xl/workbook.xml"]).replace('name="one"', 'name="one" state="hidden"')
    assert rows_of(zipped(made)) == [(1, ["b"])]
    outside = parts(sheet(["a"]))
    outside["xl/_rels/workbook.xml.rels"] = (
        '<Relationships><Relationship Id="rId1" Target="file:///etc/hostname" TargetMode="External"/></Relationships>'
    )
    with pytest.raises(Invalid) as fault:
        rows_of(zipped(outside))
    assert fault.value.code is Code.WORKBOOK_UNREADABLE


def test_households_and_members_on_two_sheets_are_one_list() -> None:
    """As forms with a repeat group are exported: each member's row has its household's cells."""
    households = sheet(
        ["start", "group/household_code", "area", "phone_number", "_index"],
        ["x", "17", "حر", "09990001122", "1"],
        ["x", "18", "عباسی", "", "2"],
    )
    members = sheet(
        ["first_name", "last_name", "national_id", "sex", "relation", "dob", "_parent_index", "_index"],
        ["زهرا", "نوری", ID_A, "female", "head", "1981-03-21", "1", "1"],
        ["علی", "رضایی", ID_B, "male", "head", "1980-01-01", "2", "2"],
        ["مینا", "رضایی", "", "female", "daughter", "", "2", "3"],
    )
    content = zipped(parts(households, members, names=("form", "members")))
    plan = read_roster(given_bytes(content, "form.xlsx"), TODAY, mapping=find_mapping("kobo"))
    (first,), (second, third) = plan.household("17"), plan.household("18")
    assert (first.given_name, first.phone, first.neighbourhood, first.born_on) == (
        "زهرا",
        "+989990001122",
        "حر",
        "1360-01-01",
    )
    assert (first.is_head, second.is_head, third.is_head, third.relation) == (True, True, False, "دختر")


def test_mapping_without_its_sheet_or_column_says_which() -> None:
    """One code, with what is missing."""
    one = workbook(["household_code", "_index"])
    for content, code in ((one, Code.SHEET_MISSING), (workbook(["household_code"]), Code.COLUMNS_MISSING)):
        with pytest.raises(Invalid) as fault:
            read_roster(given_bytes(content, "form.xlsx"), TODAY, mapping=find_mapping("kobo"))
        assert fault.value.code is code
