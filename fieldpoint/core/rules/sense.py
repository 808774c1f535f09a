"""Whether a rule of good form can ever hold: days that exist, windows that open, exclusions that end."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

import msgspec

from fieldpoint.core.jalali import read_day
from fieldpoint.core.rules.audience import BySize, PerMatching, PerMember
from fieldpoint.core.rules.hijri import jalali_day
from fieldpoint.core.rules.period import Daily, Every, Nightly, Once, Rounds
from fieldpoint.core.rules.programme import Programme
from fieldpoint.core.rules.window import Window

Path = tuple[str | int, ...]


class FaultKind(StrEnum):
    """What can be wrong with a programme's file, each with its sentence at the terminal."""

    NOT_TOML = "not-toml"
    FIELD_UNKNOWN = "field-unknown"
    FIELD_MISSING = "field-missing"
    VALUE_UNFIT = "value-unfit"
    DAY_UNKNOWN = "day-unknown"
    WINDOW_IMPOSSIBLE = "window-impossible"
    HOURS_EMPTY = "hours-empty"
    ROUNDS_UNORDERED = "rounds-unordered"
    ROUND_DOUBLED = "round-doubled"
    AGES_CROSSED = "ages-crossed"
    SIZES_CROSSED = "sizes-crossed"
    STEPS_UNORDERED = "steps-unordered"
    QUANTITY_UNFIT = "quantity-unfit"
    CAP_UNFIT = "cap-unfit"
    MAKE_UP_UNFIT = "make-up-unfit"
    EXCLUDES_ITSELF = "excludes-itself"
    EXCLUDED_UNKNOWN = "excluded-unknown"
    EXCLUSION_CYCLE = "exclusion-cycle"
    ITEM_UNKNOWN = "item-unknown"
    OFFLINE_UNFIT = "offline-unfit"
    PUZZLE_TOO_LARGE = "puzzle-too-large"
    PLACE_DOUBLED = "place-doubled"
    PROGRAMME_MISSING = "programme-missing"


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What a file may name: items, and other programmes with what each of them excludes."""

    items: frozenset[str]
    exclusions: Mapping[str, tuple[str, ...]]


class Flaw(msgspec.Struct, frozen=True):
    """One thing that cannot hold, and which field says it."""

    path: Path
    kind: FaultKind


def flaws(programme: Programme, known: Known) -> Iterator[Flaw]:
    """Everything in a programme that cannot hold, in the order of the fields."""
    yield from _item(programme, known)
    yield from _quantity(programme)
    yield from _period(programme)
    yield from _day(programme.in_force_from, "in_force_from")
    yield from _audience(programme)
    yield from _windows(programme)
    yield from _exclusions(programme, known)
    yield from _cap(programme)
    yield from _offline(programme)


def _item(programme: Programme, known: Known) -> Iterator[Flaw]:
    if programme.item_title_fa is None and programme.item not in known.items:
        yield Flaw(("item",), FaultKind.ITEM_UNKNOWN)


def _quantity(programme: Programme) -> Iterator[Flaw]:
    quantity = programme.quantity
    if isinstance(quantity, PerMember | PerMatching | BySize) and programme.counts_for != "household":
        yield Flaw(("quantity",), FaultKind.QUANTITY_UNFIT)
    if isinstance(quantity, BySize):
        sizes = [step.size_from for step in quantity.steps]
        if sizes != sorted(set(sizes)):
            yield Flaw(("quantity", "steps"), FaultKind.STEPS_UNORDERED)


def _period(programme: Programme) -> Iterator[Flaw]:
    period = programme.period
    if isinstance(period, Every):
        yield from _day(period.anchor, "period", "anchor")
    if isinstance(period, Rounds):
        yield from _rounds(period)
    if programme.make_up_days and isinstance(period, Rounds | Once):
        yield Flaw(("make_up_days",), FaultKind.MAKE_UP_UNFIT)


def _rounds(period: Rounds) -> Iterator[Flaw]:
    names, last = set[str](), ""
    for number, one in enumerate(period.rounds):
        place: Path = ("period", "rounds", number)
        found = [*_day(one.first, *place, "first"), *_day(one.last, *place, "last")]
        found += _day(one.make_up_until, *place, "make_up_until")
        yield from found
        if one.name in names:
            yield Flaw((*place, "name"), FaultKind.ROUND_DOUBLED)
        if one.first > one.last or (one.make_up_until is not None and one.make_up_until <= one.last):
            yield Flaw(place, FaultKind.WINDOW_IMPOSSIBLE)
        elif one.first <= last:
            yield Flaw(place, FaultKind.ROUNDS_UNORDERED)
        names.add(one.name)
        last = one.last


def _audience(programme: Programme) -> Iterator[Flaw]:
    audience = programme.audience
    yield from _day(audience.age_on, "audience", "age_on")
    if (audience.age_from or 0) > (150 if audience.age_to is None else audience.age_to):
        yield Flaw(("audience", "age_from"), FaultKind.AGES_CROSSED)
    if (audience.size_from or 0) > (100 if audience.size_to is None else audience.size_to):
        yield Flaw(("audience", "size_from"), FaultKind.SIZES_CROSSED)


def _windows(programme: Programme) -> Iterator[Flaw]:
    yield from window_flaws(programme.window)
    if programme.hours is not None and programme.hours.first == programme.hours.last:
        yield Flaw(("hours",), FaultKind.HOURS_EMPTY)


def window_flaws(windows: Iterable[Window]) -> Iterator[Flaw]:
    """Days that are in no calendar, and windows that end before they begin."""
    for number, window in enumerate(windows):
        days: list[str] = []
        for field in ("first", "last"):
            try:
                days.append(jalali_day(window.calendar, getattr(window, field)))
            except ValueError:
                yield Flaw(("window", number, field), FaultKind.DAY_UNKNOWN)
        if days != sorted(days):
            yield Flaw(("window", number, "last"), FaultKind.WINDOW_IMPOSSIBLE)


def _exclusions(programme: Programme, known: Known) -> Iterator[Flaw]:
    graph = {**known.exclusions, programme.code: programme.exclusive_with}
    for number, code in enumerate(programme.exclusive_with):
        place: Path = ("exclusive_with", number)
        if code == programme.code:
            yield Flaw(place, FaultKind.EXCLUDES_ITSELF)
        elif code not in graph:
            yield Flaw(place, FaultKind.EXCLUDED_UNKNOWN)
        elif _reaches(graph, code, programme.code):
            yield Flaw(place, FaultKind.EXCLUSION_CYCLE)


def _reaches(graph: Mapping[str, tuple[str, ...]], start: str, goal: str) -> bool:
    """Whether a way of exclusions leads from one programme to another."""
    seen, ahead = set[str](), [start]
    while ahead:
        code = ahead.pop()
        if code == goal:
            return True
        if code not in seen:
            seen.add(code)
            ahead += graph.get(code, ())
    return False


def _cap(programme: Programme) -> Iterator[Flaw]:
    cap = programme.site_cap
    if cap is None:
        return
    if not isinstance(programme.period, Daily | Nightly):
        yield Flaw(("site_cap",), FaultKind.CAP_UNFIT)
    if bool(cap.overflow) != (cap.overflow_item is not None) or cap.overflow_item == programme.item:
        yield Flaw(("site_cap", "overflow_item"), FaultKind.CAP_UNFIT)


def _offline(programme: Programme) -> Iterator[Flaw]:
    """Where a holder's whole quantity is known beforehand, nobody gets more than that unseen."""
    quantity, offline = programme.quantity, programme.offline
    if offline is None or programme.counts_for == "member":
        return
    whole = quantity if isinstance(quantity, int) else None
    if isinstance(quantity, BySize):
        whole = max(step.count for step in quantity.steps)
    if whole is not None and offline.most > whole:
        yield Flaw(("offline", "most"), FaultKind.OFFLINE_UNFIT)


def _day(day: str | None, *path: str | int) -> Iterator[Flaw]:
    try:
        if day is not None:
            read_day(day)
    except ValueError:
        yield Flaw(path, FaultKind.DAY_UNKNOWN)
