"""The step by which a registry knows the rounds of its sites. Imports database."""

from typing import Final

from fieldpoint.database import run_step

_IN_SQLITE: Final = (
    """CREATE TABLE round_outs (
        round TEXT NOT NULL, site TEXT NOT NULL, day TEXT NOT NULL, doors INTEGER NOT NULL,
        PRIMARY KEY (round, site)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX round_outs_day ON round_outs (day)",
    """CREATE TABLE round_backs (
        event_id TEXT NOT NULL, round TEXT NOT NULL, site TEXT NOT NULL, given INTEGER, absent INTEGER,
        declined INTEGER, PRIMARY KEY (round, site, event_id)) STRICT, WITHOUT ROWID""",
)

IN_POSTGRES: Final = """
CREATE TABLE round_outs (
    round TEXT COLLATE "C" NOT NULL, site TEXT COLLATE "C" NOT NULL, day TEXT COLLATE "C" NOT NULL,
    doors BIGINT NOT NULL, PRIMARY KEY (round, site));
CREATE INDEX round_outs_day ON round_outs (day);
CREATE TABLE round_backs (
    event_id TEXT COLLATE "C" NOT NULL, round TEXT COLLATE "C" NOT NULL, site TEXT COLLATE "C" NOT NULL,
    given BIGINT, absent BIGINT, declined BIGINT, PRIMARY KEY (round, site, event_id))
"""


def make_in_sqlite(db: object) -> None:
    """Rounds that went out, and what was told when they were over, as sets."""
    for sql in _IN_SQLITE:
        run_step(db, sql)
