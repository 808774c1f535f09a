"""The day on which a household's file is to be looked at again, as people type it at a desk.

Imports msgspec and `core`.
"""

import msgspec

from fieldpoint.core.date_text import read_day_text
from fieldpoint.core.names import Day
from fieldpoint.core.persian import fold_word

_FAR_YEARS = 20  # a year of two digits lies this far ahead at most, and so does every such day, either way


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """A reviewing date as understood; None where there is none. `fault`: what is written cannot be one."""

    day: Day | None = None
    fault: str = ""


def read_review(text: str, today: Day) -> Review:
    """What is meant, seen from a day; one that has passed is a review that is due. `fault` is `review-unread`."""
    if not fold_word(text):
        return Review()
    this_year = int(today[:4])
    read = read_day_text(text, this_year + _FAR_YEARS)
    if read is None or abs(int(read.day[:4]) - this_year) > _FAR_YEARS:
        return Review(fault="review-unread")
    return Review(day=read.day)
