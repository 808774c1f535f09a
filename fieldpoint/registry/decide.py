"""What an officer decides: a key has ended, a batch is let in, a case is closed. Each is a row of the registry's log.

Imports core, the store and its neighbours.
"""

from typing import Literal

import msgspec

from fieldpoint.core.answer import KeptAnswer, StoredAnswer
from fieldpoint.errors import Code, Conflict, NotFound
from fieldpoint.registry.audit import Decision, record
from fieldpoint.registry.feed.tell import tell_about
from fieldpoint.registry.intake.accept_batch import Arrival, accept_batch
from fieldpoint.registry.intake.reprocess import reprocess
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.tables.shapes import KeyEnd, SiteKey

Resolution = Literal["accepted", "settled", "error"]


class By(msgspec.Struct, frozen=True, kw_only=True):
    """Who decides, and when (ms of UTC)."""

    who: str
    now_ms: int


def end_key(store: RegistryStore, by: By, site: str, kid: int, how: KeyEnd) -> None:
    """The key signs nothing more that counts: retired, it is good for all that is held; compromised, for nothing new.

    Commits. `NotFound` (`site-key-unknown`), `Conflict` (`key-ended`): a retired key may still be called
    compromised, and nothing else changes.
    """
    with store.transaction():
        key = store.site_key(site, kid)
        if key is None:
            raise NotFound(Code.SITE_KEY_UNKNOWN)
        if key.ended is not None and (key.ended, how) != ("retired", "compromised"):
            raise Conflict(Code.KEY_ENDED)
        _end(store, site, key, how)
        act = "key.retire" if how == "retired" else "key.compromise"
        record(store, Decision(n=0, at=by.now_ms, who=by.who, act=act, about=f"{site}/{kid}"))


def close_keys(store: RegistryStore, site: str) -> None:
    """Nothing that any key of a site signs counts from here on. Does not commit."""
    for key in store.site_keys(site):
        if key.ended != "compromised":
            _end(store, site, key, "compromised")


def _end(store: RegistryStore, site: str, key: SiteKey, how: KeyEnd) -> None:
    epochs = store.epochs(site)
    last = epochs[-1] if epochs else None
    ended = msgspec.structs.replace(
        key,
        ended=how,
        last_epoch=None if last is None else last.epoch,
        last_seq=None if last is None else store.top(last.number),
    )
    store.end_site_key(site, ended)


def release_batch(store: RegistryStore, by: By, batch_id: str) -> StoredAnswer | KeptAnswer:
    """A batch of an ended key is let in as if the key were good; another history stays beside even so.

    Commits. `NotFound` (`batch-unknown`).
    """
    kept = store.kept_batch(batch_id)
    if kept is None:
        raise NotFound(Code.BATCH_UNKNOWN)
    arrival = Arrival(site=kept.site, batch_id=batch_id, sent=kept.sent, now_ms=by.now_ms)
    answer = accept_batch(store, arrival, released=True)
    if isinstance(answer, StoredAnswer):
        with store.transaction():
            store.release_batch(batch_id, by.now_ms)
            record(store, Decision(n=0, at=by.now_ms, who=by.who, act="batch.release", about=batch_id))
    return answer


def read_withheld_again(store: RegistryStore, by: By) -> int:
    """Rows whose effect is withheld are read again; answers how many count now. Commits."""
    released = reprocess(store, by.now_ms)
    with store.transaction():
        record(store, Decision(n=0, at=by.now_ms, who=by.who, act="row.reprocess", about="*", to=str(released)))
    return released


def decide_case(store: RegistryStore, by: By, case_id: str, to: Resolution) -> None:
    """What became of a case. Commits. `NotFound` (`case-unknown`)."""
    with store.transaction():
        case = store.case(case_id)
        if case is None or case.state == "gone":
            raise NotFound(Code.CASE_UNKNOWN)
        store.set_case_state(case_id, to, by.now_ms)
        record(store, Decision(n=0, at=by.now_ms, who=by.who, act="case.decide", about=case_id, to=to))
        tell_about(store, [case.finding.key.holder])
