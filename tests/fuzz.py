"""Requests made from the API's own description, well formed and not, and what every answer to them must keep to.

schemathesis makes the cases from the OpenAPI document and compares each answer with it. Who asks is a `Somebody`:
a browser, what it may ask by the table of routes, and how it comes in again when its session is over.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import httpx
import msgspec
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

DESCRIBED = [status_code_conformance, content_type_conformance, response_schema_conformance]
CHECKS = [not_a_server_error, *DESCRIBED]
# Nothing is wrong with a server that says so: it is too fast, the disk is full. It has to be described all the same.
LATER = {429, 503, 507}
ASKED_WHO = {401, 403}
NO_ROUTE = 404
TOO_LARGE = 413
IS_OUT = {"session-missing", "tablet-unknown"}
UNPROVEN_EVERY = 3
UNSENDABLE = (httpx.InvalidURL, httpx.LocalProtocolError, UnicodeEncodeError)


class Somebody(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks. `bare` is a browser, for a method, without what proves who it is: with it nobody gets through."""

    name: str
    browser: httpx.Client
    bare: Callable[[str], httpx.Client]
    may: Callable[[str, str], bool]
    come_in: Callable[[], None]


class Fuzz:
    """Runs over a whole document. `counts` says how many answers each status had, by who asked."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._schema = schemathesis.openapi.from_dict(document)
        self.counts: Counter[str] = Counter()
        self.cases = 0

    @property
    def routes(self) -> list[tuple[str, str]]:
        """Every method and path of the document."""
        found = [one.ok() for one in self._schema.get_all_operations() if isinstance(one, Ok)]
        return [(operation.method.upper(), operation.path) for operation in found]

    def run(self, everybody: Sequence[Somebody], route: tuple[str, str], cases: int, *, is_open: bool) -> None:
        """So many cases of one route, each by everybody; where the route asks who, many without a proof too."""
        method, path = route
        operation = self._schema[path][method]
        strategy = st.one_of(
            operation.as_strategy(generation_mode=GenerationMode.POSITIVE),
            operation.as_strategy(generation_mode=GenerationMode.NEGATIVE),
        )

        @seed(cases)
        @settings(
            max_examples=cases,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
        )
        @given(case=strategy)
        def each(case: Case) -> None:
            for who in everybody:
                self._ask(case, who, is_open=is_open)

        for who in everybody:
            who.come_in()
        each()

    def _ask(self, case: Case, who: Somebody, *, is_open: bool) -> None:
        at, may = f"{who.name}: {case.method} {case.operation.path}", who.may(case.method, case.operation.path)
        answer = self._send(case, who.browser)
        if answer is not None and may and not is_open and _is_out(answer):
            who.come_in()
            answer = self._send(case, who.browser)
        if answer is None:
            return
        self.cases += 1
        self.counts[f"{who.name} {answer.status_code}"] += 1
        case.validate_response(answer, checks=DESCRIBED if answer.status_code in LATER else CHECKS)
        if not may:
            assert _is_kept_out(answer), f"{at} was let in: {answer.status_code}"
        elif not is_open:
            assert not _is_out(answer), f"{at} was not let in: {answer.text}"
            if self.cases % UNPROVEN_EVERY:
                return
            refused = self._send(case, who.bare(case.method))
            assert refused is not None
            self.counts[f"{who.name}, unproven, {refused.status_code}"] += 1
            assert _is_kept_out(refused), f"{at} was let in unproven: {refused.status_code}"

    def _send(self, case: Case, sender: httpx.Client) -> httpx.Response | None:
        """The answer to a case, or nothing where no HTTP library would send it."""
        made = case.as_transport_kwargs(base_url=str(sender.base_url).rstrip("/"))
        body = {name: made[name] for name in ("json", "content", "data", "files") if made.get(name) is not None}
        if isinstance(body.get("data"), bytes | str):
            body["content"] = body.pop("data")
        headers = {name: value for name, value in made["headers"].items() if name.lower() != "user-agent"}
        try:
            return sender.request(made["method"], made["url"], params=made.get("params"), headers=headers, **body)
        except UNSENDABLE:
            self.counts["unsendable"] += 1
            return None


def _is_kept_out(answer: httpx.Response) -> bool:
    """Whether who asks was turned away.

    Or never came so far: what is too large is not read for anybody, and what a case put into a place may hold a slash,
    which makes another address of it, at which nothing is.
    """
    if answer.status_code == NO_ROUTE:
        return answer.json()["code"] == "route-unknown"
    return answer.status_code in ASKED_WHO or answer.status_code == TOO_LARGE


def _is_out(answer: httpx.Response) -> bool:
    """Whether somebody's session or tablet is none any more."""
    return answer.status_code in ASKED_WHO and answer.json()["code"] in IS_OUT
