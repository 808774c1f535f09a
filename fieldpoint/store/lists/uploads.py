"""A list that is being sent, part by part, in the encrypted database: no plain file ever has it.

Imports database and its neighbours in the store.
"""

from fieldpoint.database import Connection
from fieldpoint.store.transaction import Transaction


def clear(tx: Transaction) -> None:
    """No upload is here. Does not commit."""
    tx.connection.execute("DELETE FROM upload_parts")


def is_any(connection: Connection) -> bool:
    """Whether an upload, or a part of one, is here."""
    return connection.execute("SELECT 1 FROM upload_parts LIMIT 1").fetchone() is not None


def put_part(tx: Transaction, number: int, content: bytes) -> None:
    """The part of this number is this one. Does not commit."""
    tx.connection.execute("INSERT OR REPLACE INTO upload_parts (number, content) VALUES (?, ?)", (number, content))


def whole(connection: Connection) -> bytes:
    """All parts in their order."""
    found = connection.execute("SELECT content FROM upload_parts ORDER BY number")
    return b"".join(bytes(content) for (content,) in found)
