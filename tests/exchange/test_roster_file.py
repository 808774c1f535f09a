"""A list is read whole in whatever form it comes, or refused whole with one code and a line."""

import csv
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldpoint.errors import Code, Invalid
from fieldpoint.exchange.roster_plan import read_roster
from tests.exchange.support import HEADER, ID_A, ID_B, TODAY, lines_of, outcome, person, report_of, text_of, write

TWO = (person(), person("00002", id=ID_B, name="علی", note="گفت «بله», رفت"))

CUT = {Code.FILE_TRUNCATED, Code.LAST_LINE_OPEN, Code.ROSTER_EMPTY, Code.COLUMNS_MISSING, Code.FILE_NOT_TEXT}


def refused(path: Path) -> Invalid:
    """The error that reading the list ends with."""
    with pytest.raises(Invalid) as fault:
        read_roster(path, TODAY)
    assert fault.value.facts["file"] == path.name
    return fault.value


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_and_delimiters_are_recognised(tmp_path: Path, encoding: str, sign: str) -> None:
    """UTF-8 and UTF-16, with and without a mark, parted by any usual sign."""
    report = report_of(write(tmp_path, text_of(*TWO, sign=sign), encoding))
    assert (report.rows, report.distinct_valid_ids, report.unreadable_rows) == (2, 2, 0)


def test_windows_1256_is_recognised(tmp_path: Path) -> None:
    """Old programs write Arabic letters in one byte each."""
    text = text_of(*TWO).replace("ی", "ي")
    assert report_of(write(tmp_path, text, "cp1256")).distinct_valid_ids == 2


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_of_all_systems_are_recognised(tmp_path: Path, end: str) -> None:
    """Windows, old Mac and Unix."""
    assert report_of(write(tmp_path, text_of(*TWO).replace("\n", end))).rows == 2


def test_a_missing_last_line_end_is_no_fault(tmp_path: Path) -> None:
    """Where a person says that the list is whole; unsaid it may have been cut within its last cell."""
    path = write(tmp_path, text_of(*TWO).rstrip("\n"))
    assert refused(path).code is Code.LAST_LINE_OPEN
    assert read_roster(path, TODAY, whole=True).rows == 2


def test_titles_and_empty_lines_are_stepped_over(tmp_path: Path) -> None:
    """A title may stand above the column names, empty rows anywhere."""
    text = "sep=,\nفهرست خانوارها\n\n" + text_of(TWO[0], [""] * len(HEADER), TWO[1]) + "\n , ,\n\n"
    assert report_of(write(tmp_path, text)).rows == 2


def test_a_line_number_is_where_the_row_begins(tmp_path: Path) -> None:
    """A note of two lines moves the following rows down."""
    rows = (person(note="یک\nدو"), person("2", id="1", note="a\nb"), person("3", id=""))
    report = report_of(write(tmp_path, text_of(*rows)))
    assert (lines_of(report, "id-invalid"), lines_of(report, "id-missing")) == ((4,), (6,))


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """Missing, a folder, or a device that would never end."""
    for path in (tmp_path / "missing.csv", tmp_path, Path("/dev/zero")):
        assert refused(path).code is Code.FILE_UNREADABLE


@pytest.mark.parametrize("text", ["", "\n\n  \n", text_of()])
def test_a_list_without_rows_is_refused(tmp_path: Path, text: str) -> None:
    """Nothing, blank lines, or column names alone."""
    assert refused(write(tmp_path, text, "utf-8")).code is Code.ROSTER_EMPTY


def test_half_a_workbook_is_refused(tmp_path: Path) -> None:
    """An .xlsx is a zip file, whatever it is called; without its other parts it is none."""
    path = tmp_path / "list.csv"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("xl/worksheets/sheet1.xml", text_of(*TWO))
    assert refused(path).code is Code.WORKBOOK_UNREADABLE


@pytest.mark.parametrize("begin", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.7\n"])
def test_old_workbooks_and_prints_are_refused(tmp_path: Path, begin: bytes) -> None:
    """Told by their first bytes, with what to do instead."""
    assert refused(write(tmp_path, begin + bytes(999))).code is Code.FILE_KIND_UNKNOWN


@pytest.mark.parametrize(
    "raw", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)), bytes(4096), b"\xff\xfe\x00\xd8\x00\xd8" * 9]
)
def test_pictures_and_zeros_are_refused(tmp_path: Path, raw: bytes) -> None:
    """Binary files are no lists."""
    assert refused(write(tmp_path, raw)).code is Code.FILE_NOT_TEXT


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    """Bytes of ISO 8859-6 make no column names that anybody knows."""
    text = text_of(*TWO).translate(str.maketrans("یکگپچژ‌«»", "يكجبجز   "))
    assert refused(write(tmp_path, text, "iso8859_6")).code is Code.FILE_NOT_TEXT


