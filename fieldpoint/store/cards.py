"""Cards and whom they belong to: what the site answers when one is shown.

A projection of the log's `card.*` rows and of merged households. A function that takes a `Transaction` writes
and does not commit.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

import msgspec

from fieldpoint.core.names import CardId, HouseholdId
from fieldpoint.database import Connection
from fieldpoint.store.transaction import Transaction

CardState = Literal["printed", "bound", "suspended", "revoked"]

_COLUMNS = "card, serial, kid, short, state, household, bound_at, stopped_at, reprinted_at"
# The hot path of a scan: two rows by their keys; a test asks SQLite that it goes by index.
_READ = f"SELECT {_COLUMNS}, ended_at FROM cards LEFT JOIN card_keys USING (kid)"  # noqa: S608  our own columns


class CardRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A card as it stands: its present print serial, the key of its token, its short code, its holder.

    Instants are ms of UTC: since when it belongs to its holder, since when it is suspended or revoked, when it was
    printed anew, since when its key is refused; none where that is not so.
    """

    card: CardId
    serial: int
    kid: int
    short: str
    state: CardState
    household: HouseholdId | None
    bound_at: int | None = None
    stopped_at: int | None = None
    reprinted_at: int | None = None
    key_ended_at: int | None = None


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
        f"INSERT INTO cards ({_COLUMNS}, bound_to) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?6)",  # noqa: S608  our own column names
        (
            *(row.card, row.serial, row.kid, row.short, row.state, row.household),
            *(row.bound_at, row.stopped_at, row.reprinted_at),
        ),
    )


def revoke(tx: Transaction, card: CardId) -> None:
    """The card is refused for ever, since the first time that anybody said so."""
    tx.connection.execute(
        "UPDATE cards SET state = 'revoked', stopped_at = ? WHERE card = ? AND state <> 'revoked'",
        (tx.now.wall_ms, card),
    )


def set_household(tx: Transaction, card: CardId, household: HouseholdId) -> None:
    """The card belongs to the household; a suspended one stays suspended."""
    tx.connection.execute(
        """UPDATE cards SET household = ?1, bound_to = ?1, bound_at = ?2,
           state = CASE state WHEN 'printed' THEN 'bound' ELSE state END WHERE card = ?3""",
        (household, tx.now.wall_ms, card),
    )


def suspend(tx: Transaction, card: CardId, *, on: bool) -> None:
    """The card is refused until it is given back; then it is what it was before."""
    if on:
        tx.connection.execute(
            "UPDATE cards SET state = 'suspended', stopped_at = coalesce(stopped_at, ?)"
            " WHERE card = ? AND state <> 'revoked'",
            (tx.now.wall_ms, card),
        )
    else:
        tx.connection.execute(
            "UPDATE cards SET state = CASE WHEN household IS NULL THEN 'printed' ELSE 'bound' END, stopped_at = NULL"
            " WHERE card = ? AND state <> 'revoked'",
            (card,),
        )


def print_anew(tx: Transaction, card: CardId, serial: int, kid: int) -> None:
    """The card's present print is this one, signed with this key."""
    tx.connection.execute(
        "UPDATE cards SET serial = ?, kid = ?, reprinted_at = ? WHERE card = ?", (serial, kid, tx.now.wall_ms, card)
    )


def find_card(connection: Connection, card: CardId) -> CardRow | None:
    """The card with this id, or nothing."""
    return _one(connection, "card", card)


def find_short(connection: Connection, short: str) -> CardRow | None:
    """The card with this short code (as printed: upper case, no gap), or nothing."""
    return _one(connection, "short", short)


def stopped_cards(connection: Connection) -> dict[CardId, int | None]:
    """The cards that may not be used, now or for ever, by this site's word or by another's, and since when."""
    found = connection.execute(
        "SELECT card, max(at) FROM (SELECT card, stopped_at AS at FROM cards WHERE state IN ('suspended', 'revoked')"
        " UNION ALL SELECT card, since FROM stopped_cards WHERE why <> 'reprinted') GROUP BY card ORDER BY card"
    )
    return {CardId(card): since for card, since in found}


def reprinted_cards(connection: Connection) -> dict[CardId, int]:
    """The cards, of this site or another, that were printed more than once, with their present print's serial."""
    found = connection.execute(
        "SELECT card, serial FROM stopped_cards WHERE serial IS NOT NULL AND card NOT IN (SELECT card FROM cards)"
        " UNION ALL SELECT card, serial FROM cards WHERE reprinted_at IS NOT NULL ORDER BY card"
    )
    return {CardId(card): serial for card, serial in found}


def cards_of(connection: Connection, household: HouseholdId) -> list[CardRow]:
    """Every card that belongs to the household, those in force first, the latest first among them."""
    found = connection.execute(f"{_READ} WHERE household = ?", (household,))
    return sorted(map(_card_row, found), key=lambda row: (row.state == "revoked", -(row.bound_at or 0), row.card))


def cards_of_ended_keys(connection: Connection) -> list[CardId]:
    """The cards that would be in force but for their key, which was ended."""
    found = connection.execute(
        "SELECT card FROM cards JOIN card_keys USING (kid) WHERE ended_at IS NOT NULL AND state <> 'revoked'"
        " ORDER BY card"
    )
    return [CardId(row[0]) for row in found.fetchall()]


def count_by_key(connection: Connection) -> dict[int, int]:
    """How many cards that are not revoked each key has signed."""
    found = connection.execute("SELECT kid, count(*) FROM cards WHERE state <> 'revoked' GROUP BY kid ORDER BY kid")
    return {int(kid): int(count) for kid, count in found}


def households_without_card(connection: Connection, limit: int) -> list[HouseholdId]:
    """Households that no card in force belongs to, ordered by office and code, at most `limit`."""
    found = connection.execute(
        """SELECT h.household FROM households h
           WHERE NOT EXISTS (SELECT 1 FROM cards c WHERE c.household = h.household AND c.state <> 'revoked')
           AND h.merged_into IS NULL AND h.erased = 0
           ORDER BY h.office, h.code LIMIT ?""",
        (limit,),
    )
    return [HouseholdId(row[0]) for row in found]


def cards_to_print(connection: Connection, states: Sequence[CardState] = ("bound",)) -> Iterator[PrintRow]:
    """Every card in one of these states with its household's code and head, ordered by office and code.

    A blank card has neither, and comes first.
    """
    found = connection.execute(
        f"""SELECT c.card, c.serial, c.kid, c.short, coalesce(h.code, ''), coalesce(h.neighbourhood, ''),
                   coalesce(p.given_name, ''), coalesce(p.family_name, '')
            FROM cards c LEFT JOIN households h ON h.household = c.household
            LEFT JOIN people p ON p.household = h.household AND p.is_head = 1
            WHERE c.state IN ({", ".join("?" for _ in states)}) AND coalesce(h.erased, 0) = 0
            ORDER BY h.office, h.code, c.card""",  # noqa: S608  places only
        tuple(states),
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
    row = connection.execute(f"{_READ} WHERE {column} = ?", (wanted,)).fetchone()
    return None if row is None else _card_row(row)


def _card_row(row: tuple[Any, ...]) -> CardRow:
    card, serial, kid, short, state, household, bound_at, stopped_at, reprinted_at, key_ended_at = row
    return CardRow(
        card=card,
        serial=serial,
        kid=kid,
        short=short,
        state=state,
        household=household,
        bound_at=bound_at,
        stopped_at=stopped_at,
        reprinted_at=reprinted_at,
        key_ended_at=key_ended_at,
    )
