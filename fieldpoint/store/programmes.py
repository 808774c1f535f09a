"""The programmes that run at this site: every version that was ever taken in, and the site's moon shifts."""

import msgspec

from fieldpoint.core.names import Day, ProgrammeCode
from fieldpoint.core.rules.book import RuleBook, in_force
from fieldpoint.core.rules.programme import Programme
from fieldpoint.database import Connection
from fieldpoint.errors import Code, Conflict
from fieldpoint.store.transaction import Transaction


def add_programme(tx: Transaction, programme: Programme) -> bool:
    """The programme runs at this site; answers whether it is new. Does not commit.

    `Conflict` (`programme-version-taken`) when its version stands already with other content: rows of the
    log name code and version, so neither may ever mean something else.
    """
    row = tx.connection.execute(
        "SELECT body FROM programmes WHERE code = ? AND version = ?", (programme.code, programme.version)
    ).fetchone()
    if row is not None:
        if msgspec.json.decode(row[0], type=Programme) != programme:
            raise Conflict(Code.PROGRAMME_VERSION_TAKEN, programme=programme.code, version=programme.version)
        return False
    tx.connection.execute(
        "INSERT INTO programmes (code, version, body) VALUES (?, ?, ?)",
        (programme.code, programme.version, msgspec.json.encode(programme)),
    )
    if programme.site_cap is not None:
        _count_all_takings(tx, programme)
    return True


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


def _count_all_takings(tx: Transaction, programme: Programme) -> None:
    """What was taken before counts against the cap too; so a taking never depends on when its rule came in."""
    tx.connection.execute("INSERT INTO capped (programme) VALUES (?) ON CONFLICT DO NOTHING", (programme.code,))
    tx.connection.execute("UPDATE takings SET capped = 1 WHERE programme = ?", (programme.code,))
