"""One page for a family: what is left for a card, in the language and the size that somebody chose.

The page asks the browser to leave it after 20 seconds by a header, not in its text: a page that clears itself is
meant, because the next person at a kiosk is a stranger.

Imports litestar, core and its neighbours; jinja2 with the first page.
"""

from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from litestar import MediaType, Request, Response
from msgspec import Struct

from fieldpoint.core.names import Day
from fieldpoint.core.rules.programme import Programme
from fieldpoint.core.rules.reason import Reason
from fieldpoint.core.rules.verdict import Due
from fieldpoint.serving.family.text_en import EN
from fieldpoint.serving.family.text_fa import FA
from fieldpoint.serving.family.words import Words

if TYPE_CHECKING:
    from jinja2 import Template

CLEARS_AFTER_S: Final = 20
# What a programme that is not for this holder says to it: nothing.
UNSAID: Final = frozenset({Reason.NOT_IN_AUDIENCE, Reason.NOT_AT_THIS_SITE})
_LANGUAGES: Final[Mapping[str, Words]] = {one.lang: one for one in (FA, EN)}
_TEMPLATES = Path(__file__).parent / "templates"
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


def page(
    request: Request[Any, Any, Any],
    shows: Literal["card", "unknown", "wait", "cleared", "kiosk", "photo"],
    *,
    kiosk: bool,
    status: int = HTTPStatus.OK,
    **told: Any,  # noqa: ANN401  what a page shows besides: `day`, `lines`; `photo` '' where no photo is read
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
        photo_link=told.get("photo", f"/photo{choice.query()}"),
        size_link=here + choice.query(other_size=True),
        languages=[(one, here + choice.query(lang=one.lang)) for one in _LANGUAGES.values() if one is not choice.words],
    )
    headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"}
    if shows not in {"cleared", "kiosk", "photo"}:
        headers["Refresh"] = f"{CLEARS_AFTER_S}; url={'/kiosk' if kiosk else '/C'}{choice.query()}"
    return Response(text, status_code=status, media_type=MediaType.HTML, headers=headers)


def line_of(programme: Programme, due: Due, words: Words) -> dict[str, str]:
    """What the page says of one programme. Where somebody sleeps is told to nobody, whatever its rule is called."""
    return {
        "title": words.service if programme.of_a_night else programme.public_title_fa,
        "left": words.number(due.quantity) if due.quantity else "",
        "unit": "" if programme.of_a_night else programme.unit_fa,
        "sentence": words.kept if due.kept_until else words.reason(due.reason) if due.reason else "",
        "when": _when(due, words),
    }


def _when(due: Due, words: Words) -> str:
    if due.kept_until:
        return words.until_day(due.kept_until)
    return words.from_day(due.next_on, due.next_time) if due.next_on else ""


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, select_autoescape  # noqa: PLC0415  1.5 MiB, for the first look

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=select_autoescape(default=True), auto_reload=False
    )
    return environment.get_template("card.html")
