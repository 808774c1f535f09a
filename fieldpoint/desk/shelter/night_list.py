"""The night's list for the shift: who lies where, without a name and without a reason.

Imports core, store and its neighbours.
"""

import msgspec

from fieldpoint.core.names import CardId
from fieldpoint.core.shelter.room import Stay
from fieldpoint.database import Connection
from fieldpoint.desk.shelter.room import Tonight
from fieldpoint.store import cards, people

_LABEL_DIGITS = 3


class Lying(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's place; `label` is the end of their household's code, empty for whoever has no card of one."""

    stay: Stay
    label: str


def night_list(connection: Connection, night: Tonight) -> list[Lying]:
    """Everybody with a place tonight: beds by their numbers, then the floor, in the order in which they came."""
    stays = sorted(night.room.stays, key=lambda one: (one.bed is None, one.bed or 0, one.section, one.floor, one.at))
    return [Lying(stay=one, label=label_of_card(connection, one.card)) for one in stays]


def label_of_card(connection: Connection, card: CardId | None) -> str:
    """The end of the code of a card's household; nothing for a card of nobody, and for none."""
    row = None if card is None else cards.find_card(connection, card)
    household = None if row is None or row.household is None else people.read_household(connection, row.household)
    return "" if household is None else household.code[-_LABEL_DIGITS:]
