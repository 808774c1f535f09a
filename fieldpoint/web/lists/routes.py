"""Every route of lists, for the application."""

from typing import Final

from litestar.types import ControllerRouterHandler

from fieldpoint.web.lists.exports import get_export, post_export
from fieldpoint.web.lists.imports import (
    get_import,
    get_import_errors,
    get_import_events,
    get_mappings,
    post_import,
    post_import_cancellation,
    post_import_confirmation,
    post_import_part,
    post_import_preview,
)

list_routes: Final[tuple[ControllerRouterHandler, ...]] = (
    get_mappings,
    post_import,
    post_import_part,
    post_import_preview,
    post_import_confirmation,
    post_import_cancellation,
    get_import,
    get_import_events,
    get_import_errors,
    post_export,
    get_export,
)
