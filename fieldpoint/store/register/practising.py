"""On which tablets people practise, and by which keys a practice card is told from a real one.

No rows of the log: practice is no part of what a site did. Nothing here commits.

Imports database and its neighbours in the store.
"""

from collections.abc import Mapping
from typing import Final

from fieldpoint.database import Connection
from fieldpoint.store.transaction import Transaction

PRACTICE: Final = "practice"  # the code of every practice site, which no registry takes


def practises(connection: Connection, tablet: str) -> bool:
    """Whether people practise on this tablet."""
    return connection.execute("SELECT 1 FROM practising WHERE tablet = ?", (tablet,)).fetchone() is not None


def set_practising(tx: Transaction, tablet: str, *, on: bool) -> None:
    """People practise on this tablet, or no more; it stays so when the server is started anew."""
    statement = (
        "INSERT INTO practising (tablet) VALUES (?) ON CONFLICT DO NOTHING"
        if on
        else "DELETE FROM practising WHERE tablet = ?"
    )
    tx.connection.execute(statement, (tablet,))


def practice_keys(connection: Connection) -> dict[int, bytes]:
    """The public keys of practice cards, by their number."""
    return dict(connection.execute("SELECT kid, public FROM practice_keys").fetchall())


def keep_practice_keys(tx: Transaction, keys: Mapping[int, bytes]) -> None:
    """Cards that these keys signed are practice cards, whatever becomes of the practice site."""
    tx.connection.executemany(
        "INSERT INTO practice_keys (kid, public) VALUES (?, ?) ON CONFLICT DO UPDATE SET public = excluded.public",
        list(keys.items()),
    )
