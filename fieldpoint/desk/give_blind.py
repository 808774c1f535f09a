"""What a tablet may hand over by itself while the site cannot be asked, told to it beforehand."""

from collections.abc import Iterator

import msgspec

from fieldpoint.core.names import Cycle, ProgrammeCode
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.rules.gates import runs_on
from fieldpoint.core.rules.period import Moment, counted_day, cycle_of
from fieldpoint.core.rules.programme import Programme


class Blind(msgspec.Struct, frozen=True, kw_only=True):
    """One programme that runs now: the period it counts in, at most so many, and what it excludes in that period."""

    programme: Programme
    cycle: Cycle
    most: int
    excludes: tuple[ProgrammeCode, ...]


def blind_programmes(book: RuleBook, moment: Moment) -> Iterator[Blind]:
    """Every programme whose rule lets a tablet go on alone, in their order.

    Before the day is open it is beds and meals only. Whose card it is nobody asks here, and no hour, because the
    tablet may need this later.
    """
    rules = book.on(moment.day)
    for name, one in rules.programmes.items():
        counted = counted_day(one.period, moment)
        open_now = moment.day is not None or one.on_cold_nights
        if one.offline is None or not open_now or not runs_on(one, counted, book.site, book.moon_shifts.get(name, 0)):
            continue
        rivals = tuple(rival.name for rival in rules.rivals.get(name, ()))
        yield Blind(programme=one, cycle=cycle_of(one.period, counted), most=one.offline.most, excludes=rivals)
