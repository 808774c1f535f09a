"""GET /api/v1/openapi.json: the officers' API for other programs; no page that loads foreign scripts.

Litestar writes down what a handler takes and returns. What every route has besides is added here: the failures that it
may meet, all of one form, that bodies are closed, and how a program shows who it is.
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

PREFIX: Final = "/api/v1"
_DOCUMENT: Final = "/openapi.json"
_NOT_DESCRIBED: Final = (PREFIX + "/{path}", PREFIX + _DOCUMENT)
_ANY: Final = (400, 401, 403, 408, 413, 421, 429, 431, 500, 503)
_NAMED: Final = (404,)
_WRITES: Final = (404, 409, 415, 507)
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
_KEY: Final = {"type": "http", "scheme": "bearer", "description": "A key that an officer made on the page."}


class _WholeDocument(JsonRenderPlugin):
    """Adds what holds for every body and every route, and keeps to the officers' API alone."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:  # noqa: ARG002
        components: dict[str, Any] = openapi_schema.setdefault("components", {})
        schemas: dict[str, dict[str, Any]] = components.setdefault("schemas", {})
        for schema in schemas.values():
            if schema.get("type") == "object":
                schema["additionalProperties"] = False  # the decoder refuses unknown members
        schemas["Problem"] = _PROBLEM
        components["securitySchemes"] = {"key": _KEY}
        openapi_schema["security"] = [{"key": []}]
        paths: dict[str, Any] = openapi_schema["paths"]
        openapi_schema["paths"] = {
            path: what for path, what in paths.items() if path.startswith(PREFIX + "/") and path not in _NOT_DESCRIBED
        }
        for method, path, operation in _operations(openapi_schema):
            failures = {str(status): _failure(status) for status in _failures(method, path)}
            operation["responses"] = {**operation.get("responses", {}), **failures}
        return msgspec.json.encode(openapi_schema)


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def _failures(method: str, path: str) -> tuple[int, ...]:
    return (*_ANY, *(_NAMED if "{" in path else ()), *(() if method == "get" else _WRITES))


def _failure(status: int) -> dict[str, Any]:
    return {"description": HTTPStatus(status).phrase, **_ANSWER}


def _only_the_document(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Litestar answers every other path beside the document with a page of its own; here they do not exist."""
    if connection.url.path != PREFIX + _DOCUMENT:
        raise NotFound(Code.ROUTE_UNKNOWN)


def openapi_config() -> OpenAPIConfig:
    """The document's settings: JSON only, for whoever has a session or a key."""
    return OpenAPIConfig(
        title="fieldpoint registry",
        version=__version__,
        use_handler_docstrings=True,
        render_plugins=[_WholeDocument(path=_DOCUMENT)],
        openapi_router=Router(PREFIX, route_handlers=[], guards=[_only_the_document]),
    )
