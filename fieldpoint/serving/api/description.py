"""GET /api/v1/openapi.json: an API for other programs; no page that loads foreign scripts.

Litestar writes down what a handler takes and returns. What every route of a kind has besides is added here: the
failures that it may meet, all of one form, and that bodies are closed.

Imports litestar, msgspec and the errors.
"""

from collections.abc import Callable, Iterable, Iterator
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
DOCUMENT: Final = "/openapi.json"
_NOT_DESCRIBED: Final = (PREFIX, PREFIX + "/{path}", PREFIX + DOCUMENT)
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
Failures = Callable[[str, str], Iterable[int]]


class Description(msgspec.Struct, frozen=True, kw_only=True):
    """What one server's API is called, the statuses of failures by method and path, and what proves who asks.

    `only` keeps to the routes below `/api/v1`: where a server has pages and other protocols beside it.
    """

    title: str
    failures: Failures
    proof: dict[str, Any] | None = None
    only: bool = False


def openapi_config(about: Description) -> OpenAPIConfig:
    """The document's settings: JSON only, for whoever may ask."""
    return OpenAPIConfig(
        title=about.title,
        version=__version__,
        use_handler_docstrings=True,
        render_plugins=[_WholeDocument(about)],
        openapi_router=Router(PREFIX, route_handlers=[], guards=[_only_the_document]),
    )


class _WholeDocument(JsonRenderPlugin):
    """Adds what holds for every body and every route, and leaves out itself and what Litestar serves beside it."""

    def __init__(self, about: Description) -> None:
        super().__init__(path=DOCUMENT)
        self._about = about

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:  # noqa: ARG002
        components: dict[str, Any] = openapi_schema.setdefault("components", {})
        schemas: dict[str, dict[str, Any]] = components.setdefault("schemas", {})
        for schema in schemas.values():
            if schema.get("type") == "object":
                schema["additionalProperties"] = False  # the decoder refuses unknown members
        schemas["Problem"] = _PROBLEM
        if self._about.proof is not None:
            components["securitySchemes"] = {"key": self._about.proof}
            openapi_schema["security"] = [{"key": []}]
        paths: dict[str, Any] = openapi_schema["paths"]
        openapi_schema["paths"] = {path: what for path, what in paths.items() if self._is_described(path)}
        for method, path, operation in _operations(openapi_schema):
            failures = {str(status): _failure(status) for status in self._about.failures(method, path)}
            operation["responses"] = {**operation.get("responses", {}), **failures}
        return msgspec.json.encode(openapi_schema)

    def _is_described(self, path: str) -> bool:
        return path not in _NOT_DESCRIBED and (not self._about.only or path.startswith(PREFIX + "/"))


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def _failure(status: int) -> dict[str, Any]:
    return {"description": HTTPStatus(status).phrase, **_ANSWER}


def _only_the_document(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Litestar answers every other path beside the document with a page of its own; here they do not exist."""
    if connection.url.path != PREFIX + DOCUMENT:
        raise NotFound(Code.ROUTE_UNKNOWN)
