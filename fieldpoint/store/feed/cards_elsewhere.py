"""Cards that other sites issued, as far as they are of this site's scope: told by the registry, never of this log.

A card that is in this log is this site's, whatever is told of it. Nothing here commits.

Imports core and database.
"""

from typing import Any

import msgspec

from fieldpoint.core.base64url import from_b64url
from fieldpoint.core.feed import CardBody, CardKeyBody
from fieldpoint.core.names import CardId, HouseholdId
from fieldpoint.core.signature import is_weak
from fieldpoint.database import Connection

_READ = """SELECT card, kid, serial, coalesce(
    (SELECT household FROM same_households WHERE name = cards_elsewhere.household), household) FROM cards_elsewhere"""


class ElsewhereCard(msgspec.Struct, frozen=True, kw_only=True):
    """A card of another site: its present print, that print's key, whom it belongs to by the name that is used here."""

    card: CardId
    kid: int
    serial: int
    household: HouseholdId | None


def set_card(connection: Connection, card: str, body: CardBody | None) -> None:
    """The card stands so at the site that issued it; or (without `body`) it is none of this site's scope any more."""
    connection.execute("DELETE FROM cards_elsewhere WHERE card = ?", (card,))
    if body is not None:
        connection.execute(
            "INSERT INTO cards_elsewhere (card, household, kid, serial, short) VALUES (?, ?, ?, ?, ?)",
            (card, body.hh, body.kid, body.serial, body.short),
        )


def set_key(connection: Connection, public: str, body: CardKeyBody | None) -> None:
    """The key signs cards of another site; or (without `body`) none of this scope. A weak one is left out."""
    key = from_b64url(public)
    connection.execute("DELETE FROM card_keys_elsewhere WHERE public = ?", (key,))
    if body is not None and not is_weak(key):
        connection.execute(
            "INSERT INTO card_keys_elsewhere (public, kid, ended_at) VALUES (?, ?, ?)", (key, body.kid, body.ended)
        )


def find_elsewhere(connection: Connection, card: CardId) -> ElsewhereCard | None:
    """The card of another site with this id, or nothing."""
    row = connection.execute(f"{_READ} WHERE card = ?", (card,)).fetchone()
    return None if row is None else _card(row)


def find_short_elsewhere(connection: Connection, short: str) -> ElsewhereCard | None:
    """The card of another site under this short code; nothing where there is none, or more than one."""
    found = connection.execute(f"{_READ} WHERE short = ? LIMIT 2", (short,)).fetchall()
    return _card(found[0]) if len(found) == 1 else None


def keys_elsewhere(connection: Connection, kid: int | None = None) -> list[tuple[int, bytes, int | None]]:
    """Every key of another site, or those of a number: its number, the 32 bytes, since when its cards are refused."""
    query = "SELECT kid, public, ended_at FROM card_keys_elsewhere WHERE kid = coalesce(?, kid) ORDER BY kid, public"
    found = connection.execute(query, (kid,))
    return [(row[0], bytes(row[1]), row[2]) for row in found.fetchall()]


def key_ended_elsewhere(connection: Connection, kid: int) -> int | None:
    """Since when all keys of other sites under a number are refused; nothing where one of them is good."""
    ended = [since for _, _, since in keys_elsewhere(connection, kid)]
    return min((since for since in ended if since is not None), default=None) if None not in ended else None


def forget(connection: Connection) -> None:
    """All of it, before a snapshot says it anew."""
    connection.execute("DELETE FROM cards_elsewhere")
    connection.execute("DELETE FROM card_keys_elsewhere")


def _card(row: tuple[Any, ...]) -> ElsewhereCard:
    household = None if row[3] is None else HouseholdId(row[3])
    return ElsewhereCard(card=CardId(row[0]), kid=row[1], serial=row[2], household=household)
