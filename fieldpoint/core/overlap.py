"""Whether more was handed over than somebody was entitled to, as a function of the set of rows alone.

The order in which rows arrive changes nothing, so two registries that hold the same rows hold the same cases.
A case concerns sites and rules, never a family: it names all rows that contribute and no culprit, and nothing is
ever claimed back (design chapter 4.11).

What one is entitled to comes from the very function a desk decides by, over every version of the programme
that any of the rows went by, the most generous counting. Where the registry does not know the household, a fixed
quantity needs no more than the rule; otherwise what one site alone gave normally is the measure, because that
site's own rules granted it.

A bed and a floor place are one entitlement, so a case is of a programme and a period, whatever the item.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Literal

import msgspec

from fieldpoint.core.base64url import b64url
from fieldpoint.core.names import Cycle, Day, EventId, ProgrammeCode
from fieldpoint.core.people import Household
from fieldpoint.core.rules.counters import counters
from fieldpoint.core.rules.facts import Facts, Holder
from fieldpoint.core.rules.period import Moment
from fieldpoint.core.rules.programme import Programme

GivenKind = Literal["normal", "fact", "override"]
CaseKind = Literal["overlap", "offline", "override"]
_CASE = b"fp/case/1\0"
_ID_BYTES = 16


class CaseKey(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """What a case is about: one counted household, card or member, in one period of a programme."""

    holder: str
    counted_for: str
    programme: ProgrammeCode
    cycle: Cycle

    @property
    def case_id(self) -> str:
        """The same for the same key at every registry."""
        told = f"{self.holder}\0{self.counted_for}\0{self.programme}\0{self.cycle}"
        return b64url(sha256(_CASE + told.encode()).digest()[:_ID_BYTES])


class Given(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """What one row gave to one counted holder; rows that were taken back are left out."""

    event_id: EventId
    site: str
    quantity: int
    kind: GivenKind
    rule: str
    day: Day | None


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """More than the entitlement was handed over. Rows and sites stand in the order of their names."""

    key: CaseKey
    kind: CaseKind
    entitled: int
    handed: int
    events: tuple[EventId, ...]
    sites: tuple[str, ...]

    @property
    def excess(self) -> int:
        """How much more, at least 1."""
        return self.handed - self.entitled


def find(
    key: CaseKey, given: Iterable[Given], versions: Iterable[Programme], household: Household | None
) -> Finding | None:
    """The over-issue of one key, or None where nothing is too much."""
    rows = sorted(given)
    handed = sum(row.quantity for row in rows)
    entitled = _entitled(key, rows, versions, household)
    if handed <= entitled:
        return None
    return Finding(
        key=key,
        kind=_kind(rows),
        entitled=entitled,
        handed=handed,
        events=tuple(row.event_id for row in rows),
        sites=tuple(sorted({row.site for row in rows})),
    )


def _kind(rows: Sequence[Given]) -> CaseKind:
    if len({row.site for row in rows if row.kind != "override"}) > 1:
        return "overlap"
    return "offline" if any(row.kind == "fact" for row in rows) else "override"


def _entitled(key: CaseKey, rows: Sequence[Given], versions: Iterable[Programme], household: Household | None) -> int:
    rules = {row.rule for row in rows}
    by_rule = [_by_rule(key, one, rows, household) for one in versions if one.rule in rules]
    known = [amount for amount in by_rule if amount is not None]
    return max(known) if known else _by_one_site(rows)


def _by_rule(key: CaseKey, programme: Programme, rows: Sequence[Given], household: Household | None) -> int | None:
    """What a version of the rules gives this holder; None where that depends on people nobody here knows."""
    if household is None:
        return programme.quantity if isinstance(programme.quantity, int) else None
    days = sorted({row.day for row in rows if row.day is not None})
    if not days:
        return None
    holder = Holder(card_state="bound", household=household, anonymous=key.counted_for)
    facts = Facts(programme=programme, holder=holder, moment=Moment(day=days[0], clock_day=days[0]))
    amounts = [one.quantity for day in days for one in counters(facts, day) if one.counted_for == key.counted_for]
    # Somebody who was given something as a member and stands in no list here is entitled by the site's word.
    return max(amounts, default=None) or None


def _by_one_site(rows: Sequence[Given]) -> int:
    """The most that one site gave by its rules alone; a fact or an override says nothing of an entitlement."""
    normal: Counter[str] = Counter()
    for row in rows:
        if row.kind == "normal":
            normal[row.site] += row.quantity
    return max(normal.values(), default=min((row.quantity for row in rows), default=0))
