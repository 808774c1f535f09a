"""/api/v1/gifts…: the lead enters donors and contributions, and looks at what became of them."""

import asyncio
from collections.abc import Callable
from contextlib import closing
from typing import Final

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from litestar.types import ControllerRouterHandler

from fieldpoint.core.gifts.rows import Gift, GiftComplete, GiftDelivery, GiftWithdraw
from fieldpoint.core.names import Day, DonorId, EventId
from fieldpoint.core.stock.rows import StockReceipt
from fieldpoint.database import Connection
from fieldpoint.desk.act import Act, Stands
from fieldpoint.desk.gifts.donors import DonorDraft, donor_by_name, set_donor
from fieldpoint.desk.gifts.give import (
    GiftDraft,
    More,
    complete_gift,
    deliver_gift,
    promise_gift,
    take_unannounced,
    withdraw_gift,
)
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.store.gifts.book import given_lots
from fieldpoint.store.transaction import Transaction
from fieldpoint.web.gifts.statements import get_gift_statement, get_gift_statement_sheet
from fieldpoint.web.gifts.views import gifts_view
from fieldpoint.web.gifts.wire import (
    ArrivalRequest,
    CompletionRequest,
    DeliveryRequest,
    DonorReply,
    DonorRequest,
    GiftReply,
    GiftRequest,
    GiftsReply,
    WithdrawalRequest,
)
from fieldpoint.web.till import Till
from fieldpoint.web.views import receipt


@get("/api/v1/gifts")
async def get_gifts(till: NamedDependency[Till]) -> GiftsReply:
    """Donors, what they gave, what may be given, and the quarters of which there are statements."""

    def look() -> GiftsReply:
        with closing(till.site.connect(read_only=True)) as connection:
            return gifts_view(connection)

    return await asyncio.to_thread(look)


@post("/api/v1/donors", status_code=201)
async def post_donor(
    data: JSONBody[DonorRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> DonorReply:
    """A donor is known, or is another than before. 404 `donor-unknown`, 400 `request-invalid`."""
    draft = DonorDraft(name=data.name, kind=data.kind, can=tuple(data.can), phone=data.phone)
    donor = None if data.donor is None else DonorId(data.donor)
    act = _act(data.act_id, session)
    done = await till.writer.write(lambda tx: set_donor(tx, draft, act, donor))
    till.pusher.poke()
    return DonorReply(donor=done)


@post("/api/v1/gifts", status_code=201)
async def post_gift(
    data: JSONBody[GiftRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> GiftReply:
    """It is promised. 404 `donor-unknown`, 400 `request-invalid`."""
    draft = GiftDraft(
        kind=data.kind,
        item=data.item,
        quantity=data.quantity,
        org=data.org,
        donor=None if data.donor is None else DonorId(data.donor),
        campaign=data.campaign,
        due=None if data.due is None else Day(data.due),
        end=data.end,
    )
    return await _write(till, data.act_id, session, lambda tx, act: promise_gift(tx, draft, act))


@post("/api/v1/gift-arrivals", status_code=201)
async def post_gift_arrival(
    data: JSONBody[ArrivalRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> GiftReply:
    """It came unannounced: a contribution and its lot at once; a giver whose name is new is a donor from here on."""

    def take(tx: Transaction, act: Act) -> Stands:
        draft = GiftDraft(
            kind=data.kind,
            item=data.item,
            quantity=data.quantity,
            org=data.org,
            donor=donor_by_name(tx, data.giver, data.kind, act.operator),
            campaign=data.campaign,
            end=data.end,
        )
        return take_unannounced(tx, draft, act)

    return await _write(till, data.act_id, session, take)


@post("/api/v1/gift-deliveries", status_code=201)
async def post_gift_delivery(
    data: JSONBody[DeliveryRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> GiftReply:
    """So much of it arrived. 404 `gift-unknown`, 409 `gift-withdrawn`."""
    gift = EventId(data.gift)
    return await _write(till, data.act_id, session, lambda tx, act: deliver_gift(tx, gift, data.quantity, act))


@post("/api/v1/gift-completions", status_code=201)
async def post_gift_completion(
    data: JSONBody[CompletionRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> GiftReply:
    """What was not known is said. 404 `gift-unknown`, 409 `gift-withdrawn`, 400 `request-invalid`."""

    def complete(tx: Transaction, act: Act) -> Stands:
        more = More(
            donor=donor_by_name(tx, data.giver, "goods", act.operator),
            campaign=data.campaign,
            due=None if data.due is None else Day(data.due),
            end=data.end,
        )
        return complete_gift(tx, EventId(data.gift), more, act)

    return await _write(till, data.act_id, session, complete)


@post("/api/v1/gift-withdrawals", status_code=201)
async def post_gift_withdrawal(
    data: JSONBody[WithdrawalRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> GiftReply:
    """It is withdrawn; what was handed out of it stands. 404 `gift-unknown`, 409 `gift-withdrawn`."""
    gift = EventId(data.gift)
    return await _write(till, data.act_id, session, lambda tx, act: withdraw_gift(tx, gift, data.why, act))


def _act(act_id: str, session: SignIn) -> Act:
    return Act(operator=session.operator, desk=session.desk, tab=session.tab, event_id=EventId(act_id))


async def _write(till: Till, act_id: str, session: SignIn, change: Callable[[Transaction, Act], Stands]) -> GiftReply:
    act = _act(act_id, session)

    def write(tx: Transaction) -> tuple[Stands, tuple[int, int]]:
        done = change(tx, act)
        return done, _stands(tx.connection, done)

    done, (handed, left) = await till.writer.write(write)
    till.pusher.poke()
    told = receipt(done.stands, till.epochs)
    return GiftReply(act_id=done.row.id, gift=_gift_of(done), handed=handed, left=left, receipt=told)


def _stands(connection: Connection, done: Stands) -> tuple[int, int]:
    """How much of the contribution is with households and in stock; of a withdrawal what was so when it was written."""
    if isinstance(done.row, GiftWithdraw):
        return done.row.handed, done.row.left
    lots = [lot for lot in given_lots(connection) if lot.gift == _gift_of(done)]
    return sum(lot.handed for lot in lots), sum(lot.left for lot in lots)


def _gift_of(done: Stands) -> EventId:
    match done.row:
        case StockReceipt() | GiftComplete() | GiftDelivery() | GiftWithdraw() if done.row.gift:
            return done.row.gift
        case Gift() | _:
            return done.row.id


gift_routes: Final[tuple[ControllerRouterHandler, ...]] = (
    get_gifts,
    post_donor,
    post_gift,
    post_gift_arrival,
    post_gift_delivery,
    post_gift_completion,
    post_gift_withdrawal,
    get_gift_statement,
    get_gift_statement_sheet,
)
