"""Counts as a picture: horizontal bars, read from right to left, as SVG without a script or a style of its own.

The names stand at the right, the bars grow to the left from one line, and each number stands at the end of its bar in
Persian digits. The colours are the page's (`currentColor`, class `bar`), so the picture is light or dark with it.
Nothing is in it alone: title and description are read aloud, and the page has the same numbers in a table beside it.

Pure. Imports core.
"""

from collections.abc import Sequence
from html import escape
from typing import Final

import msgspec

from fieldpoint.core.spoken import grouped

_WIDTH, _ROW, _TOP, _NAMES, _NUMBERS = 420, 32, 6, 168, 62
_LONGEST: Final = 19
MOST_BARS: Final = 40


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One bar: its name, how long it is, and what stands at its end where that is not the number itself."""

    name: str
    number: int
    said: str = ""


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of at most forty bars: what it is called, what it shows. `key` is its name in the page (ASCII)."""

    key: str
    title: str
    described: str
    bars: Sequence[Bar]


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """A picture for a template, which puts it in as it is: every text was escaped where it was drawn."""

    svg: str

    def __html__(self) -> str:
        """The picture as markup."""
        return self.svg


def bar_chart(chart: Chart) -> str:
    """The picture as an SVG element, to be put into a page as it is: every text in it is escaped."""
    bars = chart.bars[:MOST_BARS]
    height = _TOP * 2 + _ROW * len(bars)
    most = max((bar.number for bar in bars), default=0)
    start = _WIDTH - _NAMES
    drawn = "".join(_bar(bar, place, most) for place, bar in enumerate(bars))
    return (
        f'<svg class="chart" role="img" aria-labelledby="{chart.key}-title {chart.key}-desc" direction="rtl"'
        f' viewBox="0 0 {_WIDTH} {height}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{chart.key}-title">{escape(chart.title)}</title>'
        f'<desc id="{chart.key}-desc">{escape(chart.described)}</desc>'
        f'<line class="axis" x1="{start}" y1="{_TOP}" x2="{start}" y2="{height - _TOP}" stroke="currentColor"/>'
        f"{drawn}</svg>"
    )


def _bar(bar: Bar, place: int, most: int) -> str:
    top = _TOP + place * _ROW
    middle = top + _ROW // 2
    start = _WIDTH - _NAMES
    long = bar.number * (start - _NUMBERS) // most if most else 0
    name = bar.name if len(bar.name) <= _LONGEST else f"{bar.name[: _LONGEST - 1]}…"
    said = bar.said or grouped(bar.number)
    return (
        f'<text x="{_WIDTH - 4}" y="{middle}" dy=".35em" text-anchor="start" fill="currentColor">{escape(name)}</text>'
        f'<rect class="bar" x="{start - long}" y="{top + 6}" width="{long}" height="{_ROW - 12}" fill="currentColor"/>'
        f'<text class="number" x="{start - long - 8}" y="{middle}" dy=".35em" text-anchor="start" fill="currentColor">'
        f"{escape(said)}</text>"
    )
