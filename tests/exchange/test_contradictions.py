"""What cannot be so is a warning with a count; what belongs to others stays out."""

from pathlib import Path

from tests.exchange.support import ID_B, add_up, lines_of, person, report_of, text_of, write


def test_contradictions_are_counted_and_everybody_comes_in(tmp_path: Path) -> None:
    """A man tagged as a woman, a head born last year, a future birth, odd tags and generations."""
    rows = (
        person("1", sex="مرد", tags="زن سرپرست خانوار"),
        person("2", id="", born="1404/6/1"),
        person("3", id="", born="1406/1/1", relation="فرزند"),
        person("4", id="", name="الف", tags="سالمند"),
        person("4", id="", name="ب", relation="فرزند", born="1350/1/1", tags="کودک کار"),
        person("5", id="", name="پ"),
        person("5", id="", name="ت", place="عباسی"),
        person("6", id="", name="ث", relation="خواهر", sex="مرد", born="1270/1/1", tags="دانش آموز"),
    )
    report = report_of(write(tmp_path, text_of(*rows)))
    assert report.added_people == len(rows)
    assert report.warnings == {
        "head-missing": 2, "several-heads": 1, "neighbourhoods-differ": 1, "man-tagged-woman-head": 1,
        "relation-not-of-sex": 1, "head-very-young": 1, "born-in-future": 1, "age-unlikely": 1,
        "elderly-tag-on-younger": 1, "child-tag-on-adult": 1, "pupil-tag-by-age": 1, "child-older-than-head": 1,
    }  # fmt: skip


def test_another_family_under_a_code_is_never_merged(tmp_path: Path) -> None:
    """Further down the same code with another head and another name is a conflict, row by row."""
    family = (person("7", name="الف"), person("7", name="ب", id="", relation="فرزند"))
    others = (
        person("7", name="پ", family="کریمی", id=ID_B),
        person("7", name="ت", family="کریمی", id="", relation="فرزند"),
    )
    others += (person("7", name="ج", family="ملکی", id="", relation="همسر"),)
    report = report_of(write(tmp_path, text_of(*family, person("8", name="ث", id=""), *others)))
    assert (report.conflict_rows, report.added_people, report.households) == (3, 3, 2)
    assert lines_of(report, "code-of-others") == (5, 6, 7)
    assert add_up(report)


def test_two_heads_side_by_side_are_a_warning(tmp_path: Path) -> None:
    """A couple keeps two family names."""
    report = report_of(write(tmp_path, text_of(person(), person(name="علی", family="کریمی", id=ID_B, sex="مرد"))))
    assert (report.conflict_rows, report.warnings) == (0, {"several-heads": 1})


def test_an_absurdly_large_household_is_left_out(tmp_path: Path) -> None:
    """Three hundred and one people under one code are a slip, not a household."""
    rows = [person("1", name=f"n{number}", id="") for number in range(301)]
    report = report_of(write(tmp_path, text_of(*rows, person("2"))))
    assert (report.unreadable_rows, report.added_people) == (301, 1)
    assert add_up(report)
