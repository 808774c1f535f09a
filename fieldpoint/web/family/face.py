"""One look at one card of this site as a page."""

from http import HTTPStatus
from typing import Any

from litestar import Request, Response
from msgspec.structs import replace

from fieldpoint.core.card import CardName
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.rules.period import Moment
from fieldpoint.desk.look import Asking, Look, look
from fieldpoint.desk.moment import moment_at
from fieldpoint.errors import Invalid, NotFound
from fieldpoint.serving.family.page import UNSAID, chosen, line_of, page
from fieldpoint.serving.guard import guard_of, sender_of
from fieldpoint.web.till import Till


def look_page(request: Request[Any, Any, Any], till: Till, text: str, *, kiosk: bool = False) -> Response[str]:
    """What is left for the holder of a card; 404 with one neutral page for whatever is no card of ours.

    429 with one neutral page, for cards of ours too, where too many others were tried before.
    """
    guesses, sender = guard_of(request.scope).guesses, sender_of(request.scope)
    book = till.book(till.reader)
    moment = moment_at(till.reader, till.site.clock.now(), book.zone)
    if wait := guesses.is_used_up(sender):
        answer = page(request, "wait", kiosk=kiosk, status=HTTPStatus.TOO_MANY_REQUESTS)
        answer.headers["Retry-After"] = str(wait)
        return answer
    seen = _look(till, book, text, replace(moment, day=moment.counted))
    if seen is None:
        guesses.wait_s(sender)
        return page(request, "unknown", kiosk=kiosk, status=HTTPStatus.NOT_FOUND)
    till.looks.add(moment.counted)
    words = chosen(request).words
    lines = [line_of(one.programme, one.due, words) for one in seen.dues if one.due.reason not in UNSAID]
    return page(request, "card", kiosk=kiosk, day=moment.counted, lines=lines)


def _look(till: Till, book: RuleBook, text: str, moment: Moment) -> Look | None:
    try:
        ref = till.read_card(text)
        if not isinstance(ref, CardName):  # short codes are taken at a desk only
            return None
        # Between two days a family may ask what is left for it all the same.
        seen = look(till.reader, book, ref, moment, Asking(wanted=lambda one: one.on_card_page))
    except (Invalid, NotFound):
        return None
    return None if seen.shown.holder.card_state == "unknown" else seen
