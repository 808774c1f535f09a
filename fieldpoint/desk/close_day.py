"""The business day ends: its totals become a row of the log, and the hash of that row seals the day."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from fieldpoint.core.base64url import b64url
from fieldpoint.core.day_sheet import add_up, seal_code
from fieldpoint.core.day_totals import with_pending
from fieldpoint.core.log_rows import AnyRow, DayClose
from fieldpoint.core.names import Day, EventId
from fieldpoint.core.stock.reconcile import MAX_STOCK, stock_totals
from fieldpoint.database import Connection
from fieldpoint.desk.stock.count import Counted, count_all
from fieldpoint.errors import Broken, Code, Conflict
from fieldpoint.store import days, effects, log, outbox
from fieldpoint.store.days import DayRow, Position
from fieldpoint.store.stock.lots import openings
from fieldpoint.store.transaction import LogHead, Stamp, Transaction, read_head


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A day's report. `stands` and `seal` are there once it is closed; `again` when it was closed before."""

    row: DayClose
    stands: LogHead | None
    again: bool = False

    @property
    def seal(self) -> str:
        """The ten symbols that are printed on the sheet; empty while the day is open."""
        return "" if self.stands is None else seal_code(self.stands.head)


def close_day(
    tx: Transaction,
    operator: str,
    day: Day | None = None,
    *,
    left_open: bool = False,
    holding: Mapping[str, int] = MappingProxyType({}),
) -> Sheet:
    """The open day is closed, with its totals. Does not commit.

    Closing a day that is closed answers its first report. Without a day it is the one that was opened last.
    `holding` are the tablets that said they hold lines still, and how many: they are named. `Conflict`
    (`day-not-open`) when there is no day, or when it is another one.
    """
    found = days.latest_day(tx.connection) if day is None else days.find_day(tx.connection, day)
    if found is None:
        raise Conflict(Code.DAY_NOT_OPEN)
    if found.closed is not None:
        return _closed(tx.connection, found.closed, again=True)
    if found.day != days.open_day_of(tx.connection):
        raise Conflict(Code.DAY_NOT_OPEN)
    row = _report(tx.connection, found, tx.stamp(), operator, left_open=left_open)
    row = replace(row, tablets=with_pending(row.tablets, holding))
    stands = log.append(tx, row)
    effects.apply(tx, row)
    return Sheet(row=row, stands=stands)


def count_and_close(
    tx: Transaction, operator: str, day: Day, holding: Mapping[str, int], counts: Sequence[Counted]
) -> Sheet:
    """The stock of the open day is counted and the day is closed, both or neither. Does not commit.

    Of a day that is closed nothing is counted any more. Raises as `close_day`; `Invalid` (`count-differs`) where a
    count is not what the log says and nobody says why.
    """
    if day == days.open_day_of(tx.connection):
        count_all(tx, counts, operator)
    return close_day(tx, operator, day, holding=holding)


def day_sheet(
    connection: Connection, day: Day | None = None, holding: Mapping[str, int] = MappingProxyType({})
) -> Sheet:
    """The report of a closed day as it was closed, or of the open one as it stands; the last one without a day.

    `Conflict` (`day-not-open`) when it was never opened.
    """
    found = days.latest_day(connection) if day is None else days.find_day(connection, day)
    if found is None:
        raise Conflict(Code.DAY_NOT_OPEN)
    if found.closed is not None:
        return _closed(connection, found.closed)
    seq = read_head(connection).seq + 1
    row = _report(connection, found, Stamp(id=EventId(""), seq=seq, boot=0, mono=0, wall=0, tq=0), "")
    return Sheet(row=replace(row, tablets=with_pending(row.tablets, holding)), stands=None)


def _closed(connection: Connection, place: Position, *, again: bool = False) -> Sheet:
    row = days.row_at(connection, place)
    found = None if row is None else log.find(connection, row.id)
    if found is None or not isinstance(found[0], DayClose):
        raise Broken(Code.CHAIN_BROKEN, seq=place[1])
    return Sheet(row=found[0], stands=found[1], again=again)


def _report(connection: Connection, found: DayRow, stamp: Stamp, operator: str, *, left_open: bool = False) -> DayClose:
    after = days.last_close(connection)
    rows = days.counted_rows(connection, after)
    totals, stock = add_up(rows, days.tablet_counts(connection)), stock_totals(rows, openings(connection))
    head = read_head(connection)
    opened = _opened(connection, found)
    return DayClose(
        **stamp,
        day=found.day,
        first_seq=days.first_after(after, head.epoch_no),
        last_seq=head.seq,
        head_before=b64url(head.head),
        opened_wall=opened.wall,
        opened_tq=opened.tq,
        lines=totals.lines,
        items=totals.items,
        tablets=totals.tablets,
        households=totals.households,
        refused=totals.refused,
        flags=totals.flags,
        unsent=outbox.unsent(connection),
        op=operator,
        more=totals.more + len(stock[MAX_STOCK:]) or UNSET,
        left_open=left_open or UNSET,
        stock=stock[:MAX_STOCK] or UNSET,
    )


def _opened(connection: Connection, found: DayRow) -> AnyRow:
    row = days.row_at(connection, found.opened)
    if row is None:
        raise Broken(Code.CHAIN_BROKEN, seq=found.opened[1])
    return row
