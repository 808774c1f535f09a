"""One look at one card as a page: what is left, in the language and the size that somebody chose.

The page asks the browser to leave it after 20 seconds by a header, not in its text: a page that clears itself is
meant, because the next person at a kiosk is a stranger.
"""

from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from litestar import MediaType, Request, Response
from msgspec import Struct
from msgspec.structs import replace

from fieldpoint.core.card import CardName
from fieldpoint.core.names import Day
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.rules.period import Moment
from fieldpoint.core.rules.reason import Reason
from fieldpoint.desk.look import Asking, DueOf, Look, look
from fieldpoint.desk.moment import moment_at
from fieldpoint.errors import Invalid, NotFound
from fieldpoint.serving.guard import guard_of, sender_of
from fieldpoint.web.family.text_en import EN
from fieldpoint.web.family.text_fa import FA
from fieldpoint.web.family.words import Words
from fieldpoint.web.till import Till

if TYPE_CHECKING:
    from jinja2 import Template

CLEARS_AFTER_S: Final = 20
_LANGUAGES: Final[Mapping[str, Words]] = {one.lang: one for one in (FA, EN)}
_TEMPLATES = Path(__file__).parent / "templates"
# What a programme that is not for this holder says to it: nothing.
_UNSAID = {Reason.NOT_IN_AUDIENCE, Reason.NOT_AT_THIS_SITE}
# As everywhere, but a kiosk's form may be sent to this site, and no page of a family runs a script.
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'"
)


class Choice(Struct, frozen=True, kw_only=True):
    """The language and the size that somebody chose; they stand in the address and nowhere else."""

    words: Words
    size: Literal["normal", "large"]

    def query(self, *, lang: str = "", other_size: bool = False) -> str:
        """The choice as part of an address, or one that differs from it."""
        large = (self.size == "large") != other_size
        return f"?lang={lang or self.words.lang}&size={'large' if large else 'normal'}"


def chosen(request: Request[Any, Any, Any]) -> Choice:
    """What the address asks for; Persian in normal size unless it says otherwise."""
    asked = request.query_params
    words = _LANGUAGES.get(asked.get("lang", ""), FA)
    return Choice(words=words, size="large" if asked.get("size") == "large" else "normal")


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
    lines = [_line(one, words) for one in seen.dues if one.due.reason not in _UNSAID]
    return page(request, "card", kiosk=kiosk, day=moment.counted, lines=lines)


def page(
    request: Request[Any, Any, Any],
    shows: Literal["card", "unknown", "wait", "cleared", "kiosk", "photo"],
    *,
    kiosk: bool,
    status: int = HTTPStatus.OK,
    **told: Any,  # noqa: ANN401  what a card's page shows besides: `day`, `lines`
) -> Response[str]:
    """A page of the family's. What a card showed is cleared after a while; the next address names no card."""
    choice = chosen(request)
    day: Day | None = told.get("day")
    # A kiosk's page was posted: its address shows the empty form in another language, not the card.
    here = "/kiosk" if kiosk else ""
    text = _template().render(
        shows=shows,
        kiosk=kiosk,
        words=choice.words,
        size=choice.size,
        lines=told.get("lines", []),
        day=choice.words.day(day) if day else "",
        action=f"/kiosk{choice.query()}",
        photo_link=f"/photo{choice.query()}",
        size_link=here + choice.query(other_size=True),
        languages=[(one, here + choice.query(lang=one.lang)) for one in _LANGUAGES.values() if one is not choice.words],
    )
    headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"}
    if shows not in {"cleared", "kiosk", "photo"}:
        headers["Refresh"] = f"{CLEARS_AFTER_S}; url={'/kiosk' if kiosk else '/C'}{choice.query()}"
    return Response(text, status_code=status, media_type=MediaType.HTML, headers=headers)


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


def _line(one: DueOf, words: Words) -> dict[str, str]:
    due = one.due
    return {
        "title": one.programme.public_title_fa,
        "left": words.number(due.quantity) if due.quantity else "",
        "unit": one.programme.unit_fa,
        "sentence": words.reason(due.reason) if due.reason else "",
        "when": words.from_day(due.next_on, due.next_time) if due.next_on else "",
    }


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, select_autoescape  # noqa: PLC0415  1.5 MiB, for the first look

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=select_autoescape(default=True), auto_reload=False
    )
    return environment.get_template("card.html")
