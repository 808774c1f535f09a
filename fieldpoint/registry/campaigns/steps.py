"""The step by which a registry knows campaigns. Imports database."""

from typing import Final

from fieldpoint.database import run_step

# All but the last two are sets of what rows say, each called by its row; these have what was closed and decided here.
_IN_SQLITE: Final = (
    """CREATE TABLE campaign_plans (
        event_id TEXT PRIMARY KEY, campaign TEXT NOT NULL, site TEXT NOT NULL, version INTEGER NOT NULL,
        wall INTEGER NOT NULL, plan BLOB NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE INDEX campaign_plans_campaign ON campaign_plans (campaign, site)",
    """CREATE TABLE campaign_events (
        event_id TEXT PRIMARY KEY, campaign TEXT NOT NULL, site TEXT NOT NULL, place TEXT NOT NULL, day TEXT NOT NULL,
        first TEXT NOT NULL, last TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE INDEX campaign_events_campaign ON campaign_events (campaign)",
    """CREATE TABLE campaign_offs (
        event_id TEXT PRIMARY KEY, event TEXT NOT NULL, site TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE campaign_taps (
        event_id TEXT PRIMARY KEY, event TEXT NOT NULL, site TEXT NOT NULL, item TEXT NOT NULL,
        qty INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE INDEX campaign_taps_event ON campaign_taps (event)",
    """CREATE TABLE campaign_pieces (
        event_id TEXT PRIMARY KEY, site TEXT NOT NULL, gift TEXT NOT NULL, what TEXT NOT NULL, campaign TEXT NOT NULL,
        qty INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE campaign_closes (
        event_id TEXT PRIMARY KEY, campaign TEXT NOT NULL, site TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE campaign_reports (
        campaign TEXT NOT NULL, organisation TEXT NOT NULL, closed_at INTEGER NOT NULL, report BLOB NOT NULL,
        PRIMARY KEY (campaign, organisation)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE city_campaigns (
        campaign TEXT NOT NULL, version INTEGER NOT NULL, site TEXT NOT NULL, plan BLOB NOT NULL,
        PRIMARY KEY (campaign, version, site)) STRICT, WITHOUT ROWID""",
)

IN_POSTGRES: Final = """
CREATE TABLE campaign_plans (
    event_id TEXT COLLATE "C" PRIMARY KEY, campaign TEXT COLLATE "C" NOT NULL, site TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL, wall BIGINT NOT NULL, plan BYTEA NOT NULL);
CREATE INDEX campaign_plans_campaign ON campaign_plans (campaign, site);
CREATE TABLE campaign_events (
    event_id TEXT COLLATE "C" PRIMARY KEY, campaign TEXT COLLATE "C" NOT NULL, site TEXT COLLATE "C" NOT NULL,
    place TEXT NOT NULL, day TEXT COLLATE "C" NOT NULL, first TEXT COLLATE "C" NOT NULL, last TEXT NOT NULL);
CREATE INDEX campaign_events_campaign ON campaign_events (campaign);
CREATE TABLE campaign_offs (
    event_id TEXT COLLATE "C" PRIMARY KEY, event TEXT COLLATE "C" NOT NULL, site TEXT COLLATE "C" NOT NULL);
CREATE TABLE campaign_taps (
    event_id TEXT COLLATE "C" PRIMARY KEY, event TEXT COLLATE "C" NOT NULL, site TEXT COLLATE "C" NOT NULL,
    item TEXT COLLATE "C" NOT NULL, qty BIGINT NOT NULL);
CREATE INDEX campaign_taps_event ON campaign_taps (event);
CREATE TABLE campaign_pieces (
    event_id TEXT COLLATE "C" PRIMARY KEY, site TEXT COLLATE "C" NOT NULL, gift TEXT COLLATE "C" NOT NULL,
    what TEXT NOT NULL, campaign TEXT COLLATE "C" NOT NULL, qty BIGINT NOT NULL);
CREATE TABLE campaign_closes (
    event_id TEXT COLLATE "C" PRIMARY KEY, campaign TEXT COLLATE "C" NOT NULL, site TEXT COLLATE "C" NOT NULL);
CREATE TABLE campaign_reports (
    campaign TEXT COLLATE "C" NOT NULL, organisation TEXT COLLATE "C" NOT NULL, closed_at BIGINT NOT NULL,
    report BYTEA NOT NULL, PRIMARY KEY (campaign, organisation));
CREATE TABLE city_campaigns (
    campaign TEXT COLLATE "C" NOT NULL, version BIGINT NOT NULL, site TEXT COLLATE "C" NOT NULL, plan BYTEA NOT NULL,
    PRIMARY KEY (campaign, version, site))
"""


def make_in_sqlite(db: object) -> None:
    """What sites' rows say of campaigns, and the reports that officers closed."""
    for sql in _IN_SQLITE:
        run_step(db, sql)
