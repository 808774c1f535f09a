"""Every fault of a programme's file is named with its line and its field."""

import pytest

from fieldpoint.cli.programmes import FAULTS
from fieldpoint.core.rules.check import Checked, check, exclusions_in
from fieldpoint.core.rules.explain_fa import explain
from fieldpoint.core.rules.sense import FaultKind, Known
from fieldpoint.desk.packaged_programmes import known_beside, packaged_programmes, packaged_sources

GOOD = """code = "box"
version = 1
title_fa = "سبد"
public_title_fa = "سبد"
on_card_page = true
item = "food-basket"
unit_fa = "سبد"
kind = "goods"
counts_for = "household"
quantity = 1
period = { kind = "month" }
"""
KNOWN = Known(items=frozenset({"food-basket"}), exclusions={"lunch": (), "iftar": ("lunch",), "sahari": ("box",)})
ROUND = '[[period.rounds]]\nname = "a"\nfirst = "1405-01-01"\nlast = "1405-01-05"\n'
ROUNDS = GOOD.replace('period = { kind = "month" }\n', '[period]\nkind = "rounds"\n')


def faults(checked: Checked) -> list[tuple[int, str, FaultKind]]:
    """What is wrong, as line, field and kind."""
    return [(fault.line, fault.field, fault.kind) for fault in checked.faults]


def with_lines(*lines: str, without: str = "", text: str = GOOD) -> Checked:
    """The good file, without the line of a field and with others at its end, checked."""
    kept = [line for line in text.splitlines() if not without or not line.startswith(f"{without} =")]
    return check("\n".join([*kept, *lines, ""]).encode(), KNOWN)


def test_good_file_has_no_fault() -> None:
    """A file of the shortest form is a programme."""
    checked = check(GOOD.encode(), KNOWN)
    assert checked.programme is not None
    assert (checked.programme.code, faults(checked)) == ("box", [])


@pytest.mark.parametrize(
    ("without", "lines", "fault"),
    [
        ("", ('colour = "red"',), (12, "colour", FaultKind.FIELD_UNKNOWN)),
        ("item", (), (1, "item", FaultKind.FIELD_MISSING)),
        ("item", ('item = "x-ray"',), (11, "item", FaultKind.ITEM_UNKNOWN)),
        ("code", ('code = "Not A Code"',), (11, "code", FaultKind.VALUE_UNFIT)),
        ("version", ('version = "one"',), (11, "version", FaultKind.VALUE_UNFIT)),
        ("quantity", ("quantity = 0",), (11, "quantity", FaultKind.VALUE_UNFIT)),
        ("quantity", ('quantity = { kind = "heaps" }',), (11, "quantity.kind", FaultKind.VALUE_UNFIT)),
        ("period", ('period = { kind = "every", days = 3 }',), (11, "period.anchor", FaultKind.FIELD_MISSING)),
        ("", ("[audience]", 'sex = "x"'), (13, "audience.sex", FaultKind.VALUE_UNFIT)),
        ("", ("audience = { age_from = 9, age_to = 8 }",), (12, "audience.age_from", FaultKind.AGES_CROSSED)),
        ("", ("audience = { size_from = 9, size_to = 8 }",), (12, "audience.size_from", FaultKind.SIZES_CROSSED)),
        ("", ('in_force_from = "1404-12-30"',), (12, "in_force_from", FaultKind.DAY_UNKNOWN)),
        ("", ('hours = { first = "10:00", last = "10:00" }',), (12, "hours", FaultKind.HOURS_EMPTY)),
        ("", ('hours = { first = "10:00", last = "24:00" }',), (12, "hours.last", FaultKind.VALUE_UNFIT)),
        ("", ('exclusive_with = ["nobody"]',), (12, "exclusive_with.1", FaultKind.EXCLUDED_UNKNOWN)),
        ("", ('exclusive_with = ["lunch", "box"]',), (12, "exclusive_with.2", FaultKind.EXCLUDES_ITSELF)),
        ("", ('exclusive_with = ["sahari"]',), (12, "exclusive_with.1", FaultKind.EXCLUSION_CYCLE)),
        ("", ("site_cap = { count = 3 }",), (12, "site_cap", FaultKind.CAP_UNFIT)),
        ("quantity", ('quantity = { kind = "by-size", steps = [] }',), (11, "quantity.steps", FaultKind.VALUE_UNFIT)),
    ],
)
def test_fault_is_named_with_line_and_field(
    without: str, lines: tuple[str, ...], fault: tuple[int, str, FaultKind]
) -> None:
    """One wrong field is one fault, on the line where it stands."""
    assert faults(with_lines(*lines, without=without)) == [fault]


