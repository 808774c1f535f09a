"""Routes that do not exist, and the page's files."""

import pytest

from tests.server.conftest import Till
from tests.server.test_bad_input import MARK, problem


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", f"/{MARK}", (404, "route-unknown")),
        ("GET", "/api/v1/nothing", (404, "route-unknown")),
        ("GET", "/static/package.json", (404, "route-unknown")),
        ("GET", "/static/js/../package.json", (404, "route-unknown")),
        ("GET", "/static/js/%2e%2e/package.json", (404, "route-unknown")),
        ("GET", "/static/js/%2e%2e/%2e%2e/pyproject.toml", (404, "route-unknown")),
        ("GET", "/static/js/%00", (404, "route-unknown")),
        ("GET", f"/static/js/{'a' * 300}", (404, "route-unknown")),
        ("GET", f"/static/{'a/' * 200}", (404, "route-unknown")),
        ("GET", "/static/", (404, "route-unknown")),
        ("GET", "/static/index.html", (404, "route-unknown")),
        ("DELETE", "/api/v1/health", (405, "method-unknown")),
        ("PUT", "/api/v1/scans", (405, "method-unknown")),
        ("GET", "/api/v1/handouts", (405, "method-unknown")),
        ("POST", "/", (405, "method-unknown")),
    ],
)
def test_unknown_route_or_method_is_a_problem(
    shared_till: Till, method: str, path: str, expected: tuple[int, str]
) -> None:
    """Routes and methods that do not exist answer in the same form."""
    with shared_till.live.browser() as desk:
        assert problem(desk.request(method, path)) == expected


def test_browser_that_holds_a_file_gets_304(shared_till: Till) -> None:
    """Modules are asked for again at each load, and not sent again."""
    with shared_till.live.browser(session=False) as stranger:
        first = stranger.get("/static/js/main.js")
        again = stranger.get("/static/js/main.js", headers={"if-none-match": first.headers["etag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
