"""Rows have their effect again, by what this version understands: after an upgrade, or when a person asks.

A row that was withheld because its type or a member was not known is read again; what can be read now counts, and
all effects are sets, so a row that had its effect already changes nothing.

Imports core and the store.
"""

from fieldpoint.core.log_rows import Row
from fieldpoint.registry.feed.tell import tell_withheld
from fieldpoint.registry.intake.check_close import check_closes
from fieldpoint.registry.intake.effects import VERSION, apply
from fieldpoint.registry.intake.reading import read_row
from fieldpoint.registry.intake.settle import settle
from fieldpoint.registry.shelter.tell import tell_places
from fieldpoint.registry.store import RegistryStore

_ROWS_A_TURN = 1_000
_READ_AGAIN = frozenset({None, "unsupported_type", "schema", "ref_missing"})


def bring_effects_up(store: RegistryStore, now_ms: int) -> None:
    """The effects are this version's; nothing is done where they are already. Commits."""
    if store.effects_version() != VERSION:
        reprocess(store, now_ms)
        with store.transaction():
            store.set_effects_version(VERSION)


def reprocess(store: RegistryStore, now_ms: int) -> int:
    """Every row has its effect as this version reads it; answers how many were withheld before and count now.

    Commits, a thousand rows at a time, and can be cut off anywhere and begun again.
    """
    released = 0
    for site in store.sites():
        for epoch in store.epochs(site.site):
            after = 0
            while rows := store.rows_after(epoch.number, after, _ROWS_A_TURN):
                with store.transaction():
                    released += _again(store, site.site, epoch.number, rows)
                after = rows[-1][0]
        with store.transaction():
            tell_withheld(store, site.site)
    settle(store, now_ms)
    tell_places(store, now_ms)
    check_closes(store)
    return released


def _again(store: RegistryStore, site: str, epoch_no: int, rows: list[tuple[int, bytes, str | None]]) -> int:
    readable: list[Row] = []
    released = 0
    for seq, line, withheld in rows:
        if withheld not in _READ_AGAIN:
            continue
        read = read_row(seq, line)
        if read.row is None:
            continue
        if withheld in ("unsupported_type", "schema"):
            code = "id_reuse" if read.event_id and store.used_ids([read.event_id]) else None
            store.release(epoch_no, seq, read.event_id, read.type, code)
            if code is not None:
                continue
            released += 1
        readable.append(read.row)
    apply(store, site, epoch_no, readable)
    return released
