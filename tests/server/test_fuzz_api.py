"""Thousands of requests made from the API's description: no 5xx, no undocumented answer, nobody let in unasked."""

import os

import pytest

from fieldpoint.web.openapi import OPEN
from tests.fuzz import Fuzz
from tests.server.conftest import Till

CASES = 20_000 if os.environ.get("FIELDPOINT_LONG") == "1" else 2_000


@pytest.mark.timeout(3600)
def test_every_route_keeps_to_its_description(till: Till) -> None:
    """2,000 cases over all routes (20,000 in the long form), each signed in and as a stranger."""
    with till.live.browser() as desk, till.live.browser(session=False) as stranger:
        fuzz = Fuzz(desk.get("/api/v1/openapi.json").json(), desk, stranger)
        each = CASES // sum(method != "GET" for method, _ in fuzz.routes) + 1  # a look without a body is one case
        for method, path in fuzz.routes:
            fuzz.run(method, path, each, is_open=(method.lower(), path) in OPEN)
    print(sorted(fuzz.counts.items()))  # noqa: T201  shown with -s
    assert sum(count for name, count in fuzz.counts.items() if name.startswith("signed in")) >= CASES
    assert {"signed in 200", "signed in 400", "signed in 201"} <= fuzz.counts.keys()
    assert "unexpected" not in till.live.stop()
