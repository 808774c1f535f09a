"""The part of a day's sheet that says what was done beside handouts: services, rounds, and the rest by its kind.

Imports core and its neighbours.
"""

from fieldpoint.core.reports.day import DayFacts, name_of
from fieldpoint.core.services.count import ServiceCount
from fieldpoint.core.services.spoken import STEPS
from fieldpoint.core.spoken import in_digits, in_name
from fieldpoint.paper.canvas import Pen
from fieldpoint.paper.sheets.page import GREY, Column, Sheet, grouped, mark
from fieldpoint.paper.sheets.work_words import TOTALS

_MINUTE_S, _DAY_S = 60, 24 * 60 * 60


def draw_work(sheet: Sheet, facts: DayFacts) -> None:
    """What there was of it, and nothing where there was nothing."""
    _services(sheet, facts)
    _rounds(sheet, facts)
    found = dict(facts.work.kinds)
    rows = [(said, grouped(found[kind])) for kind, said in TOTALS.items() if kind in found]
    if rows:
        sheet.section("کارهای دیگر")
        sheet.table((Column(title="شرح", width=100, align="R"), Column(title="شمار", width=24)), rows)


def wait_in_words(seconds: int) -> str:
    """A wait in whole days, or in minutes."""
    return f"{grouped(seconds // _DAY_S)} روز" if seconds >= _DAY_S else f"{grouped(seconds // _MINUTE_S)} دقیقه"


def _services(sheet: Sheet, facts: DayFacts) -> None:
    if not facts.work.services:
        return
    sheet.section("خدمات")
    columns = (
        Column(title="خدمت", width=64, align="R"),
        Column(title="مرحله", width=40, align="R"),
        Column(title="شمار", width=18),
        Column(title="انتظار میانه", width=28),
        Column(title="بلندترین انتظار", width=30),
    )
    sheet.table(columns, [_service(facts, one) for one in facts.work.services])


def _service(facts: DayFacts, one: ServiceCount) -> tuple[str, ...]:
    called = one.step == "called"
    name = f"صف {in_digits(one.programme)}" if called else in_name(name_of(facts.names, one.programme).title)
    step = STEPS.get(one.step, one.step)
    waits = [wait_in_words(one.middle_s), wait_in_words(one.longest_s)] if one.waits else ["–", "–"]
    return name, step, grouped(one.count), *waits


def _rounds(sheet: Sheet, facts: DayFacts) -> None:
    rounds = facts.work.rounds
    if not rounds.rounds:
        return
    sheet.section("دور خانه‌ها")
    titles = ("دور", "پایان‌یافته", "خانه در فهرست", "سر زده شد", "کسی خانه بود", "نبود", "تحویل شد")
    numbers = (rounds.rounds, rounds.ended, rounds.doors, rounds.visited, rounds.reached, rounds.absent, rounds.given)
    sheet.table(tuple(Column(title=title, width=26) for title in titles), [tuple(map(mark, numbers))])
    sheet.line("دورهایی که امروز بیرون رفتند یا برگشتند.", Pen("", 7.5, GREY))
