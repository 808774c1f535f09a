"""Copied cards and images that were put back, with real servers on both ends: all arrives, nothing doubles."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from fieldpoint.registry.folder import open_registry
from fieldpoint.registry.lives.alerts import two_live_epochs
from fieldpoint.registry.verify import verify_registry
from fieldpoint.store.site import Site, open_site
from tests.device import PIN
from tests.live import LiveRegistry, LiveSite, enrol_live, live_site, make_live_registry
from tests.server.test_acts_api import line, post
from tests.server.test_offline_api import status
from tests.support import TODAY, make_site
from tests.sync.lives_support import counted_ids

_WAIT_S = 60.0


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[LiveRegistry]:
    """A running registry."""
    live = make_live_registry(tmp_path / "registry")
    yield live
    if live.runs:
        live.stop()


@pytest.fixture
def site(tmp_path: Path, registry: LiveRegistry) -> Iterator[LiveSite]:
    """A running site that is enrolled there."""
    made = make_site(tmp_path / "site")
    enrol_live(made, registry)
    live = live_site(made)
    live.start()
    yield live
    if live.runs:
        live.stop()


def give(live: LiveSite, count: int) -> set[str]:
    """So many meals without a card, as facts; answers their ids."""
    with live.browser() as desk:
        facts = [line("hot-meal", text=None, day=TODAY) for _ in range(count)]
        for start in range(0, count, 40):
            post(desk, "facts", facts=facts[start : start + 40])
    return {fact["handout_id"] for fact in facts}


def wait_for(desk: httpx.Client, wanted: Callable[[dict[str, object]], bool]) -> None:
    """The site's status has come to this; the lead presses «send now» meanwhile."""
    ends = time.monotonic() + _WAIT_S
    while not wanted(status(desk)):
        assert time.monotonic() < ends, status(desk)
        desk.post("/api/v1/sendings", json={})
        time.sleep(0.5)


def all_sent(live: LiveSite) -> None:
    """Every row of the site is at the registry."""
    with live.browser() as desk:
        wait_for(desk, lambda told: told["unsent"] == 0)


def open_life(live: LiveSite) -> None:
    """The lead waits until the site says what is wrong, and opens a new life with the PIN."""
    with live.browser() as desk:
        wait_for(desk, lambda told: told["warning"] in ("site-rolled-back", "epoch-due"))
        desk.post("/api/v1/epochs", json={"pin": PIN}).raise_for_status()


def copied(live: LiveSite, place: Path) -> Path:
    """The folder of the stopped site, copied; the site runs again."""
    live.stop()
    shutil.copytree(live.folder, place)
    live.start()
    return place


def check(registry: LiveRegistry, ids: set[str]) -> None:
    """At the stopped registry exactly these handouts count, each once; two lives are seen."""
    registry.stop()
    with closing(open_registry(registry.folder).store) as store:
        opened = open_registry(registry.folder)
        verify_registry(store)
        assert counted_ids(opened) == sorted(ids)
        assert len(two_live_epochs(store)) == 1
        opened.store.close()


def test_image_of_three_days_ago(site: LiveSite, registry: LiveRegistry, tmp_path: Path) -> None:
    """F09: an older image is put back, 200 handouts without a line, then the line and the lead's PIN: all once."""
    ids = give(site, 40)
    all_sent(site)
    image = copied(site, tmp_path / "image")
    ids |= give(site, 40)
    all_sent(site)
    site.stop()
    registry.stop()
    shutil.rmtree(site.folder)
    shutil.copytree(image, site.folder)
    site.start()
    ids |= give(site, 200)
    registry.start()
    with site.browser() as desk:
        wait_for(desk, lambda told: told["last_code"] in ("chain-fork", "registry-ahead"))
    open_life(site)
    all_sent(site)
    check(registry, ids)


def test_copied_card_serves_on_two_machines(site: LiveSite, registry: LiveRegistry, tmp_path: Path) -> None:
    """F10: both copies serve the same day and push; each opens a life when it hears of it, and no handout is lost."""
    ids = give(site, 40)
    all_sent(site)
    other: Site = open_site(copied(site, tmp_path / "clone"))
    clone = live_site(other)
    clone.start()
    try:
        ids |= give(site, 40) | give(clone, 40)
        open_life(clone)
        for one in (site, clone):
            with one.browser() as desk:
                desk.post("/api/v1/sendings", json={})
        with site.browser() as desk:
            wait_for(desk, lambda told: told["unsent"] == 0 or told["warning"] is not None)
            if status(desk)["warning"] is not None:
                desk.post("/api/v1/epochs", json={"pin": PIN}).raise_for_status()
        all_sent(site)
        all_sent(clone)
    finally:
        clone.stop()
    check(registry, ids)
