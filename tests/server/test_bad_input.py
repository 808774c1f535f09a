"""Whatever reaches the app: a problem answer with a stable code, never a 500, never an echo."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldpoint import ids
from fieldpoint.core.card import CardName, sign_token
from tests.server.conftest import Till

LINE = {"handout_id": "A" * 22, "tseq": 1, "programme": "basket", "quantity": 1, "members": []}
MARK = "zqj-echo-7731"


def problem(answer: httpx.Response) -> tuple[int, str]:
    """Status and code of a problem answer, its form checked."""
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert (body["type"], body["status"]) == (f"urn:fp:{body['code']}", answer.status_code)
    assert MARK not in answer.text
    for header in ("content-security-policy", "x-content-type-options", "referrer-policy"):
        assert header in answer.headers
    assert answer.headers["cache-control"] == "no-store"
    return answer.status_code, body["code"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "request-invalid"),
        (b"{", "body-malformed"),
        (b"\xff\xfe\x00", "body-malformed"),
        (b"null", "request-invalid"),
        (b"[]", "request-invalid"),
        (b"{}", "request-invalid"),
        (b'{"text": 7}', "request-invalid"),
        (b'{"text": "' + MARK.encode() + b'", "more": 1}', "request-invalid"),
        (b'{"text": "' + b"x" * 401 + b'"}', "request-invalid"),
        (b'{"text": ""}', "request-invalid"),
        (b'{"text": "' + MARK.encode() + b'"}', "card-forged"),
        (b'{"text": "javascript:alert(1)"}', "card-forged"),
        (b'{"text": "HTTPS://EVIL.EXAMPLE/C/AAAA"}', "card-forged"),
        (b'{"text": "\\u0000\\u202e"}', "card-forged"),
    ],
)
def test_bad_scan_is_named(shared_till: Till, content: bytes, code: str) -> None:
    """Every bad body of a scan gets its code with status 400."""
    with shared_till.live.browser() as desk:
        answer = desk.post("/api/v1/scans", content=content, headers={"content-type": "application/json"})
    assert problem(answer) == (400, code)


@pytest.mark.parametrize(
    "change",
    [
        {"quantity": 0},
        {"quantity": 1001},
        {"quantity": 1.5},
        {"quantity": "1"},
        {"handout_id": MARK},
        {"handout_id": "A" * 21 + "B"},
        {"tseq": 0},
        {"tseq": 2**32},
        {"programme": "../x"},
        {"members": ["short"]},
        {"members": ["A" * 11] * 61},
        {"unknown": MARK},
    ],
)
def test_bad_line_is_refused_with_its_field(shared_till: Till, change: dict[str, Any]) -> None:
    """A line out of form is 400, and the place in the body is named."""
    with shared_till.live.browser() as desk:
        answer = desk.post("/api/v1/handouts", json={"text": shared_till.token, "lines": [LINE | change]})
    assert problem(answer) == (400, "request-invalid")
    assert answer.json()["field"].startswith("$.lines[0]") or "unknown" in change


@pytest.mark.parametrize("lines", [[], [LINE] * 21])
def test_number_of_lines_is_bounded(shared_till: Till, lines: list[dict[str, Any]]) -> None:
    """No line and twenty-one lines are both out of form."""
    with shared_till.live.browser() as desk:
        answer = desk.post("/api/v1/handouts", json={"text": shared_till.token, "lines": lines})
    assert problem(answer) == (400, "request-invalid")


def test_unknown_programme_is_not_found(shared_till: Till) -> None:
    """A programme that does not run here."""
    asked = LINE | {"programme": "no-such", "handout_id": ids.new_event_id()}
    with shared_till.live.browser() as desk:
        answer = desk.post("/api/v1/handouts", json={"text": shared_till.token, "lines": [asked]})
    assert problem(answer) == (404, "programme-unknown")


def test_genuine_card_of_nobody_is_due_a_meal_and_nothing_else(shared_till: Till) -> None:
    """A token signed by our key for a card that was never issued: a meal is for anybody, the rest is refused."""
    connection = shared_till.live.site.connect(read_only=True)
    kid, seed = connection.execute("SELECT kid, seed FROM keys WHERE purpose = 'card'").fetchone() or (0, b"")
    token = sign_token(CardName(card=ids.new_card_id(), kid=kid, serial=1), seed)
    with shared_till.live.browser() as desk:
        seen = desk.post("/api/v1/scans", json={"text": token}).json()
        assert desk.get(f"/C/{token}").status_code == 404
    assert (seen["household"], seen["members"]) == (None, [])
    assert [(line["programme"], line["quantity"]) for line in seen["due"] if line["quantity"]] == [("hot-meal", 1)]
    assert {line["reason"] for line in seen["due"] if not line["quantity"]} == {"card-unknown"}


def test_card_of_a_foreign_key_goes_to_the_lead(shared_till: Till) -> None:
    """A well-formed token of a key that is not held here is neither green nor forged."""
    kid = (shared_till.card.kid + 1) % 65536
    token = sign_token(CardName(card=shared_till.card.card, kid=kid, serial=1), ids.new_seed())
    with shared_till.live.browser() as desk:
        assert problem(desk.post("/api/v1/scans", json={"text": token})) == (404, "card-key-unknown")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/v1/scans"),
        ("POST", "/api/v1/handouts"),
        ("GET", "/api/v1/status"),
        ("GET", "/api/v1/tablets"),
        ("GET", "/api/v1/operators"),
        ("GET", "/api/v1/openapi.json"),
    ],
)
@pytest.mark.parametrize("cookie", [None, "", "x" * 32])
def test_desk_routes_need_the_session(shared_till: Till, method: str, path: str, cookie: str | None) -> None:
    """Without a session nothing shows anything, and without a paired tablet nothing changes."""
    with shared_till.live.browser(session=False) as stranger:
        if cookie is not None:
            stranger.cookies.set(shared_till.live.cookie, cookie)
        answer = stranger.request(method, path, json={"text": shared_till.token} if method == "POST" else None)
    assert problem(answer) == (401, "session-missing" if method == "GET" else "tablet-unknown")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_only_json_may_be_posted(shared_till: Till, kind: str) -> None:
    """A form of another page cannot reach the desk's routes."""
    with shared_till.live.browser() as desk:
        answer = desk.post("/api/v1/scans", content=b'{"text": "x"}', headers={"content-type": kind})
    assert problem(answer) == (415, "media-type-unsupported")


