"""Cards and whom they belong to: what the site answers when one is shown.

A projection of the log's `card.*` rows and of merged households. A function that takes a `Transaction` writes
and does not commit.
"""

from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from fieldpoint.core.names import CardId, HouseholdId
from fieldpoint.database import Connection
from fieldpoint.store.transaction import Transaction

CardState = Literal["printed", "bound", "suspended", "revoked"]

_COLUMNS = "card, serial, kid, short, state, household"


class CardRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A card as it stands: its present print serial, the key of its token, its short code, its holder."""

    card: CardId
    serial: int
    kid: int
    short: str
    state: CardState
    household: HouseholdId | None


class PrintRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the sheet needs of a card that is to be printed. The names are the head's (personal data)."""

    card: CardId
    serial: int
    kid: int
    short: str
    code: str
    neighbourhood: str
    given_name: str
    family_name: str


def add_card(tx: Transaction, row: CardRow) -> None:
    """The card is known from here on."""
    tx.connection.execute(
        f"INSERT INTO cards ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",  # noqa: S608  our own column names
        (row.card, row.serial, row.kid, row.short, row.state, row.household),
    )


def set_state(tx: Transaction, card: CardId, state: CardState) -> None:
    """The card stands so from here on."""
    tx.connection.execute("UPDATE cards SET state = ? WHERE card = ?", (state, card))


def set_household(tx: Transaction, card: CardId, household: HouseholdId) -> None:
    """The card belongs to the household; a suspended one stays suspended."""
    tx.connection.execute(
        "UPDATE cards SET household = ?, state = CASE state WHEN 'printed' THEN 'bound' ELSE state END WHERE card = ?",
        (household, card),
    )


def suspend(tx: Transaction, card: CardId, *, on: bool) -> None:
    """The card is refused until it is given back; then it is what it was before."""
    state = "'suspended'" if on else "CASE WHEN household IS NULL THEN 'printed' ELSE 'bound' END"
    tx.connection.execute(
        f"UPDATE cards SET state = {state} WHERE card = ? AND state <> 'revoked'",  # noqa: S608  one of two of ours
        (card,),
    )


def find_card(connection: Connection, card: CardId) -> CardRow | None:
    """The card with this id, or nothing."""
    return _one(connection, "card", card)


def find_short(connection: Connection, short: str) -> CardRow | None:
    """The card with this short code (as printed: upper case, no gap), or nothing."""
    return _one(connection, "short", short)


def stopped_cards(connection: Connection) -> list[CardId]:
    """The cards that may not be used, now or for ever, by this site's word or by another's."""
    found = connection.execute(
        "SELECT card FROM cards WHERE state IN ('suspended', 'revoked')"
        " UNION SELECT card FROM stopped_cards ORDER BY card"
    )
    return [CardId(row[0]) for row in found.fetchall()]


def households_without_card(connection: Connection, limit: int) -> list[HouseholdId]:
    """Households that no card in force belongs to, ordered by office and code, at most `limit`."""
    found = connection.execute(
        """SELECT h.household FROM households h
           WHERE NOT EXISTS (SELECT 1 FROM cards c WHERE c.household = h.household AND c.state <> 'revoked')
           AND h.merged_into IS NULL
           ORDER BY h.office, h.code LIMIT ?""",
        (limit,),
    )
    return [HouseholdId(row[0]) for row in found]


def cards_to_print(connection: Connection) -> Iterator[PrintRow]:
    """Every card in force with its household's code and head, ordered by office and code."""
    found = connection.execute(
        """SELECT c.card, c.serial, c.kid, c.short, h.code, h.neighbourhood,
                  coalesce(p.given_name, ''), coalesce(p.family_name, '')
           FROM cards c JOIN households h ON h.household = c.household
           LEFT JOIN people p ON p.household = h.household AND p.is_head = 1
           WHERE c.state = 'bound' ORDER BY h.office, h.code, c.card"""
    )
    for card, serial, kid, short, code, neighbourhood, given, family in found:
        yield PrintRow(
            card=card,
            serial=serial,
            kid=kid,
            short=short,
            code=code,
            neighbourhood=neighbourhood,
            given_name=given,
            family_name=family,
        )


def _one(connection: Connection, column: Literal["card", "short"], wanted: str) -> CardRow | None:
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM cards WHERE {column} = ?",  # noqa: S608  one of two names
        (wanted,),
    ).fetchone()
    return None if row is None else _card_row(row)


def _card_row(row: tuple[Any, ...]) -> CardRow:
    card, serial, kid, short, state, household = row
    return CardRow(card=card, serial=serial, kid=kid, short=short, state=state, household=household)
