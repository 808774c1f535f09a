"""GET /api/v1/history, what this tablet did, and /api/v1/activity, what the site did: since the last close."""

from litestar import get
from litestar.di import NamedDependency

from fieldpoint.clock import Reading
from fieldpoint.core.act_rows import (
    CardRevoke,
    CardSuspend,
    DayClose,
    HouseholdMerge,
    OverrideConfirm,
    PeopleSearch,
    StockOut,
    Void,
)
from fieldpoint.core.log_rows import AnyRow, CardBind, DayOpen, Handout, Refusal
from fieldpoint.core.work.rows import WorkRow
from fieldpoint.database import Connection
from fieldpoint.desk.void_handout import UNDO_MS
from fieldpoint.store.activity import code_of, newest_of_tablet, newest_rows
from fieldpoint.store.days import last_close
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.store.voids import void_of
from fieldpoint.web.activity.work import work_view
from fieldpoint.web.shift.wire import DoneReply, DoneView
from fieldpoint.web.till import Till
from fieldpoint.web.views import label_of


@get("/api/v1/history")
async def get_history(till: NamedDependency[Till], session: NamedDependency[SignIn]) -> DoneReply:
    """This tablet's own handouts, refusals, voids and tallies, and which of them it may still take back."""
    rows = newest_of_tablet(till.reader, session.tab, last_close(till.reader))
    return DoneReply(rows=_views(till.reader, rows, till.site.clock.now()))


@get("/api/v1/activity")
async def get_activity(till: NamedDependency[Till]) -> DoneReply:
    """What all tablets and the lead did."""
    return DoneReply(rows=_views(till.reader, newest_rows(till.reader, last_close(till.reader)), None))


def _views(connection: Connection, rows: list[AnyRow], now: Reading | None) -> list[DoneView]:
    """The rows as a list shows them; with a time, how long each may still be taken back."""
    found = (_view(connection, row, now) for row in rows)
    return [one for one in found if one is not None]


def _view(connection: Connection, row: AnyRow, now: Reading | None) -> DoneView | None:
    """What is given freely is tallied at a desk; what else leaves the stock is work, which no tablet takes back."""
    tallied = isinstance(row, StockOut) and row.why == "leftover"
    if isinstance(row, WorkRow | StockOut) and not tallied:
        return None if now else work_view(connection, row)
    return _done(connection, row, now)


def _done(connection: Connection, row: AnyRow, now: Reading | None) -> DoneView | None:
    match row:
        case Handout() | Refusal() | Void() | StockOut():
            return _at_a_desk(connection, row, now)
        case DayOpen() | DayClose():
            kind = "day-open" if isinstance(row, DayOpen) else "day-close"
            return DoneView(event=row.id, kind=kind, at=row.wall, day=row.day)
        case CardRevoke() | CardSuspend():
            return DoneView(event=row.id, kind="card-stopped", at=row.wall)
        case CardBind() | HouseholdMerge():
            return DoneView(event=row.id, kind="card-bound" if isinstance(row, CardBind) else "merge", at=row.wall)
        case PeopleSearch() | OverrideConfirm():
            return _of_a_lead(row)
        case _:
            return None


def _of_a_lead(row: PeopleSearch | OverrideConfirm) -> DoneView:
    if isinstance(row, PeopleSearch):
        return DoneView(event=row.id, kind="search", at=row.wall, desk=row.desk, tab=row.tab)
    return DoneView(event=row.id, kind="confirmed", at=row.wall, ref=row.ref)


def _at_a_desk(connection: Connection, row: Handout | Refusal | Void | StockOut, now: Reading | None) -> DoneView:
    """A row of a desk. A tally has neither programme nor holder; its item stands in the programme's place."""
    freely = isinstance(row, StockOut)
    voided = not isinstance(row, Refusal | Void) and void_of(connection, row.id) is not None
    return DoneView(
        event=row.id,
        kind="tally" if freely else row.__struct_config__.tag,  # type: ignore[arg-type]  the tags of the three others
        at=row.wall,
        desk=row.desk,
        tab=row.tab,
        label="" if freely else label_of(code_of(connection, row.hh)),
        programme=row.item if freely else row.prog,
        quantity=row.qty,
        reason=row.reason if isinstance(row, Refusal) else None,
        ref=row.ref if isinstance(row, Void) else None,
        voided=voided,
        undo_ms=0 if voided or now is None else _undo_ms(row, now),
    )


def _undo_ms(row: Handout | Refusal | Void | StockOut, now: Reading) -> int:
    """How long a tablet may still take its own row back, by the boot's own clock as the desk counts it."""
    if not isinstance(row, Handout | StockOut) or row.boot != now.boot:
        return 0
    return max(0, min(UNDO_MS, UNDO_MS - (now.mono_ms - row.mono)))
