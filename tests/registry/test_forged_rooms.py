"""Rows of goods, gifts, nights, services and days that no site writes: kept, withheld, and no page falls over them."""

import json
from typing import Any

import msgspec
import pytest

from fieldpoint.core.campaigns.rows import CampaignOpen
from fieldpoint.core.gifts.moves import Move
from fieldpoint.core.log_rows import DayClose, DayOpen
from fieldpoint.core.services.rows import ServiceStep
from fieldpoint.core.shelter.rows import ColdNight
from fieldpoint.core.stock.rows import StockReceipt
from fieldpoint.registry.campaigns.look import runs
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.shelter.look import tonight
from fieldpoint.registry.shelter.tables import SitePlaces
from tests.golden import every_type
from tests.registry.cases import give, write
from tests.registry.gifts.logs import come, donor_of
from tests.registry.support import NOW, Sender, name_of, stored

FORGED: list[tuple[type, str, object]] = [
    (StockReceipt, "qty", 2**63),
    (StockReceipt, "qty", 10**30),
    (StockReceipt, "qty", -1),
    (StockReceipt, "waybill", "1\0"),
    (StockReceipt, "day", "1405-13-45"),
    (StockReceipt, "wall", 2**70),
    (ServiceStep, "waited_s", -1),
    (ServiceStep, "next_on", "1405-12-30"),
    (ColdNight, "now", {"beds": 1, "floor": 0, "free": 2**62, "free_floor": 0}),
    (DayOpen, "day", ""),
    (DayClose, "first_seq", 2**64),
    (DayClose, "day", "zzzz-zz-zz"),
]


def forge(log: Sender, kind: type, bent: dict[str, Any]) -> None:
    """A row of that kind, right but for what is bent."""
    tag = kind.__struct_config__.tag  # type: ignore[attr-defined]  a row
    (row,) = (one for one in map(json.loads, every_type().lines) if one["t"] == tag)
    seq = len(log.lines) + 1
    log.add(json.dumps({**row, **bent, "seq": seq, "id": name_of(f"forged {seq}", 16)}).encode())


def test_what_no_site_writes_is_kept_and_withheld(registry: Registry, log: Sender) -> None:
    """Numbers beyond a database, below zero, a zero sign, days of no calendar: the row has its place, no effect."""
    before = len(log.lines)
    for kind, name, value in FORGED:
        forge(log, kind, {name: value})
    log.hand_out("h1")
    answer = stored(registry, log.arrival(1, len(log.lines)))
    assert answer.hwm == len(log.lines)
    assert [row.seq for row in answer.quarantined] == list(range(before + 1, len(log.lines)))
    assert {row.code for row in answer.quarantined} == {"schema"}
    assert registry.store.waybills(None, "unsent", 0, 50) == []
    assert list(registry.store.stock_moves()) == []


def test_a_handout_of_no_calendar_is_of_no_quarter(registry: Registry, log: Sender) -> None:
    """A tablet may have told any day: the goods are with the household, and the quarters' pages are there."""
    come(log, donor_of(log, "one"), 30)
    give(log, draws="", day="1405-13-45")
    answer = stored(registry, log.arrival(1, len(log.lines)))
    assert answer.quarantined == []
    *_, given = [msgspec.msgpack.decode(one.line, type=Move) for one in registry.store.stock_moves()]
    assert (given.what, given.day) == ("hand", None)


def test_a_clock_that_is_ahead_makes_no_bed_fresh_for_ever(registry: Registry, log: Sender) -> None:
    """What a shelter says tomorrow was said today, when it came in."""
    places = {"beds": 9, "floor": 0, "free": 3, "free_floor": 0, "held": 0}
    forge(log, ColdNight, {"now": places, "wall": NOW + 10**9})
    stored(registry, log.arrival(1, len(log.lines)))
    (said,) = tonight(registry.store, NOW).sites
    assert isinstance(said, SitePlaces)
    assert (said.now.free, said.said_at) == (3, NOW)


@pytest.mark.parametrize("last", ["1405-13-45", "zzzz"])
def test_a_campaign_of_no_calendar_is_none(registry: Registry, log: Sender, last: str) -> None:
    """Its plan is passed over, so that nobody's screen shows it."""
    window = [{"first": "1405-01-01", "last": last}]
    target = {"count": 1, "unit_fa": "بسته"}
    plan = {"code": "mehr", "version": 9, "title_fa": "مهر", "window": window, "target": target, "programmes": []}
    write(log, CampaignOpen, campaign="mehr", ver=9, plan=msgspec.Raw(msgspec.json.encode(plan)), op="lead")
    stored(registry, log.arrival(1, len(log.lines)))
    assert runs(registry.store, None) == []
