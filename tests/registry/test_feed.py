"""What a site is told, page by page: its own scope only, in numbers without a gap, signed."""

import httpx
import msgspec
import pytest

from fieldpoint.core.answer import signed_answer
from fieldpoint.core.base64url import b64url
from fieldpoint.core.feed import (
    ConsumptionBody,
    FeedItem,
    FeedPage,
    SiteShare,
    VerdictBody,
    opened_page,
)
from fieldpoint.core.log_rows import CardBind, CardRevoke, encode_row
from fieldpoint.core.names import CardId, Day, EventId, HouseholdId
from fieldpoint.core.snapshot import SnapshotReader
from fieldpoint.errors import Code, Invalid, NotFound
from fieldpoint.registry.decide import By, decide_case
from fieldpoint.registry.feed.pages import page_after, snapshot_of
from fieldpoint.registry.feed.roster import assign, greet, take_in
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.tables.told import Told
from tests.registry.cases import take_back
from tests.registry.conftest import Asked
from tests.registry.support import NOW, Sender, enrol_sender, name_of, stored
from tests.support import make_household

NORTH, SOUTH = "s-01", "s-02"


@pytest.fixture
def south(registry: Registry) -> Sender:
    """A second site, enrolled, that has written nothing but its first row."""
    made = Sender(site=SOUTH, seed=b"\x22" * 32)
    enrol_sender(registry, made)
    return made


def told(registry: Registry, site: str, kind: str | None = None) -> dict[str, FeedItem]:
    """All items of a site's feed from its beginning, by key."""
    greet(registry, site)
    found: dict[str, FeedItem] = {}
    after = 0
    while sent := page_after(registry, site, (registry.store.feed() or "", after), 500):
        page = opened_page(sent, [registry.public])
        found |= {item.key: item for item in page.items if kind in (None, item.k)}
        after = page.upto
    return found


def given_elsewhere(registry: Registry, site: str) -> list[ConsumptionBody]:
    """What a site knows of the others."""
    items = told(registry, site, "cons").values()
    return [msgspec.json.decode(item.body, type=ConsumptionBody) for item in items if item.body is not None]


def verdicts(registry: Registry, site: str) -> list[VerdictBody]:
    """What a site knows of its own rows."""
    items = told(registry, site, "verdict").values()
    return [msgspec.json.decode(item.body, type=VerdictBody) for item in items if item.body is not None]


def both_serve(registry: Registry, north: Sender, south: Sender) -> None:
    """Both sites served the household h1, and both logs have come in."""
    stored(registry, north.arrival(1, len(north.lines)))
    south.hand_out("h1")
    stored(registry, south.arrival(1, len(south.lines)))


def test_a_household_that_one_site_serves_costs_no_feed(registry: Registry, log: Sender) -> None:
    """What a site gave itself it is not told."""
    stored(registry, log.arrival(1, 10))
    assert given_elsewhere(registry, NORTH) == []


def test_two_sites_hear_what_the_other_gave(registry: Registry, log: Sender, south: Sender) -> None:
    """F12: each of two sites that served one household is told the other's sum, and both of the case."""
    both_serve(registry, log, south)
    (at_south,) = given_elsewhere(registry, SOUTH)
    (at_north,) = given_elsewhere(registry, NORTH)
    household = name_of("h1", 8)
    assert (at_south.hh, at_south.prog, at_south.cycle, at_south.item) == (
        household,
        "basket",
        "1405-09",
        "food-basket",
    )
    assert at_south.by == [SiteShare(site=NORTH, member="", qty=2, day="1405-09-01")]
    assert at_north.by == [SiteShare(site=SOUTH, member="", qty=1, day="1405-09-01")]
    for site in (NORTH, SOUTH):
        cases = [one for one in verdicts(registry, site) if one.sites == [NORTH, SOUTH]]
        assert [(one.what, one.code, one.state) for one in cases] == [("case", "overlap", "open")]


def test_what_is_told_does_not_depend_on_who_came_first(registry: Registry, log: Sender, south: Sender) -> None:
    """F12: in the other order both sites are told the same."""
    south.hand_out("h1")
    stored(registry, south.arrival(1, 2))
    stored(registry, log.arrival(1, 10))
    (at_south,) = given_elsewhere(registry, SOUTH)
    (at_north,) = given_elsewhere(registry, NORTH)
    assert (at_south.by[0].site, at_south.by[0].qty) == (NORTH, 2)
    assert (at_north.by[0].site, at_north.by[0].qty) == (SOUTH, 1)


def test_a_void_takes_the_sum_back(registry: Registry, log: Sender, south: Sender) -> None:
    """When the other site takes its row back, the item is nothing any more, and so is the case."""
    both_serve(registry, log, south)
    row = msgspec.structs.replace(south.handout("h1"), id=EventId(name_of(f"{SOUTH} a 2", 16)))
    take_back(south, row)
    stored(registry, south.arrival(3, 3))
    assert given_elsewhere(registry, NORTH) == []
    assert [one for one in verdicts(registry, NORTH) if one.sites == [NORTH, SOUTH]] == []


