"""Who may use which route (design chapter 5, S1): every route, for everybody, of this site and of another."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import get_args

import httpx
import pytest

from fieldpoint.core.access_rows import Role
from fieldpoint.serving.api.routes import check_routes
from fieldpoint.web.access import RULES, Rule
from tests.device import paired
from tests.server.conftest import Till, start_till

ROLES: tuple[Role, ...] = get_args(Role)
IDENTITIES = ("stranger", "tablet", *ROLES)
REFUSED = frozenset({"tablet-unknown", "signature-invalid", "session-missing", "role-missing", "stale-start"})
# The design's table, written here a second time: a route that is let through more widely is seen by somebody.
S1: dict[str, set[str]] = {
    "POST /api/v1/scans": {"operator", "lead"},
    "POST /api/v1/handouts": {"operator", "lead"},
    "POST /api/v1/voids": {"operator", "lead"},
    "POST /api/v1/confirmations": {"operator", "lead"},
    "POST /api/v1/approvals": {"operator", "lead"},
    "GET /api/v1/approvals": {"lead"},
    "POST /api/v1/found-cards": {"operator", "lead"},
    "POST /api/v1/card-acts": {"lead"},
    "POST /api/v1/card-looks": {"lead"},
    "POST /api/v1/card-replacements": {"lead"},
    "POST /api/v1/card-prints": {"lead"},
    "POST /api/v1/card-reissues": {"lead"},
    "GET /api/v1/households/{household}/cards": {"lead"},
    "GET /api/v1/cards/{card}/picture": {"lead"},
    "POST /api/v1/merges": {"lead"},
    "POST /api/v1/tallies": {"lead"},
    "GET /api/v1/stock": {"lead"},
    "POST /api/v1/stock-receipts": {"lead"},
    "POST /api/v1/stock-issues": {"lead"},
    "POST /api/v1/stock-counts": {"lead"},
    "POST /api/v1/stock-undoings": {"lead"},
    "GET /api/v1/gifts": {"lead"},
    "POST /api/v1/gifts": {"lead"},
    "POST /api/v1/donors": {"lead"},
    "POST /api/v1/gift-arrivals": {"lead"},
    "POST /api/v1/gift-deliveries": {"lead"},
    "POST /api/v1/gift-completions": {"lead"},
    "POST /api/v1/gift-withdrawals": {"lead"},
    "GET /api/v1/gift-statements": {"lead"},
    "GET /api/v1/gift-statements/sheet": {"lead"},
    "GET /api/v1/campaigns": {"lead"},
    "POST /api/v1/campaigns": {"lead"},
    "GET /api/v1/campaigns/{campaign}": {"lead"},
    "GET /api/v1/campaigns/{campaign}/report": {"lead"},
    "POST /api/v1/campaigns/{campaign}/closings": {"lead"},
    "POST /api/v1/campaigns/{campaign}/givers": {"lead"},
    "GET /api/v1/campaign-events": {"lead"},
    "POST /api/v1/campaign-events": {"lead"},
    "POST /api/v1/campaign-events/{event}/ends": {"lead"},
    "GET /api/v1/shelter": {"operator", "lead"},
    "GET /api/v1/shelter/stays": {"operator", "lead"},
    "POST /api/v1/admissions": {"operator", "lead"},
    "POST /api/v1/stay-undoings": {"operator", "lead"},
    "POST /api/v1/shelter-layouts": {"lead"},
    "POST /api/v1/cold-nights": {"lead"},
    "POST /api/v1/service-sessions": {"lead"},
    "POST /api/v1/service-cases": {"operator", "lead"},
    "GET /api/v1/service-cases/{case}": {"lead"},
    "POST /api/v1/service-cases/{case}/steps": {"operator", "lead"},
    "POST /api/v1/service-cases/{case}/returns": {"operator", "lead"},
    "GET /api/v1/service-reminders": {"lead"},
    "POST /api/v1/service-reminders": {"lead"},
    "GET /api/v1/service-counts": {"lead"},
    "POST /api/v1/ticket-calls": {"operator", "lead"},
    "GET /api/v1/rounds": {"lead"},
    "POST /api/v1/rounds": {"lead"},
    "POST /api/v1/rounds/{name}/ends": {"lead"},
    "POST /api/v1/rounds/{name}/returns": {"tablet", *ROLES},
    "POST /api/v1/round-lists": {"operator", "lead"},
    "POST /api/v1/round-looks": {"tablet", *ROLES},
    "POST /api/v1/paper-lines": {"lead"},
    "GET /api/v1/day-sheets": {"lead"},
    "GET /api/v1/day-sheets/{day}/{form}": {"lead"},
    "GET /api/v1/reports/{period}": {"lead"},
    "GET /api/v1/reports/{period}/{form}": {"lead"},
    "POST /api/v1/day/open": {"lead"},
    "POST /api/v1/day/close": {"lead"},
    "POST /api/v1/imports": {"lead"},
    "POST /api/v1/imports/{import_id}/confirmations": {"lead"},
    "GET /api/v1/imports/{import_id}/errors": {"lead"},
    "POST /api/v1/exports": {"lead"},
    "GET /api/v1/exports/{export}": {"lead"},
    "POST /api/v1/epochs": {"lead"},
    "POST /api/v1/pairings": {"lead", "admin"},
    "GET /api/v1/tablets": {"lead", "admin"},
    "POST /api/v1/tablets/{tablet}/names": {"lead", "admin"},
    "POST /api/v1/tablets/{tablet}/revocations": {"lead", "admin"},
    "GET /api/v1/operators": {"lead", "admin"},
    "POST /api/v1/operators": {"lead", "admin"},
    "POST /api/v1/operators/{operator}/pins": {"lead", "admin"},
    "POST /api/v1/operators/{operator}/roles": {"lead", "admin"},
    "POST /api/v1/operators/{operator}/revocations": {"lead", "admin"},
    "POST /api/v1/operators/{operator}/rights": {"lead"},
    "POST /api/v1/practice": {"lead"},
    "POST /api/v1/household-drafts": {"lead"},
    "POST /api/v1/households": {"lead"},
    "GET /api/v1/households/{household}": {"lead"},
    "GET /api/v1/households/{household}/versions": {"lead"},
    "GET /api/v1/reviews": {"lead"},
    "POST /api/v1/households/{household}/versions": {"lead"},
    "POST /api/v1/households/{household}/life-events": {"lead"},
    "POST /api/v1/merge-undoings": {"lead"},
    "POST /api/v1/sessions": {"tablet", *ROLES},
    "POST /api/v1/facts": {"tablet", *ROLES},
}
FREE = {
    *("GET /", "GET /static/{name}", "GET /C/{token}", "GET /api/v1/health", "GET /api/v1/session"),
    *("GET /api/v1/{path}", "GET /api/v1", "POST /api/v1/first-leads", "POST /api/v1/tablets"),
    *("GET /help", "GET /help/fieldpoint-ca.crt", "GET /help/fieldpoint-ca.mobileconfig"),
    *("GET /hall", "GET /api/v1/calls"),
    *("GET /C", "GET /photo", "GET /kiosk", "POST /kiosk"),
    *("GET /puzzle", "GET /puzzle/{campaign}", "GET /puzzle/static/{name}"),
}


class Everybody:
    """A running site, and for each identity somebody of it and somebody of another site."""

    def __init__(self, till: Till, other: Till, stack: ExitStack) -> None:
        self.till, self.other, self._stack = till, other, stack
        self._known: dict[tuple[str, str], httpx.Client] = {}

    def somebody(self, identity: str, home: str, *, fresh: bool = False) -> httpx.Client:
        """A browser that asks this site, with the key and the cookie that it has at home."""
        if fresh:  # it will not be the same afterwards
            return self._open(identity, home)
        if (identity, home) not in self._known:
            self._known[identity, home] = self._open(identity, home)
        return self._known[identity, home]

    def _open(self, identity: str, home: str) -> httpx.Client:
        site = (self.till if home == "own" else self.other).live.site
        client = self._stack.enter_context(httpx.Client(base_url=self.till.live.url, trust_env=False, timeout=30))
        if identity != "stranger":
            tablet, token = paired(site, None if identity == "tablet" else identity)  # type: ignore[arg-type]
            tablet.start = client.get("/api/v1/session").json()["start"]
            client.auth = tablet
            client.cookies.set(self.till.live.cookie, token)
        return client


@pytest.fixture(scope="module")
def everybody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Everybody]:
    """Two running sites."""
    till, other = (start_till(tmp_path_factory.mktemp(name)) for name in ("own", "other"))
    with ExitStack() as stack:
        yield Everybody(till, other, stack)
    till.live.stop()
    other.live.stop()


def passes(rule: Rule, identity: str, home: str) -> bool:
    """What the table says."""
    if rule.asks == "anybody":
        return True
    if home == "other" or identity == "stranger":
        return False
    return rule.asks != "role" or identity in rule.roles


@pytest.mark.parametrize("home", ["own", "other"])
@pytest.mark.parametrize("identity", IDENTITIES)
def test_everybody_passes_where_the_table_says(everybody: Everybody, identity: str, home: str) -> None:
    """Every route: who may not pass is refused before anything of the body is looked at."""
    wrong: list[str] = []
    for (method, template), rule in RULES.items():
        client = everybody.somebody(identity, home, fresh=method == "DELETE")
        answer = ask(client, method, template)
        refused = answer.status_code in {401, 403} and answer.json()["code"] in REFUSED
        if refused == passes(rule, identity, home):
            wrong.append(f"{method} {template}: {answer.status_code} {answer.text[:100]}")
    assert not wrong


def ask(client: httpx.Client, method: str, template: str) -> httpx.Response:
    """A request that does nothing where it passes: an empty body, and names of nobody."""
    path = template.replace("{name}", "app.css").replace("{token}", "x").replace("{path}", "none")
    path = path.replace("{tablet}", "t00000").replace("{operator}", "o0000000")
    return client.request(method, path, json={} if method == "POST" else None)


def test_table_is_the_designs() -> None:
    """Each route of the design lets through whom the design says; what is free is listed."""
    for route, wanted in S1.items():
        method, _, template = route.partition(" ")
        rule = RULES[method, template]
        asked = {one for one in IDENTITIES if passes(rule, one, "own")}
        assert asked == wanted, route
    assert {f"{method} {template}" for (method, template), rule in RULES.items() if rule.asks == "anybody"} == FREE


@pytest.mark.parametrize("routes", [{*RULES, ("POST", "/api/v1/forgotten")}, {*RULES} - {("GET", "/api/v1/day")}])
def test_application_with_a_route_beside_the_table_does_not_start(routes: set[tuple[str, str]]) -> None:
    """A route that nobody has thought about, and a line that no route has, both stop the start."""
    with pytest.raises(LookupError):
        check_routes(routes, RULES)


def test_cookie_alone_changes_nothing(everybody: Everybody) -> None:
    """A copied cookie shows what the lead sees and does nothing; a key alone does nothing at the desk either."""
    lead = everybody.somebody("lead", "own")
    with httpx.Client(base_url=everybody.till.live.url, trust_env=False, cookies=lead.cookies) as thief:
        assert thief.get("/api/v1/status").status_code == 200
        for method, template in RULES:
            if method != "GET" and f"{method} {template}" not in FREE:
                assert ask(thief, method, template).json()["code"] == "tablet-unknown"
        thief.auth = everybody.somebody("tablet", "own").auth or httpx.Auth()
        assert ask(thief, "POST", "/api/v1/scans").json()["code"] == "session-missing"


def test_everything_but_a_few_is_signed() -> None:
    """Whatever changes something asks for a tablet, but two routes that make one and the kiosk's form, a look."""
    unsigned = {template for (method, template), rule in RULES.items() if method != "GET" and rule.asks == "anybody"}
    assert unsigned == {"/api/v1/first-leads", "/api/v1/tablets", "/kiosk"}


def test_session_of_another_site_is_none_here(everybody: Everybody) -> None:
    """The same names, the same PIN, another site: its cookie and its key are strangers."""
    foreign = everybody.somebody("lead", "other")
    seen = foreign.get("/api/v1/session").json()
    assert (seen["tablet"], seen["operator"]) == (None, None)
    assert foreign.cookies
