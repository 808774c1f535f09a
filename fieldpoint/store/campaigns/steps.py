"""The step by which a site's database knows its campaigns (see migrations.py). Imports database."""

from typing import Final

from fieldpoint.database import run_step

_CAMPAIGNS: Final = (
    """CREATE TABLE campaigns (
        campaign TEXT PRIMARY KEY, version INTEGER NOT NULL, plan BLOB NOT NULL, place INTEGER NOT NULL,
        closed TEXT) STRICT, WITHOUT ROWID""",
    # The programmes whose handouts are counted by day, and these handouts: a campaign's sum is a range of the index.
    "CREATE TABLE campaign_followed (programme TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    """CREATE TABLE campaign_handouts (
        programme TEXT NOT NULL, day TEXT NOT NULL, event_id TEXT NOT NULL UNIQUE, holder TEXT NOT NULL,
        item TEXT NOT NULL, qty INTEGER NOT NULL, PRIMARY KEY (programme, day, event_id)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE campaign_events (
        event_id TEXT PRIMARY KEY, campaign TEXT NOT NULL, place TEXT NOT NULL, day TEXT NOT NULL,
        first TEXT NOT NULL, last TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE campaign_tallies (
        event_id TEXT PRIMARY KEY, event TEXT NOT NULL, item TEXT NOT NULL, qty INTEGER NOT NULL)
        STRICT, WITHOUT ROWID""",
    """CREATE TABLE campaign_pieces (
        event_id TEXT PRIMARY KEY, gift TEXT NOT NULL, what TEXT NOT NULL, campaign TEXT NOT NULL,
        qty INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    # The one thing of a campaign that no row has: names of givers who asked to stand beside the picture.
    """CREATE TABLE campaign_givers (
        campaign TEXT NOT NULL, name TEXT NOT NULL, added_at INTEGER NOT NULL,
        PRIMARY KEY (campaign, name)) STRICT, WITHOUT ROWID""",
)


def make_campaigns(db: object) -> None:
    """Campaigns, the handouts of their programmes, their events with what was tallied there, pieces of puzzles."""
    for sql in _CAMPAIGNS:
        run_step(db, sql)
