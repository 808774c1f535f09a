"""Names of givers who asked to stand beside a campaign's picture: here alone, never in the log, gone when taken off.

A function that takes a `Transaction` does not commit. Imports database and its neighbours in the store.
"""

from typing import Final

from fieldpoint.database import Connection
from fieldpoint.store.transaction import Transaction

MOST: Final = 60


def public_givers(connection: Connection, campaign: str) -> tuple[str, ...]:
    """The names beside a campaign's picture, in the order in which they were given."""
    found = connection.execute(
        "SELECT name FROM campaign_givers WHERE campaign = ? ORDER BY added_at, name LIMIT ?", (campaign, MOST)
    )
    return tuple(name for (name,) in found.fetchall())


def show_giver(tx: Transaction, campaign: str, name: str, *, on: bool) -> None:
    """The name stands there, or no longer; twice changes nothing."""
    if on:
        tx.connection.execute(
            "INSERT INTO campaign_givers (campaign, name, added_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (campaign, name, tx.now.wall_ms),
        )
    else:
        tx.connection.execute("DELETE FROM campaign_givers WHERE campaign = ? AND name = ?", (campaign, name))