def test_the_same_again_takes_no_number(registry: Registry, log: Sender, south: Sender) -> None:
    """A batch that comes twice adds nothing to any feed."""
    both_serve(registry, log, south)
    before = [registry.store.last_number(site) for site in (NORTH, SOUTH)]
    stored(registry, log.arrival(1, 10))
    stored(registry, south.arrival(1, 2))
    assert [registry.store.last_number(site) for site in (NORTH, SOUTH)] == before


def test_an_officers_decision_reaches_the_sites(registry: Registry, log: Sender, south: Sender) -> None:
    """A case that was settled is settled at the sites too."""
    both_serve(registry, log, south)
    (case,) = [one for one in registry.store.cases() if len(one.finding.sites) > 1]
    decide_case(registry.store, By(who="officer", now_ms=NOW), case.case_id, "settled")
    assert [one.state for one in verdicts(registry, SOUTH)] == ["settled"]


def test_a_row_that_is_withheld_is_told_until_it_counts(registry: Registry, log: Sender) -> None:
    """A site hears that its void waits for a row, and hears no more of it once the row came."""
    handed = log.handout("h9", event_id="H" * 21 + "A")
    take_back(log, handed)
    log.hand_out("h9", event_id=handed.id)
    stored(registry, log.arrival(1, 10))
    stored(registry, log.arrival(11, 11))
    assert [(one.what, one.code) for one in verdicts(registry, NORTH)] == [("withheld", "ref_missing")]
    stored(registry, log.arrival(12, 12))
    assert verdicts(registry, NORTH) == []


def test_a_revoked_card_is_told_to_all_who_serve_its_household(registry: Registry, log: Sender, south: Sender) -> None:
    """The other site refuses a card that one site revoked; a third one hears nothing of it."""
    card, household = CardId(name_of("lost card", 8)), HouseholdId(name_of("h1", 8))
    south.hand_out("h1")
    stored(registry, south.arrival(1, 2))
    log.add(encode_row(CardBind(**log.stamp(), card=card, hh=household)))
    log.add(encode_row(CardRevoke(**log.stamp(), card=card, op="desk")))
    stored(registry, log.arrival(1, 12))
    assert list(told(registry, SOUTH, "rev")) == [card]
    assert told(registry, "s-03", "rev") == {}


def test_people_reach_only_the_site_that_serves_them(registry: Registry, south: Sender) -> None:
    """A household is told, with its people, to the site that it is assigned to; not to another."""
    mine, other = make_household(code="1"), make_household(code="2")
    other = msgspec.structs.replace(other, household=HouseholdId(name_of("other", 8)), neighbourhood="elsewhere")
    assert take_in(registry, [("1", mine), ("2", other)]) == 2
    assert assign(registry, south.site, mine.neighbourhood) == 1
    items = told(registry, SOUTH, "hh")
    assert [msgspec.json.decode(item.body or b"", type=type(mine)) for item in items.values()] == [mine]
    assert told(registry, NORTH, "hh") == {}


def test_a_changed_household_is_told_again(registry: Registry, south: Sender) -> None:
    """What changed in the roster reaches the site; what did not takes no number."""
    mine = make_household(code="1")
    take_in(registry, [("1", mine)])
    assign(registry, south.site, None)
    before = registry.store.last_number(SOUTH)
    assert take_in(registry, [("1", mine)]) == 0
    assert registry.store.last_number(SOUTH) == before
    later = msgspec.structs.replace(mine, registered_on=Day("1405-01-01"))
    assert take_in(registry, [("1", later)]) == 1
    (item,) = told(registry, SOUTH, "hh").values()
    assert msgspec.json.decode(item.body or b"", type=type(mine)) == later


def test_no_name_stands_in_the_database(registry: Registry, south: Sender) -> None:
    """People's records are sealed: neither the roster's table nor the feed's holds a name in the open."""
    mine = make_household(code="1")
    take_in(registry, [("1", mine)])
    assign(registry, south.site, None)
    (sealed,) = registry.store.sealed_households([mine.household]).values()
    items = registry.store.told_after(SOUTH, 0, 99, 99)
    kept = b"".join([sealed.sealed, sealed.code_mark, *(item.body or b"" for item in items)])
    assert not any(person.family_name.encode() in kept for person in mine.members)


def test_pages_follow_each_other_without_a_gap(registry: Registry) -> None:
    """However small the pages, each begins where the one before ended, and all numbers come once."""
    greet(registry, NORTH)
    feed = registry.store.feed() or ""
    with registry.store.transaction():
        registry.store.tell(Told(site=NORTH, kind="rev", name=f"card-{n:02}", body=b"{}") for n in range(20))
    after, seen = 0, list[int]()
    while sent := page_after(registry, NORTH, (feed, after), 3):
        page = opened_page(sent, [registry.public])
        assert page.after == after
        seen += [item.n for item in page.items]
        after = page.upto
    assert seen == list(range(1, 22))


