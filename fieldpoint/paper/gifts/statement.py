"""A donor's statement of a quarter on A4: what was given, what arrived, whom it reached by neighbourhood.

No household can be known by it: it says only what the statement holds (core/gifts/told.py).

Imports its neighbours in paper and `core`.
"""

from collections.abc import Mapping
from typing import Final

import msgspec

from fieldpoint.core.gifts.spoken import (
    NOWHERE_KNOWN,
    UNKNOWN_ORIGIN,
    end_said,
    item_said,
    more_said,
    number_said,
    quarter_said,
)
from fieldpoint.core.gifts.statement import GivenLine, ReachedItem, Statement
from fieldpoint.core.names import Day
from fieldpoint.paper.canvas import day_in_persian
from fieldpoint.paper.gifts.table import Column, Pages

_GIVEN: Final = (
    Column(title="اهدایی", part=0.28),
    Column(title="تاریخ", part=0.16),
    Column(title="وعده", part=0.16),
    Column(title="رسیده", part=0.16),
    Column(title="برای", part=0.24),
)
_REACHED: Final = (
    Column(title="محله", part=0.46),
    Column(title="خانوار", part=0.18),
    Column(title="تحویل", part=0.18),
    Column(title="تعداد", part=0.18),
)
_NOTE: Final = (
    "هر عدد «دست‌کم» است: جایی که کمتر از پنج خانوار بوده‌اند، یا با کم‌کردن دو جدول شناخته می‌شدند،"
    " در هیچ جمعی نیامده است. نام و نشانی هیچ خانواری در این برگ نیست."
)


class Letterhead(msgspec.Struct, frozen=True, kw_only=True):
    """For whom, by whom and on which day the sheet is made; a giver who is not known has no name."""

    giver: str
    issuer: str
    made_on: Day


def statement_pdf(statement: Statement, titles: Mapping[str, str], head: Letterhead) -> bytes:
    """The statement as a PDF. `Broken` (`asset-missing`) without the fonts."""
    giver = head.giver or UNKNOWN_ORIGIN
    pages = Pages(f"گزارش به نیکوکار · {quarter_said(statement.quarter)}", head.made_on, head.issuer)
    pages.title("گزارش به نیکوکار", f"{giver} · {quarter_said(statement.quarter)}")
    pages.heading("آنچه اهدا شد")
    if statement.lines:
        pages.table(_GIVEN, [_given(one, titles) for one in statement.lines])
    else:
        pages.sentences("در این فصل اهدایی تازه‌ای ثبت نشده است.")
    pages.heading("به چه کسانی رسید")
    for item in statement.items:
        _reached(pages, item, titles)
    if not statement.items:
        pages.sentences("در این فصل چیزی از اهدایی‌ها به خانواری تحویل نشده است.")
    pages.sentences(_NOTE, quiet=True)
    return pages.content()


def _given(line: GivenLine, titles: Mapping[str, str]) -> tuple[str, ...]:
    return (
        item_said(line.item, titles),
        day_in_persian(line.day) if line.day else "",
        number_said(line.promised),
        number_said(line.arrived),
        end_said(line.kind, line.end, line.withdrawn),
    )


def _reached(pages: Pages, item: ReachedItem, titles: Mapping[str, str]) -> None:
    pages.caption(item_said(item.item, titles))
    together = item.together
    if item.cells:
        rows = [
            (
                one.neighbourhood or NOWHERE_KNOWN,
                number_said(one.households),
                number_said(one.handouts),
                number_said(one.quantity),
            )
            for one in item.cells
        ]
        sums = (together.households or 0, together.handouts, together.quantity or 0)
        pages.table(_REACHED, rows, ("با هم، دست‌کم", *(number_said(one) for one in sums)))
    if together.more:
        pages.sentences(more_said(together.more), quiet=True)
