"""Every route with every method, signed in and not, well and badly asked: the same safe headers on every answer."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import product
from pathlib import Path

import httpx
import pytest
from litestar import Litestar, get
from litestar.routes import BaseRoute
from litestar.types import ASGIApp, Receive, Scope, Send

from fieldpoint.serving.guard import Guard
from fieldpoint.serving.problems import EXCEPTION_HANDLERS
from fieldpoint.web.app import build_app
from tests.server.conftest import Till
from tests.support import make_site

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW")
KEPT = ("/", "/static/")  # files that a browser may keep, and asks for again
ALIKE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
}
POLICY = ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
FORBIDDEN = ("unsafe-inline", "'unsafe-eval'", "http:", "https:", "*")
TOLD_TO_NOBODY = ("server", "x-powered-by", "x-process-time")


def check(answer: httpx.Response) -> None:
    """The headers of one answer; the test fails with its route and status."""
    told, at = answer.headers, f"{answer.request.method} {answer.request.url.path}: {answer.status_code}"
    assert {name: told.get(name) for name in ALIKE} == ALIKE, at
    policy = told.get_list("content-security-policy")
    assert len(policy) == 1, at
    assert [part for part in POLICY if part not in policy[0]] == [], at
    assert [part for part in FORBIDDEN if part in policy[0]] == [], at
    assert "camera=" in told["permissions-policy"], at
    assert [name for name in TOLD_TO_NOBODY if name in told] == [], at
    kept = answer.status_code in {200, 304} and answer.request.url.path.startswith(KEPT[1])
    kept = kept or answer.request.url.path == KEPT[0]
    assert kept or told.get_list("cache-control") == ["no-store"], at
    for cookie in told.get_list("set-cookie"):
        assert "httponly" in cookie.lower(), at
        assert "samesite=strict" in cookie.lower(), at


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The path template of every route that the application has."""
    app = build_app(make_site(tmp_path_factory.mktemp("routes") / "site")).app
    assert isinstance(app, Litestar)
    routes: list[BaseRoute] = list(app.routes)
    found = sorted({route.path_format for route in routes})
    assert len(found) > 15
    return found


def test_every_answer_of_every_route_has_safe_headers(till: Till, paths: list[str]) -> None:
    """Each route × method × signed in or not × body: several thousand answers, all alike."""
    seen: Counter[int] = Counter()
    with ExitStack() as stack:
        senders = [stack.enter_context(till.live.browser(session=session)) for session in (True, False)]
        for sender, path, method in product(senders, paths, METHODS):
            for answer in _asked(sender, method, path, till):
                check(answer)
                seen[answer.status_code] += 1
    print(sorted(seen.items()))  # noqa: T201  shown with -s
    assert {200, 201, 204, 304, 400, 401, 404, 405, 413, 415, 421} <= seen.keys()
    assert not [status for status in seen if status >= 500]


def _asked(sender: httpx.Client, method: str, template: str, till: Till) -> Iterator[httpx.Response]:
    """One route with one method, asked in several ways."""
    path = template.replace("{token}", till.token).replace("{name}", "app.css").replace("{path}", "none")
    yield sender.request(method, path)
    yield sender.request(method, path, headers={"host": "evil.example"})
    yield sender.request(method, path, headers={"content-type": "text/plain"}, content=b"x")
    yield sender.request(method, path, headers={"content-type": "application/json"}, content=b"x" * 70_000)
    if method in {"POST", "PUT"}:
        yield sender.request(method, path, json={})
        yield sender.request(method, path, json={"text": till.token, "secret": till.live.site.desk_secret})
        yield sender.request(method, path, json={"day": "1405-09-01"})
    if method == "GET":
        etag = sender.get(path).headers.get("etag", "none")
        yield sender.get(path, headers={"if-none-match": etag})
        yield sender.get(path.replace(till.token, "wrong").replace("app.css", "../x"))


@get("/fault")
async def _fault() -> None:
    """A handler with a fault of ours, whose text holds a name."""
    raise RuntimeError(NAME)


async def _broken_app(scope: Scope, receive: Receive, send: Send) -> None:
    raise RuntimeError(NAME, scope, receive, send)


NAME = "zqj-name-5512"
FAULTY: list[ASGIApp] = [Litestar([_fault], exception_handlers=EXCEPTION_HANDLERS, logging_config=None), _broken_app]


@pytest.mark.parametrize("app", FAULTY, ids=["a handler", "the whole application"])
def test_a_fault_of_ours_is_answered_as_safely(
    app: ASGIApp, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """500 with the same headers; neither the answer nor the log has the fault's text."""
    guard = Guard(app=app, hosts={"site.test"}, headers={}, max_body=1000)

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(guard)  # type: ignore[arg-type]  Litestar's types of the same thing
        async with httpx.AsyncClient(transport=transport, base_url="http://site.test") as asking:
            return await asking.get("/fault")

    answer = asyncio.run(ask())
    check(answer)
    assert (answer.status_code, answer.json()["code"]) == (500, "unexpected")
    told = answer.text + caplog.text + "".join(capfd.readouterr())
    assert NAME not in told
    assert f"unexpected RuntimeError at {Path(__file__).name}:" in caplog.text
