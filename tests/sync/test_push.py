"""Pushing: every row arrives once, whatever the line does, and nothing counts as sent without the registry's word."""

import pytest

from fieldpoint.core.base64url import b64url
from fieldpoint.errors import Code, Conflict
from fieldpoint.registry.folder import Registry
from fieldpoint.store import outbox
from fieldpoint.store.site import Site
from fieldpoint.sync.line import Line, Question, Reply
from fieldpoint.sync.lock import push_lock
from tests.sync.support import (
    AppLine,
    BentLine,
    all_arrived,
    contact,
    cut,
    held_lines,
    lose_answer_to_put,
    own_lines,
    push,
    reply_to_put,
    unsent,
    write_handouts,
)


def test_everything_unsent_arrives_in_order(site: Site, registry: Registry, line: AppLine) -> None:
    """One session brings all rows, and the mark and the status say so."""
    rows = len(own_lines(site))
    assert unsent(site) == rows
    pushed = push(site, line)
    assert (pushed.sent, pushed.unsent, pushed.mark, pushed.code, pushed.parked) == (rows, 0, rows, None, None)
    assert all_arrived(site, registry)
    assert contact(site).code is None
    assert contact(site).at is not None


def test_a_second_session_sends_nothing(site: Site, line: AppLine) -> None:
    """What the registry holds is not sent again."""
    push(site, line)
    watched = BentLine(line, lambda question, to: to.ask(question))
    assert push(site, watched).sent == 0
    assert [question.method for question in watched.asked] == ["GET"]


def test_a_lost_answer_leads_to_one_set_of_rows(site: Site, registry: Registry, line: AppLine) -> None:
    """The batch arrived, its answer did not: the next session finds the rows there and goes on behind them."""
    pushed = push(site, BentLine(line, lose_answer_to_put))
    assert pushed.code == Code.REGISTRY_UNREACHABLE
    assert len(held_lines(registry)) == 100
    assert unsent(site) == len(own_lines(site))
    push(site, line)
    assert all_arrived(site, registry)


def test_a_batch_is_sent_again_exactly_as_it_was(site: Site, line: AppLine) -> None:
    """Rows written between two attempts do not change a sealed batch."""
    first = BentLine(line, reply_to_put(200, b"<!doctype html>"))
    push(site, first)
    write_handouts(site, 5)
    second = BentLine(line, reply_to_put(200, b"<!doctype html>"))
    push(site, second)
    assert first.asked[1].body == second.asked[1].body
    assert first.asked[1].path == second.asked[1].path


def test_no_line_leaves_everything_as_it_was(site: Site, line: AppLine) -> None:
    """Without a line rows wait, and the status says why."""
    before = unsent(site)
    assert push(site, BentLine(line, cut)).code == Code.REGISTRY_UNREACHABLE
    assert unsent(site) == before
    assert contact(site) == outbox.Contact(at=None, code="registry-unreachable")


def test_after_three_cuts_smaller_batches_are_tried(site: Site, registry: Registry, line: AppLine) -> None:
    """A line that never carries a hundred rows carries fifty."""

    async def short(question: Question, to: Line) -> Reply:
        if question.method == "PUT" and len(question.body) > 6_000:
            return await cut(question, to)
        return await to.ask(question)

    for _ in range(12):
        push(site, BentLine(line, short))
    assert all_arrived(site, registry)


def test_batches_grow_on_a_good_line(site: Site, line: AppLine) -> None:
    """A hundred rows, then two hundred, so a long queue needs few requests."""
    write_handouts(site, 1_000)
    watched = BentLine(line, lambda question, to: to.ask(question))
    push(site, watched)
    assert sum(question.method == "PUT" for question in watched.asked) == 4


def test_a_registry_that_was_set_back_gets_the_rows_again(site: Site, registry: Registry, line: AppLine) -> None:
    """The registry's mark is the cursor, not ours: what its backup lacks is sent once more."""
    push(site, line)
    db = registry.store._db  # pyright: ignore[reportPrivateUsage]  # noqa: SLF001  yesterday's backup
    db.execute("DELETE FROM events WHERE seq > 120")
    db.execute("DELETE FROM seals WHERE last > 120")
    db.execute("UPDATE epochs SET hwm = 120, head = (SELECT head FROM events WHERE seq = 120)")
    write_handouts(site, 1)
    push(site, line)
    assert all_arrived(site, registry)


def test_a_registry_with_more_rows_than_we_have_is_told(site: Site, registry: Registry, line: AppLine) -> None:
    """A site set back to an older copy sends nothing over the rows that are there."""
    push(site, line)
    connection = site.connect()
    connection.execute("DELETE FROM log WHERE seq > 100")
    connection.close()
    before = held_lines(registry)
    assert push(site, line).code == Code.REGISTRY_AHEAD
    assert held_lines(registry) == before


def test_another_history_at_the_registry_is_told(site: Site, registry: Registry, line: AppLine) -> None:
    """A head that is not ours ends the session; no row is lost on either side."""
    push(site, line)
    db = registry.store._db  # type: ignore[attr-defined]  # noqa: SLF001  as if a clone had been first
    db.execute("UPDATE epochs SET head = ?", (b"\x00" * 32,))
    write_handouts(site, 1)
    rows = len(own_lines(site))
    assert push(site, line).code == Code.CHAIN_FORK
    assert (unsent(site), len(held_lines(registry))) == (1, rows - 1)


def test_one_pusher_at_a_time(site: Site, line: AppLine) -> None:
    """F50: The second one goes away at once."""
    with push_lock(site.folder), pytest.raises(Conflict) as caught:
        push(site, line)
    assert caught.value.code == Code.PUSH_RUNNING
    assert push(site, line).code is None


def test_the_mark_never_goes_back(site: Site, line: AppLine) -> None:
    """Whatever number comes, a mark stays where it is or moves on."""
    push(site, line)
    connection = site.connect()
    before = outbox.standings(connection)[0].mark
    outbox.acknowledge(connection, 1, 5)
    assert outbox.standings(connection)[0].mark == before
    connection.close()


def test_sealed_batches_are_let_go_behind_the_mark(site: Site, line: AppLine) -> None:
    """Nothing is kept twice for ever."""
    push(site, line)
    connection = site.connect(read_only=True)
    assert outbox.batch_from(connection, 1, 1) is None
    connection.close()


def test_the_mark_is_the_registrys_head(site: Site, registry: Registry, line: AppLine) -> None:
    """Both sides stand at the same hash."""
    push(site, line)
    connection = site.connect(read_only=True)
    standing = outbox.standings(connection)[0]
    head = outbox.head_at(connection, standing.epoch_no, standing.mark)
    connection.close()
    (epoch,) = registry.store.epochs("s-01")
    assert head is not None
    assert (epoch.hwm, epoch.epoch, b64url(epoch.head or b"")) == (standing.mark, standing.epoch, b64url(head))