@pytest.mark.parametrize(
    ("calendar", "first", "last", "field", "kind"),
    [
        ("jalali", "1405-02-01", "1405-01-01", "last", FaultKind.WINDOW_IMPOSSIBLE),
        ("jalali", "1405-07-31", "1405-08-01", "first", FaultKind.DAY_UNKNOWN),
        ("gregorian", "2027-02-28", "2027-02-29", "last", FaultKind.DAY_UNKNOWN),
        ("hijri", "1448-09-01", "1501-09-30", "last", FaultKind.DAY_UNKNOWN),
        ("lunar", "1448-09-01", "1448-09-30", "calendar", FaultKind.VALUE_UNFIT),
    ],
)
def test_impossible_window_is_named(calendar: str, first: str, last: str, field: str, kind: FaultKind) -> None:
    """A window that ends before it begins, or has a day that is in no calendar, is refused with its field."""
    lines = (f'calendar = "{calendar}"', f'first = "{first}"', f'last = "{last}"')
    assert [fault[1:] for fault in faults(with_lines("[[window]]", *lines))] == [(f"window.1.{field}", kind)]


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        (ROUND.replace('"a"', '"b"'), (17, "period.rounds.2", FaultKind.ROUNDS_UNORDERED)),
        (ROUND.replace("01-0", "02-0"), (18, "period.rounds.2.name", FaultKind.ROUND_DOUBLED)),
        (ROUND.replace('"a"', '"b"').replace("-01-01", "-02-09"), (17, "period.rounds.2", FaultKind.WINDOW_IMPOSSIBLE)),
    ],
)
def test_rounds_that_do_not_follow_one_another_are_named(more: str, fault: tuple[int, str, FaultKind]) -> None:
    """Rounds that overlap, bear one name or end before they begin are refused."""
    assert faults(check((ROUNDS + ROUND + more).encode(), KNOWN)) == [fault]


def test_all_faults_are_named_at_once() -> None:
    """A file with four faults of form has four, in the order of their lines."""
    found = with_lines('counts_for = "all"', "wrong = 1", "[[window]]", 'first = "1"', without="counts_for")
    assert [(line, field) for line, field, _ in faults(found)] == [
        (11, "counts_for"),
        (12, "wrong"),
        (13, "window.1.last"),
        (14, "window.1.first"),
    ]


@pytest.mark.parametrize(("source", "line"), [(b"a = 1\nb = = 2\n", 2), (b"a = 1\n\xff", 2), (b'a = "open', 1)])
def test_file_that_is_no_toml_is_named_by_its_line(source: bytes, line: int) -> None:
    """Neither broken TOML nor bytes that are no text raise anything."""
    assert faults(check(source, KNOWN)) == [(line, "", FaultKind.NOT_TOML)]


def test_files_that_come_together_know_one_another() -> None:
    """What one file of a call excludes is known to the others, and a cycle between two of them is found."""
    one = GOOD + 'exclusive_with = ["other"]\n'
    other = GOOD.replace('"box"', '"other"') + 'exclusive_with = ["box"]\n'
    known = known_beside((), exclusions_in([one.encode(), other.encode(), b"no toml ="]))
    assert [fault.kind for fault in check(one.encode(), known).faults] == [FaultKind.EXCLUSION_CYCLE]


def test_every_fault_has_a_sentence() -> None:
    """Whoever checks a file reads words."""
    assert set(FAULTS) == set(FaultKind)


def test_programmes_of_the_package_have_no_fault_and_one_name() -> None:
    """Every file is good and bears its code as its name; shelter, doctor and dowry stand on no card's page."""
    programmes = {one.code: one for one in packaged_programmes()}
    assert list(programmes) == list(packaged_sources())
    hidden = {code for code, one in programmes.items() if not one.on_card_page}
    assert {"bed-night", "night-dinner", "doctor-visit", "dowry-kit", "job-referral", "emergency-referral"} <= hidden
    assert programmes["bed-night"].public_title_fa == "خدمت"


def test_ramadan_is_resolved_to_jalali_days() -> None:
    """The first of Ramadan 1448 is 19 Bahman 1405 in the Umm al-Qura calendar; the month has 29 days or 30."""
    iftar = next(one for one in packaged_programmes() if one.code == "iftar")
    first = iftar.window[0]
    assert (first.calendar, first.first, first.last, first.moon) == ("jalali", "1405-11-19", "1405-12-17", True)


def test_every_programme_can_be_explained() -> None:
    """Each rule is said in Persian sentences: no Latin word but codes, and nothing without its full stop."""
    for programme in packaged_programmes():
        sentences = explain(programme)
        assert len(sentences) >= 3
        assert all(sentence.endswith(".") for sentence in sentences)
        assert programme.title_fa in sentences[0]
