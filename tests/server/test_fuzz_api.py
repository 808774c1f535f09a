"""Thousands of requests made from the API's description by everybody: no 5xx, nothing undescribed, nobody let in."""

import os
from collections.abc import Generator
from contextlib import ExitStack, closing, contextmanager

import httpx
import pytest

from fieldpoint.core.access_rows import Role
from fieldpoint.store.entry.sign_ins import open_session
from fieldpoint.store.transaction import transaction_on
from fieldpoint.web.access import RULES
from fieldpoint.web.openapi import OPEN
from tests.device import paired, person
from tests.fuzz import Fuzz, Somebody
from tests.server.conftest import Till

CASES = 20_000 if os.environ.get("FIELDPOINT_LONG") == "1" else 2_000
# Each well-formed request makes the slow hash of a PIN.
SLOW = {"/api/v1/sessions", "/api/v1/operators", "/api/v1/operators/{operator}/pins"}
EVERYBODY: tuple[Role | None, ...] = (None, "kiosk", "operator", "lead", "admin")


@contextmanager
def somebody(till: Till, role: Role | None) -> Generator[Somebody]:
    """Somebody of a role on a paired tablet that signs what changes something, or a stranger."""
    site, live = till.live.site, till.live
    tablet, _ = paired(site, None)

    def come_in() -> None:
        """Signed in anew: some cases sign out, close the day, or take longer than a kiosk waits."""
        if role is None:
            return
        with closing(site.connect()) as connection, transaction_on(connection, site.clock.now()) as tx:
            token = open_session(tx, tablet.tablet, person(tx, role))
        for client in (browser, thief):
            client.cookies.clear()
            client.cookies.set(live.cookie, token)

    def may(method: str, path: str) -> bool:
        rule = RULES[method.upper(), path]
        if role is None:
            return rule.asks == "anybody"
        return rule.asks != "role" or role in rule.roles

    with ExitStack() as stack:
        browser, stranger, thief = (stack.enter_context(httpx.Client(base_url=live.url, timeout=30)) for _ in range(3))
        if role is not None:
            browser.auth = tablet
            tablet.start = browser.get("/api/v1/session").json()["start"]
            come_in()

        def bare(method: str) -> httpx.Client:
            """A copied cookie for what changes something, nothing at all for a look."""
            return stranger if method == "GET" else thief

        yield Somebody(name=role or "stranger", browser=browser, bare=bare, may=may, come_in=come_in)


@pytest.mark.timeout(7200)
def test_every_route_keeps_to_its_description(till: Till) -> None:
    """2,000 cases over all routes and roles (20,000 in the long form), each with and without a proof of who asks."""
    with till.live.browser() as desk:
        fuzz = Fuzz(desk.get("/api/v1/openapi.json").json())
    shares = sum(1 / 3 if path in SLOW else 1 for method, path in fuzz.routes if method != "GET")  # a look is one case
    each = int(CASES / len(EVERYBODY) / shares) + 2
    with ExitStack() as stack:
        everybody = [stack.enter_context(somebody(till, role)) for role in EVERYBODY]
        for route in fuzz.routes:
            cases = each // 3 if route[1] in SLOW else each
            fuzz.run(everybody, route, cases, is_open=(route[0].lower(), route[1]) in OPEN)
    print(fuzz.cases, sorted(fuzz.counts.items()))  # noqa: T201  shown with -s
    assert fuzz.cases >= CASES
    met = {"lead 200", "lead 201", "lead 400", "operator 200", "operator 403", "kiosk 204", "kiosk 403", "admin 201"}
    assert {*met, "stranger 200", "stranger 401"} <= fuzz.counts.keys()
    assert "unexpected" not in till.live.stop()
