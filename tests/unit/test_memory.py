"""What a running server remembers: which numbers have come, and how long a session goes on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from fieldpoint.clock import Reading, Trust
from fieldpoint.core.names import OperatorId, TabletId
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.web.entry.memory import WINDOW, Memory, Window

HOUR, MINUTE, SECOND = 3_600_000, 60_000, 1_000
SESSION = SignIn(
    tab=TabletId("t00000"), desk="d1", operator=OperatorId("o0000000"), name="", role="operator",
    boot=3, opened=5 * HOUR, mono=5 * HOUR,
)  # fmt: skip


def at(mono: int, boot: int = 3) -> Reading:
    """A moment of a boot; the wall clock says nonsense."""
    return Reading(boot=boot, mono_ms=mono, wall_ms=0, trust=Trust.UNKNOWN)


@given(numbers=st.lists(st.integers(0, 3 * WINDOW), max_size=400))
def test_number_passes_once(numbers: list[int]) -> None:
    """In whatever order they come: new and not too old passes, nothing passes twice."""
    window, seen, highest = Window(), set[int](), -1
    for number in numbers:
        expected = number not in seen and number > highest - WINDOW
        assert window.take(number) == expected
        if expected:
            seen.add(number)
            highest = max(highest, number)


def test_number_far_ahead_takes_no_room() -> None:
    """The largest number that is read is one step, and all before it are too old."""
    window = Window()
    assert [window.take(number) for number in (1, 10**15 - 1, 10**15 - 1, 1, 2)] == [True, True, False, False, False]


@pytest.mark.parametrize(
    ("role", "later", "expected"),
    [
        ("operator", 5 * MINUTE, True),
        ("operator", 5 * MINUTE + 1, False),
        ("lead", 5 * MINUTE + 1, False),
        ("kiosk", 20 * SECOND, True),
        ("kiosk", 20 * SECOND + 1, False),
    ],
)
def test_idle_session_is_over(role: str, later: int, expected: bool) -> None:  # noqa: FBT001  a column of the table
    """Five minutes at a desk, twenty seconds at a kiosk, by the boot's clock."""
    session = replace(SESSION, role=role)
    assert Memory().is_alive(session, at(SESSION.mono + later)) == expected


def test_work_keeps_a_session_and_looking_does_not() -> None:
    """Scans go on for hours without a PIN; a page that asks for the status by itself is nobody at work."""
    memory = Memory()
    for minutes in range(4, 9 * 60, 4):
        now = at(SESSION.mono + minutes * MINUTE)
        assert memory.is_alive(SESSION, now)
        memory.use(SESSION, now, looks=False)
    for seconds in range(0, 301, 30):
        now = at(SESSION.mono + 536 * MINUTE + seconds * SECOND)
        memory.use(SESSION, now, looks=True)
    assert not memory.is_alive(SESSION, at(SESSION.mono + 542 * MINUTE))


def test_looking_keeps_a_kiosk() -> None:
    """Its page asks every few seconds; when it is closed the session ends."""
    memory, kiosk = Memory(), replace(SESSION, role="kiosk")
    for seconds in range(0, 600, 15):
        now = at(SESSION.mono + seconds * SECOND)
        assert memory.is_alive(kiosk, now)
        memory.use(kiosk, now, looks=True)


def test_no_session_outlives_ten_hours_or_its_boot() -> None:
    """However busy it is; and after another boot nobody can say how old it is."""
    memory = Memory()
    for hours, alive in ((10, True), (10.01, False)):
        now = at(SESSION.opened + int(hours * HOUR))
        memory.use(SESSION, now, looks=False)
        assert memory.is_alive(SESSION, now) == alive
    assert not memory.is_alive(SESSION, at(SESSION.mono + 1, boot=4))
