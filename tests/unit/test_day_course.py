"""How a day goes, added up from rows alone."""

from fieldpoint.core.act_rows import OverrideConfirm, Void
from fieldpoint.core.day_course import HALF_HOUR_MS, DayCourse
from fieldpoint.core.day_sheet import ALREADY_VOIDED, SECOND_MISSING
from fieldpoint.core.log_rows import Handout
from fieldpoint.core.names import Cycle, EventId, HouseholdId, ProgrammeCode

BREAD = ProgrammeCode("bread")
STAMP = {"seq": 1, "boot": 1, "mono": 1, "tq": 2}
PLACE = {
    "day": None,
    "desk": "d1",
    "tab": "t01",
    "tseq": 1,
    "op": "o",
    "card": None,
    "cycle": Cycle("c"),
    "item": "bread",
}


def handout(event: str, wall: int, *flags: str) -> Handout:
    """Two loaves for a household, at an instant."""
    rest = {"hh": HouseholdId("h"), "prog": BREAD, "qty": 2, "members": [], "rule": "bread@1", "flags": [*flags]}
    return Handout(id=EventId(event), wall=wall, **STAMP, **PLACE, **rest)  # type: ignore[arg-type]


def void(event: str, ref: str, *flags: str) -> Void:
    """A handout is taken back."""
    rest = {"ref": EventId(ref), "ref_h": "", "reason": "undo", "hh": None, "prog": BREAD, "qty": 2, "flags": [*flags]}
    return Void(id=EventId(event), wall=0, **STAMP, **PLACE, **rest)  # type: ignore[arg-type]


def test_handouts_are_counted_in_the_half_hour_they_were_given() -> None:
    """The last millisecond belongs to its half hour, the next one to the next."""
    course = DayCourse()
    for event, wall in (("a", 0), ("b", HALF_HOUR_MS - 1), ("c", HALF_HOUR_MS)):
        course.add(handout(event, wall))
    assert course.handouts == {(BREAD, 0): 2, (BREAD, HALF_HOUR_MS): 1}
    assert (course.items[BREAD], len(course.holders)) == (6, 1)


def test_what_is_taken_back_leaves_its_own_half_hour() -> None:
    """A void counts once, however often it is asked, and one of an earlier day counts there."""
    course = DayCourse()
    course.add(handout("a", HALF_HOUR_MS))
    for row in (void("v", "a"), void("w", "a", ALREADY_VOIDED), void("x", "of-yesterday")):
        course.add(row)
    assert +course.handouts == {}
    assert course.items[BREAD] == 0


def test_override_waits_until_somebody_stands_by_it_or_it_is_taken_back() -> None:
    """Whoever is confirmed, and what is void, waits for nobody."""
    course = DayCourse()
    for event in ("a", "b", "c"):
        course.add(handout(event, 0, SECOND_MISSING))
    course.add(void("v", "a"))
    course.add(OverrideConfirm(id=EventId("k"), wall=0, ref=EventId("b"), second="s", op="o", **STAMP))
    assert [*course.awaiting] == ["c"]
