"""What every fault of a programme's file means to a person at a terminal."""

from collections.abc import Mapping
from typing import Final

from fieldpoint.core.rules.sense import FaultKind

FAULTS: Final[Mapping[FaultKind, str]] = {
    FaultKind.NOT_TOML: "the file cannot be read as TOML from here on",
    FaultKind.FIELD_UNKNOWN: "there is no such field; look for a slip of the pen",
    FaultKind.FIELD_MISSING: "this field is missing",
    FaultKind.VALUE_UNFIT: "the value is of the wrong kind or out of its limits",
    FaultKind.DAY_UNKNOWN: "there is no such day in this calendar",
    FaultKind.WINDOW_IMPOSSIBLE: "it ends before it begins",
    FaultKind.HOURS_EMPTY: "it ends in the hour in which it begins",
    FaultKind.ROUNDS_UNORDERED: "rounds stand in the order of their days and do not overlap",
    FaultKind.ROUND_DOUBLED: "another round has this name",
    FaultKind.AGES_CROSSED: "the age it begins with is above the age it ends with",
    FaultKind.SIZES_CROSSED: "the size it begins with is above the size it ends with",
    FaultKind.STEPS_UNORDERED: "steps stand in the order of their sizes, each size once",
    FaultKind.QUANTITY_UNFIT: "such a quantity is for a programme that counts for households",
    FaultKind.CAP_UNFIT: "a cap is for a day or a night, and its overflow needs a number and another item",
    FaultKind.MAKE_UP_UNFIT: "rounds have make_up_until, and what is given once cannot be missed",
    FaultKind.EXCLUDES_ITSELF: "a programme cannot exclude itself",
    FaultKind.EXCLUDED_UNKNOWN: "there is no programme of this code",
    FaultKind.EXCLUSION_CYCLE: "that programme excludes this one already, itself or by others; say it once",
    FaultKind.OFFLINE_UNFIT: "this is more than a card may have in a period",
    FaultKind.ITEM_UNKNOWN: "no item has this code; for a new item give its title as item_title_fa",
}
