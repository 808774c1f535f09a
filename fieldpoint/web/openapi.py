"""GET /api/v1/openapi.json: the site's API for other programs; no page that loads foreign scripts."""

from typing import Any

import msgspec
from litestar import Request, Router
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

from fieldpoint import __version__
from fieldpoint.errors import Code, NotFound

_PREFIX = "/api/v1"
_DOCUMENT = "/openapi.json"


class _StrictJson(JsonRenderPlugin):
    """Says of every body what the decoder does: unknown members are refused (Litestar leaves that out)."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:  # noqa: ARG002
        schemas: dict[str, dict[str, Any]] = openapi_schema.get("components", {}).get("schemas", {})
        for schema in schemas.values():
            if schema.get("type") == "object":
                schema["additionalProperties"] = False
        return msgspec.json.encode(openapi_schema)


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
        render_plugins=[_StrictJson(path=_DOCUMENT)],
        openapi_router=Router(_PREFIX, route_handlers=[], guards=[only_the_document]),
    )
