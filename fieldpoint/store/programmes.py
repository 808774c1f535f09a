"""The programmes that run at this site: every version that was ever taken in, and the site's moon shifts.

A projection of the log's `programme.set` and `moon.shift` rows. A function that takes a `Transaction` writes and
does not commit.
"""

import msgspec

from fieldpoint.core.act_rows import ProgrammeSet
from fieldpoint.core.names import Day, ProgrammeCode
from fieldpoint.core.rules.book import RuleBook, in_force
from fieldpoint.core.rules.programme import Programme
from fieldpoint.database import Connection
from fieldpoint.store.transaction import Transaction
from fieldpoint.store.witness_form import Place

# Asked before every look and handout of a running server; a test asks SQLite that it goes by its small index.
READ_NEWEST = """SELECT epoch_no, seq FROM log WHERE type IN ('programme.set', 'moon.shift')
    ORDER BY epoch_no DESC, seq DESC LIMIT 1"""


def find_version(connection: Connection, code: ProgrammeCode, version: int) -> Programme | None:
    """The programme at a version, or nothing when that was never taken in."""
    row = connection.execute("SELECT body FROM programmes WHERE code = ? AND version = ?", (code, version)).fetchone()
    return None if row is None else msgspec.json.decode(row[0], type=Programme)


def programme_row(tx: Transaction, programme: Programme, operator: str) -> ProgrammeSet:
    """The row by which a programme runs, to be appended next."""
    rule = msgspec.Raw(msgspec.json.encode(programme))
    return ProgrammeSet(**tx.stamp(), prog=programme.name, ver=programme.version, rule=rule, op=operator)


def set_programme(tx: Transaction, code: ProgrammeCode, version: int, body: bytes) -> None:
    """The version of a programme runs at this site; `body` is its rules as JSON. Does not commit.

    Rows of the log name code and version, so one that stands already stays as it is.
    """
    tx.connection.execute(
        "INSERT INTO programmes (code, version, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (code, version, body)
    )
    if msgspec.json.decode(body, type=Programme).site_cap is not None:
        _count_all_takings(tx, code)


def newest_rule(connection: Connection) -> Place | None:
    """Where the log's newest row about a programme or the moon stands; nothing before the first.

    As long as it is the same, so are the rules.
    """
    return connection.execute(READ_NEWEST).fetchone()


def all_versions(connection: Connection) -> list[Programme]:
    """Every version of every programme, ordered by code and version."""
    rows = connection.execute("SELECT body FROM programmes ORDER BY code, version")
    return [msgspec.json.decode(body, type=Programme) for (body,) in rows]


def programmes(connection: Connection, day: Day | None = None) -> list[Programme]:
    """Every programme as it is in force on a day (none: at its newest version), ordered by code."""
    return in_force(all_versions(connection), day)


def shift_moon(tx: Transaction, programme: ProgrammeCode, days: int) -> None:
    """The programme's Hijri windows are moved by so many days at this site. Does not commit."""
    tx.connection.execute(
        "INSERT INTO moon_shifts (programme, days) VALUES (?, ?)"
        " ON CONFLICT (programme) DO UPDATE SET days = excluded.days",
        (programme, days),
    )


def rule_book(connection: Connection) -> RuleBook:
    """All that this site goes by."""
    site = connection.execute("SELECT code, zone FROM site").fetchone() or ("", "Asia/Tehran")
    shifts = connection.execute("SELECT programme, days FROM moon_shifts")
    return RuleBook(
        versions=tuple(all_versions(connection)),
        moon_shifts={ProgrammeCode(programme): days for programme, days in shifts},
        site=site[0],
        zone=site[1],
    )


def _count_all_takings(tx: Transaction, code: ProgrammeCode) -> None:
    """What was taken before counts against the cap too; so a taking never depends on when its rule came in."""
    tx.connection.execute("INSERT INTO capped (programme) VALUES (?) ON CONFLICT DO NOTHING", (code,))
    tx.connection.execute("UPDATE takings SET capped = 1 WHERE programme = ?", (code,))
