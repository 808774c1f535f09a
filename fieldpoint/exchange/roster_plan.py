"""A whole list, read once from top to bottom: repeats set apart, households gathered, oddities found.

The rows of one household may lie anywhere in the list, and nothing may be written before the last line was
seen whole; so a row waits here packed, about 300 bytes each.

Imports `core`, `errors` and its neighbours.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

import msgspec

from fieldpoint.core.names import Day
from fieldpoint.core.persian import fold
from fieldpoint.errors import Code, Invalid
from fieldpoint.exchange.contradictions import household_contradictions, row_contradictions
from fieldpoint.exchange.import_report import Findings
from fieldpoint.exchange.naming.mapping import Mapping
from fieldpoint.exchange.roster_file import Given, given_file
from fieldpoint.exchange.roster_row import RosterRow, RowReader, code_key
from fieldpoint.exchange.roster_source import nothing_in_circles, open_roster

# Told while it works: which step, how much is done, of how much.
Progress = Callable[[str, int, int], None]
_TOLD_EVERY = 500
_MOST_ROWS = 250_000  # a site has 100,000 people at the very most, and memory for not many more
# A registration names all members on one line of the log, which has an end; no real household comes near.
_LARGEST_HOUSEHOLD = 300
_LONGEST_CODE = 24  # it is printed on the card

_PACK = msgspec.msgpack.Encoder()
_UNPACK = msgspec.msgpack.Decoder(RosterRow)


def no_progress(_step: str, _done: int, _total: int) -> None:
    """Tells nobody."""


class RosterPlan:
    """What a list says, before it meets a site. `rows` counts its rows with repeats and unreadable ones.

    `neighbourhoods` has the spelling of each name that the list uses most, by its folded form.
    """

    def __init__(self, today: Day) -> None:
        self.findings = Findings()
        self.rows = self.formula_cells = self.repeated_rows = self.unreadable_rows = self.conflict_rows = 0
        self.unknown_columns: tuple[int, ...] = ()
        self.neighbourhoods: dict[str, str] = {}
        self._spellings: Counter[str] = Counter()
        self._today = today
        self._packed: dict[str, list[bytes]] = {}
        self._codes: dict[str, str] = {}
        self._last_key = ""
        self._comes_back: dict[str, set[int]] = {}
        self._seen: set[bytes] = set()
        self._ids: set[int] = set()
        self._likely: set[int] = set()

    @property
    def household_count(self) -> int:
        """How many different household codes the list has."""
        return len(self._packed)

    @property
    def distinct_valid_ids(self) -> int:
        """How many different valid national IDs the list has."""
        return len(self._ids)

    def codes(self) -> Iterator[str]:
        """The household codes, each in its longest spelling, in the order of the list."""
        return map(self._codes.__getitem__, self._packed)

    def size(self, code: str) -> int:
        """How many rows a household has."""
        return len(self._packed[code_key(code)])

    def household(self, code: str) -> tuple[RosterRow, ...]:
        """The rows of one household, in the order of the list."""
        return tuple(map(_UNPACK.decode, self._packed[code_key(code)]))

    def add(self, line: int, cells: Sequence[str], reader: RowReader) -> None:
        """Takes in one more row of the list."""
        self.rows += 1
        wrong = _unfit(cells, reader)
        row = None if wrong else reader.read(line, cells)
        if row is None:
            self._leave_out(wrong, line)
        elif self._is_repeat(row, cells, reader):
            self.repeated_rows += 1
            self.findings.add("repeated", line)
        else:
            self.formula_cells += row.odd.count("formula")
            wrong = _nobody(row)
            if wrong:
                self._leave_out(wrong, line)
            else:
                self._take_in(row)

    def finish(self) -> None:
        """Looks at each household as a whole, once all rows are in; one far too large is left out."""
        for key, packed in list(self._packed.items()):
            rows = [_UNPACK.decode(one) for one in packed]
            if len(rows) > _LARGEST_HOUSEHOLD:
                del self._packed[key]
                for row in rows:
                    self._leave_out("household-too-large", row.line)
                continue
            if key in self._comes_back:
                rows = self._without_others(key, rows)
            for row, kind in household_contradictions(rows):
                self.findings.add(kind, row.line)
        # From rare to frequent, so that the last one to be written down is the most frequent.
        self.neighbourhoods = {fold(name): name for name, _ in reversed(self._spellings.most_common())}
        self._seen.clear()
        self._likely.clear()

    def _without_others(self, key: str, rows: list[RosterRow]) -> list[RosterRow]:
        """The household without another family that the list gives the same code further down; never merged."""
        own, others = part_families(rows, self._comes_back[key])
        self._packed[key] = [_PACK.encode(row) for row in own]
        self.conflict_rows += len(others)
        for row in others:
            self.findings.add("code-of-others", row.line)
        return own

    def _leave_out(self, kind: str, line: int) -> None:
        self.unreadable_rows += 1
        self.findings.add(kind, line)

    def _is_repeat(self, row: RosterRow, cells: Sequence[str], reader: RowReader) -> bool:
        digest = blake2b(_PACK.encode(reader.key(row, cells)), digest_size=16).digest()
        if digest in self._seen:
            return True
        self._seen.add(digest)
        return False

    def _take_in(self, row: RosterRow) -> None:
        key = code_key(row.code)
        if key != self._last_key and key in self._packed:
            self._comes_back.setdefault(key, set()).add(row.line)
        self._last_key = key
        self._packed.setdefault(key, []).append(_PACK.encode(row))
        self._codes[key] = max(self._codes.get(key, ""), row.code, key=len)
        self._spellings[row.neighbourhood] += 1
        nameless = () if row.given_name or row.family_name else ("name-missing",)
        for kind in (*row.odd, *nameless, *row_contradictions(row, self._today)):
            self.findings.add(kind, row.line)
        self._hint(row)

    def _hint(self, row: RosterRow) -> None:
        """The same ID is certain; name, year of birth and neighbourhood together are likely; a human decides."""
        if row.has_valid_id and row.id_value:
            known = int(row.id_value) in self._ids
            self._ids.add(int(row.id_value))
            if known:
                self.findings.add("same-id-twice", row.line)
                return
        if row.born_on and row.name_key:
            likely = hash((row.name_key, row.born_on[:4], fold(row.neighbourhood)))
            if likely in self._likely:
                self.findings.add("likely-same-person", row.line)
            self._likely.add(likely)


def read_roster(
    given: Path | Given,
    today: Day,
    progress: Progress = no_progress,
    *,
    whole: bool = False,
    mapping: Mapping | None = None,
) -> RosterPlan:
    """The whole list as a plan; nothing is written anywhere. `whole`: the missing end of its last line is no cut.

    `Invalid` with a code of the files group, the file's name and where possible the line, when the list is
    not whole, not text, or lacks a column; `roster-empty` when no row is under its column names.
    """
    plan = RosterPlan(today)
    opened = given_file(given) if isinstance(given, Path) else given
    with nothing_in_circles(), open_roster(opened, mapping, whole=whole) as file:
        reader = RowReader(file.columns, this_year=int(today[:4]))
        plan.unknown_columns = tuple(column + 1 for column in file.columns.unknown)
        for line, cells in file.rows():
            if not plan.rows and reader.is_tags(cells):
                continue
            plan.add(line, cells, reader)
            if plan.rows > _MOST_ROWS:
                raise Invalid(Code.FILE_TOO_LARGE, file=file.name, line=line)
            if plan.rows % _TOLD_EVERY == 0:
                progress("read", file.position(), file.size)
        progress("read", file.size, file.size)
    if not plan.rows:
        raise Invalid(Code.ROSTER_EMPTY, file=opened.name)
    plan.finish()
    return plan


def part_families(rows: Sequence[RosterRow], comes_back: Container[int]) -> tuple[list[RosterRow], list[RosterRow]]:
    """The people of a code, and those of another family under it.

    `comes_back` are lines on which the code stands again after other households' rows. People from there on are
    another family when they have a head and nobody's family name in common with those above; two heads side
    by side are a couple, and a warning.
    """
    own: list[RosterRow] = []
    others: list[RosterRow] = []
    for run in _runs(rows, comes_back):
        names = {fold(row.family_name) for row in own}
        has_heads = any(row.is_head for row in own) and any(row.is_head for row in run)
        strange = has_heads and names.isdisjoint(fold(row.family_name) for row in run)
        (others if strange else own).extend(run)
    return own, others


def _runs(rows: Sequence[RosterRow], comes_back: Container[int]) -> list[list[RosterRow]]:
    runs: list[list[RosterRow]] = [[]]
    for row in rows:
        if row.line in comes_back:
            runs.append([])
        runs[-1].append(row)
    return runs


def _unfit(cells: Sequence[str], reader: RowReader) -> str:
    if reader.is_header(cells):
        return "header-again"
    if reader.is_short(cells):
        return "cells-missing"
    return "cells-surplus" if reader.is_long(cells) else ""


def _nobody(row: RosterRow) -> str:
    if not row.code:
        return "code-missing"
    if len(row.code) > _LONGEST_CODE:
        return "code-too-long"
    return "" if row.given_name or row.family_name or row.id_value else "person-missing"
