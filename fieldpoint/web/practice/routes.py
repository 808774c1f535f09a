"""POST /api/v1/practice: people practise on a tablet from here on, or no more."""

import asyncio
from typing import Annotated

from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from msgspec import Meta

from fieldpoint.core.names import TabletId
from fieldpoint.errors import Code, NotFound
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.store.entry.tablets import find_tablet
from fieldpoint.store.register.practising import set_practising
from fieldpoint.web.entry.pairing import qr_rows
from fieldpoint.web.practice.room import Practice
from fieldpoint.web.till import Till
from fieldpoint.web.views import label_of
from fieldpoint.web.wire import Wire

TabletText = Annotated[str, Meta(pattern="^t[0-9a-z]{5}$", max_length=6, description="the id of a tablet")]


class PracticeRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/practice: on which tablet (none: the one that asks), and whether it begins or ends."""

    on: bool
    tablet: TabletText | None = None


class PracticeCardView(Wire, frozen=True, kw_only=True):
    """A practice card: the text of its QR, the short code to type, how many people the household has.

    `qr` is that text as a QR code: a row of 0 and 1 for each line of it, to be shown on another screen.
    """

    text: str
    short: str
    label: str
    size: int
    qr: list[str]


class PracticeReply(Wire, frozen=True, kw_only=True):
    """Whether people practise on the tablet now; the cards to practise with."""

    tablet: TabletId
    on: bool
    cards: list[PracticeCardView]


@post("/api/v1/practice", status_code=201)
async def post_practice(
    data: JSONBody[PracticeRequest],
    till: NamedDependency[Till],
    session: NamedDependency[SignIn],
    practice: NamedDependency[Practice],
) -> PracticeReply:
    """The tablet's desk is the practice site's from its next request on, or the real one's. 404 `tablet-not-found`."""
    from fieldpoint.desk.register.practice_site import practice_cards  # noqa: PLC0415  rare

    found = find_tablet(till.reader, data.tablet or session.tab)
    if found is None or found.revoked:
        raise NotFound(Code.TABLET_NOT_FOUND)
    cards: list[PracticeCardView] = []
    if data.on:
        site = (await practice.till()).site
        made = await asyncio.to_thread(practice_cards, site)
        cards = [
            PracticeCardView(
                text=one.text, short=one.short, label=label_of(one.code), size=one.size, qr=qr_rows(one.text)
            )
            for one in made
        ]
    await till.writer.write(lambda tx: set_practising(tx, found.tablet, on=data.on))
    return PracticeReply(tablet=found.tablet, on=data.on, cards=cards)
