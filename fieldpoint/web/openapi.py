"""GET /api/v1/openapi.json: the site's API for other programs; no page that loads foreign scripts.

Litestar writes down what a handler takes and returns. What every route of a kind has besides is added here: the
failures that it may meet, all of one form, and that bodies are closed.
"""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, Final

import msgspec
from litestar import Request, Router
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

from fieldpoint import __version__
from fieldpoint.errors import Code, NotFound
from fieldpoint.web.access import RULES

_PREFIX = "/api/v1"
_DOCUMENT = "/openapi.json"


# What any route may answer, whatever it is for: no such name of a host, too fast, too slow, too large, not by https,
# not now, a fault of ours.
_ANY: Final = (400, 403, 408, 413, 421, 429, 431, 500, 503)
_SIGNED_IN: Final = (401,)
_NAMED: Final = (404,)
_WRITES: Final = (401, 404, 409, 415, 507)
# Who may ask these is not asked before their body is read.
OPEN: Final = frozenset((method.lower(), path) for (method, path), rule in RULES.items() if rule.asks == "anybody")
_NOT_DESCRIBED: Final = (_PREFIX, _PREFIX + "/{path}", _PREFIX + _DOCUMENT)
_PROBLEM: Final[dict[str, Any]] = {
    "type": "object",
    "description": "RFC 9457; facts of the failure stand beside these members, never what was sent.",
    "required": ["type", "title", "status", "code"],
    "properties": {
        "type": {"type": "string", "pattern": "^urn:fp:"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "enum": sorted(Code)},
    },
}
_ANSWER: Final = {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}


class _WholeDocument(JsonRenderPlugin):
    """Adds what holds for every body and every route, and leaves out itself and what Litestar serves beside it."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:  # noqa: ARG002
        components: dict[str, Any] = openapi_schema.setdefault("components", {})
        schemas: dict[str, dict[str, Any]] = components.setdefault("schemas", {})
        for schema in schemas.values():
            if schema.get("type") == "object":
                schema["additionalProperties"] = False  # the decoder refuses unknown members
        schemas["Problem"] = _PROBLEM
        for path in _NOT_DESCRIBED:
            openapi_schema["paths"].pop(path, None)
        for method, path, operation in _operations(openapi_schema):
            failures = {str(status): _failure(status) for status in _failures(method, path)}
            operation["responses"] = {**operation.get("responses", {}), **failures}
        return msgspec.json.encode(openapi_schema)


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def _failures(method: str, path: str) -> tuple[int, ...]:
    """The statuses of the failures that a route of its kind may meet."""
    return (
        *_ANY,
        *(() if (method, path) in OPEN else _SIGNED_IN),
        *(_NAMED if "{" in path else ()),
        *(() if method == "get" else _WRITES),
    )


def _failure(status: int) -> dict[str, Any]:
    return {"description": HTTPStatus(status).phrase, **_ANSWER}


def only_the_document(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Litestar answers every other path beside the document with a page of its own; here they do not exist."""
    if connection.url.path != _PREFIX + _DOCUMENT:
        raise NotFound(Code.ROUTE_UNKNOWN)


def openapi_config() -> OpenAPIConfig:
    """The document's settings: JSON only, for whoever has a session."""
    return OpenAPIConfig(
        title="fieldpoint site",
        version=__version__,
        use_handler_docstrings=True,
        render_plugins=[_WholeDocument(path=_DOCUMENT)],
        openapi_router=Router(_PREFIX, route_handlers=[], guards=[only_the_document]),
    )
