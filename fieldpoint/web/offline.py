"""/api/v1/offline and /api/v1/receipts: what a tablet needs to go on alone, and what it remembers of the log."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from fieldpoint.core.base64url import b64url
from fieldpoint.desk.give_blind import Blind, blind_programmes
from fieldpoint.desk.moment import moment_at
from fieldpoint.errors import Code, Conflict
from fieldpoint.store import cards
from fieldpoint.store.card_keys import card_keys
from fieldpoint.store.entry.tablets import Tablet
from fieldpoint.store.feed.cards_elsewhere import keys_elsewhere
from fieldpoint.store.lives.due import judge
from fieldpoint.store.transaction import read_head
from fieldpoint.web.till import Till
from fieldpoint.web.wire_offline import (
    BlindProgramme,
    CardKey,
    OfflineReply,
    ReceiptsReply,
    ReceiptsRequest,
)


@get("/api/v1/offline")
async def get_offline(till: NamedDependency[Till]) -> OfflineReply:
    """The keys by which a page proves a card, and what may be handed over while the site gives no answer."""
    book = till.book(till.reader)
    moment = moment_at(till.reader, till.site.clock.now(), book.zone)
    stopped = cards.stopped_cards(till.reader)
    own = sorted(card_keys(till.reader), key=lambda one: one.kid)
    keys = [*((one.kid, one.public, one.ended_at) for one in own), *keys_elsewhere(till.reader)]
    good = {kid for kid, _, ended in keys if ended is None}
    return OfflineReply(
        day=moment.day,
        keys=[CardKey(kid=kid, public=b64url(public)) for kid, public, ended in keys if ended is None],
        ended_keys={kid: ended for kid, _, ended in keys if ended is not None and kid not in good},
        stopped=list(stopped),
        stopped_at=stopped,
        serials=cards.reprinted_cards(till.reader),
        programmes=[_blind(one) for one in blind_programmes(book, moment)],
    )


@post("/api/v1/receipts", status_code=200)
async def post_receipts(
    data: JSONBody[ReceiptsRequest], till: NamedDependency[Till], device: NamedDependency[Tablet]
) -> ReceiptsReply:
    """What the tablet was shown stands in the log (design chapter 4.9). Nothing is written; nobody need be signed in.

    `lost` names lives that are over and without which the log went on: what the tablet keeps of them it brings again,
    and the same id stays one row. 409 `site-rolled-back` with the last row there is, when the newest life does not
    contain it or a life was never here: the database is an older copy or lost rows. Every tablet's status says so from
    then on, and nothing is handed over, until this tablet finds its receipts again or a lead opens a new life. A
    tablet that was revoked is answered as well, or it would keep its last facts for ever; its word warns nobody.
    """
    said = [(one.epoch, judge(till.reader, one.epoch, one.seq, bytes.fromhex(one.head))) for one in data.receipts]
    contradicting = [epoch for epoch, word in said if word == "contradicts"]
    till.presence.saw(device.tablet, our_log=not contradicting or device.revoked, lives=contradicting)
    if contradicting:
        raise Conflict(Code.SITE_ROLLED_BACK, seq=read_head(till.reader).seq)
    lost = [epoch for epoch, word in said if word == "lost"]
    return ReceiptsReply(known=len(said) - len(lost), lost=lost)


def _blind(one: Blind) -> BlindProgramme:
    programme = one.programme
    return BlindProgramme(
        programme=programme.name,
        title_fa=programme.title_fa,
        unit_fa=programme.unit_fa,
        cycle=one.cycle,
        period=programme.period,
        most=one.most,
        on_cold_nights=programme.on_cold_nights,
        excludes=list(one.excludes),
    )
