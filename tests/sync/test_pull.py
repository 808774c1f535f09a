"""The way back: what the registry tells is believed when it is signed, and stands whole or not at all."""

import msgspec
import pytest

from fieldpoint.core.feed import FeedPage, packed_page
from fieldpoint.core.names import HouseholdId
from fieldpoint.desk.register_household import register_household
from fieldpoint.errors import Code
from fieldpoint.registry.feed.pages import page_after
from fieldpoint.registry.feed.roster import assign, set_programme, take_in
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.tables.told import Told
from fieldpoint.store.feed.state import Cursor
from fieldpoint.store.programmes import all_versions
from fieldpoint.store.site import Site
from fieldpoint.store.transaction import transaction_on
from fieldpoint.sync.feed.apply import apply_page
from fieldpoint.sync.feed.pull import Pulled
from fieldpoint.sync.line import Line, Question, Reply
from tests.rules import make_programme
from tests.support import NOON, make_household
from tests.sync.feeds import cursor_of, households_at, pull, roster_of, stopped_at, tell
from tests.sync.support import AppLine, BentLine, own_lines


def test_the_first_session_brings_the_whole_scope(site: Site, registry: Registry, line: AppLine) -> None:
    """A new site has its households with all their people after one session, by a snapshot."""
    made = roster_of(registry, site, 30)
    assert pull(site, line) == Pulled(items=0, snapshot=True, code=None)
    assert households_at(site) == made
    assert cursor_of(site) == Cursor(feed=registry.store.feed() or "", n=registry.store.last_number(site.facts.code))


def test_what_comes_later_comes_in_pages(site: Site, registry: Registry, line: AppLine) -> None:
    """Behind the snapshot only what is new is asked for; a session without news asks one question."""
    roster_of(registry, site, 3)
    pull(site, line)
    tell(registry, "card-1", "card-2")
    watched = BentLine(line, lambda question, inner: inner.ask(question))
    assert pull(site, watched) == Pulled(items=2)
    assert stopped_at(site, "card-1")
    assert pull(site, watched) == Pulled()
    assert [question.path.partition("?")[0] for question in watched.asked] == ["/v1/feed", "/v1/feed"]


def test_a_household_that_changed_is_replaced_and_own_people_stay(
    site: Site, registry: Registry, line: AppLine
) -> None:
    """The registry's people are those of its newest word; a household of the site's own is not touched."""
    (one,) = roster_of(registry, site, 1)
    pull(site, line)
    later = msgspec.structs.replace(one, members=one.members[:1], neighbourhood="elsewhere")
    take_in(registry, [(one.code, later)])
    assert pull(site, line).code is None
    assert households_at(site) == [later]


def test_a_programme_comes_as_a_row_of_the_log(site: Site, registry: Registry, line: AppLine) -> None:
    """The city's programme runs here by a programme.set row, once, however often it is told."""
    pull(site, line)
    set_programme(registry, make_programme("city"), None)
    before = len(own_lines(site))
    pull(site, line)
    pull(site, line)
    added = own_lines(site)[before:]
    assert [msgspec.json.decode(row)["t"] for row in added] == ["programme.set"]
    connection = site.connect(read_only=True)
    assert "city" in {one.code for one in all_versions(connection)}
    connection.close()


def test_a_household_under_a_code_of_the_sites_own_is_the_same(site: Site, registry: Registry, line: AppLine) -> None:
    """The site keeps its own household, and one row tells the registry that both names mean one."""
    mine = make_household(code="00007")
    theirs = msgspec.structs.replace(mine, household=HouseholdId("B" * 10 + "A"), members=())
    connection = site.connect()

    with transaction_on(connection, NOON) as tx:
        register_household(tx, mine)
    connection.close()
    take_in(registry, [(theirs.code, theirs)])
    assign(registry, site.facts.code, None)
    pull(site, line)
    assert households_at(site) == [mine]
    last = msgspec.json.decode(own_lines(site)[-1])
    assert (last["t"], last["hh"], last["same"]) == ("household.same", mine.household, theirs.household)


def test_an_old_page_changes_nothing(site: Site, registry: Registry, line: AppLine) -> None:
    """F18: a page that was read before, from an old stick say, brings no stopped card back."""
    pull(site, line)
    at = cursor_of(site)
    assert at is not None
    tell(registry, "card-1")
    old = page_after(registry, site.facts.code, (at.feed, at.n), 10)
    assert old is not None
    pull(site, line)
    with registry.store.transaction():
        registry.store.tell([Told(site=site.facts.code, kind="rev", name="card-1", body=None)])
    pull(site, line)
    connection = site.connect()
    apply_page(connection, NOON, old, site.facts.code)
    connection.close()
    assert not stopped_at(site, "card-1")


def test_a_page_of_a_foreign_key_is_refused_and_told(site: Site, registry: Registry, line: AppLine) -> None:
    """F48: what another key signed has no effect, the data stay, and the code says so."""
    roster_of(registry, site, 2)
    pull(site, line)
    at = cursor_of(site)
    assert at is not None
    forged = FeedPage(site=site.facts.code, feed=at.feed, after=at.n, upto=at.n + 9, items=[], more=False)

    async def forge(question: Question, _: Line) -> Reply:
        assert question.path.startswith("/v1/feed")
        return Reply(status=200, body=packed_page(forged, b"f" * 32))

    assert pull(site, BentLine(line, forge)).code == Code.REGISTRY_KEY_UNKNOWN
    assert cursor_of(site) == at
    assert len(households_at(site)) == 2


@pytest.mark.parametrize("body", [b"<html>sign in</html>", b"", b"\x1f\x8b" + bytes(30)])
def test_a_captive_portal_is_no_page(site: Site, line: AppLine, body: bytes) -> None:
    """Whatever a stranger answers, nothing is read and the line is called down."""
    pull(site, line)

    async def portal(_: Question, __: Line) -> Reply:
        return Reply(status=200, body=body)

    assert pull(site, BentLine(line, portal)).code == Code.REGISTRY_UNREACHABLE
