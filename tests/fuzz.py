"""Requests made from the API's own description, well formed and not, and what every answer to them must keep to.

schemathesis makes the cases from the OpenAPI document and compares each answer with it. Whoever signs in is passed
in as an `httpx.Client`: its cookies and its `auth` (which may sign every request) are all that this module knows
of signing in, so the same run serves every role.
"""

from collections import Counter
from typing import Any

import httpx
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

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
# Nothing is wrong with a server that says so: it is too fast, the disk is full.
LATER = {429, 503, 507}
ASKED_WHO = {401, 403}
UNSENDABLE = (httpx.InvalidURL, httpx.LocalProtocolError, UnicodeEncodeError)


class Fuzz:
    """A run over a whole document. `counts` says how many answers each status had, signed in and not."""

    def __init__(self, document: dict[str, Any], signed_in: httpx.Client, stranger: httpx.Client) -> None:
        self._schema = schemathesis.openapi.from_dict(document)
        self._signed_in, self._stranger = signed_in, stranger
        self.counts: Counter[str] = Counter()

    @property
    def routes(self) -> list[tuple[str, str]]:
        """Every method and path of the document."""
        found = [one.ok() for one in self._schema.get_all_operations() if isinstance(one, Ok)]
        return [(operation.method.upper(), operation.path) for operation in found]

    def run(self, method: str, path: str, cases: int, *, is_open: bool) -> None:
        """So many cases of one route; each is sent signed in, and, where the route asks who, by a stranger too."""
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
            self._ask(case, is_open=is_open)

        each()

    def _ask(self, case: Case, *, is_open: bool) -> None:
        answer = self._send(case, self._signed_in)
        if answer is None:
            return
        self.counts[f"signed in {answer.status_code}"] += 1
        if answer.status_code not in LATER:
            case.validate_response(answer, checks=CHECKS)
        if not is_open:
            refused = self._send(case, self._stranger)
            assert refused is not None
            self.counts[f"stranger {refused.status_code}"] += 1
            assert refused.status_code in ASKED_WHO, f"{case.method} {case.path} answered a stranger"

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
