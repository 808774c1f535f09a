"""Which days have a sheet, and which months and quarters a report can be of."""

import msgspec

from fieldpoint.core.act_rows import DayClose
from fieldpoint.core.day_sheet import seal_code
from fieldpoint.core.names import Day
from fieldpoint.core.reports.period import season_of
from fieldpoint.database import Connection
from fieldpoint.desk.close_day import day_sheet
from fieldpoint.store.days import open_day_of
from fieldpoint.store.reports.days import closed_days
from fieldpoint.store.reports.reached import months_opened


class ListedDay(msgspec.Struct, frozen=True, kw_only=True):
    """A day, the ten symbols of its seal ('' while it is open), its households and handed pieces less voided ones."""

    day: Day
    seal: str
    households: int
    handed: int


def newest_days(connection: Connection, limit: int) -> list[ListedDay]:
    """The open day, if there is one, then the newest closed ones."""
    found = [_listed(one.row, seal_code(one.head)) for one in closed_days(connection, limit)]
    return [_listed(day_sheet(connection).row, ""), *found] if open_day_of(connection) else found


def periods_of(connection: Connection) -> list[str]:
    """The quarters and months in which a day was opened here, newest first, a quarter before its months."""
    months = months_opened(connection)
    return sorted({*months, *map(season_of, months)}, key=_newest, reverse=True)


def _newest(key: str) -> tuple[str, str]:
    season = key if "S" in key else season_of(key)
    return season, "9" if "S" in key else key


def _listed(row: DayClose, seal: str) -> ListedDay:
    handed = sum(line.handed - line.voided for line in row.lines)
    return ListedDay(day=row.day, seal=seal, households=row.households, handed=handed)