def test_a_byte_that_does_not_fit_is_named_by_its_line(tmp_path: Path) -> None:
    """One damaged byte far down spoils the list; nothing is guessed."""
    many = text_of(*(person(str(number)) for number in range(3000))).encode().replace(b"2500,", b"\xff500,")
    fault = refused(write(tmp_path, many))
    assert (fault.code, fault.facts["line"]) == (Code.FILE_NOT_TEXT, 2502)


def test_a_zero_byte_in_a_row_is_refused(tmp_path: Path) -> None:
    """Far below the beginning too."""
    text = text_of(*(person(str(number)) for number in range(3000))) + text_of(person("x\0y")).splitlines()[1]
    assert refused(write(tmp_path, text)).code is Code.FILE_NOT_TEXT


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(1, 400))
def test_a_list_that_breaks_off_never_comes_in_wrong(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    """Cut at any byte it is refused; only at the end of a line nobody can see it."""
    rows = (person(note="آخر"), person("2", id=ID_B, note='گفت: "نه"\nو رفت'), person("3", id="", note="پایان"))
    raw = text_of(*rows).encode("utf-8-sig")
    path = write(tmp_path_factory.mktemp("cut"), raw[: max(0, len(raw) - cut)])
    found = outcome(path)
    if isinstance(found, Code):
        assert found in CUT
    else:
        assert path.read_bytes().endswith(b"\n")
        assert (found.unreadable_rows, found.rows) == (0, found.valid_id_rows + found.missing_id_rows)


def test_an_open_quotation_mark_is_named_by_its_line(tmp_path: Path) -> None:
    """The rest of the file would vanish in one cell."""
    fault = refused(write(tmp_path, text_of(person()) + '2,"علی,نوری\n' + text_of(person("3"))))
    assert (fault.code, fault.facts["line"]) == (Code.FILE_TRUNCATED, 3)


def test_text_behind_a_quotation_mark_is_named_by_its_line(tmp_path: Path) -> None:
    """Quotes that do not pair up shift cells; the row is named, the list refused."""
    fault = refused(write(tmp_path, text_of(person()) + '2,"علی"x,نوری,,,,,,,,\n' + text_of(person("3"))))
    assert (fault.code, fault.facts["line"]) == (Code.ROW_MALFORMED, 3)


def test_a_last_row_with_too_few_cells_is_a_list_cut_off(tmp_path: Path) -> None:
    """The disk was full, the mail was cut: get the list again."""
    fault = refused(write(tmp_path, text_of(*TWO) + "00003,علی,نوری,12"))
    assert (fault.code, fault.facts["line"]) == (Code.FILE_TRUNCATED, 4)


@pytest.mark.parametrize("absent", ["کد خانوار", "کد ملی"])
def test_a_missing_column_is_named(tmp_path: Path, absent: str) -> None:
    """Without household code or ID column nothing is imported."""
    fault = refused(write(tmp_path, text_of(*TWO, header=[name.replace(absent, "چیز دیگر") for name in HEADER])))
    assert (fault.code, fault.facts["columns"]) == (Code.COLUMNS_MISSING, absent)


def test_a_column_that_stands_twice_is_named(tmp_path: Path) -> None:
    """Nobody could say which of the two is right."""
    fault = refused(write(tmp_path, text_of([*person(), "x"], header=[*HEADER, "كد  ملي"])))
    assert (fault.code, fault.facts["column"]) == (Code.COLUMN_DOUBLED, "کد ملی")


def test_absurd_sizes_are_refused_at_once(tmp_path: Path) -> None:
    """A million columns, a line of megabytes, a cell without end, a file far too large."""
    assert refused(write(tmp_path, ",".join([*HEADER, *["x"] * 1000]) + "\n")).code is Code.COLUMNS_TOO_MANY
    assert refused(write(tmp_path, ",".join([*HEADER, *["x"] * 10**6]) + "\n")).code is Code.LINE_TOO_LONG
    assert refused(write(tmp_path, text_of(person(note="x" * 10**6)))).code is Code.LINE_TOO_LONG
    long_cell = text_of(person()) + '2,"' + ("علی\n" * 200_000)
    assert refused(write(tmp_path, long_cell)).code in {Code.ROW_MALFORMED, Code.FILE_TRUNCATED}
    assert refused(write(tmp_path, text_of(person()) + "1\n" * 250_000)).code is Code.FILE_TOO_LARGE
    with (tmp_path / "sparse.csv").open("wb") as file:
        file.truncate(2**30)
    assert refused(tmp_path / "sparse.csv").code is Code.FILE_TOO_LARGE


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_end_in_a_code(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    """Nothing but a foreseen error leaves, whatever the file holds."""
    head = ",".join(HEADER).encode() + b"\n"
    for content in (raw, head + raw):
        assert outcome(write(tmp_path_factory.mktemp("any"), content)) is not Code.UNEXPECTED


def test_what_python_writes_is_read_back(tmp_path: Path) -> None:
    """The csv module's own output, quotes and all, comes back cell by cell."""
    path = tmp_path / "list.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([HEADER, person(note='a "b", c\n"d"', id=ID_A)])
    assert report_of(path).distinct_valid_ids == 1
