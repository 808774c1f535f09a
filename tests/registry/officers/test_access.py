"""The table of who may what (S1 of the centre): every route for every role, and what belongs to another."""

import re

import httpx
import pytest

from fieldpoint.errors import Code
from fieldpoint.registry.officers.access import RULES
from fieldpoint.registry.pages.words import FAILURES
from fieldpoint.serving.api.routes import check_routes
from tests.registry.officers.desk import Browser, Office
from tests.registry.support import enrol_sender

WHO = ("admin", "officer", "auditor")
OFFICERS = sorted(place for place, rule in RULES.items() if rule.asks == "officer")
# What stands in an address; the site is the officer's own.
PLACES = {
    "site": "s-01",
    "kid": "99",
    "epoch": "none",
    "case": "none",
    "batch": "none",
    "person": "none",
    "key": "none",
    "donor": "none",
    "report": "none",
    "number": "1",
    "campaign": "none",
}
BODIES = {
    "/api/v1/sites": {"site": "s-77"},
    "/api/v1/sites/{site}/names": {"title": "t"},
    "/api/v1/sites/{site}/keys/{kid}/ends": {"how": "retired"},
    "/api/v1/cases/{case}/decisions": {"to": "settled"},
    "/api/v1/waybill-decisions": {
        "paper": {"sender": "s-01", "receiver": "s-02", "number": "1", "item": "kit"},
        "to": "lost",
    },
    "/api/v1/taken": {"card": "x", "programme": "basket", "period": "1405-09"},
}


def filled(template: str, **changed: str) -> str:
    """An address of a route."""
    return re.sub(r"\{(\w+)\}", lambda found: (PLACES | changed).get(found[1], "none"), template)


def ask(browser: Browser, method: str, template: str, **changed: str) -> httpx.Response:
    """One request of a route as a page or a program would make it, its form or body empty where any will do."""
    path = filled(template, **changed)
    if method == "GET":
        return browser.get(path)
    if template.startswith("/api/"):
        headers = {"Origin": "http://registry.test", "Content-Type": "application/json"}
        return browser.send("POST", path, json=BODIES.get(template, {}), headers=headers)
    return browser.post(path, {"mark": browser.known_mark or "x"})


def is_refused(answer: httpx.Response) -> bool:
    """Whether somebody's role was the reason."""
    return answer.status_code == 403 and (
        FAILURES[Code.ROLE_MISSING] in answer.text or Code.ROLE_MISSING.value in answer.text
    )


@pytest.mark.parametrize("who", WHO)
def test_every_role_gets_what_the_table_says(office: Office, who: str) -> None:
    """Whoever has a role passes where the table has it, and is refused everywhere else."""
    account = office.account("somebody", who, "south" if who == "officer" else "")  # type: ignore[arg-type]
    office.own("s-01", "south")
    strayed: list[tuple[str, str]] = []
    for method, template in OFFICERS:
        answer = ask(office.session(account), method, template)
        assert answer.status_code < 500, (method, template)
        if is_refused(answer) == (who in RULES[method, template].roles):
            strayed.append((method, template))
    assert not strayed


def test_a_stranger_gets_nothing(office: Office) -> None:
    """Without a session or a key a page leads to the door, and the API says that nobody is signed in."""
    for method, template in OFFICERS:
        answer = ask(office.stranger(), method, template)
        if template.startswith(("/api/", "/metrics")):
            assert (answer.status_code, answer.json()["code"]) == (401, "session-missing"), template
        else:
            assert (answer.status_code, answer.headers["location"]) == (303, "/officers/sign-in"), template


def test_a_stranger_learns_nothing_of_what_is_badly_asked(office: Office) -> None:
    """A zero byte is refused to officers; whoever is none is asked who they are, as with every other request."""
    key = office.key(office.account("somebody"))
    asked = "/api/v1/sites?site=%00"
    assert office.stranger().get(asked).status_code == 401
    assert office.stranger().get(asked, headers=key).status_code == 400


