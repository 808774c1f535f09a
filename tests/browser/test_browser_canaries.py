"""A thousand planted names and numbers and a day in the browser: the tablet keeps none, and the server tells none.

Looked for in every file of the browser's profile, in what it would give back (databases, caches, addresses), in what
its pages complained about, and in what the server says when every logger speaks.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from fieldpoint import ids
from fieldpoint.core.people import Household, Person
from fieldpoint.store.site import Site
from tests.browser.desk import Desk, open_desk
from tests.browser.tablet import Tablet, give_blind, held, nothing_held, scan, show, tablet_of, verdict
from tests.canaries import PER_PERSON, Canaries, forms
from tests.support import add_card, make_household, make_site, token_of

pytestmark = pytest.mark.timeout(300)
PEOPLE, SERVED = 200, 8
# The server as a program whose loggers cannot be told to be silent, with the loop's own debugging on.
TALKATIVE = """
import logging, os, sys
said = open(os.environ["SAID"], "a")
os.dup2(said.fileno(), 2)
os.environ["PYTHONASYNCIODEBUG"] = "1"
logging.basicConfig(stream=said, level=1)
logging.Logger.setLevel = lambda *_: None
from fieldpoint.cli import main
main()
"""
# What a page can read again: every database, cache and storage of the site, and where it was.
KEPT = """async () => {
    const done = (asked) => new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); });
    const found = [document.cookie, location.href];
    for (const storage of [localStorage, sessionStorage]) found.push(JSON.stringify({...storage}));
    for (const {name} of await indexedDB.databases()) {
        const db = await done(indexedDB.open(name));
        for (const store of db.objectStoreNames)
            found.push(name, store, JSON.stringify(await done(db.transaction(store).objectStore(store).getAll())));
        db.close();
    }
    for (const name of await caches.keys())
        for (const request of await (await caches.open(name)).keys())
            found.push(request.url, await (await caches.match(request)).text());
    return found.join("\\n");
}"""
KEEP = """async ([local, inDatabase, inCache, inAddress]) => {
    localStorage.setItem("canary", local);
    const db = await new Promise((done) => {
        const asked = indexedDB.open("canary", 1);
        asked.onupgradeneeded = () => asked.result.createObjectStore("canary", {autoIncrement: true});
        asked.onsuccess = () => done(asked.result);
    });
    const kept = db.transaction("canary", "readwrite", {durability: "strict"});
    kept.objectStore("canary").add({inDatabase});
    await new Promise((done) => { kept.oncomplete = done; });
    await (await caches.open("canary")).put("/canary", new Response(inCache));
    history.pushState(null, "", "/?" + inAddress);
}"""


@pytest.fixture(scope="module")
def canaries() -> Canaries:
    """A thousand planted texts."""
    planted = Canaries(PEOPLE)
    assert len(set(planted.all())) == PEOPLE * PER_PERSON == 1000
    return planted


@pytest.fixture(scope="module")
def households(canaries: Canaries) -> list[Household]:
    """One household each."""
    return [make_household(one, code=f"{number:05d}") for number, one in enumerate(canaries.people)]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server's words go."""
    return tmp_path_factory.mktemp("words") / "said"


@pytest.fixture(scope="module")
def desk(
    tmp_path_factory: pytest.TempPathFactory,
    browsers: tuple[Playwright, str],
    households: list[Household],
    said: Path,
) -> Iterator[Desk]:
    """A site of all these people, whose server says whatever it can."""
    folder = tmp_path_factory.mktemp("canaries")
    site = make_site(folder / "site")
    tokens = _plant(site, households)
    with pytest.MonkeyPatch.context() as surroundings:
        surroundings.setenv("SAID", str(said))
        with open_desk(folder, browsers, site, tokens, "-c", TALKATIVE) as desk:
            desk.deal(SERVED)
            yield desk


def _plant(site: Site, households: list[Household]) -> list[str]:
    return [token_of(site, add_card(site, household)) for household in households]


