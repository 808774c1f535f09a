"""A running site with one household that has a card."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from fieldpoint.core.people import Household
from fieldpoint.store.cards import CardRow
from tests.live import LiveSite, SecureSite, live_site, secure_site
from tests.support import add_card, make_household, make_person, make_site, token_of

PUPIL = "دانش‌آموز"


@dataclass
class Till:
    """A live site with one household that has a card."""

    live: LiveSite
    household: Household
    card: CardRow
    token: str


def start_till(folder: Path) -> Till:
    """A running site with a household of three, one of them a pupil."""
    site = make_site(folder / "site")
    members = (make_person(1), make_person(2, tags=(PUPIL,), born_on="1395-02-03"), make_person(3, sex="male"))
    household = make_household(*members, code="00472")
    card = add_card(site, household)
    live = live_site(site)
    live.start()
    return Till(live, household, card, token_of(site, card))


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    """A fresh running site."""
    started = start_till(tmp_path)
    yield started
    if started.live.runs:
        started.live.stop()


@pytest.fixture(scope="module")
def shared_till(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Till]:
    """A running site for tests that only ask."""
    started = start_till(tmp_path_factory.mktemp("till"))
    yield started
    started.live.stop()


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SecureSite, str]]:
    """A site that speaks TLS, for tests that only ask, and the token of its one card."""
    site = make_site(tmp_path_factory.mktemp("https") / "site")
    token = token_of(site, add_card(site, make_household(make_person())))
    running = secure_site(site)
    running.start()
    yield running, token
    running.stop()


@pytest.fixture(scope="module")
def live(secured: tuple[SecureSite, str]) -> SecureSite:
    """The running site that speaks TLS."""
    return secured[0]


@pytest.fixture(scope="module")
def secure_token(secured: tuple[SecureSite, str]) -> str:
    """The token of its card."""
    return secured[1]