def test_a_site_is_no_officer(office: Office) -> None:
    """A site's token opens none of the officers' routes, and an officer's key none of a site's."""
    log = office.log
    token = {"Authorization": f"Bearer {enrol_sender(office.registry, log)}"}
    key = office.key(office.account("somebody"))
    for method, template in OFFICERS:
        if method == "GET":
            assert office.stranger().get(filled(template), headers=token).status_code == 401
    for method, template in (place for place, rule in RULES.items() if rule.asks == "site"):
        path = filled(template)
        assert office.stranger().send(method, path, headers=key).status_code == 401, template


def test_a_site_of_another_organisation_does_not_exist(office: Office) -> None:
    """What an officer may do to a site, they may do to their own; of another's they do not even learn that it is."""
    account = office.account("somebody", "officer", "south")
    office.organisation("north")
    office.own("s-01", "north")
    for method, template in OFFICERS:
        if "{site}" in template and "officer" in RULES[method, template].roles:
            browser = office.session(account)
            fields = {"mark": browser.known_mark, "again": "s-01"} if template.endswith("/stops") else None
            page = fields is not None and template.startswith("/officers")
            other = browser.post(filled(template), fields) if page else ask(browser, method, template)
            none = ask(browser, method, template, site="s-99")
            assert other.status_code == 404, template
            if not page:
                assert (none.status_code, none.text) == (404, other.text), template


def test_a_form_without_its_mark_is_refused_everywhere(office: Office) -> None:
    """Every form of a page carries the session's mark, whoever sends it from wherever."""
    browser = office.session(office.account("somebody"))
    for method, template in OFFICERS:
        if method == "POST" and template.startswith("/officers") and "admin" in RULES[method, template].roles:
            answer = browser.post(filled(template), {"mark": "x"})
            assert (answer.status_code, FAILURES[Code.FORM_FOREIGN] in answer.text) == (403, True), template


def test_a_key_asks_in_an_officers_name_until_it_ends(office: Office) -> None:
    """A program gets what its officer gets, and nothing once the officer is gone."""
    account = office.account("somebody", "officer", "south")
    office.own("s-01", "south")
    key = office.key(account)
    office.account("the admin")
    found = office.stranger().get("/api/v1/sites", headers=key).json()
    assert [site["site"] for site in found["sites"]] == ["s-01"]
    assert office.stranger().get("/api/v1/decisions", headers=key).status_code == 403
    office.revoke(account)
    assert office.stranger().get("/api/v1/sites", headers=key).status_code == 401


def test_every_answer_has_its_headers(office: Office) -> None:
    """Whatever is answered keeps scripts, frames, caches and sniffers out."""
    browser = office.session(office.account("somebody"))
    paths = [filled(template) for method, template in RULES if method == "GET" and template.startswith("/officers")]
    for path in [*paths, "/officers/none", "/officers/sites/none"]:
        headers = browser.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert "script-src" not in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] in {"no-referrer", "same-origin"}, path
        assert headers["cache-control"] in {"no-store", "no-cache"}, path


def test_a_route_without_its_line_is_found() -> None:
    """An application with a route that the table does not name does not start."""
    with pytest.raises(LookupError):
        check_routes([*RULES, ("GET", "/officers/no-such")], RULES)


def test_the_document_names_the_routes_of_the_table(office: Office) -> None:
    """OpenAPI describes every route of the API that is a route, and no other."""
    document = office.session(office.account("somebody")).get("/api/v1/openapi.json").json()
    named = {(method.upper(), path) for path, methods in document["paths"].items() for method in methods}
    wanted = {place for place, rule in RULES.items() if place[1].startswith("/api/v1/") and rule.asks == "officer"}
    assert named == wanted - {("GET", "/api/v1/openapi.json")}
    assert "Problem" in document["components"]["schemas"]
