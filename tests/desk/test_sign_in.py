"""A name and six digits: what is counted, how long it waits, and that nothing frees a guess."""

from collections import Counter
from pathlib import Path

import pytest

from fieldpoint.core.pin import is_weak
from fieldpoint.desk.appoint import give_pin, hash_new_pin
from fieldpoint.desk.open_day import open_day
from fieldpoint.desk.sign_in import begin_attempt
from fieldpoint.errors import Code, FieldpointError, NotAllowed
from tests.desk.entry import WRONG, add, outcome, pair, sign_in
from tests.desk.support import TOMORROW, Desk
from tests.device import PIN, QUICK

NAME, NOBODY = "سارا احمدی", "هیچ‌کس"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A site with an open day."""
    return Desk(tmp_path)


def wait_of(desk: Desk, tablet: str, name: str) -> int:
    """How many seconds the next PIN must wait; 0 when it is looked at."""
    try:
        desk.write(lambda tx: begin_attempt(tx, tablet, name, QUICK))  # type: ignore[arg-type]
    except FieldpointError as fault:
        return int(fault.facts["retry_after_s"])
    return 0


@pytest.mark.parametrize("name", [NAME, NOBODY])
def test_fifth_wrong_pin_waits_and_the_wait_doubles(desk: Desk, name: str) -> None:
    """30, 60, 120, 240 and 480 seconds, then the lead; the same for a name that nobody has."""
    add(desk, NAME)
    tab = pair(desk)
    waits: list[int] = []
    for _ in range(10):
        assert outcome(desk, tab, name) == "wrong"
        try:
            desk.write(lambda tx: begin_attempt(tx, tab, name, QUICK) and _undo())
        except FieldpointError as fault:
            waits.append(int(fault.facts.get("retry_after_s", -1)))
            desk.later(mono_ms=waits[-1] * 1000)
        except ZeroDivisionError:
            waits.append(0)
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, -1]
    assert outcome(desk, tab, name, PIN) == "pin-reset-needed"


def _undo() -> None:
    """Takes back the transaction that only looked whether an attempt would be allowed."""
    raise ZeroDivisionError


def test_right_pin_ends_the_row_of_misses(desk: Desk) -> None:
    """Four slips of the finger a time never make anybody wait."""
    add(desk, NAME)
    tab = pair(desk)
    for _ in range(3):
        assert [outcome(desk, tab, NAME) for _ in range(4)] == ["wrong"] * 4
        assert sign_in(desk, tab, "سارا  احمدي") is not None


def test_stranger_at_one_tablet_locks_nobody_out_at_another(desk: Desk) -> None:
    """What is counted belongs to one tablet and one name."""
    add(desk, NAME)
    add(desk, "علی")
    stolen, other = pair(desk), pair(desk)
    for _ in range(40):
        outcome(desk, stolen, NAME)
        desk.later(mono_ms=60_000)
    assert outcome(desk, stolen, NAME, PIN) == "pin-reset-needed"
    assert outcome(desk, stolen, "علی", PIN) == "in"
    assert outcome(desk, other, NAME, PIN) == "in"


def test_lead_opens_the_lock_with_a_new_pin(desk: Desk) -> None:
    """The old PIN works nowhere any more, the new one does."""
    who, tab = add(desk, NAME), pair(desk)
    while outcome(desk, tab, NAME) != "pin-reset-needed":
        desk.later(mono_ms=60_000)
    desk.write(lambda tx: give_pin(tx, who, hash_new_pin("719305", QUICK), "lead"))
    assert [outcome(desk, tab, NAME, pin) for pin in (PIN, "719305")] == ["wrong", "in"]


def test_no_clock_and_no_power_cut_frees_a_guess(desk: Desk) -> None:
    """The wall clock jumps ten years both ways, the machine boots again and again: ten of 10,000 guesses, no more."""
    add(desk, NAME)
    tab = pair(desk)
    said: Counter[str] = Counter()
    for number in range(10_000):
        said[outcome(desk, tab, NAME)] += 1
        desk.later(wall_ms=(-1) ** number * 10 * 365 * 86_400_000, boot=number // 7 + 1)
        desk.now = type(desk.now)(
            boot=desk.now.boot, mono_ms=1_000 * (number % 7), wall_ms=desk.now.wall_ms, trust=desk.now.trust
        )
    assert said["wrong"] <= 10
    assert said["in"] == 0


def test_hundred_misses_a_day_are_enough(desk: Desk) -> None:
    """The right person signs in between, so nothing waits; after a hundred misses this tablet waits for tomorrow."""
    add(desk, NAME)
    tab = pair(desk)
    for _ in range(25):
        assert [outcome(desk, tab, NAME) for _ in range(4)] == ["wrong"] * 4
        if outcome(desk, tab, NAME, PIN) != "in":
            break
    assert outcome(desk, tab, NAME, PIN) == "pin-reset-needed"
    desk.later(wall_ms=5 * 86_400_000)
    assert outcome(desk, tab, NAME, PIN) == "pin-reset-needed"
    desk.write(lambda tx: open_day(tx, TOMORROW, "lead"))
    assert outcome(desk, tab, NAME, PIN) == "in"


def test_attempt_counts_before_its_pin_is_looked_at(desk: Desk) -> None:
    """A hundred at once, none of which has been answered, get five looks."""
    add(desk, NAME)
    tab = pair(desk)
    begun = 0
    for _ in range(100):
        try:
            desk.write(lambda tx: begin_attempt(tx, tab, NAME, QUICK))
            begun += 1
        except FieldpointError:
            pass
    assert begun == 5


def test_names_that_nobody_has_take_no_room(desk: Desk) -> None:
    """However many are tried, a few hundred are remembered; people's own counts are not pushed out."""
    add(desk, NAME)
    tab = pair(desk)
    assert outcome(desk, tab, NAME) == "wrong"
    for number in range(700):
        desk.later(mono_ms=1)
        assert outcome(desk, tab, f"x{number}") == "wrong"
    row = desk.connection.execute("SELECT count(*) FROM pin_misses").fetchone()
    assert row == (501,)


def test_pin_that_a_stranger_tries_first_is_weak() -> None:
    """One digit six times, or a straight run either way."""
    assert all(map(is_weak, ("000000", "123456", "987654", "567890", "012345")))
    assert not any(map(is_weak, ("402913", "112233", "135790")))


def test_wrong_code_word_is_no_attempt(desk: Desk) -> None:
    """After ten misses the refusal is not another kind of failure."""
    add(desk, NAME)
    tab = pair(desk)
    while outcome(desk, tab, NAME, WRONG) != "pin-reset-needed":
        desk.later(mono_ms=60_000)
    with pytest.raises(NotAllowed) as fault:
        desk.write(lambda tx: begin_attempt(tx, tab, NAME, QUICK))
    assert fault.value.code == Code.PIN_RESET_NEEDED
