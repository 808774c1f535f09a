"""The tables of the registry's SQLite database, step by step; a step and its record are one transaction.

Hashes and keys are raw bytes, ids base64url text, instants milliseconds of UTC. Add a step at the end and raise
`version` in folder.py; never change a released one. Imports sqlite-utils: loaded only when there is a step to take.
"""

from sqlite_utils import Database, Migrations

from fieldpoint.database import run_step
from fieldpoint.registry.campaigns import steps as campaigns
from fieldpoint.registry.cards import steps as cards
from fieldpoint.registry.counts import steps as counts
from fieldpoint.registry.engines.count_steps import make_counts
from fieldpoint.registry.engines.officer_steps import SQLITE as OFFICERS
from fieldpoint.registry.engines.sqlite_pages import make_whole_pages
from fieldpoint.registry.gifts import steps as gifts
from fieldpoint.registry.rounds import steps as rounds
from fieldpoint.registry.services import steps as services
from fieldpoint.registry.shelter import steps as shelter
from fieldpoint.registry.signing import steps as signing
from fieldpoint.registry.stock import steps as stock

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


@steps()
def m003_takings(db: Database) -> None:
    """What was handed over, as a set from which every sum and every case follows; the sums of before are made anew."""
    run_step(db, "DROP TABLE totals")
    run_step(
        db,
        """CREATE TABLE takings (
            event_id TEXT NOT NULL, counted_for TEXT NOT NULL, counted_now TEXT NOT NULL, holder TEXT NOT NULL,
            holder_now TEXT NOT NULL, household TEXT, prog TEXT NOT NULL, cycle TEXT NOT NULL, item TEXT NOT NULL,
            qty INTEGER NOT NULL, site TEXT NOT NULL, kind TEXT NOT NULL, rule TEXT NOT NULL, day TEXT,
            PRIMARY KEY (event_id, counted_for)) STRICT, WITHOUT ROWID""",
    )
    run_step(db, "CREATE INDEX takings_now ON takings (holder_now, prog, cycle, counted_now)")
    run_step(db, "CREATE INDEX takings_holder ON takings (holder)")
    run_step(db, "CREATE INDEX takings_counted ON takings (counted_for) WHERE counted_for <> holder")
    run_step(
        db,
        """CREATE TABLE voids (
            event_id TEXT PRIMARY KEY, ref TEXT NOT NULL, site TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    )
    run_step(db, "CREATE INDEX voids_ref ON voids (ref, site)")
    run_step(
        db,
        """CREATE TABLE aliases (
            gone TEXT PRIMARY KEY, kept TEXT NOT NULL, event_id TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    )
    run_step(db, "CREATE INDEX aliases_kept ON aliases (kept)")


@steps()
def m004_cases(db: Database) -> None:
    """The rules the sites go by, what waits to be settled, and where too much was handed over."""
    run_step(
        db,
        """CREATE TABLE programmes (
            code TEXT NOT NULL, version INTEGER NOT NULL, site TEXT NOT NULL, rule BLOB NOT NULL,
            PRIMARY KEY (code, version, site)) STRICT, WITHOUT ROWID""",
    )
    run_step(db, "CREATE TABLE touched (holder TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")
    run_step(
        db,
        """CREATE TABLE cases (
            case_id TEXT PRIMARY KEY, holder TEXT NOT NULL, counted_for TEXT NOT NULL, prog TEXT NOT NULL,
            cycle TEXT NOT NULL, kind TEXT NOT NULL, entitled INTEGER NOT NULL, handed INTEGER NOT NULL,
            events TEXT NOT NULL, sites TEXT NOT NULL, state TEXT NOT NULL,
            opened_at INTEGER NOT NULL, changed_at INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    )
    run_step(db, "CREATE INDEX cases_holder ON cases (holder)")
    run_step(db, "CREATE INDEX cases_state ON cases (state)")
    # Rows that came before this version have their effect when the registry is next opened (reprocess.py).
    run_step(db, "CREATE TABLE effects (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL) STRICT")


@steps()
def m005_officers_work(db: Database) -> None:
    """Keys that ended, batches that were let in, day's closes added up again, and the registry's own log."""
    run_step(db, "ALTER TABLE site_keys ADD COLUMN ended TEXT")
    run_step(db, "ALTER TABLE site_keys ADD COLUMN last_epoch TEXT")
    run_step(db, "ALTER TABLE site_keys ADD COLUMN last_seq INTEGER")
    run_step(db, "ALTER TABLE kept_batches ADD COLUMN released_at INTEGER")
    run_step(
        db,
        """CREATE TABLE closes (
            epoch_no INTEGER NOT NULL, seq INTEGER NOT NULL, site TEXT NOT NULL, day TEXT NOT NULL,
            state TEXT NOT NULL, PRIMARY KEY (epoch_no, seq)) STRICT, WITHOUT ROWID""",
    )
    run_step(db, "CREATE INDEX closes_state ON closes (state) WHERE state <> 'right'")
    run_step(
        db,
        """CREATE TABLE audit (
            n INTEGER PRIMARY KEY, line BLOB NOT NULL, head BLOB NOT NULL) STRICT""",
    )


@steps()
def m006_feed(db: Database) -> None:
    """What each site is told and under which numbers, the city's households, and who serves them."""
    run_step(db, "CREATE TABLE feed (one INTEGER PRIMARY KEY CHECK (one = 1), feed TEXT NOT NULL) STRICT")
    run_step(db, "CREATE TABLE feed_scopes (site TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID")
    run_step(
        db,
        """CREATE TABLE feed_items (
            site TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, about TEXT NOT NULL,
            n INTEGER NOT NULL, body BLOB, PRIMARY KEY (kind, name, site)) STRICT, WITHOUT ROWID""",
    )
    run_step(db, "CREATE UNIQUE INDEX feed_items_n ON feed_items (site, n)")
    run_step(db, "CREATE INDEX feed_items_about ON feed_items (about) WHERE about <> ''")
    run_step(
        db,
        """CREATE TABLE households (
            household TEXT PRIMARY KEY, code_mark BLOB NOT NULL UNIQUE, neighbourhood TEXT NOT NULL,
            revision INTEGER NOT NULL, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID""",
    )
    run_step(db, "CREATE INDEX households_neighbourhood ON households (neighbourhood)")
    run_step(
        db,
        """CREATE TABLE assignments (
            household TEXT NOT NULL, site TEXT NOT NULL, PRIMARY KEY (household, site)) STRICT, WITHOUT ROWID""",
    )
    run_step(db, "CREATE INDEX assignments_site ON assignments (site)")
    run_step(
        db,
        """CREATE TABLE stopped_cards (
            card TEXT NOT NULL, event_id TEXT NOT NULL, site TEXT NOT NULL, why TEXT NOT NULL,
            PRIMARY KEY (card, event_id)) STRICT, WITHOUT ROWID""",
    )
    run_step(
        db,
        """CREATE TABLE city_programmes (
            code TEXT NOT NULL, version INTEGER NOT NULL, site TEXT NOT NULL, rule BLOB NOT NULL,
            PRIMARY KEY (code, version, site)) STRICT, WITHOUT ROWID""",
    )


@steps()
def m007_touches(db: Database) -> None:
    """Every batch leaves touches of its own, so that none is taken for settled while another is."""
    run_step(db, "CREATE TABLE touches (number INTEGER PRIMARY KEY, holder TEXT NOT NULL) STRICT")
    run_step(db, "INSERT INTO touches (holder) SELECT holder FROM touched")
    run_step(db, "DROP TABLE touched")


@steps()
def m008_lives(db: Database) -> None:
    """Lives of a log that an officer ended, and rows that came inside others."""
    run_step(db, "ALTER TABLE epochs ADD COLUMN status TEXT NOT NULL DEFAULT 'live'")
    run_step(
        db,
        """CREATE TABLE carried (
            event_id TEXT NOT NULL, site TEXT NOT NULL, PRIMARY KEY (event_id, site)) STRICT, WITHOUT ROWID""",
    )


@steps()
def m009_officers(db: Database) -> None:
    """Officers and their organisations, who is signed in, and when sites opened their days."""
    for made in OFFICERS:
        run_step(db, made)


steps(name="m010_counts")(make_counts)
steps(name="m011_cards")(cards.make_in_sqlite)
steps(name="m012_signing")(signing.make_in_sqlite)
steps(name="m013_pages")(make_whole_pages)
steps(name="m014_waybills")(stock.make_in_sqlite)
steps(name="m015_gifts")(gifts.make_in_sqlite)
steps(name="m016_campaigns")(campaigns.make_in_sqlite)
steps(name="m017_places")(shelter.make_in_sqlite)
steps(name="m018_services")(services.make_in_sqlite)
steps(name="m019_counts")(counts.make_in_sqlite)
steps(name="m020_rounds")(rounds.make_in_sqlite)
steps(name="m021_shelter")(shelter.note_ends_in_sqlite)
