"""The way back: what the registry tells is believed when it is signed, and stands whole or not at all."""

import asyncio

import msgspec
import pytest

from fieldpoint.core.base64url import b64url
from fieldpoint.core.feed import FeedPage, packed_page
from fieldpoint.core.names import HouseholdId
from fieldpoint.core.people import Household
from fieldpoint.desk.register_household import register_household
from fieldpoint.errors import Code, Unavailable
from fieldpoint.ids import new_epoch, new_secret
from fieldpoint.registry.feed.pages import page_after
from fieldpoint.registry.feed.roster import assign, set_programme, take_in
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.tables.told import Told
from fieldpoint.store import outbox, people
from fieldpoint.store.feed import state, told
from fieldpoint.store.feed.state import Cursor
from fieldpoint.store.programmes import all_versions
from fieldpoint.store.site import Site
from fieldpoint.store.transaction import transaction_on
from fieldpoint.sync.feed import client
from fieldpoint.sync.feed.apply import apply_page
from fieldpoint.sync.feed.client import FeedClient
from fieldpoint.sync.feed.pull import SNAPSHOT_EVERY_MS, Pulled, Puller
from fieldpoint.sync.line import Line, Question, Reply
from tests.rules import make_programme
from tests.support import NOON, make_household, make_person
from tests.sync.support import AppLine, BentLine, own_lines


def pull(site: Site, line: Line) -> Pulled:
    """One session of the way back."""
    connection = site.connect()
    try:
        enrolled = outbox.enrolment(connection)
        assert enrolled is not None
        puller = Puller(site.folder, connection, site.facts.code, site.clock, FeedClient(enrolled, line))
        return asyncio.run(puller.pull_once())
    finally:
        connection.close()


def roster_of(registry: Registry, site: Site, count: int, first: int = 0) -> list[Household]:
    """So many households of the city's roster, all assigned to the site; no two alike, so that they pack badly."""
    made = [
        make_household(make_person(note="".join(new_secret() for _ in range(6))), code=f"{number:05}")
        for number in range(first, first + count)
    ]
    take_in(registry, [(one.code, one) for one in made])
    assign(registry, site.facts.code, None)
    return made


def households_at(site: Site) -> list[Household]:
    """Every household that the site knows, by code."""
    connection = site.connect(read_only=True)
    found = list(people.households(connection))
    connection.close()
    return found


def cursor_of(site: Site) -> Cursor | None:
    """How far the site has read."""
    connection = site.connect(read_only=True)
    found = state.cursor(connection)
    connection.close()
    return found


def stopped_at(site: Site, card: str) -> bool:
    """Whether the site refuses a card by another site's word."""
    connection = site.connect(read_only=True)
    found = told.is_stopped(connection, card)
    connection.close()
    return found


def tell(registry: Registry, *names: str) -> None:
    """The site is told that these cards are stopped."""
    with registry.store.transaction():
        registry.store.tell(
            Told(site="s-01", kind="rev", name=name, body=msgspec.json.encode({"card": name, "why": "revoked"}))
            for name in names
        )


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


def test_another_feed_means_one_snapshot_in_ten_minutes(site: Site, registry: Registry, line: AppLine) -> None:
    """F29, F30: where numbers mean nothing any more one snapshot is fetched; the next one not before its time."""
    pull(site, line)
    let_time_pass(site)
    watched = BentLine(line, lambda question, inner: inner.ask(question))

    def renew() -> None:
        with registry.store.transaction():
            registry.store.renew_feed(b64url(new_epoch()))

    renew()
    assert pull(site, watched) == Pulled(snapshot=True)
    renew()
    assert pull(site, watched).code == Code.FEED_RESET
    assert pull(site, watched).code == Code.FEED_RESET
    assert [question.path for question in watched.asked].count("/v1/snapshot") == 1
    let_time_pass(site)
    assert pull(site, watched) == Pulled(snapshot=True)


def let_time_pass(site: Site) -> None:
    """The last snapshot was ten minutes ago."""
    connection = site.connect()
    last = state.last_snapshot_at(connection)
    assert last is not None
    state.end_snapshot(connection, last - SNAPSHOT_EVERY_MS)
    connection.close()


def test_a_registry_that_always_begins_anew_gets_one_snapshot_a_session(site: Site, line: AppLine) -> None:
    """F30: 410 to every page does not make a site download for ever."""

    async def gone(question: Question, inner: Line) -> Reply:
        if question.path.startswith("/v1/feed"):
            return Reply(status=410, body=b'{"type":"urn:fp:feed-reset"}')
        return await inner.ask(question)

    watched = BentLine(line, gone)
    assert [pull(site, watched).code for _ in range(3)] == [Code.FEED_RESET] * 3
    assert [question.path for question in watched.asked].count("/v1/snapshot") == 1


def test_a_download_goes_on_where_it_broke(site: Site, registry: Registry, line: AppLine) -> None:
    """F43: cut at every piece, the download goes on with the piece that is missing, and stands whole in the end."""
    made = roster_of(registry, site, 900)
    starts: list[str] = []

    async def one_piece(question: Question, inner: Line) -> Reply:
        if question.path == "/v1/snapshot":
            starts.append(question.headers["Range"].partition("=")[2].partition("-")[0])
            if len(starts) % 2 == 0:
                raise Unavailable(Code.REGISTRY_UNREACHABLE)
        return await inner.ask(question)

    bent = BentLine(line, one_piece)
    while pull(site, bent).code is not None:
        assert households_at(site) == []  # never half of it
    assert households_at(site) == made
    assert len(starts) > 4
    assert starts.count("0") == 1
    assert all(int(start) % client.PIECE_BYTES == 0 for start in starts)


def test_a_newer_snapshot_takes_the_place_of_a_half(site: Site, registry: Registry, line: AppLine) -> None:
    """F43: where the registry has another snapshot by now, the download begins anew and never mixes the two."""
    roster_of(registry, site, 900)
    count = 0

    async def break_off(question: Question, inner: Line) -> Reply:
        nonlocal count
        count += 1
        if count > 1:
            raise Unavailable(Code.REGISTRY_UNREACHABLE)
        return await inner.ask(question)

    assert pull(site, BentLine(line, break_off)).code == Code.REGISTRY_UNREACHABLE
    roster_of(registry, site, 300, first=900)
    assert pull(site, line) == Pulled(snapshot=True)  # AppLine is a registry process that kept nothing
    assert len(households_at(site)) == 1_200


def test_a_damaged_snapshot_leaves_everything_as_it_was(site: Site, registry: Registry, line: AppLine) -> None:
    """F43: a byte that flipped on the way costs the download, never the data."""
    made = roster_of(registry, site, 20)
    pull(site, line)
    let_time_pass(site)
    with registry.store.transaction():
        registry.store.renew_feed(b64url(new_epoch()))

    async def flip(question: Question, inner: Line) -> Reply:
        reply = await inner.ask(question)
        if question.path != "/v1/snapshot":
            return reply
        body = reply.body[:-40] + bytes([reply.body[-40] ^ 1]) + reply.body[-39:]
        return Reply(status=reply.status, body=body, headers=reply.headers)

    assert pull(site, BentLine(line, flip)).code == Code.REGISTRY_UNREACHABLE
    assert households_at(site) == made
