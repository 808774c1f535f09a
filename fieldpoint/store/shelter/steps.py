"""The step by which a site's database knows its beds (see migrations.py). Imports database."""

from typing import Final

from fieldpoint.database import run_step

_SHELTER: Final = (
    """CREATE TABLE shelter_sections (
        name TEXT PRIMARY KEY, ordinal INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
        floor INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE TABLE shelter_cold (one INTEGER PRIMARY KEY CHECK (one = 1), since_at INTEGER NOT NULL) STRICT",
    """CREATE TABLE shelter_stays (
        stay TEXT PRIMARY KEY, night TEXT NOT NULL, section TEXT NOT NULL, floor INTEGER NOT NULL, bed INTEGER,
        card TEXT, state TEXT NOT NULL CHECK (state IN ('in', 'out', 'left')), at INTEGER NOT NULL,
        lines TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE INDEX shelter_nights ON shelter_stays (night)",
    # A bed is never given twice in a night, whatever any program does.
    "CREATE UNIQUE INDEX shelter_beds ON shelter_stays (night, bed) WHERE bed IS NOT NULL AND state <> 'left'",
    """CREATE TABLE shelter_holds (
        hold TEXT PRIMARY KEY, night TEXT NOT NULL, bed INTEGER NOT NULL, until INTEGER NOT NULL, card TEXT,
        ended TEXT) STRICT, WITHOUT ROWID""",
    # Nobody keeps a bed for two: what ran out is ended by the row that keeps or gives the bed next.
    "CREATE UNIQUE INDEX shelter_held ON shelter_holds (night, bed) WHERE ended IS NULL",
    # What one shift writes down for the next: in this encrypted file only, no row of the log, gone after a week.
    """CREATE TABLE shelter_notes (
        night TEXT PRIMARY KEY, note TEXT NOT NULL, at INTEGER NOT NULL, op TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    # What the registry told of other places.
    """CREATE TABLE shelter_elsewhere (
        site TEXT PRIMARY KEY, title TEXT NOT NULL, beds INTEGER NOT NULL, floor INTEGER NOT NULL,
        free INTEGER NOT NULL, free_floor INTEGER NOT NULL, cold INTEGER NOT NULL,
        told_at INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
)


def make_shelter(db: object) -> None:
    """Beds, who has them tonight, who they are kept for; other places' free beds."""
    for sql in _SHELTER:
        run_step(db, sql)
