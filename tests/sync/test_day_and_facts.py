"""What desks and tablets do without each other, and what the registry makes of it when it has arrived."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from fieldpoint.core.log_rows import Handout
from fieldpoint.desk.close_day import close_day
from fieldpoint.desk.hand_out import AskedLine
from fieldpoint.desk.open_day import open_day
from fieldpoint.desk.record_fact import FactLine, find_holder, record_fact
from fieldpoint.registry.folder import Registry
from fieldpoint.store import log
from tests.desk.support import PLACE, TOMORROW, Desk
from tests.support import TODAY
from tests.sync.support import AppLine, all_arrived, enrol_site, mark_anchored, push

OTHER = "t02"


@pytest.fixture
def desk(tmp_path: Path, registry: Registry) -> Iterator[Desk]:
    """A till with one household, at a site that is enrolled."""
    made = Desk(tmp_path)
    enrol_site(made.site, registry)
    mark_anchored(made.site)
    yield made
    made.connection.close()


def fact_of(desk: Desk, line: AskedLine, tab: str) -> Handout:
    """The row of a line that a tablet gave by itself."""
    name = desk.name()
    place, fact = replace(PLACE, tab=tab), FactLine(line=line, day=TODAY)
    return desk.write(lambda tx: record_fact(tx, desk.book, find_holder(tx.connection, name), fact, place)).row


def test_two_tablets_that_served_one_household_alone(desk: Desk, registry: Registry, line: AppLine) -> None:
    """F25: both rows stand; the second is flagged here, and a case at the registry names both and no culprit."""
    first, second = (fact_of(desk, desk.line("basket"), tab) for tab in ("t01", OTHER))
    assert ("double" in (first.flags or ()), "double" in (second.flags or ())) == (False, True)
    push(desk.site, line)
    assert all_arrived(desk.site, registry)
    (case,) = registry.store.cases("open")
    assert (case.finding.kind, case.finding.handed, case.finding.entitled) == ("offline", 2, 1)
    assert set(case.finding.events) == {first.id, second.id}


def test_a_wiped_tablet_leaves_a_gap_that_the_close_names(desk: Desk, registry: Registry, line: AppLine) -> None:
    """F26: numbers 4 to 8 were never sent; the day's sheet says so, here and at the registry."""
    for number in (1, 2, 3, 9):
        fact_of(desk, replace(desk.line("basket"), tseq=number), OTHER)
    closed = desk.write(lambda tx: close_day(tx, "lead")).row
    (tablet,) = [one for one in closed.tablets if one.tab == OTHER]
    assert (tablet.missing, tablet.absent, tablet.last) == ([(4, 8)], 5, 9)
    push(desk.site, line)
    assert all_arrived(desk.site, registry)
    assert registry.store.wrong_closes() == []


def test_a_close_that_a_tablet_missed_still_adds_up(desk: Desk, registry: Registry, line: AppLine) -> None:
    """F46: it lists what the tablet held; the lines come late, count in the next day, and both sums are right."""
    fact_of(desk, replace(desk.line("basket"), tseq=1), OTHER)
    closed = desk.write(lambda tx: close_day(tx, "lead", holding={OTHER: 2})).row
    assert [(one.tab, one.pending) for one in closed.tablets] == [(OTHER, 2)]
    late = [fact_of(desk, replace(desk.line("basket"), tseq=number), OTHER) for number in (2, 3)]
    assert [row.late_for for row in late] == [TODAY, TODAY]
    desk.write(lambda tx: open_day(tx, TOMORROW, "lead"))
    second = desk.write(lambda tx: close_day(tx, "lead")).row
    assert (second.lines[0].given, second.flags["late"]) == (2, 2)
    push(desk.site, line)
    assert all_arrived(desk.site, registry)
    assert (registry.store.wrong_closes(), registry.store.closes_to_check()) == ([], [])
    assert log.verify(desk.connection) == second.seq
