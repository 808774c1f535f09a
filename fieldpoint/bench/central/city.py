"""A city's evening: many sites that each send a day's rows, at the rate at which 5,000 do in the same half hour.

Every site has a key, a chain and signed batches of its own, and is asked for by the client that real sites use, over
HTTP, at one of two registries' processes on one database. Only its database is missing: its batches are made before.

Imports registry, sync, store, core, clock, ids and its neighbours.
"""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median

import msgspec

from fieldpoint import __version__, ids
from fieldpoint.bench.central.centre import Centre, running_registry, second_registry
from fieldpoint.bench.central.logs import handout_row, new_family
from fieldpoint.bench.load import percentile
from fieldpoint.bench.row import Row, Sense, told_row, value_row
from fieldpoint.bench.server import processor_s
from fieldpoint.clock import monotonic_s, wall_ms
from fieldpoint.core.answer import StoredAnswer
from fieldpoint.core.base64url import b64url
from fieldpoint.core.batch import Sealer, batch_id, deflate, seal
from fieldpoint.core.chain import genesis_head, next_head
from fieldpoint.core.log_rows import EpochOpen, encode_row
from fieldpoint.core.names import Head
from fieldpoint.errors import FieldpointError
from fieldpoint.registry.folder import Registry, open_registry
from fieldpoint.registry.sites import enrol, make_enrol_code
from fieldpoint.store.identity import SigningKey
from fieldpoint.store.outbox import Enrolment, SealedBatch
from fieldpoint.store.transaction import Stamp
from fieldpoint.sync.enrolment import enrol_request
from fieldpoint.sync.http_line import HttpLine
from fieldpoint.sync.registry_client import RegistryClient

_SITES, _IN_S = 5_000, 1_800.0
_HANDOUTS = 400
_ROWS = _HANDOUTS + 1
_SIZES = (100, 200, 101)  # as a site's pace grows on a good line
_PATIENCE_S = 600.0
_AGAIN_S = (1.0, 5.0)
_TIMEOUT_S = 120.0
_BAR_S: tuple[Sense, float] = ("<=", 60)


class _Sending(msgspec.Struct, frozen=True, kw_only=True):
    """A site: what it sends in order, where it is enrolled."""

    code: str
    batches: list[SealedBatch]
    enrolled: Enrolment


class _Evening(msgspec.Struct, kw_only=True):
    """What came of it: seconds from a site's first question to its last row held, rows taken, answers that were no."""

    took: list[float] = []
    taken: int = 0
    denied: int = 0


def measure_city(folder: Path, dsn: str, sites: int) -> list[Row]:
    """The rows of so many sites' evening at two processes on an empty PostgreSQL database."""
    with running_registry(folder / "city", dsn) as first, second_registry(folder / "city") as second:
        registry = open_registry(folder / "city")
        with registry.store:
            made = [_site(registry, number, (first, second)[number % 2]) for number in range(sites)]
        before = _processors(first, second)
        within = sites * _IN_S / _SITES
        evening, whole = asyncio.run(_send_all(made, within))
        used = _processors(first, second) - before
        registry = open_registry(folder / "city")
        with registry.store as store:
            held = sum(site.rows for site in store.sites())
        memory = max(first.memory_mib or 0, second.memory_mib or 0)
    name = f"{sites:,} sites × {_ROWS} rows within {within:.0f} s, two registries on one PostgreSQL"
    took = evening.took or [_PATIENCE_S]
    return [
        value_row(f"{name}: a site's rows are held after, p95", "s", percentile(took * 2, 95), _BAR_S, median(took)),
        value_row(f"{name}: rows that are missing or twice", "rows", abs(sites * _ROWS - held), ("<=", 0)),
        told_row(f"{name}: the last row is held after", "s", whole),
        told_row(f"{name}: answers that were no", "answers", evening.denied),
        told_row(f"{name}: registries' processor time for 1,000 rows", "s", used / max(held, 1) * 1000),
        value_row(f"{name}: memory of the larger registry", "MiB", memory, ("<=", 200)),
    ]


async def _send_all(made: list[_Sending], within_s: float) -> tuple[_Evening, float]:
    rng = Random(len(made))  # noqa: S311  the same evening in every run
    evening, begin = _Evening(), monotonic_s()
    await asyncio.gather(*(_send(one, rng.uniform(0, within_s), evening) for one in made))
    return evening, monotonic_s() - begin


async def _send(one: _Sending, at_s: float, evening: _Evening) -> None:
    """A site's session: state, its batches in order, state again; after a no it waits and comes again."""
    await asyncio.sleep(at_s)
    begin = monotonic_s()
    line = HttpLine(one.enrolled.url)
    client = RegistryClient(one.enrolled, one.code, line)
    todo = list(one.batches)
    try:
        await client.state()
        while todo and monotonic_s() - begin < _PATIENCE_S:
            taken = await _put(client, todo[0])
            if taken is None:
                evening.denied += 1
                await asyncio.sleep(ids.below(1_000) / 1_000 * (_AGAIN_S[1] - _AGAIN_S[0]) + _AGAIN_S[0])
                continue
            evening.taken += taken
            todo.pop(0)
        await client.state()
    except FieldpointError:
        evening.denied += 1
    finally:
        await line.close()
    if not todo:
        evening.took.append(monotonic_s() - begin)


async def _put(client: RegistryClient, batch: SealedBatch) -> int | None:
    try:
        answer = await client.put(batch, _TIMEOUT_S)
    except FieldpointError:
        return None
    return answer.accepted if isinstance(answer, StoredAnswer) else None


def _site(registry: Registry, number: int, centre: Centre) -> _Sending:
    code, key = f"city-{number:05d}", SigningKey(kid=1, seed=ids.new_seed())
    asked = enrol_request(code, key, make_enrol_code(registry.store, code, wall_ms()))
    answer, _ = enrol(registry, asked, wall_ms())
    enrolled = Enrolment(url=centre.url, token=answer.token, public=registry.public)
    return _Sending(code=code, batches=list(_batches(code, key)), enrolled=enrolled)


def _batches(code: str, key: SigningKey) -> Iterator[SealedBatch]:
    """A day's rows, chained and sealed."""
    epoch = ids.new_epoch()
    opened = EpochOpen(**_stamp(1), site=code, epoch=b64url(epoch), pubkey=b64url(key.public), reason="genesis")
    lines, family = [encode_row(opened)], new_family()
    for number in range(_HANDOUTS):
        family = new_family() if number % 5 in (0, 2, 4) else family
        lines.append(encode_row(handout_row(_stamp(number + 2), number, family)))
    head, first = Head(genesis_head(code, epoch, key.public)), 1
    for size in _SIZES:
        some = lines[first - 1 : first - 1 + size]
        sealer = Sealer(
            site=code, epoch=b64url(epoch), kid=key.kid, sw=__version__, boot=1, mono=first, wall=wall_ms(), tq=3
        )
        body = seal(sealer, first, head, some, key.seed)
        last = first + len(some) - 1
        yield SealedBatch(batch_id=batch_id(body), epoch_no=1, first=first, last=last, sealed=deflate(body))
        for line in some:
            head = next_head(head, line)
        first = last + 1


def _stamp(seq: int) -> Stamp:
    return Stamp(id=ids.new_event_id(), seq=seq, boot=1, mono=seq * 60_000, wall=wall_ms(), tq=3)


def _processors(*centres: Centre) -> float:
    return sum(processor_s(centre.pid) or 0 for centre in centres)
