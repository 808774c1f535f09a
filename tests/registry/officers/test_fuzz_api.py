"""Hundreds of requests made from the API's description by every role: no 5xx, nothing undescribed, nobody let in."""

import os
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest

from fieldpoint.clock import wall_ms
from fieldpoint.registry.decide import By
from fieldpoint.registry.officers.access import RULES
from fieldpoint.registry.officers.accounts import add_officer, save_organisation
from fieldpoint.registry.officers.sessions import make_key
from fieldpoint.registry.officers.shapes import OfficerRole
from tests.fuzz import Fuzz, Somebody
from tests.live import LiveRegistry
from tests.registry.support import make_registry, sender, stored

CASES = 200 if os.environ.get("FIELDPOINT_LONG") == "1" else 6
EVERYBODY: tuple[OfficerRole, ...] = ("admin", "officer", "auditor")


@pytest.fixture
def keys(tmp_path: Path) -> dict[OfficerRole, str]:
    """A key of each role, at a registry with ten rows that is not running yet."""
    log = sender(10)
    registry = make_registry(tmp_path / "registry", log)
    stored(registry, log.arrival(1, 10))
    by = By(who="test", now_ms=wall_ms())
    made: dict[OfficerRole, str] = {}
    with registry.store as store:
        save_organisation(store, by, "south", "south", counts_only=False)
        for role in EVERYBODY:
            account, _ = add_officer(store, by, role, role, "south" if role == "officer" else "")
            made[role] = make_key(store, by, account.officer, "fuzz")
    return made


@pytest.fixture
def live(tmp_path: Path, keys: dict[OfficerRole, str]) -> Iterator[LiveRegistry]:  # noqa: ARG001  made first
    """That registry, running."""
    started = LiveRegistry(tmp_path / "registry")
    started.start()
    yield started
    if started.program is not None and started.program.poll() is None:
        started.stop()


class _Key(httpx.Auth):
    """The key goes along with every request, whatever a case would say instead."""

    def __init__(self, key: str) -> None:
        self._key = key

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response]:
        """The request with the key."""
        request.headers["Authorization"] = f"Bearer {self._key}"
        yield request


@contextmanager
def somebody(live: LiveRegistry, role: OfficerRole, key: str) -> Generator[Somebody]:
    """A program with a key of a role."""
    with (
        httpx.Client(base_url=live.url, timeout=30, auth=_Key(key)) as browser,
        httpx.Client(base_url=live.url, timeout=30, auth=_Key("none")) as stranger,
    ):
        yield Somebody(
            name=role,
            browser=browser,
            bare=lambda _: stranger,
            may=lambda method, path: role in RULES[method.upper(), path].roles,
            come_in=lambda: None,
        )


@pytest.mark.timeout(7200)
def test_every_route_keeps_to_its_description(live: LiveRegistry, keys: dict[OfficerRole, str]) -> None:
    """Well formed and not, by every role and without a key: every answer is one that the document describes."""
    with ExitStack() as stack:
        everybody = [stack.enter_context(somebody(live, role, key)) for role, key in keys.items()]
        fuzz = Fuzz(everybody[0].browser.get("/api/v1/openapi.json").json())
        for route in fuzz.routes:
            fuzz.run(everybody, route, CASES, is_open=False)
    print(fuzz.cases, sorted(fuzz.counts.items()))  # noqa: T201  shown with -s
    met = {"admin 200", "admin 400", "officer 403", "officer 404", "auditor 200", "auditor 403"}
    assert met <= fuzz.counts.keys()
    assert "unexpected" not in live.stop()
