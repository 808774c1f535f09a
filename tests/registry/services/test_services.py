"""Services at the registry: the same counts as at the sites, in whatever order rows come, on both databases."""

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from fieldpoint.core.names import Day, EventId, HouseholdId, PersonId, ProgrammeCode
from fieldpoint.core.services.count import ServiceCount, add_up
from fieldpoint.core.services.rows import ServiceCase, ServiceRefusal, ServiceStep, ServiceTicket
from fieldpoint.registry.folder import Registry
from tests.registry.cases import give, site, take_back, write
from tests.registry.support import Sender, make_registry, name_of, stored

MONTH, DAY = "1405-09", Day("1405-09-01")
TAP: dict[str, Any] = {"day": DAY, "desk": "d1", "tab": None, "tseq": None, "op": "lead"}
INSURANCE, VISIT = ProgrammeCode("insurance"), ProgrammeCode("doctor-visit")


def busy(number: int) -> Sender:
    """A site with an enrolment that went back, a visit whose handout was voided, one that holds, and a ticket."""
    log = site(number)
    person = PersonId(name_of(f"p{number}", 8))
    who: dict[str, Any] = {"hh": HouseholdId(name_of(f"h{number}", 8)), "person": person}
    case = write(log, ServiceCase, **TAP, **who, prog=INSURANCE, step="documents")
    sent = write(log, ServiceStep, **TAP, case=case.id, prog=INSURANCE, step="submitted", waited_s=86_400)
    write(log, ServiceStep, **TAP, case=case.id, prog=INSURANCE, step="documents", undoes=[sent.id], because="returned")
    write(log, ServiceStep, **TAP, case=case.id, prog=INSURANCE, step="submitted", waited_s=172_800)
    for held in (False, True):
        visit = write(log, ServiceCase, **TAP, **who, prog=VISIT, step="booked", slot=1 + held)
        given = give(log, day=DAY)
        write(log, ServiceStep, **TAP, case=visit.id, prog=VISIT, step="seen", handout=given.id)
        if not held:
            take_back(log, given)
    write(log, ServiceRefusal, **TAP, prog=VISIT, person=person, reason="slot-taken", slot=1)
    drawn = write(log, ServiceTicket, **TAP, queue="A", number=1, on=DAY, act="issue")
    for act, waited in (("call", {"waited_s": 240}), ("again", {}), ("away", {}), ("call", {})):
        write(log, ServiceTicket, **TAP, queue="A", number=1, on=DAY, act=act, ticket=drawn.id, **waited)
    return log


def counted(registry: Registry) -> list[ServiceCount]:
    """The month as the registry counts it."""
    return add_up(mark for _, mark in registry.store.service_marks(MONTH))


def in_words(counts: list[ServiceCount]) -> dict[tuple[str, str], tuple[int, int, int]]:
    """By programme and step: how often, the middle and the longest wait."""
    return {(one.programme, one.step): (one.count, one.middle_s, one.longest_s) for one in counts}


def test_steps_that_hold_are_counted_with_their_waits(tmp_path: Path, dsn: str | None) -> None:
    """What went back and what was voided counts for nothing; a ticket waited once, however often it was called."""
    log = busy(1)
    registry = make_registry(tmp_path / "registry", log, dsn=dsn)
    stored(registry, log.arrival(1, len(log.lines)))
    assert in_words(counted(registry)) == {
        ("A", "called"): (1, 240, 240),
        ("doctor-visit", "booked"): (2, 0, 0),
        ("doctor-visit", "seen"): (1, 0, 0),
        ("insurance", "documents"): (1, 0, 0),
        ("insurance", "submitted"): (1, 172_800, 172_800),
    }
    assert registry.store.service_months() == [MONTH]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_arrival_changes_nothing(tmp_path: Path, order: tuple[int, ...]) -> None:
    """Three pieces of a site in any order, one of them twice: what takes a step back may come before the step."""
    log = busy(1)
    size = -(-len(log.lines) // 3)
    pieces = [log.arrival(first, min(first + size - 1, len(log.lines))) for first in range(1, len(log.lines) + 1, size)]
    registry, straight = (make_registry(tmp_path / name, log) for name in ("mixed", "straight"))
    for number in (*order, order[0]):
        stored(registry, pieces[number])
    for piece in pieces:
        stored(straight, piece)
    assert counted(registry) == counted(straight)


def test_site_totals_are_the_registrys(tmp_path: Path) -> None:
    """Two sites: the counts over both are the sums of each."""
    logs = [busy(1), busy(2)]
    registry = make_registry(tmp_path / "registry", *logs)
    for log in logs:
        stored(registry, log.arrival(1, len(log.lines)))
    marks = registry.store.service_marks(MONTH)
    own = [add_up(mark for name, mark in marks if name == f"s-0{number}") for number in (1, 2)]
    summed = {key: sum(in_words(counts)[key][0] for counts in own) for key in in_words(own[0])}
    assert {key: found[0] for key, found in in_words(counted(registry)).items()} == summed
    assert len({EventId(mark.event_id) for _, mark in marks}) > len(own[0])
