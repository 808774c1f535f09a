"""Each row of a list is of exactly one kind, and what is odd about it is told, never dropped."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldpoint.errors import Code
from fieldpoint.exchange.import_report import ImportReport
from fieldpoint.exchange.roster_row import is_formula, read_tags
from tests.exchange.support import HEADER, ID_A, ID_B, add_up, lines_of, outcome, person, report_of, text_of, write


def read(folder: Path, *rows: list[str], header: list[str] | None = None) -> ImportReport:
    """The report of these rows."""
    return report_of(write(folder, text_of(*rows, header=header)))


CELL = st.one_of(
    st.sampled_from(
        ["", " ", "0012345679", "12345679", "1234567890", "P1234567", "999912345678", "ندارد", "=1+1", "سرپرست"]
    ),
    st.text(alphabet=st.characters(exclude_characters="\0", codec="utf-8"), max_size=8),
)
ROW = st.lists(CELL, min_size=9, max_size=13)


@settings(max_examples=150, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=8), st.data())
def test_kinds_add_up_to_rows(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], data: st.DataObject
) -> None:
    """Whatever is in the cells and however many there are, no row vanishes and none counts twice."""
    rows += data.draw(st.lists(st.sampled_from(rows), max_size=3))
    path = write(tmp_path_factory.mktemp("rows"), text_of(*([f"{cell}" for cell in row] for row in rows)))
    found = outcome(path)
    if isinstance(found, Code):
        assert found in {Code.FILE_TRUNCATED, Code.ROSTER_EMPTY, Code.ROW_MALFORMED}
    else:
        assert add_up(found)
        assert found.rows <= len(rows)


def test_a_repeat_is_seen_through_every_spelling(tmp_path: Path) -> None:
    """Equal in all columns after normalisation, wherever it stands; it counts as nothing else."""
    first = person(
        "00029",
        name="علی",
        id="0012345679",
        born="1348/2/8",
        sex="مرد",
        phone="09990001122",
        place="راه‌آهن",
        tags="معلول؛سالمند",
    )
    again = person(
        "٢٩",
        name=" علي ",
        id="12345679",
        born="۱۳۴۸-۰۲-۰۸",
        sex="آقا",
        phone="+98 999 000 1122",
        place="راه آهن",
        tags="سالمند، معلول",
    )
    report = read(tmp_path, first, person("2", id=ID_B), again)
    assert (report.repeated_rows, report.households, report.distinct_valid_ids) == (1, 2, 2)
    assert lines_of(report, "repeated") == (4,)
    assert add_up(report)


def test_a_row_that_differs_in_one_column_is_no_repeat(tmp_path: Path) -> None:
    """Both people stay in, with a hint that their ID is the same; an unknown column counts too."""
    report = read(tmp_path, [*person(), "1"], [*person(), "2"], header=[*HEADER, "طبقه"])
    assert (report.repeated_rows, report.added_people, report.distinct_valid_ids) == (0, 2, 1)
    assert report.warnings["same-id-twice"] == 1
    assert report.ignored_columns == (12,)


def test_a_running_number_makes_no_difference(tmp_path: Path) -> None:
    """«ردیف» counts rows, not people."""
    report = read(tmp_path, ["1", *person()], ["2", *person()], header=["ردیف", *HEADER])
    assert (report.repeated_rows, report.ignored_columns) == (1, ())


def test_repeats_are_set_apart_before_anything_is_counted(tmp_path: Path) -> None:
    """A repeated row with an invalid ID and a formula is one such row, not two."""
    odd = person(id="1234567890", note="=1+1")
    report = read(tmp_path, odd, odd, odd)
    assert (report.rows, report.repeated_rows, report.invalid_id_rows, report.formula_cells) == (3, 2, 1, 1)


def test_rows_that_cannot_come_in_are_named_by_line(tmp_path: Path) -> None:
    """No code, nobody, too few or too many cells, the column names again: shown, and the others come in."""
    rows = (
        person(""), person("2", name="", family="", id=""), person("3")[:6], [*person("4"), "x"], list(HEADER),
        person("5", name="", family="", id=ID_B), person("6", id=""), person("7" * 25, id=""),
    )  # fmt: skip
    report = read(tmp_path, *rows)
    assert (report.rows, report.unreadable_rows, report.added_people) == (8, 6, 2)
    kinds = (
        "code-missing",
        "person-missing",
        "cells-missing",
        "cells-surplus",
        "header-again",
        "name-missing",
        "code-too-long",
    )
    assert [lines_of(report, kind) for kind in kinds] == [(2,), (3,), (4,), (5,), (6,), (7,), (9,)]
    assert add_up(report)


def test_columns_come_in_any_order_and_spelling(tmp_path: Path) -> None:
    """Arabic letters, joiners, brackets and other names for the same column."""
    header = [
        "توضيحات",
        "محلّه",
        "موبايل",
        "كدملي",
        "نام‌خانوادگی",
        "نام",
        "شماره پرونده",
        "تاريخ تولد (شمسی)",
        "جنس",
        "نسبت با سرپرست خانوار",
        "گروه هدف",
    ]
    report = read(tmp_path, ["", "حر", "", ID_A, "نوری", "زهرا", "7", "1360/1/1", "خانم", "خود", ""], header=header)
    assert (report.valid_id_rows, report.neighbourhoods, report.warnings, report.ignored_columns) == (
        1,
        {"حر": 1},
        {},
        (),
    )


def test_ids_of_other_kinds_have_their_own_columns(tmp_path: Path) -> None:
    """A foreign code or a passport beside an empty national ID is that person's ID."""
    header = [*HEADER, "کد فراگیر", "شماره گذرنامه"]
    rows = (
        [*person("1", id=""), "999900000001", ""],
        [*person("2", id=""), "", "P7654321"],
        [*person("3"), "999900000002", ""],
    )
    report = read(tmp_path, *rows, header=header)
    assert (report.other_id_rows, report.valid_id_rows, report.warnings["second-id"]) == (2, 1, 1)


