"""The programmes that run at this site, each at its newest version."""

import msgspec

from fieldpoint.core.programme import Programme
from fieldpoint.database import Connection
from fieldpoint.store.transaction import Transaction


def add_programme(tx: Transaction, programme: Programme) -> None:
    """The programme runs at this site. A version that stands already stays as it is. Does not commit."""
    tx.connection.execute(
        "INSERT INTO programmes (code, version, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (programme.code, programme.version, msgspec.json.encode(programme)),
    )


def programmes(connection: Connection) -> list[Programme]:
    """Every programme at its newest version, ordered by code."""
    rows = connection.execute(
        "SELECT body FROM programmes p WHERE version = (SELECT max(version) FROM programmes WHERE code = p.code)"
        " ORDER BY code"
    )
    return [msgspec.json.decode(body, type=Programme) for (body,) in rows]
