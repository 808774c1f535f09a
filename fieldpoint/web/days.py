"""/api/v1/day: the business day is looked at, opened and closed."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from fieldpoint.clock import Trust
from fieldpoint.core.names import Day
from fieldpoint.desk.close_day import Sheet, count_and_close, day_sheet
from fieldpoint.desk.open_day import clock_is_behind, open_day, proposed_day
from fieldpoint.store.days import latest_day, open_day_of
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.web.stock.views import counted
from fieldpoint.web.till import Till
from fieldpoint.web.views import receipt
from fieldpoint.web.wire_day import CloseDayRequest, DayReply, OpenDayRequest, SheetReply


@get("/api/v1/day")
async def get_day(till: NamedDependency[Till]) -> DayReply:
    """The open day, what the clock proposes, and the totals of the day that was opened last."""
    return _day(till)


@post("/api/v1/day/open", status_code=201)
async def post_open_day(
    data: JSONBody[OpenDayRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> DayReply:
    """The day is open, in a full disk's last room too; one that was left open is closed first. Again changes nothing.

    409 `clock-behind` or `day-invalid` when the clock or the date is behind the log: the lead's word is `anyway`. 400
    `count-differs` where what stands there is not what the log says and nobody says why.
    """
    day, by, counts = Day(data.day), session.operator, counted(data.counts)
    await till.writer.write(lambda tx: open_day(tx, day, by, anyway=data.anyway, counts=counts), urgent=True)
    till.site.clock.trust = max(till.site.clock.trust, Trust.CONFIRMED)
    till.pusher.poke()
    return _day(till)


@post("/api/v1/day/close", status_code=201)
async def post_close_day(
    data: JSONBody[CloseDayRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> SheetReply:
    """The day is closed with its totals, in a full disk's last room too; again gives the same. 409 `day-not-open`.

    400 `count-differs` where a count is not what the log says and nobody says why: then nothing is closed.

    Every shift ends with it: nobody stays signed in but whoever closed it, for the seal. Tablets that said they hold
    lines still are named with their number; nobody waits for them.
    """
    day, holding = Day(data.day), till.presence.holding()
    by, counts = session.operator, counted(data.counts)
    sheet = await till.writer.write(lambda tx: count_and_close(tx, by, day, holding, counts), urgent=True)
    till.pusher.poke()
    return _sheet(till, sheet)


def _day(till: Till) -> DayReply:
    now = till.site.clock.now()
    latest = latest_day(till.reader)
    return DayReply(
        day=open_day_of(till.reader),
        proposed=proposed_day(now, till.site.facts.zone),
        clock_behind=clock_is_behind(till.reader, now),
        looks=0 if latest is None else till.looks.on(latest.day),
        sheet=None if latest is None else _sheet(till, day_sheet(till.reader, holding=till.presence.holding())),
    )


def _sheet(till: Till, sheet: Sheet) -> SheetReply:
    row = sheet.row
    return SheetReply(
        day=row.day,
        seal=sheet.seal,
        first_seq=row.first_seq,
        last_seq=row.last_seq,
        lines=row.lines,
        items=row.items,
        tablets=row.tablets,
        households=row.households,
        refused=row.refused,
        flags=row.flags,
        unsent=row.unsent,
        stock=row.stock or [],
        receipt=None if sheet.stands is None else receipt(sheet.stands, till.epochs),
    )