def test_the_kind_of_id_may_be_said(tmp_path: Path) -> None:
    """«نوع شناسه» decides where a number alone could be either."""
    report = read(
        tmp_path,
        [*person("1", id="1234567890"), "کد فراگیر"],
        [*person("2", id="1234567890"), "کد ملی"],
        [*person("3", id=""), "ندارد"],
        header=[*HEADER, "نوع شناسه"],
    )
    assert (report.other_id_rows, report.invalid_id_rows, report.missing_id_rows) == (1, 1, 1)


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A date, a sex, a phone that is none; a Gregorian date; two phones."""
    report = read(
        tmp_path,
        person("1", born="نامعلوم", sex="؟؟x", phone="1234"),
        person("2", id="", born="1981-03-21", phone="09990001122 / 09990001133"),
    )
    assert report.warnings == {
        "birth-date-unreadable": 1, "birth-date-gregorian": 1, "sex-unreadable": 1,
        "phone-unreadable": 1, "several-phones": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1+cmd", "-2+3", "@SUM(1)", "＝1+1", " =1", "\t=1", "\tx", "\rx", "＋x", "=09990001122"]
)
def test_formulas_are_recognised(cell: str) -> None:
    """Whatever a spreadsheet would run, in full width and after spaces too."""
    assert is_formula(cell)


@pytest.mark.parametrize(
    "cell", ["", "-", "--", "+", "\t", "+989990001122", "+98 999 000 1122", "۱+۱", "a=b", "علی", "09990001122"]
)
def test_phones_signs_and_words_are_no_formulas(cell: str) -> None:
    """A plus before a telephone number, a dash for nothing."""
    assert not is_formula(cell)


@pytest.mark.parametrize(
    ("cell", "tags"),
    [
        ("بی خانمان؛دانش آموز", ("بی‌خانمان", "دانش‌آموز")),
        ("دانش‌آموز , دانشآموز", ("دانش‌آموز",)),
        ("بازنشسته\nكودك كار", ("بازنشسته", "کودک کار")),
        (" ؛ ", ()),
    ],
)
def test_tags_have_one_spelling(cell: str, tags: tuple[str, ...]) -> None:
    """The words that rules ask for come out as the rules write them."""
    assert read_tags(cell) == tags
