"""Days are added up: sums as the closes have them, households once, small counts hidden, what is missing is said."""

from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fieldpoint.core.day_sheet import QUARANTINED, add_up
from fieldpoint.core.names import Day
from fieldpoint.core.reports.period import read_period
from fieldpoint.core.reports.reach import ReportDay
from fieldpoint.core.reports.report import OpenDay, Report
from fieldpoint.core.suppression import FEWEST
from tests.reports.made_up import AZAR, NAMES, day_of, handout, place_of, refusal, report_of, void

DAYS = ("1405-07-02", "1405-07-20", "1405-08-01", "1405-09-01", "1405-09-03")
PLACES = ("", "راه‌آهن", "هلال احمر", "جمال‌زاده")
HANDED = st.tuples(
    st.sampled_from(("s-1", "s-2")),
    st.sampled_from(DAYS),
    st.sampled_from(tuple(NAMES)),
    st.builds("h{}@{}".format, st.integers(0, 30), st.sampled_from(PLACES)),
)
WORLD = st.lists(HANDED, max_size=60)


def days_of(world: Sequence[tuple[str, str, str, str]]) -> list[ReportDay]:
    """A world's handouts as days; every ninth is refused, every fifth taken back on the day itself."""
    found: dict[tuple[str, str], list[Any]] = {}
    for number, (site, day, programme, household) in enumerate(world):
        rows = found.setdefault((site, day), [])
        row = handout(household, programme)
        rows += [refusal(programme)] if number % 9 == 8 else [row, void(row)] if number % 5 == 4 else [row]
    return [day_of(site, day, *found[site, day]) for site, day in sorted(found, key=lambda key: key[1])]


def numbers(report: Report) -> dict[str, int]:
    """What adds up."""
    total = report.total
    return {name: getattr(total, name) for name in ("handouts", "handed", "voided", "refused", "over")}


def test_a_report_says_what_was_done() -> None:
    """By programme, organisation, site and month; households once, those of whom all was taken back not at all.

    A handout without any card is counted, and no household with it.
    """
    gone = handout("h9@راه‌آهن")
    days = [
        day_of("s-1", "1405-08-30", handout("h1@راه‌آهن"), handout("h1@راه‌آهن", "bread"), gone),
        day_of("s-1", "1405-09-01", void(gone), refusal(), handout("h2@", flags=[QUARANTINED])),
        day_of("s-2", "1405-09-01", handout("h1@راه‌آهن", "kit", qty=7), handout("", "kit", qty=0)),
    ]
    report = report_of(days)
    assert (report.days, report.sites, report.unfinished) == (3, ("s-1", "s-2"), False)
    assert (report.total.households, report.total.handouts, report.total.handed) == (1, 5, 13)
    assert (report.total.voided, report.total.refused) == (2, 1)
    assert [(one.title, one.sums.handouts) for one in report.by_programme] == [
        ("سبد کالا", 2),
        ("نان صلواتی", 1),
        ("بستهٔ نوشت‌افزار", 2),
    ]
    assert [(one.code, one.sums.households) for one in report.by_organisation] == [("", 1), ("بهزیستی", 1)]
    assert [(one.title, one.sums.handouts) for one in report.by_month] == [("آبان ۱۴۰۵", 3), ("آذر ۱۴۰۵", 2)]
    assert report.refused == (("already-collected", 1),)


@given(world=WORLD)
def test_sites_add_up_to_the_whole(world: list[tuple[str, str, str, str]]) -> None:
    """Of handouts, pieces, voids, refusals; households of all are at most those of the sites together."""
    days = days_of(world)
    whole = report_of(days)
    parts = [report_of([day for day in days if day.site == site]) for site in ("s-1", "s-2")]
    assert numbers(whole) == {name: sum(numbers(part)[name] for part in parts) for name in numbers(whole)}
    assert whole.total.households <= sum(part.total.households for part in parts)
    assert [one.sums for one in whole.by_site] == [part.total for part in parts if part.days]


@given(world=WORLD)
def test_months_add_up_to_the_quarter_and_to_the_closes(world: list[tuple[str, str, str, str]]) -> None:
    """The report's sums are those of the days' closes, however it is cut."""
    days = days_of(world)
    quarter = report_of(days)
    months = [report_of([day for day in days if day.day[:7] == month], read_period(month)) for month in _months()]
    assert numbers(quarter) == {name: sum(numbers(month)[name] for month in months) for name in numbers(quarter)}
    closes = [add_up(day.rows, {}) for day in days]
    assert quarter.total.handed == sum(line.handed for close in closes for line in close.lines)
    assert quarter.total.refused == sum(close.refused for close in closes)


@given(world=WORLD)
def test_neighbourhoods_add_up_and_none_is_small(world: list[tuple[str, str, str, str]]) -> None:
    """All of them together are the handouts that stand; who is named had five households in some month at some site."""
    days = days_of(world)
    report = report_of(days)
    standing = sum(line.rows for day in days for line in add_up(day.rows, {}).lines) - len(_voids(days))
    assert sum(cell.sums[0] for cell in report.by_place) == standing
    assert sum(cell.sums[0] for cell in report.places) == standing
    reached: dict[tuple[object, ...], set[str]] = {}
    for day in days:
        for row in day.rows:
            if row.id not in _voids(days) and hasattr(row, "given") and not hasattr(row, "reason"):
                key = (day.site, day.day[:7], row.prog, place_of(row).place)  # type: ignore[union-attr, arg-type]
                reached.setdefault(key, set()).add(str(row.hh))  # type: ignore[union-attr]
    enough = {key[3] for key, found in reached.items() if len(found) >= FEWEST}
    assert {cell.place for cell in report.by_place} - {None} <= enough


def test_an_open_day_is_named_and_neighbourhoods_wait() -> None:
    """A report with a missing day, and one whose period is not over, is unfinished."""
    days = [day_of("s-1", "1405-09-01", *(handout(f"h{number}@راه‌آهن") for number in range(9)))]
    missing = OpenDay(site="s-1", day=Day("1405-09-02"))
    for report in (report_of(days, AZAR, [missing]), report_of(days, AZAR, today=AZAR.last)):
        assert report.unfinished
        assert not report.by_place
    assert report_of(days, AZAR, [missing]).open_days == (missing,)
    assert [cell.place for cell in report_of(days, AZAR).by_place] == ["راه‌آهن"]


def _months() -> tuple[str, ...]:
    return ("1405-07", "1405-08", "1405-09")


def _voids(days: Sequence[ReportDay]) -> set[str]:
    return {row.ref for day in days for row in day.rows if hasattr(row, "ref_h")}  # type: ignore[union-attr]
