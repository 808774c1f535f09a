"""A programme's rule in Persian sentences, for the lead who wants to know what a scan will say.

Every field that says something has its sentence; a field at its default is silent where silence is plain.
"""

from collections.abc import Iterator
from typing import Final, assert_never

from fieldpoint.core.rules.audience import Audience, BySize, PerMatching, PerMember
from fieldpoint.core.rules.period import (
    Daily,
    Every,
    HalfYearly,
    Monthly,
    Nightly,
    Once,
    Period,
    Rounds,
    Seasonal,
    Weekly,
    Yearly,
)
from fieldpoint.core.rules.programme import Programme
from fieldpoint.core.spoken import MONTHS, in_digits, in_words

_KINDS: Final = {"goods": "کالا", "meal": "غذا", "service": "خدمت", "bed_night": "جای خواب"}
_HOLDERS: Final = {"household": "خانوار", "member": "عضو خانوار", "card": "کارت"}
_SEXES: Final = {"female": "زنان", "male": "مردان"}
_PLAIN_PERIODS: Final = {
    Weekly: "در هر هفته، از شنبه",
    Monthly: "در هر ماه",
    Seasonal: "در هر فصل",
    HalfYearly: "در هر نیم‌سال",
    Once: "یک بار برای همیشه",
}


def explain(programme: Programme) -> list[str]:
    """The rule, one sentence a line, the most important first."""
    return [f"{sentence}." for sentence in _sentences(programme)]


def _sentences(programme: Programme) -> Iterator[str]:
    yield f"«{programme.title_fa}» ({_KINDS[programme.kind]})، نسخهٔ {in_digits(programme.version)}"
    yield from _sources(programme)
    yield f"هر {_HOLDERS[programme.counts_for]} {_period(programme.period)} {_quantity(programme)} می‌گیرد"
    yield from _tags(programme.audience)
    yield from _audience(programme.audience)
    yield from _times(programme)
    yield from _limits(programme)
    yield from _people(programme)
    yield _offline(programme)
    yield _on_card(programme)


def _sources(programme: Programme) -> Iterator[str]:
    if programme.organisation is not None:
        yield f"نهاد: {programme.organisation}"
    if programme.campaign is not None:
        yield f"پویش: {programme.campaign}"
    if programme.in_force_from is not None:
        yield f"این نسخه از {in_words(programme.in_force_from)} برقرار است"


def _quantity(programme: Programme) -> str:
    unit, quantity = programme.unit_fa, programme.quantity
    match quantity:
        case int():
            return f"{in_digits(quantity)} {unit}"
        case PerMember():
            return f"برای هر عضو {in_digits(quantity.count)} {unit}"
        case PerMatching():
            return f"برای هر عضوی که مشمول است {in_digits(quantity.count)} {unit}"
        case BySize():
            return _steps(quantity, unit)
        case _:
            assert_never(quantity)


def _steps(quantity: BySize, unit: str) -> str:
    steps = (f"از {in_digits(one.size_from)} نفر {in_digits(one.count)} {unit}" for one in quantity.steps)
    return "به اندازهٔ خانوار (" + "، ".join(steps) + ")"


def _period(period: Period) -> str:
    match period:
        case Daily():
            after = period.next_from
            return "در هر روز" + (f" (از ساعت {in_digits(after)} برای روز بعد)" if after else "")
        case Nightly():
            return f"در هر شب (تا ساعت {in_digits(period.cut)} روز بعد)"
        case Yearly():
            return f"در هر سال، از {MONTHS[period.from_month - 1]}"
        case Every():
            return f"در هر {in_digits(period.days)} روز، از {in_words(period.anchor)}"
        case Rounds():
            return "در هر مرحله (" + "؛ ".join(_round(period)) + ")"
        case _:
            return _PLAIN_PERIODS[type(period)]


def _round(period: Rounds) -> Iterator[str]:
    for one in period.rounds:
        made_up = f"، جامانده‌ها تا {in_words(one.make_up_until)}" if one.make_up_until else ""
        yield f"{in_words(one.first)} تا {in_words(one.last)}{made_up}"


