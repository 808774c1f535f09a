"""The step by which a site's database knows of its lives (see migrations.py). Imports database."""

from typing import Final

from fieldpoint.database import run_step

_LIVES: Final = (
    # Why a new life of the log must begin, as long as it has not.
    """CREATE TABLE epoch_due (
        one INTEGER PRIMARY KEY CHECK (one = 1), reason TEXT NOT NULL, found_at INTEGER NOT NULL) STRICT""",
    # The machine on which this log goes on: a hash of each part that it has.
    "CREATE TABLE hardware (part TEXT PRIMARY KEY, hash TEXT NOT NULL) STRICT, WITHOUT ROWID",
    # Lives that tablets were shown and this log will never hold.
    "CREATE TABLE lost_epochs (epoch TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    # Rows of another life, and the row that carried each into this log: a projection of the log.
    """CREATE TABLE carried (
        event_id TEXT PRIMARY KEY, epoch_no INTEGER NOT NULL, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    # Rows of a life above this number were carried into a later one and are sent from there.
    "ALTER TABLE epochs ADD COLUMN upto INTEGER",
    # Whether the registry has told this boot the time.
    "ALTER TABLE boots ADD COLUMN anchored INTEGER NOT NULL DEFAULT 0",
)


def make_lives(db: object) -> None:
    """Why a new life of the log must begin, on which machine it goes on, and what was carried from one to another."""
    for sql in _LIVES:
        run_step(db, sql)
