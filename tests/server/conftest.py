"""The real server as a child program on a spare port, with its words shown when it dies."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from fieldpoint.core.people import Household
from fieldpoint.store.cards import CardRow
from fieldpoint.store.site import Site
from tests.support import add_card, make_household, make_person, make_site, token_of

PUPIL = "دانش‌آموز"


def spare_port() -> int:
    """A port that nothing uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class LiveSite:
    """A site and its running server."""

    site: Site
    port: int = field(default_factory=spare_port)
    program: "subprocess.Popen[str] | None" = None

    def start(self) -> None:
        """Starts the server and waits until it says that it answers."""
        self.program = subprocess.Popen(
            [sys.executable, "-m", "fieldpoint", "serve", "--data", str(self.site.folder), "--port", str(self.port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.program.stdout is not None
        if not self.program.stdout.readline():
            _, words = self.program.communicate(timeout=10)
            pytest.fail(f"the server did not start: {words}")

    def stop(self) -> str:
        """Stops the server as systemd does; its words on stderr."""
        assert self.program is not None
        self.program.terminate()
        _, words = self.program.communicate(timeout=20)
        return words

    def kill(self) -> None:
        """Ends the server as a power cut does, as far as a program can see."""
        assert self.program is not None
        self.program.kill()
        self.program.communicate(timeout=20)

    @contextmanager
    def browser(self, *, session: bool = True) -> Iterator[httpx.Client]:
        """Somebody's browser, with the desk's session or without."""
        with httpx.Client(base_url=f"http://127.0.0.1:{self.port}", trust_env=False, timeout=30) as opened:
            if session:
                opened.post("/api/v1/session", json={"secret": self.site.desk_secret}).raise_for_status()
            yield opened


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
    live = LiveSite(site)
    live.start()
    return Till(live, household, card, token_of(site, card))


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    """A fresh running site."""
    started = start_till(tmp_path)
    yield started
    if started.live.program is not None and started.live.program.poll() is None:
        started.live.stop()


@pytest.fixture(scope="module")
def shared_till(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Till]:
    """A running site for tests that only ask."""
    started = start_till(tmp_path_factory.mktemp("till"))
    yield started
    words = started.live.stop()
    assert "Traceback" not in words
