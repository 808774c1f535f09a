"""The step by which a site's database knows its services (see migrations.py). Imports database."""

from typing import Final

from fieldpoint.database import run_step

# `seat` is the slot of whoever holds it, once a session, whatever comes first; `slot` is the number that was told.
# A case that goes on is one of its person, programme and session. `person` is who the row names, `person_now` who that
# is after households were merged.
_SERVICES: Final = (
    """CREATE TABLE service_sessions (
        session TEXT PRIMARY KEY, programme TEXT NOT NULL, queue TEXT NOT NULL, room INTEGER NOT NULL,
        places INTEGER NOT NULL, doctor TEXT, subject TEXT, first TEXT, every INTEGER) STRICT, WITHOUT ROWID""",
    """CREATE TABLE service_days (
        day TEXT NOT NULL, session TEXT NOT NULL, PRIMARY KEY (day, session)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE service_cases (
        case_id TEXT PRIMARY KEY, programme TEXT NOT NULL, household TEXT NOT NULL, person TEXT NOT NULL,
        person_now TEXT NOT NULL, session TEXT, slot INTEGER, seat INTEGER, step TEXT NOT NULL, since TEXT,
        goes_on INTEGER, kind TEXT, next_on TEXT, told INTEGER NOT NULL DEFAULT 0, beyond INTEGER NOT NULL,
        desk TEXT NOT NULL, at INTEGER NOT NULL, stands INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE UNIQUE INDEX service_seats ON service_cases (session, seat) WHERE seat IS NOT NULL",
    """CREATE UNIQUE INDEX service_once ON service_cases (programme, person, coalesce(session, ''))
        WHERE goes_on = 1""",
    "CREATE INDEX service_person ON service_cases (person_now)",
    "CREATE INDEX service_open ON service_cases (programme, step) WHERE goes_on IS NOT NULL",
    "CREATE INDEX service_due ON service_cases (next_on) WHERE next_on IS NOT NULL",
    """CREATE TABLE service_steps (
        event_id TEXT PRIMARY KEY, case_id TEXT NOT NULL, programme TEXT NOT NULL, step TEXT NOT NULL, day TEXT,
        place INTEGER NOT NULL, at INTEGER NOT NULL, waited_s INTEGER, handout TEXT, because TEXT,
        undone INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID""",
    "CREATE INDEX service_steps_case ON service_steps (case_id, place)",
    "CREATE INDEX service_steps_handout ON service_steps (handout) WHERE handout IS NOT NULL",
    "CREATE INDEX service_steps_day ON service_steps (day)",
    """CREATE TABLE service_tickets (
        ticket TEXT PRIMARY KEY, queue TEXT NOT NULL, day TEXT NOT NULL, number INTEGER NOT NULL, state TEXT NOT NULL,
        desk TEXT NOT NULL, drawn_at INTEGER NOT NULL, moved INTEGER NOT NULL, waited_s INTEGER,
        calls INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID""",
    "CREATE UNIQUE INDEX service_numbers_once ON service_tickets (day, queue, number)",
    # Personal data, in this encrypted file only; no row of the log has it, and an erasure takes it along.
    "CREATE TABLE service_numbers (case_id TEXT PRIMARY KEY, number TEXT NOT NULL) STRICT, WITHOUT ROWID",
)


def make_services(db: object) -> None:
    """Sessions, cases with their steps, tickets; numbers that were issued."""
    for sql in _SERVICES:
        run_step(db, sql)


def make_lists(db: object) -> None:
    """A session's cases and days are found without reading every other's, after a year of sessions too."""
    run_step(db, "CREATE INDEX service_session ON service_cases (session) WHERE session IS NOT NULL")
    run_step(db, "CREATE INDEX service_session_days ON service_days (session)")