def test_the_search_finds_what_a_page_keeps(desk: Desk, canaries: Canaries) -> None:
    """A name in each place where a browser keeps something is found in its files."""
    one = canaries.people[0]
    planted = [one.given_name, one.family_name, one.note, one.id_value]
    with tablet_of(desk) as tablet:
        page = tablet.page()
        page.evaluate(KEEP, planted)
        assert len(canaries.found_in(page.evaluate(KEPT).encode())) == len(planted)
        page.goto("about:blank")
    found = canaries.found_in(_files(tablet))
    for text in planted:
        assert found.intersection(forms(text or "")), text


def test_no_planted_text_stays_behind(desk: Desk, canaries: Canaries, households: list[Household], said: Path) -> None:
    """People are served with the site and without it, looked up and mistyped; the browser dies and comes back."""
    seen: list[str] = []
    with tablet_of(desk) as tablet:
        page = _sign_in(tablet, seen)
        _serve(page, desk, canaries.people)
        shown = _read_names(page, desk, households[: SERVED // 2], canaries.people)
        _open_everything(page, desk)
        tablet.kill()
        killed = _files(tablet)
        tablet.start()
        page = tablet.page()
        nothing_held(page)
        kept = page.evaluate(KEPT)
        page.goto("about:blank")
    words = desk.live.stop() + said.read_text()
    assert len(canaries.found_in(shown.encode())) == SERVED
    assert words.count("ASGI") > 100  # they do speak: each request has its lines
    assert "handouts" in kept
    for content in (killed, _files(tablet), kept.encode(), "\n".join(seen).encode(), words.encode()):
        assert not canaries.found_in(content)


def _sign_in(tablet: Tablet, seen: list[str]) -> Page:
    """The lead's window; every address and every complaint of a page is noted down."""
    assert tablet.context is not None
    tablet.context.on("request", lambda request: seen.append(request.url))
    tablet.context.on("console", lambda told: seen.append(told.text))
    tablet.context.on("weberror", lambda told: seen.append(str(told.error)))
    return tablet.sign_in()


def _serve(page: Page, desk: Desk, people: list[Person]) -> None:
    """Handouts with the site, two without it, and names and numbers typed where a code belongs."""
    for token in desk.tokens[2:]:
        show(page, token)
        page.locator("#hand-out").click()
        verdict(page, "granted")
    for text in (people[0].given_name, people[1].id_value or "", people[2].phone or "", people[3].note):
        scan(page, text)
        page.keyboard.press("Escape")
        page.locator("#short-code").fill("")
    scan(page, f"HTTPS://KART.TEST/C/{people[4].family_name}")
    desk.wifi.drop()
    for token in desk.tokens[:2]:
        give_blind(page, token)
    held(page, "۲")
    desk.wifi.mend()
    nothing_held(page)


def _read_names(page: Page, desk: Desk, households: list[Household], people: list[Person]) -> str:
    """The page asks for people by name, and has them."""
    with desk.live.browser() as lead:
        for household, one in zip(households, people, strict=False):
            named = {"given_name": one.given_name, "family_name": one.family_name, "relation": "خواهر"}
            asked = {"act_id": ids.new_event_id(), "household": household.household, "born_on": None, **named}
            lead.post("/api/v1/alternates", json=asked).raise_for_status()
    asks = "path => fetch(path, {credentials: 'same-origin'}).then((reply) => reply.text())"
    return "".join(page.evaluate(asks, f"/api/v1/households/{one.household}/alternates") for one in households)


def _open_everything(page: Page, desk: Desk) -> None:
    """Each place of the house and each of the lead's tabs; a family's card and the kiosk in a window of their own."""
    for place in page.locator("#rail .way:visible").all():
        place.click()
        page.wait_for_timeout(500)  # it is brought when it is first opened
        for tab in page.locator("#view .tab").all():
            tab.click()
            page.wait_for_timeout(300)
    family = page.context.new_page()
    for token in desk.tokens:
        family.goto(f"{desk.address}/C/{token}")
    family.goto(f"{desk.address}/kiosk")
    expect(family.locator("form")).to_be_visible()
    family.close()


def _files(tablet: Tablet) -> bytes:
    """Every byte of the browser's profile and of its home."""
    roots = (tablet.profile, tablet.desk.home)
    paths = [path for root in roots for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink()]
    return b"\0".join(path.read_bytes() for path in paths)
