"""A log and what the registry holds of it do not agree: what is missing on either side comes over (chapter 4.9).

In the newest life a person must look first: the log is marked as due for a new life, and where it is merely behind, its
lost rows are fetched and stand again byte for byte. In an earlier life what the registry lacks is carried into the
newest one, and what this site lost is learned there; then that life has ended.

Imports core, store and the client.
"""

from collections.abc import AsyncGenerator, Callable, Iterable

import msgspec

from fieldpoint.clock import Clock
from fieldpoint.core.answer import EpochState
from fieldpoint.core.base64url import b64url
from fieldpoint.database import Connection, file_of, transaction
from fieldpoint.errors import Broken, Code, Unavailable
from fieldpoint.store import log, outbox
from fieldpoint.store.lives.carry import OtherRow, carry, end_life, other_row, take_back
from fieldpoint.store.lives.due import Reason, ease_due, set_due
from fieldpoint.store.lives.returned import rows_returned
from fieldpoint.store.outbox import Standing
from fieldpoint.store.register.wipe import empty_wal, overwrite_freed
from fieldpoint.store.repair.erase_again import note_erasures_of
from fieldpoint.store.transaction import transaction_on
from fieldpoint.store.witness_form import Record
from fieldpoint.sync.in_thread import in_thread
from fieldpoint.sync.lives.held_rows import HeldRows, Source
from fieldpoint.sync.registry_client import Denied

_IDS_AT_ONCE = 2_000


class Reconciler(msgspec.Struct, frozen=True):
    """One session's; the connection is used by nobody else meanwhile."""

    connection: Connection
    clock: Clock
    source: Source

    async def look(self, standing: Standing, held: EpochState) -> None:
        """The newest life is due for another; what it lost stands again where nothing else stands. Commits."""
        behind = held.top > standing.last
        await in_thread(lambda: self._set_due("rollback" if behind else "fork"))
        if not behind:
            return
        if await self._common(standing, held) < standing.last or not await in_thread(self._fits(standing)):
            await in_thread(self._is_fork_after_all)
            return
        records = [one async for rows in self._from(standing, held) for one in _records(standing, rows)]
        await in_thread(lambda: self._take_back(standing, records))

    async def carry_over(self, standing: Standing, held: EpochState) -> None:
        """An earlier life has ended where both sides agree last; what stands above goes into the newest. Commits."""
        common = await self._common(standing, held)
        own = await in_thread(lambda: self._own(standing, common))
        missing = await self._missing(own)
        upto = msgspec.structs.replace(standing, last=common)
        theirs = [
            row
            async for rows in self._from(upto, held)
            for seq, line in enumerate(rows.lines, start=rows.first)
            if seq > common and (row := other_row(standing.epoch, seq, line)) is not None
        ]
        await in_thread(lambda: self._carry(standing, common, (missing, theirs)))

    def _set_due(self, reason: Reason) -> None:
        with transaction(self.connection):
            set_due(self.connection, reason, self.clock.now().wall_ms)

    def _is_fork_after_all(self) -> None:
        with transaction(self.connection):
            ease_due(self.connection)

    def _fits(self, standing: Standing) -> Callable[[], bool]:
        return lambda: outbox.standings(self.connection)[-1].last == standing.last

    def _take_back(self, standing: Standing, records: list[Record]) -> None:
        with transaction_on(self.connection, self.clock.now()) as tx:
            if (tx.head.epoch_no, tx.head.seq) != (standing.epoch_no, standing.last):
                raise Broken(Code.CHAIN_BROKEN, epoch=standing.epoch_no, seq=tx.head.seq)
            self._note_erasures(one.line for one in records)
            take_back(tx, records)
            rows_returned(self.connection)
        empty_wal(self.connection)

    def _carry(self, standing: Standing, common: int, rows: tuple[list[OtherRow], list[OtherRow]]) -> None:
        missing, theirs = rows
        with transaction_on(self.connection, self.clock.now()) as tx:
            self._note_erasures(one.line for one in theirs)
            carry(tx, missing, learned=False)
            carry(tx, theirs, learned=True)
            end_life(self.connection, standing.epoch_no, common)
        empty_wal(self.connection)

    def _note_erasures(self, lines: Iterable[bytes]) -> None:
        """Whom a row that came over erases is on the list beside the database too, as if it were erased here."""
        overwrite_freed(self.connection)
        for line in lines:
            note_erasures_of(file_of(self.connection).parent, line)

    def _own(self, standing: Standing, common: int) -> list[OtherRow]:
        lines = log.lines(self.connection, standing.epoch_no, common + 1, standing.last)
        found = (other_row(standing.epoch, seq, line) for seq, line, _ in lines)
        return [row for row in found if row is not None]

    async def _missing(self, own: list[OtherRow]) -> list[OtherRow]:
        """Those of the rows that the registry has nowhere."""
        missing: set[str] = set()
        for start in range(0, len(own), _IDS_AT_ONCE):
            answer = await self.source.client.have([row.event_id for row in own[start : start + _IDS_AT_ONCE]])
            if isinstance(answer, Denied):
                raise Unavailable(Code.REGISTRY_UNREACHABLE)
            missing.update(answer.missing)
        return [row for row in own if row.event_id in missing]

    async def _common(self, standing: Standing, held: EpochState) -> int:
        """The last row on which both sides agree, 0 for none."""
        seq = min(standing.last, held.hwm)
        if seq == held.hwm and await in_thread(lambda: self._head(standing, seq)) == held.head:
            return seq
        while seq > 0:
            rows = await self.source.rows(standing.epoch, seq)
            if rows is None:
                raise Unavailable(Code.REGISTRY_UNREACHABLE)
            while seq >= rows.first - 1:
                if await in_thread(lambda at=seq: self._head(standing, at)) == b64url(rows.head_at(seq)):
                    return seq
                seq -= 1
        return 0

    def _head(self, standing: Standing, seq: int) -> str | None:
        head = outbox.head_at(self.connection, standing.epoch_no, seq)
        return None if head is None else b64url(head)

    async def _from(self, standing: Standing, held: EpochState) -> AsyncGenerator[HeldRows]:
        """What the registry holds above a standing's last row, batch by batch; gaps are left out."""
        seq = standing.last + 1
        while seq <= held.top:
            rows = await self.source.rows(standing.epoch, seq)
            if rows is not None:
                yield rows
            behind_gap = next((last + 1 for first, last in held.gaps if first <= seq <= last), held.top + 1)
            seq = behind_gap if rows is None else rows.last + 1


def _records(standing: Standing, rows: HeldRows) -> list[Record]:
    return [
        Record(standing.epoch_no, seq, rows.head_at(seq), line)
        for seq, line in enumerate(rows.lines, start=rows.first)
        if seq > standing.last
    ]
