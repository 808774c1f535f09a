"""What a site is to know goes onto a stick, closed for that site's newest key.

For every life of its log an answer (`.fpa`): the signed body that the site would get, were the last batch of that life
sent once more. Whoever has more to tell the sites adds its files in `_files`.

Imports core, stick and its neighbours in the room.
"""

from collections.abc import Iterator
from pathlib import Path

from fieldpoint.core.answer import StoredAnswer, signed_answer
from fieldpoint.core.letter import ANSWER_SUFFIX, closed_for
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.sites import MAX_GAPS, head_text
from fieldpoint.registry.tables.shapes import Epoch, Seal
from fieldpoint.stick import write_file


def pack(registry: Registry, folder: Path, only: str | None = None) -> int:
    """Files for every site, or for one, lie in the folder; answers how many. `Broken` (`stick-unwritable`)."""
    written = 0
    for site in registry.store.sites():
        keys = registry.store.site_keys(site.site)
        if not keys or only not in (None, site.site):
            continue
        for name, body in _files(registry, site.site):
            write_file(folder, name, closed_for(keys[-1].public, body))
            written += 1
    return written


def _files(registry: Registry, site: str) -> Iterator[tuple[str, bytes]]:
    """What a site is to know: name and content of each file."""
    for epoch in registry.store.epochs(site):
        seal = registry.store.last_seal(epoch.number)
        if seal is not None:
            answer = _answer(registry, epoch, seal)
            yield f"{site}_{epoch.epoch[:8]}_{epoch.hwm}{ANSWER_SUFFIX}", signed_answer(answer, registry.seed)


def _answer(registry: Registry, epoch: Epoch, seal: Seal) -> StoredAnswer:
    store = registry.store
    return StoredAnswer(
        batch=seal.batch_id,
        site=epoch.site,
        status="duplicate",
        epoch=epoch.epoch,
        hwm=epoch.hwm,
        head=head_text(epoch.head),
        top=store.top(epoch.number),
        gaps=store.gaps(epoch.number, epoch.hwm, MAX_GAPS),
        accepted=0,
        duplicate=seal.last - seal.first + 1,
        quarantined=store.quarantined(epoch.number, seal.first, seal.last),
    )
