"""A report of a month or a quarter: what stands in it, whoever makes it.

Imports msgspec and `core`.
"""

import msgspec

from fieldpoint.core.names import Day
from fieldpoint.core.reports.stock import StockLine
from fieldpoint.core.suppression import ToldCell


class Sums(msgspec.Struct, frozen=True, kw_only=True):
    """What a line comes to. `households` were reached once or oftener (with cards of nobody's), each counted once.

    What was handed over without any card reached somebody, and nobody knows whom: it is among the handouts alone.
    `handouts`, `refused` and `over` (overrides) are rows; `handed` and `voided` are pieces, which mean something for
    one programme. A void counts on the day on which it was made.
    """

    households: int = 0
    handouts: int = 0
    handed: int = 0
    voided: int = 0
    refused: int = 0
    over: int = 0


class ReportLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a table: its code, what people call it, what it comes to."""

    code: str
    title: str
    sums: Sums


class OpenDay(msgspec.Struct, frozen=True, kw_only=True):
    """A day that is missing in the report: nobody has closed it, or (`closed`) rows of it are on their way."""

    site: str
    day: Day
    closed: bool = False


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """Of what alone a report is: a site, an organisation (None for all; '' is none's), a programme.

    Whoever lays such reports side by side learns no more of neighbourhoods than the whole ones tell: each is a sum of
    whole lines of core/suppression.py.
    """

    site: str = ""
    organisation: str | None = None
    programme: str = ""

    def takes_site(self, site: str) -> bool:
        """Whether anything of a site belongs to it."""
        return self.site in ("", site)

    def takes(self, site: str, organisation: str, programme: str) -> bool:
        """Whether a line belongs to it."""
        ours = self.organisation in (None, organisation) and self.programme in ("", programme)
        return ours and self.takes_site(site)


EVERYTHING = Choice()
NOBODYS = "-"


def asked_choice(site: str, organisation: str, programme: str) -> Choice:
    """What a form or a command asks for: '' takes all, an organisation of «-» the programmes of nobody's."""
    owner = None if organisation == "" else "" if organisation == NOBODYS else organisation
    return Choice(site=site, organisation=owner, programme=programme)


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A period's closed days added up, by programme, organisation, site and month; why things were refused.

    `by_place` says handouts of each neighbourhood over everything, `places` handouts and pieces of each neighbourhood
    by programme; small counts are hidden (core/suppression.py). Both are empty as long as the period is not over or a
    day is missing: what changes from day to day would tell of single people.

    `stock` is of all sites together, `stock_by_site` of each (core/reports/stock.py); `stock_untold` items at sites are
    not in it, because the closes have no room for so many.
    """

    period: str
    title: str
    sites: tuple[str, ...]
    days: int
    open_days: tuple[OpenDay, ...]
    over: bool
    total: Sums
    by_programme: tuple[ReportLine, ...]
    by_organisation: tuple[ReportLine, ...]
    by_site: tuple[ReportLine, ...]
    by_month: tuple[ReportLine, ...]
    refused: tuple[tuple[str, int], ...]
    by_place: tuple[ToldCell, ...]
    places: tuple[ToldCell, ...]
    stock: tuple[StockLine, ...] = ()
    stock_by_site: tuple[StockLine, ...] = ()
    stock_untold: int = 0
    choice: Choice = EVERYTHING

    @property
    def unfinished(self) -> bool:
        """Whether it says «ناتمام»: the period is not over, or a day of it is missing."""
        return bool(self.open_days) or not self.over
