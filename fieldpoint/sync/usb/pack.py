"""What the registry is not known to hold goes onto a stick, as sealed batches closed for the registry.

The batches are those of the push loop, so a row may travel on the stick and over HTTP and is one row there. The mark
does not move: only the registry's own signed word moves it.

Imports core, store, stick and its neighbours.
"""

from pathlib import Path

import msgspec

from fieldpoint.core.letter import MOST_NAMES, batch_name, closed_for, names_file
from fieldpoint.database import Connection
from fieldpoint.stick import write_file
from fieldpoint.store import outbox
from fieldpoint.store.feed import state
from fieldpoint.store.gifts.book import untold_donors
from fieldpoint.store.outbox import SealedBatch, Standing
from fieldpoint.store.site import Site
from fieldpoint.sync.feed.donors import letter_of
from fieldpoint.sync.sealing import Seal, next_batch
from fieldpoint.sync.usb.opened import Opened, opened

_ROWS_A_FILE = 500
_MOST_DONORS = 100_000


class Packed(msgspec.Struct, frozen=True, kw_only=True):
    """What went onto the stick: how many files, how many rows in them."""

    files: int
    rows: int


def pack(site: Site, folder: Path) -> Packed:
    """Every row above the registry's mark lies in the folder, in files that only the registry can open.

    So do the donors' names that it is not known to hold; a stick brings no word of them, so the line tells them again.

    Commits the batches it seals. `NotFound` (`registry-not-enrolled`), `Conflict` (`push-running`), `Broken`
    (`stick-unwritable`): then whole files may lie there already, and packing again is right.
    """
    packed: list[SealedBatch] = []
    with opened(site) as own:
        seal = Seal(site=own.site, key=own.key, clock=site.clock)
        for standing in outbox.standings(own.connection):
            batches = _batches(own.connection, seal, standing)
            _write(own, standing, batches, folder)
            packed += batches
        _write_names(own, folder)
    return Packed(files=len(packed), rows=sum(batch.last - batch.first + 1 for batch in packed))


def _write(own: Opened, standing: Standing, batches: list[SealedBatch], folder: Path) -> None:
    for batch in batches:
        name = batch_name(own.site, standing.epoch, (batch.first, batch.last), batch.batch_id)
        write_file(folder, name, closed_for(state.keys(own.connection)[0], batch.sealed))


def _write_names(own: Opened, folder: Path) -> None:
    untold = list(untold_donors(own.connection, _MOST_DONORS).items())
    for number, start in enumerate(range(0, len(untold), MOST_NAMES), start=1):
        some = dict(untold[start : start + MOST_NAMES])
        write_file(folder, names_file(own.site, number), letter_of(own.site, own.connection, some))


def _batches(connection: Connection, own: Seal, standing: Standing) -> list[SealedBatch]:
    """Everything above the mark, those parts that wait for a person too: the registry says what is wrong with them."""
    found: list[SealedBatch] = []
    first = standing.mark + 1
    while batch := next_batch(connection, own, standing, (first, min(standing.last, first + _ROWS_A_FILE - 1))):
        found.append(batch)
        first = batch.last + 1
    return found
