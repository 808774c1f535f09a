"""Sites whose log lives twice, and the decision which of the lives goes on.

Imports core, the store and its neighbours.
"""

import msgspec

from fieldpoint.core.base64url import b64url
from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.life.lineage import Life, live
from fieldpoint.core.log_rows import EpochOpen, decode_row
from fieldpoint.errors import Code, Conflict, NotFound
from fieldpoint.registry.audit import Decision, record
from fieldpoint.registry.decide import By
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.tables.shapes import Epoch


class TwoLives(msgspec.Struct, frozen=True, kw_only=True):
    """The alert `two-live-epochs`: lives of one site that go on at once."""

    site: str
    epochs: tuple[str, ...]


def lives_of(store: RegistryStore, site: str) -> list[Life]:
    """Every life of a site's log, oldest first."""
    return [_life(store, epoch) for epoch in store.epochs(site)]


def live_at(store: RegistryStore, site: str) -> list[str]:
    """The names of a site's lives that go on, by the rows that are held."""
    numbers = {one.epoch: one.number for one in store.epochs(site)}
    return live(lives_of(store, site), lambda epoch, seq: store.all_carried(site, numbers[epoch], seq))


def two_live_epochs(store: RegistryStore) -> list[TwoLives]:
    """The sites that live twice by the rows that are held, in the order of their codes."""
    found = ((site, live_at(store, site)) for site in store.sites_of_many_lives())
    return [TwoLives(site=site, epochs=tuple(epochs)) for site, epochs in found if len(epochs) > 1]


def retire_epoch(store: RegistryStore, by: By, site: str, epoch: str) -> None:
    """Nothing new of this life counts; what is held of it stays. Commits.

    `NotFound` (`epoch-unknown`), `Conflict` (`epoch-ended`) for one that was retired before.
    """
    with store.transaction():
        found = [one for one in store.epochs(site) if one.epoch.startswith(epoch)]
        if len(found) != 1 or not epoch:
            raise NotFound(Code.EPOCH_UNKNOWN)
        if found[0].retired:
            raise Conflict(Code.EPOCH_ENDED)
        store.retire_epoch(found[0].number)
        record(store, Decision(n=0, at=by.now_ms, who=by.who, act="epoch.retire", about=f"{site}/{found[0].epoch}"))


def _life(store: RegistryStore, epoch: Epoch) -> Life:
    top = store.top(epoch.number)
    head = next((b64url(link.head) for link in store.links(epoch.number, top, top)), None)
    plain = Life(epoch=epoch.epoch, top=top, top_head=head, retired=epoch.retired)
    try:
        opened = decode_row(next(store.lines_of(epoch.number, 1, 1), b""))
    except UNREADABLE:
        return plain
    if not isinstance(opened, EpochOpen):
        return plain
    return msgspec.structs.replace(
        plain,
        reason=opened.reason,
        prev_epoch=opened.prev_epoch,
        prev_seq=opened.prev_seq,
        prev_head=opened.prev_head,
    )
