"""Rows of the log become a sealed batch, saved before it is sent (design chapter 4.4).

Imports core and store. Everything here commits what it saves.
"""

import msgspec

from fieldpoint import __version__
from fieldpoint.clock import Clock
from fieldpoint.core.batch import MAX_OPEN_BYTES, MAX_SENT_BYTES, Sealer, batch_id, deflate, seal
from fieldpoint.core.chain import next_head
from fieldpoint.core.names import Head
from fieldpoint.database import Connection, transaction
from fieldpoint.errors import Broken, Code
from fieldpoint.store import log, outbox
from fieldpoint.store.identity import SigningKey
from fieldpoint.store.outbox import SealedBatch, Standing

_HEADER_ROOM = 64 * 1024


class Seal(msgspec.Struct, frozen=True, kw_only=True):
    """Who seals: the site's code, its log key, its clock."""

    site: str
    key: SigningKey
    clock: Clock


def next_batch(connection: Connection, own: Seal, standing: Standing, rows: tuple[int, int]) -> SealedBatch | None:
    """The kept batch that holds the first of these rows, else a new one from that row on; nothing when none is left.

    `rows` are first and last. A new batch may end earlier: where a kept one begins, or where it would be too
    large to send.
    """
    first, last = rows
    if first > last:
        return None
    kept = outbox.batch_from(connection, standing.epoch_no, first)
    if kept is not None and kept.first <= first:
        return kept
    if kept is not None:
        last = min(last, kept.first - 1)
    sealed = _seal(connection, own, standing, (first, last))
    with transaction(connection):
        outbox.save_batch(connection, sealed)
    return sealed


def halve(connection: Connection, own: Seal, standing: Standing, batch: SealedBatch) -> None:
    """Two batches with the same rows stand in the place of one that is too large for the line or the registry."""
    middle = (batch.first + batch.last) // 2
    halves = [_seal(connection, own, standing, rows) for rows in ((batch.first, middle), (middle + 1, batch.last))]
    with transaction(connection):
        outbox.drop_batch(connection, batch.batch_id)
        for half in halves:
            outbox.save_batch(connection, half)


def _seal(connection: Connection, own: Seal, standing: Standing, rows: tuple[int, int]) -> SealedBatch:
    first, last = rows
    prev = outbox.head_at(connection, standing.epoch_no, first - 1)
    lines = [] if prev is None else _lines(connection, standing.epoch_no, (first, last), prev)
    if prev is None or not lines:
        raise Broken(Code.CHAIN_BROKEN, epoch=standing.epoch_no, seq=first)
    while True:
        body = seal(_sealer(own, standing), first, prev, lines, own.key.seed)
        sent = deflate(body)
        if len(sent) <= MAX_SENT_BYTES or len(lines) == 1:
            break
        lines = lines[: len(lines) // 2]
    return SealedBatch(
        batch_id=batch_id(body),
        epoch_no=standing.epoch_no,
        first=first,
        last=first + len(lines) - 1,
        sealed=sent,
    )


def _lines(connection: Connection, epoch_no: int, rows: tuple[int, int], head: Head) -> list[bytes]:
    """The lines of these rows, as many as fit into a batch.

    Each must be the one that was written: what somebody changed in the file since is never signed. `Broken`
    (`chain-broken`) with the number of the first that is not.
    """
    lines: list[bytes] = []
    room = MAX_OPEN_BYTES - _HEADER_ROOM
    for seq, line, stands in log.lines(connection, epoch_no, *rows):
        head = next_head(head, line)
        if head != stands:
            raise Broken(Code.CHAIN_BROKEN, epoch=epoch_no, seq=seq)
        room -= len(line) + 1
        if room < 0:
            break
        lines.append(line)
    return lines


def _sealer(own: Seal, standing: Standing) -> Sealer:
    now = own.clock.now()
    return Sealer(
        site=own.site,
        epoch=standing.epoch,
        kid=own.key.kid,
        sw=__version__,
        boot=now.boot,
        mono=now.mono_ms,
        wall=now.wall_ms,
        tq=int(now.trust),
    )
