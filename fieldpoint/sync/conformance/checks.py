"""What must hold of batches that a site signed: a union of sets, a mark that waits, and nobody's rows lost.

Imports core and its neighbours.
"""

import gzip
from http import HTTPStatus

import msgspec

from fieldpoint.core.answer import StoredAnswer
from fieldpoint.core.log_rows import Handout, Void, encode_row
from fieldpoint.ids import new_event_id
from fieldpoint.sync.conformance.asking import Registry, expect
from fieldpoint.sync.conformance.made_up import MadeUpLog


async def stored(registry: Registry) -> None:
    """A batch is held, its mark at its last row, with the right head; the state says the same."""
    registry.log.grow(9)
    answer = await registry.stored(registry.log.body(1, 10))
    expect("rows taken, known", (answer.accepted, answer.duplicate), (10, 0))
    _expect_mark(registry.log, answer, 10)
    held = await registry.state(registry.log_epoch)
    expect("the state's mark", held and (held.hwm, held.head), (10, registry.log.head(10)))


async def again(registry: Registry) -> None:
    """The same batch again, and compressed by somebody else, is a duplicate."""
    body = registry.log.body(1, 10)
    for sent in (None, gzip.compress(body, 1, mtime=0)):
        reply = await registry.put(body, sent)
        expect("status", reply.status, HTTPStatus.OK)
        answer = msgspec.json.decode(reply.body, type=StoredAnswer)
        expect("word, rows taken", (answer.status, answer.accepted), ("duplicate", 0))
        _expect_mark(registry.log, answer, 10)


async def ahead(registry: Registry) -> None:
    """Rows above a hole are held and leave the mark where it was; the hole is named, and filled the mark jumps."""
    registry.log.grow(10)
    early = await registry.stored(registry.log.body(16, 20))
    _expect_mark(registry.log, early, 10)
    expect("top, gaps", (early.top, [tuple(gap) for gap in early.gaps]), (20, [(11, 15)]))
    late = await registry.stored(registry.log.body(11, 15))
    _expect_mark(registry.log, late, 20)
    expect("gaps", late.gaps, [])


async def overlapping(registry: Registry) -> None:
    """Rows sealed anew in other batches are still the same rows."""
    registry.log.grow(5)
    answer = await registry.stored(registry.log.body(18, 25))
    expect("rows taken, known", (answer.accepted, answer.duplicate), (5, 3))
    _expect_mark(registry.log, answer, 25)


async def withheld(registry: Registry) -> None:
    """One row that cannot be used stops nothing: it stands in the chain, and is listed with its reason."""
    log = registry.log
    first = log.last + 1
    used = msgspec.json.decode(log.lines[-1])["id"]
    log.add(log.handout())
    log.add(log.bent(t="tea.break"))
    log.add(log.bent(v=9))
    log.add(log.bent(qty=1.5))
    log.add(log.handout(used))
    log.add(b'{"not":"a row"}')
    log.add(_void(log))
    log.add(log.handout())
    answer = await registry.stored(log.body(first, log.last))
    _expect_mark(log, answer, log.last)
    found = [(row.seq - first, row.code) for row in answer.quarantined]
    reasons = ["unsupported_type", "unsupported_type", "schema", "id_reuse", "schema", "ref_missing"]
    expect("withheld rows", found, list(enumerate(reasons, start=1)))


async def fork(registry: Registry) -> None:
    """Other rows at taken places are kept beside: 202, the last shared row, and the mark where it was."""
    log = registry.log
    before = await registry.state(registry.log_epoch)
    clone = log.twin(5)
    clone.grow(4)
    answer = await registry.kept(clone.body(4, 9))
    expect("code, last shared row", (answer.code, answer.common_seq), ("chain-fork", 5))
    expect("the state", await registry.state(registry.log_epoch), before)


async def foreign_gap(registry: Registry) -> None:
    """A clone's rows above a hole do not hang on another history that fills it: the mark stops below them."""
    one = MadeUpLog(registry.site, registry.seed)
    other = one.twin(1)
    one.grow(6)
    other.grow(3)
    await registry.stored(one.body(5, 7))
    reply = await registry.put(other.body(1, 4))
    expect("status", reply.status, HTTPStatus.OK, HTTPStatus.ACCEPTED)
    held = await registry.state(registry.epoch_of(one))
    expect("the mark", held and held.hwm, 4, 0)


async def wrong_genesis(registry: Registry) -> None:
    """An epoch begins at the genesis of its site, epoch and key, and at nothing else."""
    stranger = MadeUpLog(registry.site, bytes(32))
    stranger.seed = registry.seed
    reply = await registry.put(stranger.body(1, 1))
    expect("status", reply.status, HTTPStatus.UNPROCESSABLE_ENTITY)


def _expect_mark(log: MadeUpLog, answer: StoredAnswer, seq: int) -> None:
    expect("mark and its head", (answer.hwm, answer.head), (seq, log.head(seq)))


def _void(log: MadeUpLog) -> bytes:
    """A void of a row that never came."""
    given = msgspec.json.decode(log.handout(), type=Handout)
    return encode_row(
        Void(
            **log.stamp(),
            card=given.card,
            hh=given.hh,
            prog=given.prog,
            cycle=given.cycle,
            item=given.item,
            qty=given.qty,
            day=given.day,
            desk=given.desk,
            op=given.op,
            ref=new_event_id(),
            ref_h="A" * 43,
            reason="mistake",
            tab=None,
            tseq=None,
        )
    )
