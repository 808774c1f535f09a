"""The tables of the registry's SQLite database, step by step; a step and its record are one transaction.

Hashes and keys are raw bytes, ids base64url text, instants milliseconds of UTC. Add a step at the end and
raise `version` in folder.py; never change a step that was released.

Imports sqlite-utils, so it is loaded only when there is a step to take.
"""

from sqlite_utils import Database, Migrations

from fieldpoint.database import run_step

steps = Migrations("fieldpoint.registry")


@steps()
def m001_sites(db: Database) -> None:
    """Who the registry is, the sites it knows, their keys and their codes."""
    run_step(
        db,
        """CREATE TABLE registry (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            name TEXT NOT NULL, kid INTEGER NOT NULL, seed BLOB NOT NULL) STRICT""",
    )
    run_step(
        db,
        """CREATE TABLE sites (
            site TEXT PRIMARY KEY, added_at INTEGER NOT NULL, token_hash BLOB UNIQUE,
            last_contact_at INTEGER) STRICT""",
    )
    run_step(
        db,
        """CREATE TABLE site_keys (
            site TEXT NOT NULL REFERENCES sites (site), kid INTEGER NOT NULL, public BLOB NOT NULL,
            enrolled_at INTEGER NOT NULL, PRIMARY KEY (site, kid)) STRICT""",
    )
    run_step(
        db,
        """CREATE TABLE enrol_codes (
            code_hash BLOB PRIMARY KEY, site TEXT NOT NULL REFERENCES sites (site),
            made_at INTEGER NOT NULL, used_by BLOB) STRICT""",
    )


@steps()
def m002_rows(db: Database) -> None:
    """The sites' logs as they came, what they add up to, and what is set aside."""
    run_step(
        db,
        """CREATE TABLE epochs (
            number INTEGER PRIMARY KEY, site TEXT NOT NULL REFERENCES sites (site), epoch TEXT NOT NULL,
            hwm INTEGER NOT NULL DEFAULT 0, head BLOB, UNIQUE (site, epoch)) STRICT""",
    )
    run_step(
        db,
        """CREATE TABLE events (
            epoch_no INTEGER NOT NULL REFERENCES epochs (number), seq INTEGER NOT NULL,
            event_id TEXT, type TEXT NOT NULL, line BLOB NOT NULL, prev BLOB NOT NULL, head BLOB NOT NULL,
            quarantine TEXT, PRIMARY KEY (epoch_no, seq)) STRICT, WITHOUT ROWID""",
    )
    # One id counts once in the whole registry, whatever the code above believes.
    run_step(db, "CREATE UNIQUE INDEX events_id ON events (event_id) WHERE event_id IS NOT NULL AND quarantine IS NULL")
    run_step(db, "CREATE INDEX events_quarantine ON events (epoch_no, seq) WHERE quarantine IS NOT NULL")
    # The proof that the site itself sent these rows: 450 bytes a batch that nobody could make again.
    run_step(
        db,
        """CREATE TABLE seals (
            batch_id TEXT PRIMARY KEY, epoch_no INTEGER NOT NULL REFERENCES epochs (number),
            first INTEGER NOT NULL, last INTEGER NOT NULL, header BLOB NOT NULL, signature BLOB NOT NULL,
            received_at INTEGER NOT NULL) STRICT""",
    )
    run_step(db, "CREATE INDEX seals_epoch ON seals (epoch_no, last)")
    run_step(
        db,
        """CREATE TABLE kept_batches (
            batch_id TEXT PRIMARY KEY, site TEXT NOT NULL REFERENCES sites (site), epoch TEXT NOT NULL,
            code TEXT NOT NULL, sent BLOB NOT NULL, received_at INTEGER NOT NULL) STRICT""",
    )
    run_step(
        db,
        """CREATE TABLE totals (
            household TEXT NOT NULL, programme TEXT NOT NULL, cycle TEXT NOT NULL, item TEXT NOT NULL,
            site TEXT NOT NULL, qty INTEGER NOT NULL,
            PRIMARY KEY (household, programme, cycle, item, site)) STRICT, WITHOUT ROWID""",
    )
