"""Batches from a stick are taken in as if they had come over HTTP; one file's damage is its own.

Nobody stands behind a stick with a token, and nobody needs to: the batch says which site it is of, and that site's
key must have signed it. Nothing on the stick is changed or removed.

Imports core, clock, stick and its neighbours in the room.
"""

from pathlib import Path

import msgspec

from fieldpoint.clock import wall_ms
from fieldpoint.core.answer import KeptAnswer, StoredAnswer
from fieldpoint.core.batch import batch_id, inflate, open_batch
from fieldpoint.core.letter import BATCH_SUFFIX, NAMES_SUFFIX, opened_by
from fieldpoint.errors import Conflict, Invalid, NotAllowed
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.gifts.names import take_letter
from fieldpoint.registry.intake.accept_batch import Arrival, accept_batch
from fieldpoint.stick import files_on, read_file


class FileTaken(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a file: how many rows of it are new, or the code of what stood in the way."""

    name: str
    new: int
    code: str | None


def unpack(registry: Registry, folder: Path) -> list[FileTaken]:
    """Every batch and every letter with donors' names on the stick was read, by name; what became of each of them.

    Commits file by file. `Broken` (`stick-unwritable`) when the stick does not read, `Unavailable` when the database
    is away: what was taken in until then stays, and the stick may come again.
    """
    rows = [_take(registry, file) for file in files_on(folder, BATCH_SUFFIX)]
    return rows + [_take_names(registry, file) for file in files_on(folder, NAMES_SUFFIX)]


def _take_names(registry: Registry, file: Path) -> FileTaken:
    try:
        take_letter(registry, read_file(file))
    except Invalid as fault:
        return FileTaken(name=file.name, new=0, code=str(fault.code))
    return FileTaken(name=file.name, new=0, code=None)


def _take(registry: Registry, file: Path) -> FileTaken:
    try:
        answer = _accept(registry, opened_by([*registry.ring.seeds.values()], read_file(file)))
    except (Invalid, NotAllowed, Conflict) as fault:
        return FileTaken(name=file.name, new=0, code=str(fault.code))
    if isinstance(answer, KeptAnswer):
        return FileTaken(name=file.name, new=0, code=answer.code)
    return FileTaken(name=file.name, new=answer.accepted, code=None)


def _accept(registry: Registry, sent: bytes) -> StoredAnswer | KeptAnswer:
    body = inflate(sent)
    arrival = Arrival(site=open_batch(body).header.site, batch_id=batch_id(body), sent=sent, now_ms=wall_ms())
    return accept_batch(registry.store, arrival)
