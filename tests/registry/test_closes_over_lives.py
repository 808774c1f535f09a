"""A day that went on in a second life of the log is added up over both."""

import pytest
from msgspec import Raw

from fieldpoint.core.act_rows import Carry
from fieldpoint.core.base64url import b64url
from fieldpoint.core.day_sheet import add_up
from fieldpoint.core.log_rows import DayClose, Handout, decode_row
from fieldpoint.core.names import Day
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.intake.accept_batch import accept_batch
from tests.registry.cases import give, write
from tests.registry.lives import next_life
from tests.registry.support import NOW, Sender


def close_over(after: Sender, *before: bytes, handed: int = 0) -> None:
    """One more row: the close of a day that counts these rows of the life before, and all of this one."""
    rows = [row for row in map(decode_row, (*before, *after.lines)) if isinstance(row, Handout)]
    totals = add_up(rows, {})
    write(
        after,
        DayClose,
        day=Day("1405-09-01"),
        first_seq=1,
        last_seq=len(after.lines),
        head_before=b64url(after.heads[-1]),
        opened_wall=NOW,
        opened_tq=2,
        lines=totals.lines,
        items=totals.items,
        tablets=totals.tablets,
        households=totals.households + handed,
        refused=totals.refused,
        flags=totals.flags,
        unsent=0,
        op="lead",
    )


def send(registry: Registry, *senders: Sender) -> None:
    """All rows of these come in."""
    for one in senders:
        accept_batch(registry.store, one.arrival(1, len(one.lines)))


def states(registry: Registry) -> tuple[int, int]:
    """How many closes are wrong, and how many wait."""
    return len(registry.store.wrong_closes()), len(registry.store.closes_to_check())


@pytest.mark.parametrize("handed", [0, 1])
def test_a_rollback_in_mid_day_is_added_up_over_both_lives(registry: Registry, log: Sender, handed: int) -> None:
    """Right where the sums are those of all rows, wrong where they are not; and nothing is said before all are here."""
    after = next_life(log, 7, "rollback", "b")
    give(after)
    close_over(after, *log.lines[:7], handed=handed)
    send(registry, after)
    assert states(registry) == (0, 1)
    send(registry, log)
    assert states(registry) == (handed, 0)


def test_a_fork_in_mid_day_counts_the_sites_own_rows(registry: Registry, log: Sender) -> None:
    """Another history stands at their places, so they count as they were carried, once all of them were."""
    clone = log.twin(4, "clone")
    for household in ("h7", "h8"):
        clone.hand_out(household)
    after = next_life(clone, 6, "fork", "after")
    give(after)
    close_over(after, *clone.lines)
    send(registry, log, after)
    assert states(registry) == (0, 1)
    for seq in (5, 6):
        write(after, Carry, from_epoch=b64url(clone.epoch), from_seq=seq, line=Raw(clone.lines[seq - 1]))
    send(registry, after)
    assert states(registry) == (0, 0)


def test_a_day_before_the_life_changed_is_left_out(registry: Registry, log: Sender) -> None:
    """What was closed in the earlier life is not counted again."""
    close_over(log)
    give(log)
    after = next_life(log, len(log.lines), "moved", "b")
    give(after)
    close_over(after, log.lines[-1])
    send(registry, log, after)
    assert states(registry) == (0, 0)
