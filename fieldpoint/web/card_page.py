"""GET /C/<token>: a family's own card, without JavaScript, on any phone.

Shows what is left and when next; no name, no ID, no kind of site, no history. Every text that is no
usable card gets the same answer, so guessing tells nothing.
"""

from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec.structs import replace

from fieldpoint.core.card import CardName
from fieldpoint.core.names import Day
from fieldpoint.core.rules.reason import Reason
from fieldpoint.core.spoken import in_words
from fieldpoint.desk.look import DueOf, Look, look
from fieldpoint.desk.moment import moment_at
from fieldpoint.errors import Invalid, NotFound
from fieldpoint.web import text_fa
from fieldpoint.web.template import template
from fieldpoint.web.till import Till

# What a programme that is not for this holder says to it: nothing.
_UNSAID = {Reason.NOT_IN_AUDIENCE, Reason.NOT_AT_THIS_SITE}


@get("/C/{token:str}", media_type=MediaType.HTML, include_in_schema=False)
async def get_card_page(token: FromPath[str], till: NamedDependency[Till]) -> Response[str]:
    """What is left for the holder of a card; 404 with one neutral sentence for whatever is no card of ours."""
    moment = moment_at(till.reader, till.site.clock.now(), till.book.zone)
    day = moment.counted
    try:
        ref = till.read_card(token)
        if not isinstance(ref, CardName):  # short codes are taken at a desk only
            return _answer(None, day)
        # Between two days a family may ask what is left for it all the same.
        seen = look(till.reader, till.book, ref, replace(moment, day=day), wanted=lambda one: one.on_card_page)
        return _answer(None if seen.shown.holder.card_state == "unknown" else seen, day)
    except (Invalid, NotFound):
        return _answer(None, day)


def _answer(seen: Look | None, day: Day) -> Response[str]:
    lines = [] if seen is None else [_line(one) for one in seen.dues if one.due.reason not in _UNSAID]
    page = template("card.html").render(
        ok=seen is not None,
        day_fa=in_words(day),
        lines=lines,
        sentence=text_fa.NO_CARD,
    )
    return Response(page, status_code=404 if seen is None else 200)


def _line(one: DueOf) -> dict[str, str]:
    due = one.due
    return {
        "title": one.programme.public_title_fa,
        "left": text_fa.quantity(due.quantity, one.programme.unit_fa) if due.quantity else "",
        "sentence": text_fa.sentence(due.reason) if due.reason else "",
        "when": text_fa.from_day(due.next_on) if due.next_on else "",
    }
