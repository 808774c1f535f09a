"""Two histories under one name, and a hand in the registry's file: seen, named, never mixed."""

import pytest

from fieldpoint.core.base64url import b64url
from fieldpoint.errors import Broken, Code
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.verify import verify_registry
from tests.registry.support import Sender, kept, rows_of, stored


def test_another_history_at_the_same_numbers_is_kept_beside(registry: Registry, log: Sender) -> None:
    """A clone's rows never mix with the first one's; the answer names the last common row."""
    clone = log.twin(4, "clone")
    clone.hand_out("h7")
    clone.hand_out("h8")
    stored(registry, log.arrival(1, 10))
    answer = kept(registry, clone.arrival(3, 6))
    assert (answer.code, answer.common_seq) == ("chain-fork", 4)
    assert registry.store.kept_batches() == 1
    assert [line for _, _, line in rows_of(registry)] == log.lines


def test_a_clone_that_continues_at_the_next_number_is_kept_beside(registry: Registry, log: Sender) -> None:
    """A batch whose first row does not hang on the row that is held comes from another history."""
    clone = log.twin(4, "clone")
    clone.hand_out("h7")
    clone.hand_out("h8")
    stored(registry, log.arrival(1, 5))
    assert kept(registry, clone.arrival(6, 6)).common_seq == 4


def test_the_mark_stops_where_two_histories_meet(registry: Registry, log: Sender) -> None:
    """Rows of one copy above a gap, filled by the other copy: the mark stops, and both learn of the fork."""
    clone = log.twin(2, "clone")
    for _ in range(6):
        clone.hand_out("h7")
    stored(registry, clone.arrival(5, 7))
    stored(registry, log.arrival(1, 2))
    answer = stored(registry, log.arrival(3, 4))
    assert (answer.hwm, answer.head) == (4, b64url(log.heads[3]))
    assert kept(registry, log.arrival(5, 6)).code == "chain-fork"
    assert kept(registry, clone.arrival(3, 4)).code == "chain-fork"


@pytest.mark.parametrize(
    ("harm", "values", "seq"),
    [
        ("UPDATE events SET line = ? WHERE seq = 6", [b"{}"], 6),
        ("DELETE FROM events WHERE seq = 4", [], 4),
        ("DELETE FROM events WHERE seq = 10", [], 10),
        ("UPDATE events SET head = ? WHERE seq = 3", [b"0"], 3),
        ("UPDATE seals SET signature = ?", [b"0"], 10),
    ],
)
def test_verify_names_the_first_bad_row(
    registry: Registry, log: Sender, harm: str, values: list[bytes], seq: int
) -> None:
    """A row that somebody changed or took out of the registry's own file is found by its number."""
    stored(registry, log.arrival(1, 10))
    assert [(one.rows, one.mark) for one in verify_registry(registry.store)] == [(10, 10)]
    registry.store._db.execute(harm, values)  # pyright: ignore[reportPrivateUsage]  # noqa: SLF001  a hand in the file
    with pytest.raises(Broken) as caught:
        verify_registry(registry.store)
    assert (caught.value.code, dict(caught.value.facts)) == (Code.CHAIN_BROKEN, {"site": "s-01", "seq": seq})
