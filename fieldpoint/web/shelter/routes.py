"""Every route of a night in a shelter, for the application."""

from typing import Final

from litestar.types import ControllerRouterHandler

from fieldpoint.web.shelter.acts import (
    post_admission,
    post_bed_hold,
    post_bed_hold_end,
    post_stay_move,
    post_stay_step,
    post_stay_undoing,
)
from fieldpoint.web.shelter.house import post_cold_night, post_shelter_layout, post_shelter_note
from fieldpoint.web.shelter.night import get_shelter, get_stays

shelter_routes: Final[tuple[ControllerRouterHandler, ...]] = (
    get_shelter,
    get_stays,
    post_admission,
    post_stay_step,
    post_stay_move,
    post_stay_undoing,
    post_bed_hold,
    post_bed_hold_end,
    post_shelter_layout,
    post_cold_night,
    post_shelter_note,
)
