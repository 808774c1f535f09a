"""The step by which a registry knows both ends of every waybill. Imports database."""

from typing import Final

from fieldpoint.database import run_step

# An end is what one row of one site said; what takes it back stands beside it, so the order of arrival is nothing.
_IN_SQLITE: Final = (
    """CREATE TABLE waybill_ends (
        event_id TEXT PRIMARY KEY, site TEXT NOT NULL, way TEXT NOT NULL, sender TEXT NOT NULL, receiver TEXT NOT NULL,
        number TEXT NOT NULL, item TEXT NOT NULL, qty INTEGER NOT NULL, day TEXT) STRICT, WITHOUT ROWID""",
    "CREATE INDEX waybill_ends_paper ON waybill_ends (sender, receiver, number, item)",
    """CREATE TABLE waybill_backs (
        event_id TEXT PRIMARY KEY, ref TEXT NOT NULL, qty INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE INDEX waybill_backs_ref ON waybill_backs (ref)",
    # A decision is about two numbers: it holds as long as they do.
    """CREATE TABLE waybill_decisions (
        sender TEXT NOT NULL, receiver TEXT NOT NULL, number TEXT NOT NULL, item TEXT NOT NULL, verdict TEXT NOT NULL,
        sent INTEGER NOT NULL, received INTEGER NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (sender, receiver, number, item)) STRICT, WITHOUT ROWID""",
)

IN_POSTGRES: Final = """
CREATE TABLE waybill_ends (
    event_id TEXT COLLATE "C" PRIMARY KEY, site TEXT COLLATE "C" NOT NULL, way TEXT NOT NULL,
    sender TEXT COLLATE "C" NOT NULL, receiver TEXT COLLATE "C" NOT NULL, number TEXT COLLATE "C" NOT NULL,
    item TEXT COLLATE "C" NOT NULL, qty BIGINT NOT NULL, day TEXT COLLATE "C");
CREATE INDEX waybill_ends_paper ON waybill_ends (sender, receiver, number, item);
CREATE TABLE waybill_backs (
    event_id TEXT COLLATE "C" PRIMARY KEY, ref TEXT COLLATE "C" NOT NULL, qty BIGINT NOT NULL);
CREATE INDEX waybill_backs_ref ON waybill_backs (ref);
CREATE TABLE waybill_decisions (
    sender TEXT COLLATE "C" NOT NULL, receiver TEXT COLLATE "C" NOT NULL, number TEXT COLLATE "C" NOT NULL,
    item TEXT COLLATE "C" NOT NULL, verdict TEXT NOT NULL, sent BIGINT NOT NULL, received BIGINT NOT NULL,
    at BIGINT NOT NULL, PRIMARY KEY (sender, receiver, number, item))
"""


def make_in_sqlite(db: object) -> None:
    """Both ends of every waybill, what was taken back of them, what officers decided."""
    for sql in _IN_SQLITE:
        run_step(db, sql)
