"""The tables of the site's database, step by step; a step and its record are one transaction.

Ids are base64url text (see core/names.py), days are Jalali text, instants are milliseconds of UTC.
Add a step at the end and raise `version` in site.py; never change a step that was released.
Imports sqlite-utils, so it is loaded only when there is a step to take (see database.migrate).
"""

from sqlite_utils import Database, Migrations

from fieldpoint.database import run_step
from fieldpoint.store import step_tables, steps_cards, steps_import, steps_people, steps_search
from fieldpoint.store.campaigns.steps import make_campaigns
from fieldpoint.store.feed.steps import make_cards_elsewhere, make_feed, pin_authority
from fieldpoint.store.gifts.steps import make_gifts
from fieldpoint.store.lives.steps import make_lives
from fieldpoint.store.reviews.steps import make_reviews
from fieldpoint.store.rounds.steps import make_rounds
from fieldpoint.store.services.steps import make_lists, make_services
from fieldpoint.store.shelter.steps import make_shelter
from fieldpoint.store.stock.steps import make_stock, make_undone

steps = Migrations("fieldpoint")


@steps()
def m001_site(db: Database) -> None:
    """Who this site is, its keys, its boots."""
    run_step(
        db,
        """CREATE TABLE site (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            code TEXT NOT NULL, name_fa TEXT NOT NULL, office TEXT NOT NULL,
            card_host TEXT NOT NULL, zone TEXT NOT NULL, desk_secret TEXT NOT NULL) STRICT""",
    )
    run_step(
        db,
        """CREATE TABLE keys (
            purpose TEXT NOT NULL CHECK (purpose IN ('card', 'log')), kid INTEGER NOT NULL,
            seed BLOB, public BLOB NOT NULL,
            PRIMARY KEY (purpose, kid)) STRICT""",
    )
    run_step(
        db,
        """CREATE TABLE boots (
            number INTEGER PRIMARY KEY, kernel TEXT NOT NULL UNIQUE, trust INTEGER NOT NULL) STRICT""",
    )
    run_step(
        db,
        """CREATE TABLE sessions (
            token_hash BLOB PRIMARY KEY, tab TEXT NOT NULL, desk TEXT NOT NULL,
            opened_at INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    )


@steps()
def m002_log(db: Database) -> None:
    """The log, its epochs, and what the registry has of it."""
    run_step(
        db,
        """CREATE TABLE epochs (
            number INTEGER PRIMARY KEY, epoch TEXT NOT NULL UNIQUE, log_kid INTEGER NOT NULL,
            genesis BLOB NOT NULL, mark INTEGER NOT NULL DEFAULT 0) STRICT""",
    )
    run_step(
        db,
        """CREATE TABLE log (
            epoch_no INTEGER NOT NULL REFERENCES epochs (number), seq INTEGER NOT NULL,
            event_id TEXT NOT NULL, type TEXT NOT NULL, line BLOB NOT NULL, head BLOB NOT NULL,
            PRIMARY KEY (epoch_no, seq)) STRICT, WITHOUT ROWID""",
    )
    run_step(db, "CREATE UNIQUE INDEX log_event ON log (event_id)")
    run_step(
        db,
        """CREATE TABLE batches (
            batch_id TEXT PRIMARY KEY, epoch_no INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
            sealed BLOB NOT NULL, tries INTEGER NOT NULL DEFAULT 0, parked TEXT) STRICT""",
    )
    run_step(
        db,
        """CREATE TABLE registry (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            url TEXT NOT NULL, token TEXT NOT NULL, public BLOB NOT NULL,
            last_contact_at INTEGER, last_code TEXT) STRICT""",
    )


@steps()
def m003_people(db: Database) -> None:
    """Households, people and cards: personal data, in this encrypted file only.

    Each table is kept in the order in which a scan asks for it, so that a card, its household and all its people
    are one page each: a page that is not in the cache has to be decrypted.
    """
    run_step(
        db,
        """CREATE TABLE households (
            household TEXT PRIMARY KEY, office TEXT NOT NULL, code TEXT NOT NULL,
            neighbourhood TEXT NOT NULL, registered_on TEXT NOT NULL, salt BLOB NOT NULL,
            UNIQUE (office, code)) STRICT, WITHOUT ROWID""",
    )
    run_step(
        db,
        """CREATE TABLE people (
            household TEXT NOT NULL REFERENCES households (household), person TEXT NOT NULL UNIQUE,
            ordinal INTEGER NOT NULL, is_head INTEGER NOT NULL,
            given_name TEXT NOT NULL, family_name TEXT NOT NULL, relation TEXT NOT NULL,
            sex TEXT NOT NULL CHECK (sex IN ('female', 'male', '')), born_on TEXT,
            phone TEXT, id_kind TEXT NOT NULL, id_value TEXT, id_flag TEXT, tags TEXT NOT NULL, note TEXT,
            PRIMARY KEY (household, ordinal)) STRICT, WITHOUT ROWID""",
    )
    run_step(db, "CREATE INDEX people_id ON people (id_kind, id_value) WHERE id_value IS NOT NULL")
    run_step(
        db,
        """CREATE TABLE cards (
            card TEXT PRIMARY KEY, serial INTEGER NOT NULL, kid INTEGER NOT NULL, short TEXT NOT NULL UNIQUE,
            state TEXT NOT NULL CHECK (state IN ('printed', 'bound', 'suspended', 'revoked')),
            household TEXT REFERENCES households (household)) STRICT, WITHOUT ROWID""",
    )
    run_step(db, "CREATE INDEX cards_household ON cards (household) WHERE household IS NOT NULL")


@steps()
def m004_handouts(db: Database) -> None:
    """Programmes, days, and what was taken: projections of the log."""
    run_step(
        db,
        """CREATE TABLE programmes (
            code TEXT NOT NULL, version INTEGER NOT NULL, body BLOB NOT NULL,
            PRIMARY KEY (code, version)) STRICT""",
    )
    run_step(
        db,
        """CREATE TABLE days (
            day TEXT PRIMARY KEY, epoch_no INTEGER NOT NULL, opened_seq INTEGER NOT NULL,
            opened_at INTEGER NOT NULL, closed_seq INTEGER) STRICT""",
    )
    run_step(db, "CREATE INDEX days_opened ON days (epoch_no, opened_seq)")
    # Who took how much of what in which period. `holder` has the card, `counted_for` is whom the rule counts:
    # the holder, or one member. One range of this index answers what is left and which handout it was.
    run_step(
        db,
        """CREATE TABLE takings (
            holder TEXT NOT NULL, programme TEXT NOT NULL, cycle TEXT NOT NULL, counted_for TEXT NOT NULL,
            item TEXT NOT NULL, slot INTEGER NOT NULL CHECK (slot <> 0),
            event_id TEXT NOT NULL, qty INTEGER NOT NULL, at INTEGER NOT NULL, desk TEXT NOT NULL,
            PRIMARY KEY (holder, programme, cycle, counted_for, item, slot),
            CHECK (slot < 0 OR qty = 1)) STRICT, WITHOUT ROWID""",
    )


@steps()
def m101_rules(db: Database) -> None:
    """What the complete rules ask besides: the site's moon shifts, and what was given out under its caps."""
    run_step(db, "CREATE TABLE moon_shifts (programme TEXT PRIMARY KEY, days INTEGER NOT NULL) STRICT")
    # Which programmes have a cap, and their takings, so that the index leaves out all others. A taking that
    # goes, goes from the count too.
    run_step(db, "CREATE TABLE capped (programme TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")
    run_step(db, "ALTER TABLE takings ADD COLUMN capped INTEGER")
    run_step(db, "CREATE INDEX takings_capped ON takings (programme, cycle, item, qty) WHERE capped = 1")


@steps()
def m201_acts(db: Database) -> None:
    """What is taken back, merged, entered from paper, and how days ended: projections of the log too."""
    for sql in step_tables.ACTS:
        run_step(db, sql)


@steps()
def m401_confirmations(db: Database) -> None:
    """Which overrides a second person stands by, each once: a projection of the log."""
    run_step(db, "CREATE TABLE confirmations (ref TEXT PRIMARY KEY, event_id TEXT NOT NULL) STRICT, WITHOUT ROWID")


@steps()
def m501_rules_in_the_log(db: Database) -> None:
    """Which rows say what a site goes by: the newest of them is found without reading the log."""
    run_step(db, "CREATE INDEX log_rules ON log (epoch_no, seq) WHERE type IN ('programme.set', 'moon.shift')")


@steps()
def m502_overridden(db: Database) -> None:
    """Which refusals were overridden, each once: a projection of the log."""
    run_step(db, "CREATE TABLE overridden (ref TEXT PRIMARY KEY, event_id TEXT NOT NULL) STRICT, WITHOUT ROWID")
    run_step(db, step_tables.FIND_OVERRIDDEN)


@steps()
def m503_collectors(db: Database) -> None:
    """Who may collect for a household and who may not, from the log; and what alternates are called (personal data)."""
    for table in ("alternates", "blocked_collectors"):
        run_step(
            db,
            f"""CREATE TABLE {table} (
                household TEXT NOT NULL, person TEXT NOT NULL,
                PRIMARY KEY (household, person)) STRICT, WITHOUT ROWID""",
        )
    run_step(db, step_tables.ALTERNATE_NAMES)


@steps()
def m504_place_of_a_taking(db: Database) -> None:
    """Where each taking's row stands in the log (see takings.py): which was later, whatever the clock."""
    run_step(db, "ALTER TABLE takings ADD COLUMN place INTEGER NOT NULL DEFAULT 0")
    run_step(db, step_tables.PLACES)


@steps()
def m601_entry(db: Database) -> None:
    """Paired tablets and people with their PINs; what they may is a projection of the log, names and hashes are not."""
    for sql in step_tables.ENTRY:
        run_step(db, sql)


@steps()
def m602_sign_ins(db: Database) -> None:
    """Wrong PINs, who is signed in, and codes that let a tablet in."""
    for sql in step_tables.SIGN_INS:
        run_step(db, sql)


@steps()
def m603_no_secret(db: Database) -> None:
    """The one link that opened every desk is gone, and all sessions that it opened."""
    for sql in step_tables.NO_SECRET:
        run_step(db, sql)


steps(name="m701_parked_cases")(step_tables.make_parked_cases)
steps(name="m801_register")(steps_people.make_register)
steps(name="m803_search")(steps_search.make_search)
steps(name="m901_card_life")(steps_cards.make_card_life)
steps(name="m951_imports")(steps_import.make_imports)
steps(name="m961_feed")(make_feed)
steps(name="m971_pinned_authority")(pin_authority)
steps(name="m981_lives")(make_lives)
steps(name="m991_reviews")(make_reviews)
steps(name="m992_card_heirs")(steps_cards.make_card_heirs)
steps(name="m993_cards_elsewhere")(make_cards_elsewhere)
steps(name="m994_stock")(make_stock)
steps(name="m995_stock_undone")(make_undone)
steps(name="m996_gifts")(make_gifts)
steps(name="m997_campaigns")(make_campaigns)
steps(name="m998_shelter")(make_shelter)
steps(name="m999_services")(make_services)
steps(name="m9992_rounds")(make_rounds)
steps(name="m9993_service_lists")(make_lists)
