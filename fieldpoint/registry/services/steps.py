"""The step by which a registry knows what services came to. Imports database."""

from typing import Final

from fieldpoint.database import run_step

_IN_SQLITE: Final = (
    """CREATE TABLE service_marks (
        event_id TEXT NOT NULL, step TEXT NOT NULL, site TEXT NOT NULL, prog TEXT NOT NULL, day TEXT NOT NULL,
        waited INTEGER, handout TEXT, PRIMARY KEY (event_id, step)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX service_marks_day ON service_marks (day)",
    """CREATE TABLE service_undone (
        ref TEXT NOT NULL, site TEXT NOT NULL, PRIMARY KEY (ref, site)) STRICT, WITHOUT ROWID""",
)

IN_POSTGRES: Final = """
CREATE TABLE service_marks (
    event_id TEXT COLLATE "C" NOT NULL, step TEXT COLLATE "C" NOT NULL, site TEXT COLLATE "C" NOT NULL,
    prog TEXT COLLATE "C" NOT NULL, day TEXT COLLATE "C" NOT NULL, waited BIGINT, handout TEXT COLLATE "C",
    PRIMARY KEY (event_id, step));
CREATE INDEX service_marks_day ON service_marks (day);
CREATE TABLE service_undone (
    ref TEXT COLLATE "C" NOT NULL, site TEXT COLLATE "C" NOT NULL, PRIMARY KEY (ref, site))
"""


def make_in_sqlite(db: object) -> None:
    """Steps that were reached, and those that were taken back, as sets."""
    for sql in _IN_SQLITE:
        run_step(db, sql)
