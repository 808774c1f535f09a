"""The tables of what the registry told this site; nothing in them is made from the log.

Imports database.
"""

from typing import Final

from fieldpoint.database import run_step

FEED: Final = (
    """CREATE TABLE feed_cursor (
        one INTEGER PRIMARY KEY CHECK (one = 1), feed TEXT NOT NULL, n INTEGER NOT NULL) STRICT""",
    "CREATE TABLE feed_reset (one INTEGER PRIMARY KEY CHECK (one = 1), at INTEGER NOT NULL) STRICT",
    "CREATE TABLE registry_keys (public BLOB PRIMARY KEY, kid INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE snapshot_pieces (start INTEGER PRIMARY KEY, etag TEXT NOT NULL, piece BLOB NOT NULL) STRICT",
    """CREATE TABLE elsewhere (
        name TEXT NOT NULL, programme TEXT NOT NULL, cycle TEXT NOT NULL, item TEXT NOT NULL, site TEXT NOT NULL,
        member TEXT NOT NULL, qty INTEGER NOT NULL, day TEXT,
        PRIMARY KEY (name, programme, cycle, item, site, member)) STRICT, WITHOUT ROWID""",
    "CREATE TABLE stopped_cards (card TEXT PRIMARY KEY, why TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE verdicts (name TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE registry_people (person TEXT PRIMARY KEY, household TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE INDEX registry_people_household ON registry_people (household)",
    """CREATE TABLE same_households (
        name TEXT PRIMARY KEY, household TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE INDEX same_households_household ON same_households (household)",
)


def make_feed(db: object) -> None:
    """What the registry told this site."""
    for sql in FEED:
        run_step(db, sql)


_CARDS: Final = (
    """CREATE TABLE cards_elsewhere (
        card TEXT PRIMARY KEY, household TEXT, kid INTEGER NOT NULL, serial INTEGER NOT NULL,
        short TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE INDEX cards_elsewhere_short ON cards_elsewhere (short)",
    """CREATE TABLE card_keys_elsewhere (
        public BLOB PRIMARY KEY, kid INTEGER NOT NULL, ended_at INTEGER) STRICT, WITHOUT ROWID""",
    "ALTER TABLE stopped_cards ADD COLUMN since INTEGER",
    "ALTER TABLE stopped_cards ADD COLUMN serial INTEGER",
)


def make_cards_elsewhere(db: object) -> None:
    """Cards of other sites that work here, and since when those that are stopped are."""
    for sql in _CARDS:
        run_step(db, sql)


def pin_authority(db: object) -> None:
    """The certificate authority that the registry's https is checked with, where one was pinned by hand."""
    run_step(db, "ALTER TABLE registry ADD COLUMN authority TEXT")
