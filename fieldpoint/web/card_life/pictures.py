"""GET /api/v1/cards/{card}/picture: a card as a PNG, for a family's telephone."""

import asyncio

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from fieldpoint.core.card import CardName
from fieldpoint.core.names import CardId
from fieldpoint.desk.card_text import printed_text
from fieldpoint.desk.stop_card import since
from fieldpoint.errors import Code
from fieldpoint.store.identity import card_seeds
from fieldpoint.store.register.practising import PRACTICE
from fieldpoint.web.card_life.named import row_of
from fieldpoint.web.till import Till

# Whoever holds the picture holds the card: no cache on the way keeps it, and its name says nothing of whose it is.
_HEADERS = {"Cache-Control": "no-store", "Content-Disposition": 'attachment; filename="card.png"'}


@get("/api/v1/cards/{card:str}/picture", media_type="image/png")
async def get_card_picture(card: FromPath[str], till: NamedDependency[Till]) -> Response[bytes]:
    """The card's present print as a picture. It changes nothing: a print on paper stays good.

    404 `card-unknown`; 409 `card-revoked`, `card-blocked` where its key was ended (each with `at`).
    """
    from fieldpoint.paper.card_picture import card_png  # noqa: PLC0415  Pillow and qrcode, for whoever asks

    row = row_of(till.reader, CardId(card))
    if row.state == "revoked":
        raise since(Code.CARD_REVOKED, row.stopped_at)
    name = CardName(card=row.card, kid=row.kid, serial=row.serial)
    text = printed_text(name, card_seeds(till.reader), till.site.facts.card_host)
    if text is None:
        raise since(Code.CARD_BLOCKED, row.key_ended_at)
    practice = till.site.facts.code == PRACTICE
    picture = await asyncio.to_thread(card_png, text, row.short, practice=practice)
    return Response(picture, media_type="image/png", headers=_HEADERS)
