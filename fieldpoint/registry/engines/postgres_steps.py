"""The tables of the registry in PostgreSQL, step by step; a step and its record are one transaction.

The same tables as in sqlite_steps.py, word for word where the two databases let it. Add a step at the end
and never change one that was released.
"""

from fieldpoint.registry.campaigns import steps as campaigns
from fieldpoint.registry.cards import steps as cards
from fieldpoint.registry.counts import steps as counts
from fieldpoint.registry.engines.count_steps import POSTGRES as COUNTS
from fieldpoint.registry.engines.officer_steps import POSTGRES as OFFICERS
from fieldpoint.registry.gifts import steps as gifts
from fieldpoint.registry.rounds import steps as rounds
from fieldpoint.registry.services import steps as services
from fieldpoint.registry.shelter import steps as shelter
from fieldpoint.registry.signing import steps as signing
from fieldpoint.registry.stock import steps as stock

SITES = """
CREATE TABLE registry (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    name TEXT NOT NULL, kid INTEGER NOT NULL, seed BYTEA NOT NULL);
CREATE TABLE sites (
    site TEXT COLLATE "C" PRIMARY KEY, added_at BIGINT NOT NULL, token_hash BYTEA UNIQUE, last_contact_at BIGINT);
CREATE TABLE site_keys (
    site TEXT NOT NULL REFERENCES sites (site), kid BIGINT NOT NULL, public BYTEA NOT NULL,
    enrolled_at BIGINT NOT NULL, PRIMARY KEY (site, kid));
CREATE TABLE enrol_codes (
    code_hash BYTEA PRIMARY KEY, site TEXT NOT NULL REFERENCES sites (site),
    made_at BIGINT NOT NULL, used_by BYTEA)
"""

ROWS = """
CREATE TABLE epochs (
    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, site TEXT NOT NULL REFERENCES sites (site),
    epoch TEXT NOT NULL, hwm BIGINT NOT NULL DEFAULT 0, head BYTEA, UNIQUE (site, epoch));
CREATE TABLE events (
    epoch_no BIGINT NOT NULL, seq BIGINT NOT NULL, event_id TEXT, type TEXT NOT NULL,
    line BYTEA NOT NULL, prev BYTEA NOT NULL, head BYTEA NOT NULL, quarantine TEXT, PRIMARY KEY (epoch_no, seq));
CREATE UNIQUE INDEX events_id ON events (event_id) WHERE event_id IS NOT NULL AND quarantine IS NULL;
CREATE INDEX events_quarantine ON events (epoch_no, seq) WHERE quarantine IS NOT NULL;
CREATE TABLE seals (
    batch_id TEXT PRIMARY KEY, epoch_no BIGINT NOT NULL REFERENCES epochs (number),
    first BIGINT NOT NULL, last BIGINT NOT NULL, header BYTEA NOT NULL, signature BYTEA NOT NULL,
    received_at BIGINT NOT NULL);
CREATE INDEX seals_epoch ON seals (epoch_no, last);
CREATE TABLE kept_batches (
    batch_id TEXT PRIMARY KEY, site TEXT NOT NULL REFERENCES sites (site), epoch TEXT NOT NULL,
    code TEXT NOT NULL, sent BYTEA NOT NULL, received_at BIGINT NOT NULL);
CREATE TABLE totals (
    household TEXT COLLATE "C" NOT NULL, programme TEXT COLLATE "C" NOT NULL, cycle TEXT COLLATE "C" NOT NULL,
    item TEXT COLLATE "C" NOT NULL, site TEXT COLLATE "C" NOT NULL, qty BIGINT NOT NULL,
    PRIMARY KEY (household, programme, cycle, item, site))
"""

TAKINGS = """
DROP TABLE totals;
CREATE TABLE takings (
    event_id TEXT COLLATE "C" NOT NULL, counted_for TEXT COLLATE "C" NOT NULL, counted_now TEXT COLLATE "C" NOT NULL,
    holder TEXT COLLATE "C" NOT NULL, holder_now TEXT COLLATE "C" NOT NULL, household TEXT COLLATE "C",
    prog TEXT COLLATE "C" NOT NULL, cycle TEXT COLLATE "C" NOT NULL, item TEXT COLLATE "C" NOT NULL,
    qty BIGINT NOT NULL, site TEXT COLLATE "C" NOT NULL, kind TEXT COLLATE "C" NOT NULL,
    rule TEXT COLLATE "C" NOT NULL, day TEXT COLLATE "C", PRIMARY KEY (event_id, counted_for));
CREATE INDEX takings_now ON takings (holder_now, prog, cycle, counted_now);
CREATE INDEX takings_holder ON takings (holder);
CREATE INDEX takings_counted ON takings (counted_for) WHERE counted_for <> holder;
CREATE TABLE voids (
    event_id TEXT COLLATE "C" PRIMARY KEY, ref TEXT COLLATE "C" NOT NULL, site TEXT COLLATE "C" NOT NULL);
CREATE INDEX voids_ref ON voids (ref, site);
CREATE TABLE aliases (
    gone TEXT COLLATE "C" PRIMARY KEY, kept TEXT COLLATE "C" NOT NULL, event_id TEXT COLLATE "C" NOT NULL);
CREATE INDEX aliases_kept ON aliases (kept);
CREATE TABLE programmes (
    code TEXT COLLATE "C" NOT NULL, version BIGINT NOT NULL, site TEXT COLLATE "C" NOT NULL, rule BYTEA NOT NULL,
    PRIMARY KEY (code, version, site));
CREATE TABLE touched (holder TEXT COLLATE "C" PRIMARY KEY);
CREATE TABLE cases (
    case_id TEXT COLLATE "C" PRIMARY KEY, holder TEXT COLLATE "C" NOT NULL, counted_for TEXT COLLATE "C" NOT NULL,
    prog TEXT COLLATE "C" NOT NULL, cycle TEXT COLLATE "C" NOT NULL, kind TEXT NOT NULL, entitled BIGINT NOT NULL,
    handed BIGINT NOT NULL, events TEXT NOT NULL, sites TEXT NOT NULL, state TEXT NOT NULL,
    opened_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX cases_holder ON cases (holder);
CREATE INDEX cases_state ON cases (state);
CREATE TABLE effects (one INTEGER PRIMARY KEY CHECK (one = 1), version BIGINT NOT NULL)
"""

