"""Works off what the rows have touched: who counts for whom now, and where too much was handed over.

It runs after every batch, in a transaction of its own that begins when the batch is committed, and under a lock
that one registry alone can hold. So of two batches that come in at one instant the later one to settle sees both,
and a registry that was killed in between finds its touches again. Each batch leaves touches of its own: a holder who
is touched again while it is being settled is settled once more.

Most holders took at one place by its rules, and nobody stands for them; a few queries over many of them say so, and
only the others are looked at one by one.

Imports core and the store.
"""

import msgspec

from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.names import ProgrammeCode
from fieldpoint.core.overlap import CaseKey, Finding, find
from fieldpoint.core.rules.programme import Programme
from fieldpoint.registry.feed.tell import tell_about
from fieldpoint.registry.intake.names import followed, with_all_behind
from fieldpoint.registry.store import RegistryStore

_TOUCHES_A_TURN = 10_000
_RULE = msgspec.json.Decoder(Programme)


def settle(store: RegistryStore, now_ms: int) -> int:
    """Every touched holder is settled: cases are open where too much was given, and gone where it no longer is.

    Answers how many touches were settled. Commits, ten thousand at a time.
    """
    settled = 0
    while True:
        with store.transaction():
            touches = store.touched(_TOUCHES_A_TURN)
            if not touches:
                return settled
            names = sorted({holder for _, holder in touches})
            unsettled = store.unsettled_among(names)
            changed = sorted(_resolve(store, unsettled)) if unsettled else []
            if changed:
                _judge(store, changed, now_ms)
            store.untouch([number for number, _ in touches])
            tell_about(store, sorted({*unsettled, *changed, *store.to_be_told(names)}))
        settled += len(touches)
        if len(touches) < _TOUCHES_A_TURN:
            return settled


def _resolve(store: RegistryStore, touched: set[str]) -> set[str]:
    """Every row counts for whom all bindings and mergings say; answers the holders whose rows changed thereby.

    What a row says itself is where each way begins, so it comes to the same whichever came first.
    """
    names = with_all_behind(store, touched)
    before = store.holders_now(names)
    counted = names | store.counted_under(names)
    now = followed(store, counted)
    for name, last in now.items():
        store.set_now(name, last)
    return before | {now.get(name, name) for name in names}


def _judge(store: RegistryStore, holders: list[str], now_ms: int) -> None:
    found = {key.case_id: _find(store, key) for key in store.doubtful(holders)}
    for finding in found.values():
        if finding is not None:
            store.open_case(finding, "accepted" if finding.kind == "override" else "open", now_ms)
    for case in store.cases_of(holders):
        if found.get(case.case_id) is None:
            store.set_case_state(case.case_id, "gone", now_ms)


def _find(store: RegistryStore, key: CaseKey) -> Finding | None:
    return find(key, store.given(key), _versions(store, key.programme), store.people(key.holder))


def _versions(store: RegistryStore, programme: ProgrammeCode) -> list[Programme]:
    """Every version of a programme that can be read here; a newer site's rules may not be."""
    found: list[Programme] = []
    for text in store.programme_texts(programme):
        try:
            found.append(_RULE.decode(text))
        except UNREADABLE:
            continue
    return found
