"""/api/v1/rounds, /round-lists and /round-looks: a round is made, fetched by its tablet, brought back, ended."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import closing
from typing import Final

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.types import ControllerRouterHandler

from fieldpoint.core.names import EventId, ProgrammeCode, TabletId
from fieldpoint.core.rounds.rows import RoundBack, RoundOut
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.rules.programme import Programme
from fieldpoint.desk.act import Act, Stands
from fieldpoint.desk.rounds.rounds import (
    Doors,
    Plan,
    Told,
    bring_back,
    end_round,
    find_doors,
    is_carried,
    make_round,
    take_list,
)
from fieldpoint.store.days import open_day_of
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.store.entry.tablets import Tablet, TabletEntry, list_tablets
from fieldpoint.store.people import count_by_neighbourhood
from fieldpoint.store.rounds.rounds import Round, known_tags, newest_rounds, round_of
from fieldpoint.store.site import Site
from fieldpoint.store.transaction import Transaction
from fieldpoint.web.rounds.wire import (
    KnownProgramme,
    KnownTablet,
    RoundAct,
    RoundHere,
    RoundList,
    RoundReply,
    RoundRequest,
    RoundReturn,
    RoundsReply,
    RoundView,
)
from fieldpoint.web.till import Till
from fieldpoint.web.views import receipt

_SHOWN = 30
_HOUR_MS = 3_600_000
_TABLET_ALONE = "tablet"
_Titles = dict[ProgrammeCode, str]


@get("/api/v1/rounds")
async def get_rounds(till: NamedDependency[Till]) -> RoundsReply:
    """Rounds that are out with their age, those that came back, and of what a new one may be made."""
    reader = till.reader
    now_ms = till.site.clock.now().wall_ms
    titles = _titles(till)
    tablets = list_tablets(reader)
    named = {one.tablet: _tablet(one) for one in tablets}
    return RoundsReply(
        day=open_day_of(reader),
        rounds=[_view(one, named, titles, now_ms) for one in newest_rounds(reader, _SHOWN)],
        tablets=[_tablet(one) for one in tablets if one.revoked_at is None and not one.practises],
        programmes=[
            KnownProgramme(programme=code, title_fa=one.title_fa)
            for code, one in _programmes(till).items()
            if is_carried(one)
        ],
        neighbourhoods=[name for name in count_by_neighbourhood(reader) if name],
        tags=known_tags(reader),
    )


@post("/api/v1/rounds", status_code=201)
async def post_round(
    data: JSONBody[RoundRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> RoundReply:
    """The round is out. 404 `round-none` where nobody is to be visited; 409 `round-out`, `day-not-open`."""
    plan = Plan(
        programmes=tuple(map(ProgrammeCode, data.programmes)),
        carrier=TabletId(data.tablet),
        neighbourhood=data.neighbourhood,
        tags=tuple(data.tags),
    )
    act, book = _act(session, data.act_id), till.book(till.reader)
    async with till.counting_needs:  # one at a time: it may look at everybody, and desks do not wait for it
        doors = await asyncio.to_thread(_doors, till.site, book, plan)
    return await _written(till, lambda tx: make_round(tx, till.book(tx.connection), plan, act, doors))


def _doors(site: Site, book: RuleBook, plan: Plan) -> Doors:
    with closing(site.connect(read_only=True)) as connection:
        return find_doors(connection, book, plan, site.clock.now())


@post("/api/v1/rounds/{name:str}/ends", status_code=201)
async def post_round_end(
    name: FromPath[str], data: JSONBody[RoundAct], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> RoundReply:
    """The round is over without its tablet. 404 `round-none` where none is out."""
    return await _written(till, lambda tx: end_round(tx, EventId(name), _act(session, data.act_id)))


@post("/api/v1/rounds/{name:str}/returns", status_code=201)
async def post_round_return(
    name: FromPath[str], data: JSONBody[RoundReturn], till: NamedDependency[Till], device: NamedDependency[Tablet]
) -> RoundReply:
    """The round is back, by the word of its tablet, whose shift may be over. 404 `round-none` for another's."""
    told = Told(given=data.given, absent=data.absent, declined=data.declined)
    act = Act(operator=_TABLET_ALONE, desk=device.desk, tab=device.tablet, event_id=EventId(data.act_id))
    return await _written(till, lambda tx: bring_back(tx, EventId(name), told, act))


@post("/api/v1/round-lists", status_code=200)
async def post_round_list(
    data: JSONBody[RoundAct], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> RoundList:
    """The list of the round that this tablet carries, once. 404 `round-none`; 409 `round-out` for another act."""
    tablet, act_id = TabletId(session.tab), EventId(data.act_id)
    found, doors = await till.writer.write(lambda tx: take_list(tx, tablet, act_id))
    titles = _titles(till)
    return RoundList(
        round=found.round,
        day=found.day,
        programmes=[KnownProgramme(programme=one, title_fa=titles.get(one, one)) for one in found.programmes],
        doors=doors,
    )


@post("/api/v1/round-looks", status_code=200)
async def post_round_look(till: NamedDependency[Till], device: NamedDependency[Tablet]) -> RoundHere:
    """Which round this tablet carries by the site's word; none on one that was revoked."""
    found = None if device.revoked else round_of(till.reader, device.tablet)
    return RoundHere(round=None if found is None else found.round, taken=found is not None and found.taken)


def _view(one: Round, tablets: dict[TabletId, KnownTablet], titles: _Titles, now_ms: int) -> RoundView:
    return RoundView(
        round=one.round,
        tablet=tablets.get(one.tablet) or KnownTablet(tablet=one.tablet, name="", desk=""),
        day=one.day,
        titles=[titles.get(name, name) for name in one.programmes],
        doors=one.doors,
        out=one.ended_at is None,
        hours=max(0, now_ms - one.at) // _HOUR_MS,
        taken=one.taken,
        given=one.given,
        absent=one.absent,
        declined=one.declined,
    )


def _titles(till: Till) -> _Titles:
    """Every programme that has a rule now, by its title."""
    return {name: one.title_fa for name, one in _programmes(till).items()}


def _programmes(till: Till) -> Mapping[ProgrammeCode, Programme]:
    return till.book(till.reader).on(open_day_of(till.reader)).programmes


def _tablet(one: TabletEntry) -> KnownTablet:
    return KnownTablet(tablet=one.tablet, name=one.name, desk=one.desk)


async def _written(till: Till, write: Callable[[Transaction], Stands]) -> RoundReply:
    done = await till.writer.write(write)
    till.pusher.poke()
    row = done.row
    name = row.round if isinstance(row, RoundBack) else row.id
    doors = row.doors if isinstance(row, RoundOut) else 0
    return RoundReply(round=name, doors=doors, receipt=receipt(done.stands, till.epochs))


def _act(session: SignIn, act_id: str) -> Act:
    return Act(operator=session.operator, desk=session.desk, tab=session.tab, event_id=EventId(act_id))


round_routes: Final[tuple[ControllerRouterHandler, ...]] = (
    get_rounds,
    post_round,
    post_round_end,
    post_round_return,
    post_round_list,
    post_round_look,
)
