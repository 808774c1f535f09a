"""What was done at the site lately, newest first, read from the log.

Imports core and its neighbours in the store.
"""

from fieldpoint.core.log_rows import AnyRow, decode_row
from fieldpoint.core.names import CardId, HouseholdId
from fieldpoint.database import Connection
from fieldpoint.store.days import Position

MOST_ROWS = 100

# What comes by the thousand from lists was done at no desk: registrations, and cards that belong to somebody at once.
_DONE = """SELECT line FROM log WHERE (epoch_no, seq) > (?, ?)
    AND type NOT IN ('epoch.open', 'registration', 'registrations', 'card.issue', 'clock.anchor')
    AND NOT (type = 'card.bind' AND json_extract(CAST(line AS TEXT), '$.op') IS NULL)"""
_NEWEST_FIRST = f" ORDER BY epoch_no DESC, seq DESC LIMIT {MOST_ROWS}"
_OF_TABLET = """ AND type IN ('handout', 'refusal', 'void', 'stock.out')
    AND json_extract(CAST(line AS TEXT), '$.tab') = ?"""


def newest_rows(connection: Connection, after: Position | None) -> list[AnyRow]:
    """The newest rows after a place, at most `MOST_ROWS`."""
    found = connection.execute(_DONE + _NEWEST_FIRST, after or (0, 0))
    return [decode_row(line) for (line,) in found.fetchall()]


def newest_of_tablet(connection: Connection, tab: str, after: Position | None) -> list[AnyRow]:
    """The newest rows that one tablet handed over, was refused, took back or tallied, at most `MOST_ROWS`."""
    found = connection.execute(_DONE + _OF_TABLET + _NEWEST_FIRST, (*(after or (0, 0)), tab))
    return [decode_row(line) for (line,) in found.fetchall()]


def code_of(connection: Connection, household: HouseholdId | None, card: CardId | None = None) -> str:
    """The code of a household, or of the one a card belongs to; empty where there is none."""
    row = connection.execute(
        """SELECT code FROM households
           WHERE household = coalesce(?, (SELECT household FROM cards WHERE card = ?))""",
        (household, card),
    ).fetchone()
    return "" if row is None else str(row[0])
