"""How many households may still have an item in this period: what should be in stock for them.

Every household of the site is looked at once, so this is asked on a connection of its own and beside the desks. Most
took nothing yet in the periods that are open: of these only the size and the fitting people matter, so each such case
is decided once, by the decision of the desk.
"""

from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import replace

from fieldpoint.core.names import Day
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.rules.counters import counters
from fieldpoint.core.rules.entitlement import due
from fieldpoint.core.rules.facts import Facts, Holder
from fieldpoint.core.rules.gates import open_spans, registered_on
from fieldpoint.core.rules.period import Moment, counted_day, cycle_of
from fieldpoint.core.rules.programme import Programme
from fieldpoint.database import Connection
from fieldpoint.desk.gather import gather_facts
from fieldpoint.store.people import households
from fieldpoint.store.stock.history import with_history

StockKey = tuple[str, str]  # organisation and item
_Case = tuple[str, Day | None, tuple[int, ...]]  # a programme, since when somebody is known, whom it gives how much
_ALWAYS = Day("1200-01-01")  # registered before every period


class Need(msgspec.Struct):
    """So many households may still have something of an item, and so much in all."""

    households: int = 0
    quantity: int = 0


def needs_on(connection: Connection, book: RuleBook, day: Day) -> dict[StockKey, Need]:
    """What is still due on a day of every item that a programme draws from stock, whoever comes and at what hour.

    A household that may have an item of two programmes is one household. Whoever has none here (a stranger's card) is
    not foreseen.
    """
    drawing = [_plain(one) for one in book.on(day).programmes.values() if one.draws_stock]
    found = {(one.organisation or "", one.item): Need() for one in drawing}
    if not drawing:
        return found
    moment = Moment(day=day, clock_day=day, minute=None, suspect=False)
    known = _known(connection, book, drawing, moment)
    plain = gather_facts(connection, book, Holder(card_state="bound", household=None), drawing, moment)
    decided: dict[_Case, int] = {}
    for household in households(connection):
        holder = Holder(card_state="bound", household=household)
        if household.household in known:
            facts = gather_facts(connection, book, holder, drawing, moment)
            _add(found, ((_key(one.programme), due(one).quantity) for one in facts))
        else:
            fresh = (replace(one, holder=holder) for one in plain)
            _add(found, ((_key(one.programme), _due_at_first(one, decided)) for one in fresh))
    return found


def _known(connection: Connection, book: RuleBook, drawing: Sequence[Programme], moment: Moment) -> set[str]:
    """Whoever took something that could count now, here or elsewhere."""
    rivals = book.on(moment.day).rivals
    spans = {
        (one.name, cycle)
        for own in drawing
        for one in (own, *rivals.get(own.name, ()))
        for counted in (counted_day(one.period, moment),)
        for cycle in (cycle_of(one.period, counted), *(span.cycle for span in open_spans(one, counted, _ALWAYS)))
    }
    return with_history(connection, spans)


def _due_at_first(facts: Facts, decided: dict[_Case, int]) -> int:
    """What is due to a household that took nothing: the same for all that the rule gives as much for as many."""
    given = tuple(counter.quantity for counter in counters(facts, facts.counted))
    case = (facts.programme.name, registered_on(facts), given)
    if case not in decided:
        decided[case] = due(facts).quantity
    return decided[case]


def _add(found: dict[StockKey, Need], due_now: Iterable[tuple[StockKey, int]]) -> None:
    much: dict[StockKey, int] = {}
    for key, quantity in due_now:
        much[key] = much.get(key, 0) + quantity
    for key, quantity in much.items():
        found[key].households += quantity > 0
        found[key].quantity += quantity


def _plain(programme: Programme) -> Programme:
    """The programme as if there were plenty and the right one came for it."""
    return replace(programme, draws_stock=False, collector=None)


def _key(programme: Programme) -> StockKey:
    return programme.organisation or "", programme.item
