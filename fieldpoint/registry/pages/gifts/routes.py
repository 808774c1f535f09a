"""The handlers of these pages, for the router. Imports its neighbours."""

from typing import Final

from litestar.types import ControllerRouterHandler

from fieldpoint.registry.pages.gifts.actions import (
    get_action,
    get_action_sheet,
    get_actions,
    post_action,
    post_actions,
    post_resolution,
    post_resolution_done,
)
from fieldpoint.registry.pages.gifts.donors import (
    get_gift_donor,
    get_gift_sheet,
    get_gifts,
    post_gift_donor,
    post_gift_donor_join,
)

gift_handlers: Final[tuple[ControllerRouterHandler, ...]] = (
    get_gifts,
    get_gift_donor,
    post_gift_donor,
    post_gift_donor_join,
    get_gift_sheet,
    get_actions,
    post_actions,
    get_action,
    post_action,
    post_resolution,
    post_resolution_done,
    get_action_sheet,
)
