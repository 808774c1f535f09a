"""The officers' page of services and rounds: counts and waits of the sites that one sees, and never who."""

from typing import Any

from fieldpoint.core.names import Day, HouseholdId, PersonId, ProgrammeCode, TabletId
from fieldpoint.core.rounds.rows import RoundBack, RoundOut
from fieldpoint.core.services.rows import ServiceCase
from tests.registry.cases import write
from tests.registry.officers.desk import Browser, Office
from tests.registry.support import name_of, stored


def test_an_officer_reads_counts_of_services(office: Office, admin: Browser) -> None:
    """The page and the API have the step; neither has the person or the household."""
    person, household = PersonId(name_of("p9", 8)), HouseholdId(name_of("h9", 8))
    write(
        office.log,
        ServiceCase,
        day=Day("1405-09-01"),
        desk="d1",
        tab=None,
        tseq=None,
        op="lead",
        prog=ProgrammeCode("insurance"),
        hh=household,
        person=person,
        step="documents",
    )
    stored(office.registry, office.log.arrival(1, len(office.log.lines)))
    page = admin.get("/officers/services?month=1405-09")
    assert page.status_code == 200
    assert "مدارک" in page.text
    told = admin.get("/api/v1/services?month=1405-09")
    assert told.status_code == 200, told.text
    assert [(one["programme"], one["step"], one["count"]) for one in told.json()["lines"]] == [
        ("insurance", "documents", 1)
    ]
    assert person not in page.text + told.text
    assert household not in page.text + told.text
    assert "۱۴۰۵" in admin.get("/officers/services?month=1300-99").text


def test_an_officer_reads_counts_of_rounds(office: Office, admin: Browser) -> None:
    """The page, the report and the API say how many doors; a site with few of them has no line of its own."""
    tap: dict[str, Any] = {"day": Day("1405-04-01"), "desk": "d1", "tab": None, "tseq": None, "op": "lead"}
    for doors, given in ((8, 6), (3, 1)):
        out = write(office.log, RoundOut, **tap, carrier=TabletId("t-1"), progs=[ProgrammeCode("basket")], doors=doors)
        write(office.log, RoundBack, **tap, round=out.id, given=given, absent=1, declined=0)
    stored(office.registry, office.log.arrival(1, len(office.log.lines)))
    assert "دور خانه‌ها" in admin.get("/officers/services?month=1405-04").text
    assert "۹ خانه سر زده شد" in admin.get("/officers/reports?period=1405-S2").text
    told = admin.get("/api/v1/rounds?month=1405-04").json()
    assert told["total"] == {
        "rounds": 2,
        "ended": 2,
        "doors": 11,
        "visited": 9,
        "reached": 7,
        "absent": 2,
        "given": 7,
    }
    assert [(one["site"], one["count"]["doors"]) for one in told["by_site"]] == [("s-01", 11)]
    assert admin.get("/api/v1/rounds").json()["by_site"] == []
