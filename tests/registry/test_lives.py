"""A site's log that lives twice: rows are carried, given back, asked for, counted once, and an officer decides."""

import itertools

import httpx
import msgspec
import pytest
from msgspec import Raw

from fieldpoint.core.act_rows import Carry
from fieldpoint.core.base64url import b64url
from fieldpoint.core.batch import batch_id, inflate, open_batch, verify
from fieldpoint.core.signature import public_key
from fieldpoint.errors import Code, Conflict, NotFound
from fieldpoint.registry.decide import By, end_key
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.intake.accept_batch import Arrival, accept_batch
from fieldpoint.registry.lives.alerts import retire_epoch, two_live_epochs
from fieldpoint.registry.lives.give_back import missing_of, sealed_rows
from tests.registry.cases import write
from tests.registry.conftest import Asked
from tests.registry.lives import next_life
from tests.registry.support import NOW, Sender, kept, stored, totals_of

NONCE = "n" * 22
BY = By(who="test", now_ms=NOW)


def carry(log: Sender, of: Sender, *seqs: int) -> None:
    """One more row for each of these rows of another life."""
    for seq in seqs:
        write(log, Carry, from_epoch=b64url(of.epoch), from_seq=seq, line=Raw(of.lines[seq - 1]))


def forked(log: Sender) -> tuple[Sender, Sender]:
    """A copy of the log that went on by itself after row 4, and its next life, which carries what it wrote."""
    clone = log.twin(4, "clone")
    for household in ("h7", "h8", "h9"):
        clone.hand_out(household)
    after = next_life(clone, 7, "fork", "after")
    carry(after, clone, 5, 6, 7)
    return clone, after


def test_carried_rows_count_once_in_any_order(registry: Registry, log: Sender) -> None:
    """F10, F11, F51: the fork's own batch, the rows that carry it and the first history come to the same sums."""
    clone, after = forked(log)
    stored(registry, log.arrival(1, 10))
    kept(registry, clone.arrival(5, 7))
    provisional = totals_of(registry)
    stored(registry, after.arrival(1, 4))
    stored(registry, after.arrival(1, 4))
    assert totals_of(registry) == provisional
    assert sum(provisional.values()) == 9 + 3


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_order_of_lives_changes_nothing(registry: Registry, log: Sender, order: tuple[int, ...]) -> None:
    """F11: whichever life arrives first, the same rows count and the same alert stands."""
    clone, after = forked(log)
    arrivals = [log.arrival(1, 10), clone.arrival(5, 7), after.arrival(1, 4)]
    stored(registry, log.arrival(1, 5))
    for number in order:
        accept_batch(registry.store, arrivals[number])
    assert sum(totals_of(registry).values()) == 9 + 3
    (alert,) = two_live_epochs(registry.store)
    assert set(alert.epochs) == {b64url(log.epoch), b64url(after.epoch)}


def test_have_names_what_is_held_nowhere(registry: Registry, log: Sender) -> None:
    """A row at its place and a carried one are held; what lies beside or is of another site is not."""
    clone, after = forked(log)
    stored(registry, log.arrival(1, 10))
    kept(registry, clone.arrival(5, 7))
    ids = [msgspec.json.decode(line)["id"] for line in (log.lines[2], *clone.lines[4:7])]
    assert missing_of(registry.store, log.site, NONCE, ids).missing == ids[1:]
    stored(registry, after.arrival(1, 3))
    assert missing_of(registry.store, log.site, NONCE, ids).missing == ids[3:]
    assert missing_of(registry.store, "s-other", NONCE, ids).missing == ids


def test_rows_go_back_as_they_came(registry: Registry, log: Sender) -> None:
    """F08: the sealed batch with a lost row comes back under its own name, believed by the site's key alone."""
    stored(registry, log.arrival(1, 4))
    stored(registry, log.arrival(5, 10))
    body = inflate(sealed_rows(registry.store, log.site, b64url(log.epoch), 7))
    assert batch_id(body) == batch_id(log.body(5, 10))
    batch = open_batch(body)
    assert verify(batch, public_key(log.seed))[-1] == log.heads[-1]
    with pytest.raises(NotFound) as caught:
        sealed_rows(registry.store, log.site, b64url(log.epoch), 11)
    assert caught.value.code == Code.ROWS_UNKNOWN


