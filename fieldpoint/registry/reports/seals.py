"""Whether a printed day sheet is true, by the rows that the registry holds: from its QR code, or its ten symbols.

A code proves which close it is of, and not what stands around it on the paper: so the close's own sums are answered
with it, to be compared with those in print.

Imports core and the store.
"""

from collections.abc import Callable, Iterable
from typing import Final, Literal

import msgspec
from msgspec import UnsetType

from fieldpoint.core import crockford
from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.date_text import read_day_text
from fieldpoint.core.day_sheet import SEAL_SYMBOLS, seal_code
from fieldpoint.core.day_totals import LineTotal
from fieldpoint.core.log_rows import DayClose, decode_row
from fieldpoint.core.names import Day, Head
from fieldpoint.core.persian import ascii_digits
from fieldpoint.core.reports.seal import DaySeal, read_seal
from fieldpoint.core.stock.total import StockTotal
from fieldpoint.errors import Code, Invalid
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.tables.shapes import CloseMark, CloseState

SheetVerdict = Literal["true", "differs", "unchecked", "not-here", "foreign"]
_VERDICTS: Final[dict[CloseState, SheetVerdict]] = {"right": "true", "wrong": "differs", "unchecked": "unchecked"}


class CheckedSheet(msgspec.Struct, frozen=True, kw_only=True):
    """What a code is worth, and the close that it is of, where there is one.

    `true`: of this site's log, and its rows add up to its sums; `differs`: of this log, and they do not; `unchecked`:
    of this log, and rows of the day are on their way. `foreign`: that site closed that day otherwise. `not-here`: no
    close of that day with this code has come, of a site that one sees.
    """

    verdict: SheetVerdict
    site: str = ""
    day: str = ""
    code: str = ""
    row: int = 0
    households: int = 0
    refused: int = 0
    lines: list[LineTotal] = []
    stock: list[StockTotal] = []


class _Close(msgspec.Struct, frozen=True, kw_only=True):
    mark: CloseMark
    head: Head


def check_sheet(
    store: RegistryStore, sees: Callable[[str], bool], text: str, day_text: str, this_year: int
) -> CheckedSheet:
    """What the text of a sheet's QR code is worth, or its ten symbols with the sheet's day.

    `Invalid` (`seal-unreadable`) for a text that is neither, or ten symbols without a day.
    """
    try:
        seal = read_seal(text)
    except ValueError:
        return _by_symbols(store, sees, _symbols(text), _day(day_text, this_year))
    found = _closes(store, seal.day, lambda site: site == seal.site and sees(site))
    for one in found:
        if (one.mark.seq, one.head) == (seal.seq, seal.head):
            return _checked(store, one)
    return _not_found(seal, foreign=bool(found))


def _by_symbols(store: RegistryStore, sees: Callable[[str], bool], code: str, day: Day) -> CheckedSheet:
    for one in _closes(store, day, sees):
        if seal_code(one.head) == code:
            return _checked(store, one)
    return CheckedSheet(verdict="not-here", day=day, code=code)


def _not_found(seal: DaySeal, *, foreign: bool) -> CheckedSheet:
    verdict: SheetVerdict = "foreign" if foreign else "not-here"
    return CheckedSheet(verdict=verdict, site=seal.site, day=seal.day, code=seal_code(seal.head), row=seal.seq)


def _closes(store: RegistryStore, day: Day, wanted: Callable[[str], bool]) -> list[_Close]:
    marks: Iterable[CloseMark] = (mark for mark in store.closes_of(day) if wanted(mark.site))
    links = ((mark, next(store.links(mark.epoch_no, mark.seq, mark.seq), None)) for mark in marks)
    return [_Close(mark=mark, head=link.head) for mark, link in links if link is not None]


def _checked(store: RegistryStore, found: _Close) -> CheckedSheet:
    mark = found.mark
    try:
        close = decode_row(next(store.lines_of(mark.epoch_no, mark.seq, mark.seq), b""))
    except UNREADABLE:
        close = None
    base = CheckedSheet(
        verdict=_VERDICTS[mark.state], site=mark.site, day=mark.day, code=seal_code(found.head), row=mark.seq
    )
    if not isinstance(close, DayClose):
        return base
    stock = [] if isinstance(close.stock, UnsetType) else close.stock
    more = {"households": close.households, "refused": close.refused, "lines": close.lines, "stock": stock}
    return msgspec.structs.replace(base, **more)


def _symbols(text: str) -> str:
    """Ten symbols as they are printed, whatever stands between them and however they were typed."""
    bare = ascii_digits(text).replace("-", "").replace(" ", "").strip()
    try:
        number = crockford.value(bare)
    except ValueError as fault:
        raise Invalid(Code.SEAL_UNREADABLE) from fault
    if len(bare) != SEAL_SYMBOLS:
        raise Invalid(Code.SEAL_UNREADABLE)
    return crockford.symbols(number, SEAL_SYMBOLS)


def _day(text: str, this_year: int) -> Day:
    found = read_day_text(text, this_year)
    if found is None:
        raise Invalid(Code.SEAL_UNREADABLE)
    return found.day
