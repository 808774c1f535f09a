"""All that the decisions about one holder depend on, read from the database."""

from collections import defaultdict
from collections.abc import Sequence

from fieldpoint.core.names import Cycle, ProgrammeCode
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.rules.facts import Facts, Holder, Taken
from fieldpoint.core.rules.gates import open_spans
from fieldpoint.core.rules.period import Moment, counted_day, cycle_of
from fieldpoint.core.rules.programme import Programme
from fieldpoint.database import Connection
from fieldpoint.desk.shelter.room import in_house
from fieldpoint.store.feed.told import taken_elsewhere
from fieldpoint.store.shelter.nights import cold_since
from fieldpoint.store.stock.lots import balance
from fieldpoint.store.takings import handed_under, taken_in


def gather_facts(
    connection: Connection, book: RuleBook, holder: Holder, programmes: Sequence[Programme], moment: Moment
) -> list[Facts]:
    """The facts about each programme, in their order.

    What was taken of all of them is one query (two where cards are counted beside households), and a
    programme with a cap asks how much the site gave out. A programme that draws
    stock asks how much of it there is. Collectors are the caller's.
    """
    rivals = book.on(moment.day).rivals
    touched = {one.name: one for own in programmes for one in (own, *rivals.get(own.name, ()))}
    taken = _taken(connection, holder, touched, moment)
    cold = any(one.of_a_night for one in programmes) and cold_since(connection) is not None
    found = [
        Facts(
            programme=one,
            holder=holder,
            moment=moment,
            taken=taken,
            rivals=rivals.get(one.name, ()),
            site=book.site,
            moon_shift=book.moon_shifts.get(one.name, 0),
            handed=_handed(connection, one, moment),
            stock=balance(connection, one.organisation or "", one.item) if one.draws_stock else None,
            cold=cold and one.of_a_night,
        )
        for one in programmes
    ]
    return [in_house(connection, one) if one.programme.kind == "bed_night" else one for one in found]


def _taken(
    connection: Connection, holder: Holder, programmes: dict[ProgrammeCode, Programme], moment: Moment
) -> list[Taken]:
    """What the holder took of these programmes in every period that is open now, here and as far as known elsewhere."""
    wanted: defaultdict[str, list[tuple[ProgrammeCode, Cycle]]] = defaultdict(list)
    since = None if holder.household is None else holder.household.registered_on
    for name, one in programmes.items():
        day = counted_day(one.period, moment)
        cycles = {cycle_of(one.period, day), *(span.cycle for span in open_spans(one, day, since))}
        wanted[holder.key(one)] += [(name, cycle) for cycle in cycles]
    found: list[Taken] = []
    for key, spans in wanted.items():
        names = (key, *holder.kin) if key == holder.anonymous else (key,)
        found += [row for name in names for row in taken_in(connection, name, spans)]
        found += taken_elsewhere(connection, names, spans)
    return found


def _handed(connection: Connection, programme: Programme, moment: Moment) -> dict[str, int]:
    if programme.site_cap is None:
        return {}
    return handed_under(connection, programme.name, cycle_of(programme.period, counted_day(programme.period, moment)))
