"""The step by which a site's database knows its rounds (see migrations.py). Imports database."""

from typing import Final

from fieldpoint.database import run_step

_ROUNDS: Final = (
    """CREATE TABLE rounds (
        round TEXT PRIMARY KEY, tablet TEXT NOT NULL, day TEXT, programmes TEXT NOT NULL, households INTEGER NOT NULL,
        at INTEGER NOT NULL, ended_at INTEGER, told INTEGER NOT NULL DEFAULT 0,
        given INTEGER, absent INTEGER, declined INTEGER) STRICT, WITHOUT ROWID""",
    "CREATE INDEX rounds_out ON rounds (tablet) WHERE ended_at IS NULL",
    # The doors of a round while it is out, and no longer; no row of the log has them.
    """CREATE TABLE round_doors (
        round TEXT NOT NULL, place INTEGER NOT NULL, household TEXT NOT NULL, short TEXT NOT NULL, lines BLOB NOT NULL,
        PRIMARY KEY (round, place)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX round_doors_household ON round_doors (household)",
    # Which act of the tablet was given the list.
    "CREATE TABLE round_lists (round TEXT PRIMARY KEY, act TEXT NOT NULL) STRICT, WITHOUT ROWID",
)


def make_rounds(db: object) -> None:
    """Rounds, the doors of those that are out, and whether their list was given."""
    for sql in _ROUNDS:
        run_step(db, sql)
