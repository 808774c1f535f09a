"""The step by which a registry has more than one signing key. Imports database."""

from typing import Final

from fieldpoint.database import run_step

# Seeds are sealed with the key that seals people's records, in SQLite too.
IN_POSTGRES: Final = """
CREATE TABLE signing_keys (
    kid BIGINT PRIMARY KEY, public BYTEA NOT NULL, seed BYTEA NOT NULL, link TEXT, begun_at BIGINT)
"""
_IN_SQLITE: Final = """CREATE TABLE signing_keys (
    kid INTEGER PRIMARY KEY, public BLOB NOT NULL, seed BLOB NOT NULL, link TEXT, begun_at INTEGER) STRICT"""


def make_in_sqlite(db: object) -> None:
    """The keys that the registry signs with, once and now and next."""
    run_step(db, _IN_SQLITE)
