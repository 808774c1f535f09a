"""GET /api/v1/openapi.json: the site's API for other programs; no page that loads foreign scripts."""

from typing import Any

from litestar import Request, Router
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

from fieldpoint import __version__
from fieldpoint.web.sessions import needs_session


class _StrictJson(JsonRenderPlugin):
    """Says of every body what the decoder does: unknown members are refused (Litestar leaves that out)."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        for schema in openapi_schema.get("components", {}).get("schemas", {}).values():
            if schema.get("type") == "object":
                schema["additionalProperties"] = False
        return super().render(request, openapi_schema)


def openapi_config() -> OpenAPIConfig:
    """The document's settings: JSON only, for whoever has a session."""
    return OpenAPIConfig(
        title="fieldpoint site",
        version=__version__,
        use_handler_docstrings=True,
        render_plugins=[_StrictJson(path="/openapi.json")],
        openapi_router=Router("/api/v1", route_handlers=[], guards=[needs_session]),
    )