def test_asked_over_http(asked: Asked, log: Sender) -> None:
    """Both are for the site alone, by its token, and break nothing when asked badly."""
    stored(asked.registry, log.arrival(1, 10))
    at, site = b64url(log.epoch), f"/v1/sites/{log.site}"
    answer = asked.send("GET", f"{site}/events?epoch={at}&from=2", asked.token)
    assert inflate(answer.content) == log.body(1, 10)
    held = asked.send("POST", f"{site}/have", asked.token, json={"nonce": NONCE, "ids": ["x" * 22]})
    assert held.json()["missing"] == ["x" * 22]

    def status(method: str, path: str, token: str | None = asked.token, **more: object) -> int:
        found: httpx.Response = asked.send(method, path, token, **more)
        return found.status_code

    assert status("GET", f"{site}/events?epoch={at}&from=99") == 404
    assert status("GET", f"{site}/events?epoch={at}&from=0") == 400
    assert status("GET", f"{site}/events?epoch={at}&from=1", None) == 401
    assert status("GET", f"/v1/sites/s-99/events?epoch={at}&from=1") == 403
    assert status("POST", f"{site}/have", json={"nonce": NONCE, "ids": []}) == 400
    assert status("POST", f"{site}/have", content=b"[" * 100_000) == 400


def test_a_log_that_moved_lives_once(registry: Registry, log: Sender) -> None:
    """F08: the next life begins where the one before ended, so nobody is alarmed."""
    moved = next_life(log, 10, "moved", "moved")
    stored(registry, log.arrival(1, 10))
    stored(registry, moved.arrival(1, 1))
    assert two_live_epochs(registry.store) == []


def test_two_copies_are_seen_and_one_is_ended(registry: Registry, log: Sender) -> None:
    """F10: both copies begin a life at the same row; an officer ends one, and nothing new of it counts."""
    one, two = next_life(log, 10, "moved", "one"), next_life(log, 8, "moved", "two")
    for arrival in (log.arrival(1, 10), one.arrival(1, 1), two.arrival(1, 1)):
        stored(registry, arrival)
    (alert,) = two_live_epochs(registry.store)
    assert set(alert.epochs) == {b64url(one.epoch), b64url(two.epoch)}
    retire_epoch(registry.store, BY, log.site, b64url(two.epoch))
    assert two_live_epochs(registry.store) == []
    before = totals_of(registry)
    two.hand_out("h9")
    assert kept(registry, two.arrival(1, 2)).code == "epoch-retired"
    assert stored(registry, two.arrival(1, 1)).status == "duplicate"
    assert totals_of(registry) == before
    with pytest.raises(Conflict):
        retire_epoch(registry.store, BY, log.site, b64url(two.epoch))
    with pytest.raises(NotFound):
        retire_epoch(registry.store, BY, log.site, "")


def test_the_same_act_in_two_lives_is_one(registry: Registry, log: Sender) -> None:
    """F24: a tablet brings a handout again to a site that lost it; it counts once, and nobody is accused."""
    stored(registry, log.arrival(1, 10))
    again = next_life(log, 4, "rollback", "again")
    again.hand_out("h3", event_id=msgspec.json.decode(log.lines[6])["id"])
    before = totals_of(registry)
    answer = stored(registry, again.arrival(1, 2))
    assert [row.code for row in answer.quarantined] == ["repeated"]
    assert totals_of(registry) == before


def test_a_stolen_key_counts_nothing_provisionally(registry: Registry, log: Sender) -> None:
    """A fork signed by a key that is in wrong hands lies beside and adds nothing."""
    clone, _ = forked(log)
    stored(registry, log.arrival(1, 10))
    end_key(registry.store, BY, log.site, log.kid, "compromised")
    arrival: Arrival = clone.arrival(5, 7)
    assert kept(registry, arrival).code == "chain-fork"
    assert sum(totals_of(registry).values()) == 9
