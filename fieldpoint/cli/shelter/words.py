"""What the codes of a shelter mean to a person at a terminal. Imports errors only."""

from collections.abc import Mapping
from typing import Final

from fieldpoint.errors import Code

SHELTER_SENTENCES: Final[Mapping[Code, str]] = {
    Code.SHELTER_NONE: "No bed-night runs here; take one in with `fieldpoint programmes add bed-night`.",
    Code.SECTION_UNKNOWN: "This house has no such section or bed; see `fieldpoint shelter tonight`.",
    Code.LAYOUT_UNFIT: "Each section has its own name and its own beds, numbered from 1 up. Nothing changed.",
    Code.BED_TAKEN: "Somebody has that bed tonight, or it is kept for somebody. Nothing changed.",
    Code.BEDS_OUT: "Nothing is free there any more. Nothing changed.",
    Code.HOLD_UNKNOWN: "That bed is not kept any more.",
    Code.HOUR_OVER: "A bed is kept until an hour that is still to come, and for 18 hours at most.",
    Code.STAY_UNKNOWN: "Nobody was admitted under that id; see `fieldpoint shelter list`.",
    Code.STAY_SO_ALREADY: "That is so already.",
}
