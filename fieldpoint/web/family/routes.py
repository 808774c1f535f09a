"""Every route of a family's pages, for the application."""

from typing import Final

from litestar.types import ControllerRouterHandler

from fieldpoint.web.family.card_page import get_card_page, get_cleared_page
from fieldpoint.web.family.kiosk import get_kiosk, post_kiosk
from fieldpoint.web.family.photo import get_photo_page

family_routes: Final[tuple[ControllerRouterHandler, ...]] = (
    get_card_page,
    get_cleared_page,
    get_photo_page,
    get_kiosk,
    post_kiosk,
)