OFFICERS_WORK = """
ALTER TABLE site_keys ADD COLUMN ended TEXT, ADD COLUMN last_epoch TEXT, ADD COLUMN last_seq BIGINT;
ALTER TABLE kept_batches ADD COLUMN released_at BIGINT;
CREATE TABLE closes (
    epoch_no BIGINT NOT NULL, seq BIGINT NOT NULL, site TEXT COLLATE "C" NOT NULL, day TEXT COLLATE "C" NOT NULL,
    state TEXT NOT NULL, PRIMARY KEY (epoch_no, seq));
CREATE INDEX closes_state ON closes (state) WHERE state <> 'right';
CREATE TABLE audit (n BIGINT PRIMARY KEY, line BYTEA NOT NULL, head BYTEA NOT NULL)
"""

FEED = """
CREATE TABLE feed (one INTEGER PRIMARY KEY CHECK (one = 1), feed TEXT NOT NULL);
CREATE TABLE feed_scopes (site TEXT COLLATE "C" PRIMARY KEY, n BIGINT NOT NULL);
CREATE TABLE feed_items (
    site TEXT COLLATE "C" NOT NULL, kind TEXT COLLATE "C" NOT NULL, name TEXT COLLATE "C" NOT NULL,
    about TEXT COLLATE "C" NOT NULL, n BIGINT NOT NULL, body BYTEA, PRIMARY KEY (kind, name, site));
CREATE UNIQUE INDEX feed_items_n ON feed_items (site, n);
CREATE INDEX feed_items_about ON feed_items (about) WHERE about <> '';
CREATE TABLE households (
    household TEXT COLLATE "C" PRIMARY KEY, code_mark BYTEA NOT NULL UNIQUE,
    neighbourhood TEXT COLLATE "C" NOT NULL, revision BIGINT NOT NULL, sealed BYTEA NOT NULL);
CREATE INDEX households_neighbourhood ON households (neighbourhood);
CREATE TABLE assignments (
    household TEXT COLLATE "C" NOT NULL, site TEXT COLLATE "C" NOT NULL, PRIMARY KEY (household, site));
CREATE INDEX assignments_site ON assignments (site);
CREATE TABLE stopped_cards (
    card TEXT COLLATE "C" NOT NULL, event_id TEXT COLLATE "C" NOT NULL, site TEXT COLLATE "C" NOT NULL,
    why TEXT NOT NULL, PRIMARY KEY (card, event_id));
CREATE TABLE city_programmes (
    code TEXT COLLATE "C" NOT NULL, version BIGINT NOT NULL, site TEXT COLLATE "C" NOT NULL, rule BYTEA NOT NULL,
    PRIMARY KEY (code, version, site))
"""

TOUCHES = """
CREATE TABLE touches (
    number BIGSERIAL PRIMARY KEY, holder TEXT COLLATE "C" NOT NULL);
INSERT INTO touches (holder) SELECT holder FROM touched;
DROP TABLE touched
"""

LIVES = """
ALTER TABLE epochs ADD COLUMN status TEXT NOT NULL DEFAULT 'live';
CREATE TABLE carried (
    event_id TEXT COLLATE "C" NOT NULL, site TEXT COLLATE "C" NOT NULL, PRIMARY KEY (event_id, site))
"""

# Ids are compared as bytes: by a language's order new ones lie all over the index. The holder alone tells few rows.
IDS = """
ALTER TABLE events ALTER COLUMN event_id TYPE TEXT COLLATE "C";
DROP INDEX takings_now;
CREATE INDEX takings_now ON takings (holder_now)
"""

STEPS = (
    SITES,
    ROWS,
    TAKINGS,
    OFFICERS_WORK,
    FEED,
    TOUCHES,
    LIVES,
    OFFICERS,
    COUNTS,
    cards.IN_POSTGRES,
    signing.IN_POSTGRES,
    IDS,
    stock.IN_POSTGRES,
    gifts.IN_POSTGRES,
    campaigns.IN_POSTGRES,
    shelter.IN_POSTGRES,
    services.IN_POSTGRES,
    counts.IN_POSTGRES,
    rounds.IN_POSTGRES,
    shelter.IN_POSTGRES_ENDS,
)
