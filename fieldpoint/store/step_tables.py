"""The longer statements of migrations.py: what is taken back, who may come in or collect, what waits for the lead.

Imports database.
"""

from typing import Final

from fieldpoint.database import run_step

# What is taken back, merged, entered from paper, and how days ended.
ACTS: Final = (
    "ALTER TABLE households ADD COLUMN merged_into TEXT REFERENCES households (household)",
    "ALTER TABLE days ADD COLUMN closed_epoch_no INTEGER",
    "CREATE TABLE voids (ref TEXT PRIMARY KEY, event_id TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE paper_lines (
        day TEXT NOT NULL, paper TEXT NOT NULL, event_id TEXT NOT NULL,
        PRIMARY KEY (day, paper)) STRICT, WITHOUT ROWID""",
    # Where each tablet's own count stood at the last close: its highest number, and what has not arrived.
    """CREATE TABLE tablet_counts (
        tab TEXT PRIMARY KEY, last INTEGER NOT NULL, absent INTEGER NOT NULL,
        missing BLOB NOT NULL) STRICT, WITHOUT ROWID""",
)
# Where each taking's row stands in the log.
PLACES: Final = """UPDATE takings SET place = coalesce(
    (SELECT (epoch_no << 40) + seq FROM log WHERE log.event_id = takings.event_id), 0)"""
# What alternates are called (personal data).
ALTERNATE_NAMES: Final = """CREATE TABLE alternate_names (
    person TEXT PRIMARY KEY, given_name TEXT NOT NULL, family_name TEXT NOT NULL, relation TEXT NOT NULL,
    born_on TEXT) STRICT, WITHOUT ROWID"""
# Paired tablets and people with their PINs; what they may is a projection of the log, names and hashes are not.
ENTRY: Final = (
    """CREATE TABLE tablets (
        tablet TEXT PRIMARY KEY, desk TEXT NOT NULL, public BLOB NOT NULL, paired_at INTEGER NOT NULL,
        revoked_at INTEGER) STRICT, WITHOUT ROWID""",
    "CREATE TABLE tablet_names (tablet TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE operators (
        operator TEXT PRIMARY KEY, role TEXT NOT NULL CHECK (role IN ('kiosk', 'operator', 'lead', 'admin')),
        added_at INTEGER NOT NULL, pin_row TEXT, revoked_at INTEGER) STRICT, WITHOUT ROWID""",
    """CREATE TABLE operator_names (
        operator TEXT PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE operator_pins (
        operator TEXT PRIMARY KEY, pin_row TEXT NOT NULL, salt BLOB NOT NULL, kept BLOB NOT NULL,
        cost INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE pin_locks (
        tablet TEXT NOT NULL, operator TEXT NOT NULL, PRIMARY KEY (tablet, operator)) STRICT, WITHOUT ROWID""",
)
# Wrong PINs, who is signed in, and codes that let a tablet in.
SIGN_INS: Final = (
    """CREATE TABLE pin_misses (
        tablet TEXT NOT NULL, who TEXT NOT NULL, in_a_row INTEGER NOT NULL, of_day INTEGER NOT NULL,
        day TEXT NOT NULL, boot INTEGER NOT NULL, mono INTEGER NOT NULL,
        PRIMARY KEY (tablet, who)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE sign_ins (
        token_hash BLOB PRIMARY KEY, tablet TEXT NOT NULL UNIQUE, operator TEXT NOT NULL,
        boot INTEGER NOT NULL, opened INTEGER NOT NULL, mono INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE pairing_codes (
        code_hash BLOB PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('first', 'tablet')),
        boot INTEGER NOT NULL, mono INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
)
# The one link that opened every desk is gone, and all sessions that it opened.
NO_SECRET: Final = (
    "DROP TABLE sessions",
    "ALTER TABLE site DROP COLUMN desk_secret",
)
_PARKED_CASES: Final = """CREATE TABLE parked_cases (
    case_id TEXT PRIMARY KEY, day TEXT NOT NULL, number INTEGER NOT NULL, tab TEXT NOT NULL,
    desk TEXT NOT NULL, card TEXT, reason TEXT, parked_at INTEGER NOT NULL, ended_at INTEGER,
    UNIQUE (day, number)) STRICT, WITHOUT ROWID"""
# Which refusals were overridden, from a log that was written before they had a table.
FIND_OVERRIDDEN: Final = """INSERT INTO overridden (ref, event_id)
    SELECT json_extract(CAST(line AS TEXT), '$.overrides'), event_id FROM log
    WHERE type = 'handout' AND json_extract(CAST(line AS TEXT), '$.overrides') IS NOT NULL
    ORDER BY epoch_no, seq ON CONFLICT DO NOTHING"""


def make_parked_cases(db: object) -> None:
    """What the lead is asked about while the queue goes on: no row of the log, for nothing was handed over."""
    run_step(db, _PARKED_CASES)
