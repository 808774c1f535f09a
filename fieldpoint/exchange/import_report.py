"""What came of reading a list: counts and line numbers, never a name or an ID.

Imports `core` and its neighbours.
"""

from array import array
from collections import defaultdict
from typing import Literal

import msgspec

# Errors kept a row out, doubts let it in as it is, warnings ask a human to look when there is time.
Weight = Literal["error", "doubt", "warning"]

# Every kind of finding: its weight, and the column that it is about ('' for the whole row).
KINDS: dict[str, tuple[Weight, str]] = {
    "cells-missing": ("error", ""),
    "cells-surplus": ("error", ""),
    "header-again": ("error", ""),
    "code-missing": ("error", "household_code"),
    "code-too-long": ("error", "household_code"),
    "person-missing": ("error", "family_name"),
    "household-too-large": ("error", "household_code"),
    "code-of-others": ("error", "household_code"),
    "id-invalid": ("doubt", "national_id"),
    "id-missing": ("doubt", "national_id"),
    "id-of-other-kind": ("doubt", "national_id"),
    "repeated": ("doubt", ""),
    "differs-from-register": ("doubt", ""),
    "changed-here-since": ("doubt", ""),
    "moved-here-since": ("doubt", "neighbourhood"),
    "review-set-here-since": ("doubt", "review_date"),
    "same-id-twice": ("warning", "national_id"),
    "same-id-elsewhere": ("warning", "national_id"),
    "likely-same-person": ("warning", "family_name"),
    "formula": ("warning", ""),
    "name-missing": ("warning", "family_name"),
    "second-id": ("warning", "national_id"),
    "birth-date-unreadable": ("warning", "birth_date"),
    "review-date-unreadable": ("warning", "review_date"),
    "birth-date-gregorian": ("warning", "birth_date"),
    "sex-unreadable": ("warning", "sex"),
    "phone-unreadable": ("warning", "phone"),
    "several-phones": ("warning", "phone"),
    "head-missing": ("warning", "relation"),
    "several-heads": ("warning", "relation"),
    "neighbourhoods-differ": ("warning", "neighbourhood"),
    "man-tagged-woman-head": ("warning", "tags"),
    "relation-not-of-sex": ("warning", "relation"),
    "head-very-young": ("warning", "birth_date"),
    "born-in-future": ("warning", "birth_date"),
    "age-unlikely": ("warning", "birth_date"),
    "elderly-tag-on-younger": ("warning", "tags"),
    "child-tag-on-adult": ("warning", "tags"),
    "pupil-tag-by-age": ("warning", "tags"),
    "child-older-than-head": ("warning", "birth_date"),
    "parent-younger-than-head": ("warning", "birth_date"),
}


class Finding(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of thing that was found, in how many places, and on which lines (ascending, maybe not all)."""

    kind: str
    weight: Weight
    field: str
    count: int
    lines: tuple[int, ...]


class Findings:
    """Collects findings while a list is read: four bytes each, for a list may have very many."""

    def __init__(self) -> None:
        self._lines: defaultdict[str, array[int]] = defaultdict(lambda: array("L"))

    def add(self, kind: str, line: int) -> None:
        """One more of a kind; a kind that is not in `KINDS` is a `KeyError`."""
        _ = KINDS[kind]
        self._lines[kind].append(line)

    def count(self, kind: str) -> int:
        """How many of a kind there are."""
        return len(self._lines[kind]) if kind in self._lines else 0

    def warnings(self) -> dict[str, int]:
        """How many there are of each kind of warning that was found."""
        return {kind: self.count(kind) for kind in KINDS if KINDS[kind][0] == "warning" and self.count(kind)}

    def listed(self, most: int | None = None) -> tuple[Finding, ...]:
        """All kinds that were found, errors first, each with its first `most` lines."""
        return tuple(
            Finding(
                kind=kind,
                weight=KINDS[kind][0],
                field=KINDS[kind][1],
                count=self.count(kind),
                lines=tuple(sorted(self._lines[kind])[:most]),
            )
            for kind in KINDS
            if self.count(kind)
        )


class ImportReport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What came of a list. The seven kinds of row add up to `rows`; repeats were set apart first.

    `added_…` were written, or would be on a dry run; `unchanged_people` were here already, `updated_people` are
    corrected by the list; `changed_people` are here with other particulars, which stay as they are.
    `left_rows` say something else than what a desk has done since, and change nothing.
    `ignored_columns` count from 1.
    """

    office: str
    dry_run: bool
    rows: int
    households: int
    distinct_valid_ids: int
    valid_id_rows: int
    invalid_id_rows: int
    missing_id_rows: int
    other_id_rows: int
    repeated_rows: int
    conflict_rows: int
    unreadable_rows: int
    formula_cells: int
    added_households: int
    added_people: int
    unchanged_people: int
    changed_people: int
    updated_people: int
    left_rows: int
    neighbourhoods: dict[str, int]
    warnings: dict[str, int]
    ignored_columns: tuple[int, ...]
    findings: tuple[Finding, ...]