@pytest.mark.parametrize(("feed", "after"), [("x" * 22, 0), (None, 99)])
def test_a_number_of_another_feed_or_beyond_the_end_is_gone(registry: Registry, feed: str | None, after: int) -> None:
    """F29, F30: the site has seen what this registry has not; only a snapshot says what is true."""
    greet(registry, NORTH)
    with pytest.raises(NotFound) as fault:
        page_after(registry, NORTH, (feed or registry.store.feed() or "", after), 10)
    assert fault.value.code == Code.FEED_RESET


def test_a_page_of_a_foreign_key_is_not_believed(registry: Registry) -> None:
    """F48: a page that another key signed is nobody's word."""
    greet(registry, NORTH)
    sent = page_after(registry, NORTH, (registry.store.feed() or "", 0), 10)
    assert sent is not None
    with pytest.raises(Invalid):
        opened_page(sent, [b"\x01" * 32])


def test_a_snapshot_is_all_that_the_feed_says(registry: Registry, log: Sender, south: Sender) -> None:
    """Read in small pieces, a snapshot holds every item that stands, and its end names the feed's last number."""
    both_serve(registry, log, south)
    sent = snapshot_of(registry, SOUTH).sent
    reader = SnapshotReader((sent[start : start + 100] for start in range(0, len(sent), 100)), [registry.public])
    items = {item.key: item for item in reader.items()}
    assert items == {key: item for key, item in told(registry, SOUTH).items() if item.body is not None}
    assert reader.end is not None
    assert (reader.end.feed, reader.end.n) == (registry.store.feed(), registry.store.last_number(SOUTH))


def test_a_snapshot_cut_anywhere_is_not_believed(registry: Registry, log: Sender, south: Sender) -> None:
    """F43: a snapshot without its end, or with a byte changed, is no snapshot."""
    both_serve(registry, log, south)
    sent = snapshot_of(registry, SOUTH).sent
    for cut in range(10, len(sent), 7):  # the ten bytes before are gzip's own
        for damaged in (sent[:cut], sent[:cut] + bytes([sent[cut] ^ 1]) + sent[cut + 1 :]):
            reader = SnapshotReader([damaged], [registry.public])
            with pytest.raises(Invalid):
                list(reader.items())


def test_a_page_over_http(asked: Asked) -> None:
    """200 with a packed page, 304 when nothing is new, 410 with its code for a number beyond the end."""
    greet(asked.registry, NORTH)
    feed = asked.registry.store.feed()
    first = asked.send("GET", f"/v1/feed?after={feed}.0", token=asked.token)
    page = opened_page(first.content, [asked.registry.public])
    assert (first.status_code, page.site, page.after, page.more) == (200, NORTH, 0, False)
    assert asked.send("GET", f"/v1/feed?after={feed}.{page.upto}", token=asked.token).status_code == 304
    gone = asked.send("GET", f"/v1/feed?after={feed}.{page.upto + 1}", token=asked.token)
    assert (gone.status_code, gone.json()["type"]) == (410, "urn:fp:feed-reset")


@pytest.mark.parametrize("query", ["after=x", "after=" + "a" * 22 + ".-1", "after=" + "a" * 22 + ".1&limit=0", ""])
def test_a_page_that_is_asked_for_wrongly_is_none(asked: Asked, query: str) -> None:
    """A cursor or a limit of another form is refused."""
    assert asked.send("GET", f"/v1/feed?{query}", token=asked.token).status_code == 400


@pytest.mark.parametrize("path", ["/v1/feed?after=" + "a" * 22 + ".0", "/v1/snapshot"])
def test_nobody_reads_a_feed_without_a_token(asked: Asked, path: str) -> None:
    """What a site is told is confidential."""
    assert asked.send("GET", path).status_code == 401


def test_a_snapshot_in_pieces_over_http(asked: Asked) -> None:
    """Pieces of one ETag make the whole; a piece of another ETag is answered with the whole of the new one."""

    def get(**headers: str) -> httpx.Response:
        return asked.send("GET", "/v1/snapshot", token=asked.token, headers=headers)

    whole = get()
    first = get(Range="bytes=0-99")
    second = get(**{"Range": "bytes=100-99999", "If-Range": whole.headers["etag"]})
    assert (first.status_code, second.status_code) == (206, 206)
    assert first.headers["content-range"] == f"bytes 0-99/{len(whole.content)}"
    assert first.content + second.content == whole.content
    assert get(**{"Range": "bytes=0-9", "If-Range": '"another"'}).status_code == 200
    assert get(Range="bytes=99999-999999").status_code == 416


def test_an_answer_of_another_kind_is_no_page(registry: Registry) -> None:
    """A signed answer to something else does not stand for a page."""
    body = signed_answer(
        FeedPage(fp="feed/1", site=NORTH, feed="a" * 22, after=0, upto=0, items=[], more=False), b"s" * 32
    )
    with pytest.raises(Invalid):
        opened_page(body, [registry.public])
    assert b64url(b"") == ""
