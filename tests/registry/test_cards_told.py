"""A card of one site at another: what the other is told of it, the same whatever came first."""

import random
from typing import Any

import msgspec
import pytest

from fieldpoint.core.feed import CardBody, CardKeyBody, RevocationBody
from fieldpoint.core.log_rows import CardBind, CardIssue, CardKeyAdd, CardKeyEnd, CardReprint, CardRevoke, CardSuspend
from fieldpoint.core.names import CardId, HouseholdId
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.intake.accept_batch import accept_batch
from tests.registry.cases import give, write
from tests.registry.feeds import NORTH, SOUTH, told
from tests.registry.lives import next_life
from tests.registry.support import NOW, Sender, name_of

CARD, HOUSEHOLD = CardId(name_of("card of north", 8)), HouseholdId(name_of("h1", 8))
PUBLIC = name_of("card key", 32)
SERIAL = 1


def print_card(north: Sender) -> None:
    """The site makes a key and a card of it, which belongs to h1, and serves h1."""
    write(north, CardKeyAdd, kid=9, public=PUBLIC, op="lead")
    write(north, CardIssue, card=CARD, kid=9, serial=SERIAL, short="ABCDEFGH")
    write(north, CardBind, card=CARD, hh=HOUSEHOLD)
    give(north)


def body_at(registry: Registry, site: str, kind: str, name: str, form: type[Any]) -> Any:
    """What a site knows under a key, or nothing."""
    item = told(registry, site, kind).get(name)
    return None if item is None or item.body is None else msgspec.json.decode(item.body, type=form)


def stop_at(registry: Registry, site: str) -> RevocationBody | None:
    """Why a site refuses the card."""
    return body_at(registry, site, "rev", CARD, RevocationBody)


def send(registry: Registry, *senders: Sender, seed: int | None = None) -> None:
    """All rows come in, as one batch of each site or (with a seed) one by one in some order."""
    arrivals = [one.arrival(row, row) for one in senders for row in range(1, len(one.lines) + 1)]
    if seed is None:
        arrivals = [one.arrival(1, len(one.lines)) for one in senders]
    else:
        random.Random(seed).shuffle(arrivals)
    for arrival in arrivals:
        accept_batch(registry.store, arrival)


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_who_serves_the_household_knows_the_card_and_its_key(
    registry: Registry, log: Sender, south: Sender, seed: int | None
) -> None:
    """The card, its holder, its print and the key that proves it; the site of the card is told nothing of it."""
    print_card(log)
    give(south)
    send(registry, log, south, seed=seed)
    card = CardBody(card=CARD, hh=HOUSEHOLD, kid=9, serial=SERIAL, short="ABCDEFGH")
    assert body_at(registry, SOUTH, "card", CARD, CardBody) == card
    assert body_at(registry, SOUTH, "ckey", PUBLIC, CardKeyBody) == CardKeyBody(kid=9, public=PUBLIC)
    assert stop_at(registry, SOUTH) is None
    assert told(registry, NORTH, "card") == told(registry, NORTH, "ckey") == {}


def test_who_does_not_serve_it_hears_nothing(registry: Registry, log: Sender, south: Sender) -> None:
    """A card is of the scope of those who serve its holder, and its key too."""
    print_card(log)
    give(south, "h2")
    send(registry, log, south)
    assert told(registry, SOUTH, "card") == told(registry, SOUTH, "ckey") == {}


@pytest.mark.parametrize("seed", [None, 1, 2, 3])
def test_a_card_that_was_paused_and_given_back_is_good(
    registry: Registry, log: Sender, south: Sender, seed: int | None
) -> None:
    """The last word in the site's own log counts, whichever came last; the site itself is told neither."""
    print_card(log)
    write(log, CardSuspend, card=CARD, on=True, op="lead")
    give(south)
    send(registry, log, south, seed=seed)
    stop = stop_at(registry, SOUTH)
    assert stop is not None
    assert (stop.why, stop.since, stop.serial) == ("suspended", NOW + len(log.lines), SERIAL)
    assert stop_at(registry, NORTH) is None
    write(log, CardSuspend, card=CARD, on=False, op="lead")
    send(registry, log, seed=seed)
    assert stop_at(registry, SOUTH) is None


@pytest.mark.parametrize("later_first", [False, True])
def test_a_later_life_has_the_later_word(registry: Registry, log: Sender, south: Sender, *, later_first: bool) -> None:
    """Paused before a rollback and given back after it, the card is good, whichever life is sent first."""
    print_card(log)
    write(log, CardSuspend, card=CARD, on=True, op="lead")
    later = next_life(log, len(log.lines), "rollback", "b")
    write(later, CardSuspend, card=CARD, on=False, op="lead")
    give(south)
    send(registry, *([later, log, south] if later_first else [log, later, south]))
    assert stop_at(registry, SOUTH) is None
    assert body_at(registry, SOUTH, "card", CARD, CardBody) is not None


def test_older_prints_are_blocked_and_a_revoked_card_is_for_ever(
    registry: Registry, log: Sender, south: Sender
) -> None:
    """A reprint names the print that is good; a revocation outweighs it and reaches every site, its own too."""
    print_card(log)
    write(log, CardReprint, card=CARD, kid=9, serial=2, op="lead")
    give(south)
    send(registry, log, south)
    stop = stop_at(registry, SOUTH)
    assert stop is not None
    assert (stop.why, stop.serial) == ("reprinted", 2)
    assert body_at(registry, SOUTH, "card", CARD, CardBody).serial == 2
    write(log, CardRevoke, card=CARD, op="lead")
    send(registry, log)
    assert {site: getattr(stop_at(registry, site), "why", None) for site in (NORTH, SOUTH)} == {
        NORTH: "revoked",
        SOUTH: "revoked",
    }


@pytest.mark.parametrize("seed", [None, 4])
def test_an_ended_key_stops_its_cards(registry: Registry, log: Sender, south: Sender, seed: int | None) -> None:
    """Every card of the key is refused at every site that knows it, and so is one of it that nobody knows."""
    print_card(log)
    write(log, CardKeyEnd, kid=9, why="compromised", op="lead")
    give(south)
    send(registry, log, south, seed=seed)
    ended = NOW + len(log.lines)
    stop = stop_at(registry, SOUTH)
    assert stop is not None
    assert (stop.why, stop.since) == ("key-ended", ended)
    assert body_at(registry, SOUTH, "ckey", PUBLIC, CardKeyBody).ended == ended
