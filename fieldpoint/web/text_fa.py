"""Persian sentences of the card's own page, which works without JavaScript (twin of static/js/text_fa.js).

Said of the card or the programme, never of the person.
"""

from collections.abc import Mapping
from typing import Final

from fieldpoint.core.names import Day
from fieldpoint.core.rules.reason import Reason
from fieldpoint.core.spoken import in_digits, in_words

NO_CARD: Final = "این نشانی کارت فعالی را نشان نمی‌دهد؛ مسئول محل راهنمایی می‌کند"
NOTHING_LEFT: Final = "سهمیهٔ این دوره تحویل شده است"

_SENTENCES: Final[Mapping[Reason, str]] = {
    Reason.ALREADY_COLLECTED: NOTHING_LEFT,
    Reason.NOT_REGISTERED: "مشخصات هنوز ثبت نشده؛ مسئول محل راهنمایی می‌کند",
    Reason.CARD_REVOKED: "این کارت فعال نیست؛ مسئول محل کمک می‌کند",
    Reason.CARD_BLOCKED: "لطفاً چاپ تازهٔ همین کارت را نشان دهید",
    Reason.SUSPENDED: "کارت موقتاً غیرفعال است؛ مسئول محل راهنمایی می‌کند",
}


def quantity(count: int, unit: str) -> str:
    """How much is left: ۲ قرص."""
    return f"{in_digits(count)} {unit}"


def sentence(reason: Reason) -> str:
    """Why nothing is left, for the family."""
    return _SENTENCES.get(reason, "فعلاً امکان تحویل نیست")


def from_day(day: Day, hour: str | None = None) -> str:
    """When it may be had again: a day, and the hour where it is only given from an hour on."""
    return f"از {in_words(day)}" + (f"، ساعت {in_digits(hour)}" if hour else "")
