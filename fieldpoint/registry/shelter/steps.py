"""The step by which a registry knows how many places each shelter has free. Imports database."""

from typing import Final

from fieldpoint.database import run_step

IN_POSTGRES: Final = """
CREATE TABLE shelter_places (
    site TEXT COLLATE "C" PRIMARY KEY, epoch_no BIGINT NOT NULL, seq BIGINT NOT NULL, beds BIGINT NOT NULL,
    floor BIGINT NOT NULL, free BIGINT NOT NULL, free_floor BIGINT NOT NULL, held BIGINT NOT NULL,
    cold BIGINT NOT NULL, said_at BIGINT NOT NULL, told BIGINT NOT NULL, known BIGINT NOT NULL)
"""
_IN_SQLITE: Final = """CREATE TABLE shelter_places (
    site TEXT PRIMARY KEY, epoch_no INTEGER NOT NULL, seq INTEGER NOT NULL, beds INTEGER NOT NULL,
    floor INTEGER NOT NULL, free INTEGER NOT NULL, free_floor INTEGER NOT NULL, held INTEGER NOT NULL,
    cold INTEGER NOT NULL, said_at INTEGER NOT NULL, told INTEGER NOT NULL,
    known INTEGER NOT NULL) STRICT, WITHOUT ROWID"""

IN_POSTGRES_ENDS: Final = "ALTER TABLE shelter_places ADD COLUMN ends TEXT NOT NULL DEFAULT ''"


def note_ends_in_sqlite(db: object) -> None:
    """When the beds that are kept there free themselves."""
    run_step(db, "ALTER TABLE shelter_places ADD COLUMN ends TEXT NOT NULL DEFAULT ''")


def make_in_sqlite(db: object) -> None:
    """What each shelter said last, and whether the others were told."""
    run_step(db, _IN_SQLITE)
