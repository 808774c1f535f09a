"""How many households may still have an item in this period: what should be in stock for them.

Every household of the site is looked at once, so this is asked on a connection of its own and beside the desks.
"""

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from fieldpoint.core.names import Day
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.rules.entitlement import due
from fieldpoint.core.rules.facts import Holder
from fieldpoint.core.rules.period import Moment
from fieldpoint.core.rules.programme import Programme
from fieldpoint.database import Connection
from fieldpoint.desk.gather import gather_facts
from fieldpoint.store.people import households

StockKey = tuple[str, str]  # organisation and item


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
    moment = Moment(day=day, clock_day=day, minute=None, suspect=False)
    for household in households(connection) if drawing else ():
        holder = Holder(card_state="bound", household=household)
        facts = gather_facts(connection, book, holder, drawing, moment)
        _add(found, ((_key(one.programme), due(one).quantity) for one in facts))
    return found


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
