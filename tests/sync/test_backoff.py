"""Waits after failures: they grow, they are scattered, they have an end that is not giving up."""

from fieldpoint.sync.backoff import Backoff


def longest(limit: int) -> int:
    """Chance at its worst."""
    return limit - 1


def test_waits_double_up_to_a_quarter_of_an_hour() -> None:
    """At worst 5, 10, 20 … seconds, and 900 for ever after."""
    waits = Backoff(chance=longest)
    assert [waits.next_s() for _ in range(10)] == [5, 10, 20, 40, 80, 160, 320, 640, 900, 900]
    for _ in range(10_000):
        assert waits.next_s() == 900


def test_a_wait_may_be_anything_below() -> None:
    """Sites that lost the line together do not come back together."""
    waits = [Backoff().next_s() for _ in range(200)]
    assert min(waits) < 1.0
    assert max(waits) > 4.0
    assert all(0 <= wait <= 5 for wait in waits)


def test_after_a_success_it_begins_again() -> None:
    """The next failure is the first one."""
    waits = Backoff(chance=longest)
    for _ in range(5):
        waits.next_s()
    waits.reset()
    assert waits.next_s() == 5
