"""How far the registry's feed was read, whose word it is, and what lies here of a snapshot. Nothing here commits.

Imports core and database.
"""

from collections.abc import Iterator

import msgspec

from fieldpoint.core.trust.key_links import TRUSTED
from fieldpoint.database import Connection


class Cursor(msgspec.Struct, frozen=True, kw_only=True):
    """The feed that is read, and the last number of it that has its effect here."""

    feed: str
    n: int


class Pieces(msgspec.Struct, frozen=True, kw_only=True):
    """What lies here of a snapshot that is being downloaded: its ETag, how many bytes from its beginning."""

    etag: str
    size: int


def cursor(connection: Connection) -> Cursor | None:
    """How far the feed was read; nothing before the first snapshot."""
    row = connection.execute("SELECT feed, n FROM feed_cursor").fetchone()
    return None if row is None else Cursor(feed=row[0], n=row[1])


def set_cursor(connection: Connection, to: Cursor) -> None:
    """The feed was read so far; one that was read before is left behind."""
    connection.execute(
        "INSERT INTO left_feeds (feed) SELECT feed FROM feed_cursor WHERE feed <> ? ON CONFLICT DO NOTHING", (to.feed,)
    )
    connection.execute("DELETE FROM left_feeds WHERE feed = ?", (to.feed,))
    connection.execute(
        "INSERT INTO feed_cursor (one, feed, n) VALUES (1, ?, ?)"
        " ON CONFLICT (one) DO UPDATE SET feed = excluded.feed, n = excluded.n",
        (to.feed, to.n),
    )


def was_left(connection: Connection, feed: str) -> bool:
    """Whether this site read a feed once and another one since."""
    return connection.execute("SELECT 1 FROM left_feeds WHERE feed = ?", (feed,)).fetchone() is not None


def last_snapshot_at(connection: Connection) -> int | None:
    """When the last snapshot was whole here (ms of UTC), whether or not it could be believed."""
    row = connection.execute("SELECT at FROM feed_reset").fetchone()
    return None if row is None else row[0]


def end_snapshot(connection: Connection, at: int) -> None:
    """The download is over; its pieces are let go."""
    connection.execute("DELETE FROM snapshot_pieces")
    connection.execute(
        "INSERT INTO feed_reset (one, at) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET at = excluded.at", (at,)
    )


def pieces(connection: Connection) -> Pieces | None:
    """What lies here of a snapshot; nothing when none is being downloaded."""
    row = connection.execute("SELECT max(etag), sum(length(piece)) FROM snapshot_pieces").fetchone()
    return None if row is None or row[0] is None else Pieces(etag=row[0], size=row[1])


def add_piece(connection: Connection, etag: str, start: int, piece: bytes) -> None:
    """One more piece of the snapshot lies here."""
    connection.execute("INSERT INTO snapshot_pieces (start, etag, piece) VALUES (?, ?, ?)", (start, etag, piece))


def drop_pieces(connection: Connection) -> None:
    """The pieces are let go: their snapshot is no more."""
    connection.execute("DELETE FROM snapshot_pieces")


def read_pieces(connection: Connection) -> Iterator[bytes]:
    """The pieces in order. Between two of them no statement is open, so whoever reads may write meanwhile."""
    start = -1
    while row := connection.execute(
        "SELECT start, piece FROM snapshot_pieces WHERE start > ? ORDER BY start LIMIT 1", (start,)
    ).fetchall():
        start, piece = row[0]
        yield piece


def all_keys(connection: Connection) -> dict[int, bytes]:
    """Every signing key of the registry that this site ever held, by its number."""
    # Older enrolments kept the one key there was then, and no number.
    found = connection.execute(
        "SELECT 1, public FROM registry WHERE public NOT IN (SELECT public FROM registry_keys)"
        " UNION ALL SELECT kid, public FROM registry_keys"
    )
    return {row[0]: bytes(row[1]) for row in found.fetchall()}


def keys(connection: Connection) -> list[bytes]:
    """The keys whose word is the registry's, the newest first."""
    found = all_keys(connection)
    newest = max(found, default=0)
    return [found[kid] for kid in sorted(found, reverse=True) if kid > newest - TRUSTED]


def add_key(connection: Connection, kid: int, public: bytes) -> None:
    """The registry signs with this key too."""
    connection.execute("INSERT INTO registry_keys (public, kid) VALUES (?, ?) ON CONFLICT DO NOTHING", (public, kid))
