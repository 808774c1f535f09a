"""The three-monthly report of what was done, for the benefactors' meeting, and what the meeting resolved.

An officer writes reports of their organisation, an admin those of the whole registry. The log says that a report was
saved or a resolution closed, never what stands in it. Imports core, ids, the store and its neighbours.
"""

from typing import Final

import msgspec

from fieldpoint.core.gifts.sums import quarter_days
from fieldpoint.core.jalali import read_day
from fieldpoint.core.names import Day
from fieldpoint.core.persian import prose
from fieldpoint.errors import Code, Invalid, NotFound
from fieldpoint.ids import new_event_id
from fieldpoint.registry.audit import Act, Decision, record
from fieldpoint.registry.gifts.shapes import ActionReport, Resolution
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.store import RegistryStore

_LONGEST_TITLE: Final = 120
_LONGEST_BODY: Final = 8_000


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody wrote: a title and paragraphs, one a line."""

    title: str
    body: str


def begin_report(store: RegistryStore, officer: SignedIn, quarter: str, written: Written, now_ms: int) -> str:
    """The id of a new report of a quarter. Commits. `Invalid` (`settings-invalid`)."""
    try:
        quarter_days(quarter)
    except ValueError:
        raise Invalid(Code.SETTINGS_INVALID, field="quarter") from None
    one = ActionReport(
        report=new_event_id(),
        quarter=quarter,
        organisation=officer.officer.organisation,
        title=_title(written.title),
        body=_body(written.body),
        made_at=now_ms,
    )
    with store.transaction():
        store.save_report(one)
        _note(store, officer, now_ms, "report.save", one.report)
    return one.report


def rewrite_report(store: RegistryStore, officer: SignedIn, report: str, written: Written, now_ms: int) -> None:
    """The report says this from here on. Commits. `NotFound` (`report-unknown`), `Invalid` (`settings-invalid`)."""
    with store.transaction():
        before = own_report(store, officer, report)
        after = msgspec.structs.replace(before, title=_title(written.title), body=_body(written.body))
        store.save_report(after)
        _note(store, officer, now_ms, "report.save", report)


def resolve(store: RegistryStore, officer: SignedIn, report: str, said: tuple[str, str, str], now_ms: int) -> None:
    """The meeting resolved something: what, who sees to it, the Jalali day by which it is due. Commits.

    `NotFound` (`report-unknown`), `Invalid` (`settings-invalid`) for an empty word or a day that is none.
    """
    what, owner, due = said
    try:
        read_day(due)
    except ValueError:
        raise Invalid(Code.SETTINGS_INVALID, field="due") from None
    one = Resolution(number=0, what=_title(what), owner=_title(owner), due=Day(due), done_on=None)
    with store.transaction():
        own_report(store, officer, report)
        store.add_resolution(report, one)
        _note(store, officer, now_ms, "resolution.save", report)


def set_done(
    store: RegistryStore, officer: SignedIn, resolution: tuple[str, int], done_on: Day | None, now_ms: int
) -> None:
    """The resolution of a report was done on that day, or is open again. Commits. `NotFound` (`report-unknown`)."""
    report, number = resolution
    with store.transaction():
        own_report(store, officer, report)
        if all(one.number != number for one in store.resolutions(report)):
            raise NotFound(Code.REPORT_UNKNOWN)
        store.set_done(report, number, done_on)
        _note(store, officer, now_ms, "resolution.save", report)


def own_reports(store: RegistryStore, officer: SignedIn) -> list[ActionReport]:
    """The reports that somebody sees: all, or those of their organisation; the newest quarter first."""
    return [one for one in store.reports() if _theirs(officer, one)]


def own_report(store: RegistryStore, officer: SignedIn, report: str) -> ActionReport:
    """One of them. `NotFound` (`report-unknown`)."""
    found = store.report(report)
    if found is None or not _theirs(officer, found):
        raise NotFound(Code.REPORT_UNKNOWN)
    return found


def _theirs(officer: SignedIn, one: ActionReport) -> bool:
    return officer.officer.organisation in ("", one.organisation)


def _title(text: str) -> str:
    text = prose(text)
    if not 0 < len(text) <= _LONGEST_TITLE:
        raise Invalid(Code.SETTINGS_INVALID, field="title")
    return text


def _body(text: str) -> str:
    if len(text) > _LONGEST_BODY:
        raise Invalid(Code.SETTINGS_INVALID, field="body")
    return "\n".join(line for line in map(prose, text.splitlines()) if line)


def _note(store: RegistryStore, officer: SignedIn, now_ms: int, act: Act, about: str) -> None:
    by = officer.by(now_ms)
    record(store, Decision(n=0, at=by.now_ms, who=by.who, act=act, about=about))
