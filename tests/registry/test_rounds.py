"""Rounds at the registry: the sites' own counts, in whatever order rows come; small sites have no number."""

from pathlib import Path
from typing import Any

import pytest

from fieldpoint.core.names import Day, EventId, ProgrammeCode, TabletId
from fieldpoint.core.rounds.count import RoundCount, count_rounds
from fieldpoint.core.rounds.rows import RoundBack, RoundOut
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.officers.shapes import Officer
from fieldpoint.registry.rounds.look import find_rounds
from tests.registry.cases import site, write
from tests.registry.support import Sender, make_registry, stored

MONTH = "1405-09"
TAP: dict[str, Any] = {"day": Day("1405-09-01"), "desk": "d1", "tab": None, "tseq": None, "op": "lead"}


def walk(log: Sender, doors: int, *told: int, ended: bool = True) -> EventId:
    """A round that went out, and was told of (given, absent, declined) or ended by the lead."""
    out = write(log, RoundOut, **TAP, carrier=TabletId("t-1"), progs=[ProgrammeCode("basket")], doors=doors)
    if told:
        write(log, RoundBack, **TAP, round=out.id, **dict(zip(("given", "absent", "declined"), told, strict=True)))
    elif ended:
        write(log, RoundBack, **TAP, round=out.id)
    return out.id


def busy(number: int) -> Sender:
    """A site with a round that was told, one that the lead ended and its tablet told later, and one that is out."""
    log = site(number)
    walk(log, 9, 5, 2, 1)
    late = walk(log, 6)
    write(log, RoundBack, **TAP, round=late, given=1, absent=0, declined=0)
    walk(log, 3, ended=False)
    return log


def counted(registry: Registry) -> RoundCount:
    """The month over all sites."""
    return count_rounds(one for *_, one in registry.store.rounds_between(f"{MONTH}-01", f"{MONTH}-31"))


def see(registry: Registry, this_month: str) -> dict[str | None, int]:
    """At how many doors each site was, as whoever sees everything is told."""
    officer = Officer(officer="o", name="o", role="auditor", organisation="", has_password=True, added_at=0)
    found = find_rounds(registry.store, SignedIn(officer=officer, sites=None), MONTH, MONTH, this_month)
    return {one.site: one.count.doors for one in found.by_site}


def test_rounds_are_counted_as_the_tablets_told(tmp_path: Path, dsn: str | None) -> None:
    """Each round once; the tablet's word stands, whoever ended it."""
    log = busy(1)
    registry = make_registry(tmp_path / "registry", log, dsn=dsn)
    stored(registry, log.arrival(1, len(log.lines)))
    assert counted(registry) == RoundCount(rounds=3, ended=2, doors=18, visited=9, reached=7, absent=2, given=6)
    assert registry.store.round_months() == [MONTH]


@pytest.mark.parametrize("order", [(2, 0, 1), (1, 2, 0)])
def test_the_order_of_arrival_changes_nothing(tmp_path: Path, order: tuple[int, ...]) -> None:
    """A round may come back before it went out, and its rows may come twice."""
    log = busy(1)
    size = -(-len(log.lines) // 3)
    pieces = [log.arrival(first, min(first + size - 1, len(log.lines))) for first in range(1, len(log.lines) + 1, size)]
    registry = make_registry(tmp_path / "registry", log)
    for number in (*order, order[0]):
        stored(registry, pieces[number])
    assert counted(registry) == RoundCount(rounds=3, ended=2, doors=18, visited=9, reached=7, absent=2, given=6)


def test_a_site_with_few_doors_is_told_with_another(tmp_path: Path) -> None:
    """No site under five doors has a number; before the month is over none has; the sum is whole."""
    logs = [busy(1), busy(2), site(3)]
    walk(logs[2], 4, 3, 1, 0)
    registry = make_registry(tmp_path / "registry", *logs)
    for log in logs:
        stored(registry, log.arrival(1, len(log.lines)))
    assert see(registry, "1405-10") == {"s-02": 18, None: 22}
    assert see(registry, MONTH) == {}
    assert counted(registry).doors == 40
