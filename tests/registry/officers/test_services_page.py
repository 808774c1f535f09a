"""The officers' page of services: counts and waits of the sites that one sees, and never who."""

from fieldpoint.core.names import Day, HouseholdId, PersonId, ProgrammeCode
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