def test_large_body_is_refused_before_it_is_read(shared_till: Till) -> None:
    """A body over the cap, with or without a declared length."""
    with shared_till.live.browser() as desk:
        headers = {"content-type": "application/json"}
        declared = desk.post("/api/v1/scans", content=b"x" * 70_000, headers=headers)
        streamed = desk.post("/api/v1/scans", content=iter([b"x" * 35_000] * 2), headers=headers)
    assert problem(declared) == problem(streamed) == (413, "body-too-large")


def test_foreign_host_is_not_served(shared_till: Till) -> None:
    """A name that was bent to this machine gets nothing (DNS rebinding)."""
    with shared_till.live.browser() as desk:
        answer = desk.get("/api/v1/health", headers={"host": "evil.example"})
    assert problem(answer) == (421, "host-unknown")


def test_handout_id_of_another_handout_is_a_conflict(till: Till) -> None:
    """An id cannot be used twice for different things."""
    with till.live.browser() as desk:
        body = {"text": till.token, "lines": [LINE]}
        assert desk.post("/api/v1/handouts", json=body).status_code == 201
        body["lines"] = [LINE | {"programme": "bread", "members": [till.household.members[0].person]}]
        assert problem(desk.post("/api/v1/handouts", json=body)) == (409, "handout-id-reused")


@pytest.fixture(scope="module")
def open_desk(shared_till: Till) -> Iterator[httpx.Client]:
    """One session for many requests."""
    with shared_till.live.browser() as desk:
        yield desk


@settings(max_examples=150, deadline=None)
@given(text=st.text(st.characters(codec="utf-8"), max_size=420))
def test_no_text_breaks_a_scan(open_desk: httpx.Client, text: str) -> None:
    """Any text at all is a 400 or a 404 with a code."""
    status, _ = problem(open_desk.post("/api/v1/scans", json={"text": text}))
    assert status in {400, 404}


def test_healthy_server_says_so_to_anybody(shared_till: Till) -> None:
    """Health needs no session and tells nothing else."""
    with shared_till.live.browser(session=False) as stranger:
        assert stranger.get("/api/v1/health").json()["status"] == "ok"


def test_openapi_document_says_that_unknown_members_are_refused(shared_till: Till) -> None:
    """Every body of the document is closed, as the decoder is."""
    with shared_till.live.browser() as desk:
        document = desk.get("/api/v1/openapi.json").json()
    assert {"/api/v1/scans", "/api/v1/handouts", "/api/v1/health", "/api/v1/status"} <= set(document["paths"])
    bodies = [schema for schema in document["components"]["schemas"].values() if schema.get("type") == "object"]
    assert bodies
    assert all(schema["additionalProperties"] is False for schema in bodies)


@pytest.mark.parametrize("content", [b"[" * 60_000, b'{"text":' * 7_000, b'{"text":"' + b"\\u0000" * 60 + b'"}'])
def test_deep_or_strange_nesting_is_a_problem_too(shared_till: Till, content: bytes) -> None:
    """What makes a decoder recurse is refused like anything else."""
    with shared_till.live.browser() as desk:
        answer = desk.post("/api/v1/scans", content=content, headers={"content-type": "application/json"})
    assert problem(answer)[0] == 400


@pytest.mark.parametrize("change", [{"handout_id": "A" * 22 + "\n"}, {"members": ["A" * 11 + "\n"]}])
def test_line_feed_at_the_end_of_an_id_is_refused(shared_till: Till, change: dict[str, Any]) -> None:
    """An id is exactly its characters."""
    with shared_till.live.browser() as desk:
        answer = desk.post("/api/v1/handouts", json={"text": shared_till.token, "lines": [LINE | change]})
    assert problem(answer) == (400, "request-invalid")
