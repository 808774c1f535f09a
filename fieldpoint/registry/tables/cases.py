"""Cases: where more was handed over than somebody was entitled to. Nothing here commits.

Imports core, the engine and the shapes.
"""

from collections.abc import Sequence
from typing import Any

import msgspec

from fieldpoint.core.names import Cycle, EventId, ProgrammeCode
from fieldpoint.core.overlap import CaseKey, Finding
from fieldpoint.registry.engines.engine import Engine, listed
from fieldpoint.registry.tables.shapes import Case, CaseState

_COLUMNS = (
    "case_id, holder, counted_for, prog, cycle, kind, entitled, handed, events, sites, state, opened_at, changed_at"
)
_HOLDERS_A_QUERY = 500


class CaseTables:
    """The table `cases`."""

    _db: Engine

    def open_case(self, finding: Finding, state: CaseState, now_ms: int) -> None:
        """The case says what is found now; what a person decided about the same excess stays decided."""
        key = finding.key
        self._db.execute(
            f"INSERT INTO cases ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
            " ON CONFLICT (case_id) DO UPDATE SET kind = excluded.kind, entitled = excluded.entitled,"
            " handed = excluded.handed, events = excluded.events, sites = excluded.sites,"
            " state = CASE WHEN cases.events = excluded.events AND cases.state <> 'gone' THEN cases.state"
            " ELSE excluded.state END, changed_at = excluded.changed_at",
            (
                key.case_id,
                key.holder,
                key.counted_for,
                key.programme,
                key.cycle,
                finding.kind,
                finding.entitled,
                finding.handed,
                _in_order(finding.events),
                _in_order(finding.sites),
                state,
                now_ms,
                now_ms,
            ),
        )

    def set_case_state(self, case_id: str, state: CaseState, now_ms: int) -> None:
        """What became of a case."""
        self._db.execute("UPDATE cases SET state = ?, changed_at = ? WHERE case_id = ?", (state, now_ms, case_id))

    def case(self, case_id: str) -> Case | None:
        """A case by its name."""
        row = self._db.execute(f"SELECT {_COLUMNS} FROM cases WHERE case_id = ?", (case_id,)).fetchone()  # noqa: S608
        return None if row is None else _case(row)

    def cases_of(self, holders: Sequence[str]) -> list[Case]:
        """The cases of these holders that are not gone, by name."""
        query = f"SELECT {_COLUMNS} FROM cases WHERE holder IN ({self._db.several}) AND state <> 'gone'"  # noqa: S608
        found = [_case(row) for row in self._db.execute(query, (listed(holders),))]
        return sorted(found, key=lambda case: case.case_id)

    def cases(self, state: CaseState | None = None) -> list[Case]:
        """Every case, or those in one state, by name."""
        query = f"SELECT {_COLUMNS} FROM cases WHERE state = coalesce(?, state) ORDER BY case_id"  # noqa: S608
        return [_case(row) for row in self._db.execute(query, (state,))]


def _in_order(names: Sequence[str]) -> str:
    return msgspec.json.encode(names).decode()


def _case(row: tuple[Any, ...]) -> Case:
    key = CaseKey(holder=row[1], counted_for=row[2], programme=ProgrammeCode(row[3]), cycle=Cycle(row[4]))
    finding = Finding(
        key=key,
        kind=row[5],
        entitled=row[6],
        handed=row[7],
        events=msgspec.json.decode(row[8], type=tuple[EventId, ...]),
        sites=msgspec.json.decode(row[9], type=tuple[str, ...]),
    )
    return Case(case_id=row[0], finding=finding, state=row[10], opened_at=row[11], changed_at=row[12])