def _tags(audience: Audience) -> Iterator[str]:
    if audience.any_tags:
        yield f"دست‌کم یکی از این برچسب‌ها: {_list(audience.any_tags)}"
    if audience.all_tags:
        yield f"با همهٔ این برچسب‌ها: {_list(audience.all_tags)}"
    if audience.none_tags:
        yield f"بدون این برچسب‌ها: {_list(audience.none_tags)}"


def _audience(audience: Audience) -> Iterator[str]:
    if audience.age_from is not None or audience.age_to is not None:
        on = f" در روز {in_words(audience.age_on)}" if audience.age_on else ""
        yield f"سن{_range(audience.age_from, audience.age_to)} سال{on}"
    if audience.sex is not None:
        yield f"تنها برای {_SEXES[audience.sex]}"
    if audience.size_from is not None or audience.size_to is not None:
        yield f"خانوار{_range(audience.size_from, audience.size_to)} نفر"
    if audience.neighbourhoods:
        yield f"محله‌های {_list(audience.neighbourhoods)}"
    if audience.sites:
        yield f"تنها در محل‌های {_list(audience.sites)}"


def _times(programme: Programme) -> Iterator[str]:
    for window in programme.window:
        moon = " (محل می‌تواند با دیدن ماه یک روز جابه‌جا کند)" if window.moon else ""
        yield f"از {in_words(window.first)} تا {in_words(window.last)}{moon}"
    if programme.hours is not None:
        yield f"از ساعت {in_digits(programme.hours.first)} تا {in_digits(programme.hours.last)}"
    if programme.waiting_days:
        yield f"از {in_digits(programme.waiting_days)} روز پس از ثبت خانوار"
    if programme.make_up_days:
        yield f"سهمیهٔ دورهٔ پیش تا {in_digits(programme.make_up_days)} روز پس از پایان آن تحویل می‌شود"


def _limits(programme: Programme) -> Iterator[str]:
    if programme.exclusive_with:
        yield f"در همان دوره با این طرح‌ها جمع نمی‌شود: {_list(programme.exclusive_with)}"
    cap = programme.site_cap
    if cap is not None:
        more = f" و پس از آن {in_digits(cap.overflow)} جای اضافه" if cap.overflow else ""
        yield f"ظرفیت هر محل {in_digits(cap.count)} {programme.unit_fa}{more} است"
    if programme.draws_stock:
        yield "از موجودی انبار کم می‌شود"


def _people(programme: Programme) -> Iterator[str]:
    rule = programme.collector
    if rule is not None and rule.who == "alternates":
        yield "تنها عضو خانوار یا نمایندهٔ ثبت‌شده تحویل می‌گیرد؛ مسئول محل می‌تواند یک بار دیگری را تأیید کند"
    if rule is not None and rule.age_from is not None:
        yield f"تحویل‌گیرنده دست‌کم {in_digits(rule.age_from)} ساله یا سرپرست خانوار است"
    if programme.on_cold_nights:
        yield "کسی که کارتش شناخته نشود هم بی‌نام پذیرفته می‌شود"
    match programme.override:
        case "none":
            yield "بیش از سهمیه تحویل داده نمی‌شود"
        case "lead":
            yield "مسئول محل می‌تواند بیش از سهمیه تأیید کند"
        case "lead-and-second":
            yield "مسئول محل و یک نفر دیگر می‌توانند بیش از سهمیه تأیید کنند"


def _offline(programme: Programme) -> str:
    if programme.offline is None:
        return "تا محل پاسخ ندهد تحویل داده نمی‌شود"
    most = f"{in_digits(programme.offline.most)} {programme.unit_fa}"
    return f"اگر محل پاسخ ندهد، هر کارت در هر دوره تا {most} می‌گیرد"


def _on_card(programme: Programme) -> str:
    if not programme.on_card_page:
        return "روی صفحهٔ کارت دیده نمی‌شود"
    return f"روی صفحهٔ کارت «{programme.public_title_fa}» دیده می‌شود"


def _range(low: int | None, high: int | None) -> str:
    return (f" از {in_digits(low)}" if low is not None else "") + (f" تا {in_digits(high)}" if high is not None else "")


def _list(words: tuple[str, ...]) -> str:
    return "، ".join(words)
