"""Which card came in the place of which: a replaced card and its heir are one holder for whatever counts cards.

A projection of the log's `card.issue` and `card.bind` rows (`replaces`). A card has one heir, the first that was named;
an heir may stand in the place of several. Nothing that was taken is moved: a handout that comes late, of a tablet that
still knew the old card, stands under the old card and counts all the same. A function that takes a `Transaction`
writes and does not commit.
"""

from collections.abc import Iterable

from fieldpoint.core.names import CardId, HouseholdId
from fieldpoint.database import Connection
from fieldpoint.store.transaction import Transaction

# The hot path of a scan: two indexes of a small table; a test asks SQLite that it goes by them.
READ_KIN = """WITH RECURSIVE kin (card) AS (VALUES (?1)
    UNION SELECT heir FROM card_heirs JOIN kin USING (card)
    UNION SELECT h.card FROM card_heirs h JOIN kin ON h.heir = kin.card)
    SELECT card FROM kin WHERE card <> ?1"""


def set_heir(tx: Transaction, cards: Iterable[CardId], heir: CardId) -> None:
    """The card stands in the place of these from here on; one that has an heir already keeps it."""
    tx.connection.executemany(
        "INSERT INTO card_heirs (card, heir) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(card, heir) for card in cards if card != heir],
    )


def kin_of(connection: Connection, card: CardId) -> tuple[CardId, ...]:
    """All other cards that are the same holder's by replacement, before this one or after it; by their ids."""
    return tuple(sorted(CardId(row[0]) for row in connection.execute(READ_KIN, (card,))))


def without_heir(connection: Connection, household: HouseholdId) -> list[CardId]:
    """The household's cards that are refused for ever and in whose place none came yet, by their ids."""
    found = connection.execute(
        "SELECT card FROM cards WHERE household = ? AND state = 'revoked'"
        " AND NOT EXISTS (SELECT 1 FROM card_heirs h WHERE h.card = cards.card) ORDER BY card",
        (household,),
    )
    return [CardId(row[0]) for row in found.fetchall()]


def household_of_kin(connection: Connection, card: CardId) -> HouseholdId | None:
    """Whose a card is that was replaced while it was nobody's: its kin's household, or nothing."""
    row = connection.execute(
        f"SELECT household FROM cards WHERE card IN ({READ_KIN}) AND household IS NOT NULL ORDER BY card LIMIT 1",  # noqa: S608  our own query
        (card,),
    ).fetchone()
    return None if row is None else HouseholdId(row[0])
