"""The three-monthly report of actions (گزارش اقدامات) on A4, for the benefactors' meeting.

What was done in words, what the gifts came to in told numbers alone (core/gifts/told.py), what was resolved: who sees
to it, by when, whether it is done. Imports its neighbours in paper and `core`.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from fieldpoint.core.gifts.spoken import (
    NOWHERE_KNOWN,
    end_said,
    item_said,
    more_said,
    number_said,
    quarter_said,
)
from fieldpoint.core.gifts.statement import Beside, ReachedItem, Table
from fieldpoint.core.names import Day
from fieldpoint.core.spoken import in_digits
from fieldpoint.paper.canvas import day_in_persian
from fieldpoint.paper.gifts.table import Column, Pages

_ITEMS: Final = (
    Column(title="قلم", part=0.5),
    Column(title="تحویل، دست‌کم", part=0.25),
    Column(title="تعداد، دست‌کم", part=0.25),
)
_PLACES: Final = (Column(title="محله", part=0.7), Column(title="تحویل، دست‌کم", part=0.3))
_BESIDE: Final = (
    Column(title="اهدایی", part=0.4),
    Column(title="رسیده", part=0.3),
    Column(title="برای", part=0.3),
)
_RESOLVED: Final = (
    Column(title="ردیف", part=0.08),
    Column(title="مصوبه", part=0.44),
    Column(title="مسئول", part=0.2),
    Column(title="مهلت", part=0.14),
    Column(title="انجام", part=0.14),
)


class Resolved(msgspec.Struct, frozen=True, kw_only=True):
    """What was resolved: what, who sees to it, by when, the day on which it was done."""

    what: str
    owner: str
    due: Day
    done_on: Day | None


class Actions(msgspec.Struct, frozen=True, kw_only=True):
    """All that stands in a report; `items` and `table` are of a quarter that is over, else empty."""

    quarter: str
    title: str
    paragraphs: Sequence[str]
    items: Sequence[ReachedItem]
    table: Table
    beside: Sequence[Beside]
    resolved: Sequence[Resolved]


def actions_pdf(actions: Actions, titles: Mapping[str, str], issuer: str, made_on: Day) -> bytes:
    """The report as a PDF. `Broken` (`asset-missing`) without the fonts."""
    pages = Pages(f"گزارش اقدامات · {quarter_said(actions.quarter)}", made_on, issuer)
    pages.title("گزارش اقدامات", f"{in_digits(actions.title)} · {quarter_said(actions.quarter)}")
    if actions.paragraphs:
        pages.heading("شرح اقدامات")
        for paragraph in actions.paragraphs:
            pages.sentences(in_digits(paragraph))
    _gifts(pages, actions, titles)
    pages.heading("مصوبه‌ها")
    if actions.resolved:
        pages.table(_RESOLVED, [_resolved(number, one) for number, one in enumerate(actions.resolved, start=1)])
    else:
        pages.sentences("مصوبه‌ای ثبت نشده است.")
    return pages.content()


def _gifts(pages: Pages, actions: Actions, titles: Mapping[str, str]) -> None:
    if actions.items:
        pages.heading("آنچه به خانوارها رسید")
        pages.table(_ITEMS, [_item(one, titles) for one in actions.items])
        rows = [
            (row.neighbourhood or NOWHERE_KNOWN, number_said(row.together.handouts))
            for row in actions.table.rows
            if row.together.handouts
        ]
        if rows:
            pages.table(_PLACES, rows, ("همهٔ محله‌ها، دست‌کم", number_said(actions.table.together.handouts)))
        pages.sentences(more_said(actions.table.together.more), quiet=True)
    if actions.beside:
        pages.heading("آنچه به خانواری تحویل نمی‌شود")
        rows = [
            (item_said(one.item, titles), number_said(one.quantity), end_said(one.kind, one.end))
            for one in actions.beside
        ]
        pages.table(_BESIDE, rows)


def _item(one: ReachedItem, titles: Mapping[str, str]) -> tuple[str, ...]:
    together = one.together
    numbers = (together.handouts, together.quantity or 0)
    return (item_said(one.item, titles), *(number_said(number) for number in numbers))


def _resolved(number: int, one: Resolved) -> tuple[str, ...]:
    done = day_in_persian(one.done_on) if one.done_on else "باز"
    return number_said(number), in_digits(one.what), in_digits(one.owner), day_in_persian(one.due), done
