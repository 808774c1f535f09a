"""Rows and days that tests of reports add up."""

from collections.abc import Sequence
from itertools import count

from fieldpoint import ids
from fieldpoint.core.act_rows import Void
from fieldpoint.core.day_sheet import Counted
from fieldpoint.core.log_rows import Handout, Refusal
from fieldpoint.core.names import Cycle, Day, EventId, HouseholdId, OperatorId, ProgrammeCode
from fieldpoint.core.reports.day import ProgrammeName
from fieldpoint.core.reports.fold import Holder, ReportFold
from fieldpoint.core.reports.period import ReportPeriod, read_period
from fieldpoint.core.reports.reach import ReportDay
from fieldpoint.core.reports.report import OpenDay, Report

NAMES = {
    ProgrammeCode("basket"): ProgrammeName(title="سبد کالا", organisation="بهزیستی"),
    ProgrammeCode("bread"): ProgrammeName(title="نان صلواتی", organisation="بهزیستی"),
    ProgrammeCode("kit"): ProgrammeName(title="بستهٔ نوشت‌افزار"),
}
AUTUMN = read_period("1405-S3")
AZAR = read_period("1405-09")
AFTER = Day("1405-10-01")
_NUMBERS = count(1)
STAMP = {"boot": 1, "mono": 1, "wall": 1, "tq": 2, "desk": "d1", "op": OperatorId("desk"), "tab": None, "tseq": None}


def place_of(row: Handout) -> Holder:
    """A household lives where its name says, as in «h3@راه‌آهن»."""
    name = row.hh or row.card or row.id
    return Holder(name, name.partition("@")[2])


def handout(household: str, programme: str = "basket", **more: object) -> Handout:
    """One handout of two pieces to a household."""
    plain: dict[str, object] = {
        "id": ids.new_event_id(),
        "seq": next(_NUMBERS),
        "card": None,
        "hh": HouseholdId(household) if household else None,
        "prog": ProgrammeCode(programme),
        "cycle": Cycle("1405-09"),
        "item": f"{programme}-item",
        "qty": 2,
        "members": [],
        "rule": f"{programme}@1",
        "day": Day("1405-09-01"),
    }
    return Handout(**(STAMP | plain | more))  # type: ignore[arg-type]


def refusal(programme: str = "basket", reason: str = "already-collected") -> Refusal:
    """One line that was not given."""
    made = handout("h0", programme)
    members = {name: getattr(made, name) for name in ("id", "seq", "card", "hh", "prog", "cycle", "item", "qty")}
    more = {"members": [], "rule": made.rule, "day": made.day, "reason": reason}
    return Refusal(**(STAMP | members | more))  # type: ignore[arg-type]


def void(row: Handout) -> Void:
    """A handout is taken back."""
    members = {name: getattr(row, name) for name in ("card", "hh", "prog", "cycle", "item", "qty", "day")}
    more = {"id": EventId(ids.new_event_id()), "seq": next(_NUMBERS), "ref": row.id, "ref_h": "", "reason": "mistake"}
    return Void(**(STAMP | members | more))  # type: ignore[arg-type]


def day_of(site: str, day: str, *rows: Counted) -> ReportDay:
    """A closed day."""
    return ReportDay(site=site, day=Day(day), rows=rows)


def report_of(
    days: Sequence[ReportDay], period: ReportPeriod = AUTUMN, missing: Sequence[OpenDay] = (), today: Day = AFTER
) -> Report:
    """The report of these days, given in the order of closing."""
    fold = ReportFold(period, NAMES, place_of)
    for day in reversed(days):
        fold.add(day)
    return fold.report(missing, today)
