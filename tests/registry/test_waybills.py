"""Both ends of a waybill at the registry: whichever comes first, they are held against each other."""

import random

import pytest

from fieldpoint.core.log_rows import encode_row
from fieldpoint.errors import NotFound
from fieldpoint.registry import audit
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.officers.shapes import Officer
from fieldpoint.registry.stock.look import decide_own_waybill, waybill_counts, waybills_page
from fieldpoint.registry.stock.shapes import Paper, WaybillState
from tests.registry.cases import whole
from tests.registry.stock import ITEM, enter_again, receive_goods, send_goods, undo_receipt, undo_sending
from tests.registry.support import NOW, Sender, stored


def officer(*sites: str) -> SignedIn:
    """An officer of these sites; of all where none is named."""
    account = Officer(officer="o1", name="n", role="admin", organisation="", has_password=True, added_at=0)
    return SignedIn(officer=account, sites=frozenset(sites) or None)


def states(registry: Registry) -> dict[str, tuple[str, int | None, int | None, int]]:
    """Every paper by its number: how it stands, what was sent and received, how often it was entered again."""
    found: dict[str, tuple[str, int | None, int | None, int]] = {}
    for state in ("open", "unsent", "differs", "settled", "decided"):
        for one in waybills_page(registry.store, officer(), state, 1):
            found[one.number] = (one.state, one.sent, one.received, one.again)
    return found


def write_papers(log: Sender, south: Sender) -> None:
    """Papers of every kind between two sites, and goods without one."""
    for number, qty in (("1", 5), ("2", 5), ("3", 5)):
        send_goods(log, "s-02", number, qty)
    first = receive_goods(south, "s-01", "2", 5)
    receive_goods(south, "s-01", "3", 4)
    receive_goods(south, "s-01", "4", 7)
    enter_again(south, "in", "s-01", "2", first)
    receive_goods(south, None, None, 100)
    undo_sending(log, send_goods(log, "s-02", "5", 8), 8)
    undo_receipt(south, receive_goods(south, "s-01", "6", 30), 30)
    send_goods(log, "s-02", "6", 3)
    receive_goods(south, "s-01", "6", 3)


EXPECTED = {
    "1": ("open", 5, None, 0),
    "2": ("settled", 5, 5, 1),
    "3": ("differs", 5, 4, 0),
    "4": ("unsent", None, 7, 0),
    "6": ("settled", 3, 3, 0),
}


def test_sent_and_arrived_are_held_against_each_other(registry: Registry, log: Sender, south: Sender) -> None:
    """Open, settled, differing, and arrived without a sender; what was taken back is no end of a paper."""
    write_papers(log, south)
    for one in (log, south):
        stored(registry, whole(one))
    assert states(registry) == EXPECTED
    assert {one.state: one.count for one in waybill_counts(registry.store, officer())} == {
        "open": 1,
        "settled": 2,
        "differs": 1,
        "unsent": 1,
    }


@pytest.mark.parametrize("seed", range(2))
def test_every_order_of_arrival_comes_to_the_same(registry: Registry, log: Sender, south: Sender, seed: int) -> None:
    """Each row in a batch of its own, shuffled and doubled: the same papers in the same states."""
    write_papers(log, south)
    chance = random.Random(seed)
    pieces = [one.arrival(row, row) for one in (log, south) for row in range(1, len(one.lines) + 1)]
    chance.shuffle(pieces)
    for piece in [*pieces, *pieces[:4]]:
        stored(registry, piece)
    assert states(registry) == EXPECTED


def test_a_decision_holds_as_long_as_both_ends_do(registry: Registry, log: Sender, south: Sender) -> None:
    """It stands in the registry's own log; a correction of a site opens the paper anew; what agrees is not decided."""
    send_goods(log, "s-02", "3", 5)
    receive_goods(south, "s-01", "3", 4)
    for one in (log, south):
        stored(registry, whole(one))
    paper = Paper(sender="s-01", receiver="s-02", number="3", item=ITEM)
    decide_own_waybill(registry.store, officer("s-02"), paper, "lost", NOW)
    assert states(registry) == {"3": ("decided", 5, 4, 0)}
    (decision,) = [one for one in audit.decisions(registry.store) if one.act == "waybill.decide"]
    assert (decision.about, decision.to) == (f"s-01/s-02/3/{ITEM}", "lost")
    late = len(south.lines) + 1
    receive_goods(south, "s-01", "3", 2)
    stored(registry, south.arrival(late, late))
    assert states(registry) == {"3": ("differs", 5, 6, 0)}
    back = len(log.lines) + 1
    send_goods(log, "s-02", "3", 1)
    stored(registry, log.arrival(back, back))
    with pytest.raises(NotFound, match="waybill-unknown"):
        decide_own_waybill(registry.store, officer(), paper, "lost", NOW)


def test_an_officer_sees_the_papers_of_their_own_sites(registry: Registry, log: Sender, south: Sender) -> None:
    """Both ends see one; a third site's officer sees none and decides none."""
    send_goods(log, "s-02", "1", 5)
    stored(registry, whole(log))
    stored(registry, whole(south))
    seen: dict[str, int] = {}
    state: WaybillState = "open"
    for site in ("s-01", "s-02", "s-03"):
        seen[site] = len(waybills_page(registry.store, officer(site), state, 1))
    assert seen == {"s-01": 1, "s-02": 1, "s-03": 0}
    paper = Paper(sender="s-01", receiver="s-02", number="1", item=ITEM)
    with pytest.raises(NotFound, match="waybill-unknown"):
        decide_own_waybill(registry.store, officer("s-03"), paper, "lost", NOW)


def test_a_row_in_quarantine_is_no_end(registry: Registry, log: Sender) -> None:
    """What a revoked tablet says of a paper moved nothing."""
    row = send_goods(log, "s-02", "1", 5)
    log.lines[-1] = encode_row(row).replace(b'"waybill":"1"', b'"waybill":"1","flags":["quarantined"]')
    log.heads.pop()
    line = log.lines.pop()
    log.add(line)
    stored(registry, whole(log))
    assert states(registry) == {}
