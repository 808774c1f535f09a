"""What a site is to know goes onto a stick, closed for that site's newest key.

For every life of its log an answer (`.fpa`): the signed body that the site would get, were the last batch of that life
sent once more. What the site is told comes as the last pages of its feed (`.fpf`) and as a snapshot (`.fps`), byte for
byte as they go over HTTP: nobody here knows how far a site without a line has read, and a site that cannot go on with
the pages goes on with the snapshot.

Imports core, stick and its neighbours in the room.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from fieldpoint.core.answer import StoredAnswer, signed_answer
from fieldpoint.core.feed import MAX_ITEMS, opened_page
from fieldpoint.core.letter import ANSWER_SUFFIX, KEYS_SUFFIX, closed_for, page_name, snapshot_name
from fieldpoint.core.trust.key_links import KeysAnswer
from fieldpoint.registry.feed.pages import page_after, snapshot_of
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.sites import MAX_GAPS, head_text
from fieldpoint.registry.tables.shapes import Epoch, Seal
from fieldpoint.stick import write_file

_ITEMS_IN_PAGES = 4 * MAX_ITEMS  # what a busy month brings


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
    yield from _told(registry, site)


def _told(registry: Registry, site: str) -> Iterator[tuple[str, bytes]]:
    """The keys by which all of it is checked, the snapshot, and pages up to the number it is true at."""
    keys = registry.ring.links
    yield f"{site}_{keys[-1].kid:06}{KEYS_SUFFIX}", msgspec.json.encode(KeysAnswer(keys=list(keys)))
    snapshot = snapshot_of(registry, site)
    last = registry.store.last_number(site)
    yield snapshot_name(site, snapshot.feed, last), snapshot.sent
    after = max(0, last - _ITEMS_IN_PAGES)
    while after < last and (page := page_after(registry, site, (snapshot.feed, after), MAX_ITEMS)) is not None:
        upto = opened_page(page, [registry.public]).upto
        yield page_name(site, snapshot.feed, after, upto), page
        after = upto


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
