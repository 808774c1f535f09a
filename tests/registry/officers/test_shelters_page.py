"""Tonight's places on the officers' page: every body's houses, counts alone, each with its age."""

from tests.registry.officers.desk import Browser, Office
from tests.registry.support import Sender, stored
from tests.registry.test_shelters import say


def test_every_officer_sees_the_counts_of_every_house(office: Office, south: Sender) -> None:
    """Another organisation's house too, and an auditor as well: how many are free, how old the word is, the sum."""
    office.organisation("north", counts_only=True)
    say(office.log, 5)
    say(south, 3, cold=True)
    stored(office.registry, office.log.arrival(1, len(office.log.lines)))
    stored(office.registry, south.arrival(1, len(south.lines)))
    own = office.session(office.account("one of its own", "officer", "north"))
    auditor = office.session(office.account("an auditor", "auditor", ""))
    for browser in (own, auditor):
        page = browser.get("/officers/shelters").text
        assert "s-01" in page
        assert "۵ از ۴۰" in page
        assert "شب سرد" in page
        assert "پیش" in page
    found = own.get("/api/v1/shelters").json()
    assert [(one["site"], one["now"]["free"]) for one in found["sites"]] == [("s-01", 5), ("s-02", 3)]
    assert set(found["sites"][0]) == {"site", "title", "organisation", "now", "cold", "said_at", "known"}


def test_before_any_house_spoke_the_page_says_so(admin: Browser) -> None:
    """An empty city is no error."""
    assert "هنوز هیچ محلی" in admin.get("/officers/shelters").text
