"""The registry's own log: what a person decided here, chained row by row as the sites' logs are.

A row is one line of JSON; a head is SHA-256 over the head before and the line, so nobody takes a decision out or
changes it unseen. It names sites, keys, batches and cases, never a person who was served.

Imports core and the store.
"""

from hashlib import sha256
from typing import Literal

import msgspec

from fieldpoint.errors import Broken, Code
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.tables.shapes import AuditRow

Act = Literal[
    "site.enrol-code",
    "key.retire",
    "key.compromise",
    "batch.release",
    "row.reprocess",
    "case.decide",
    "officer.change",
    "epoch.retire",
    "registry-key.turn",
    "feed.renew",
    "roster.import",
    "roster.assign",
    "roster.take-back",
    "programme.set",
    "places.set",
    "list.export",
    "officer.add",
    "officer.code",
    "officer.password",
    "officer.revoke",
    "officer.key",
    "officer.key-end",
    "officer.sign-in",
    "officer.sign-in-wrong",
    "officer.sign-out",
    "organisation.save",
    "site.save",
    "site.stop",
    "batch.reject",
    "taken.ask",
    "waybill.decide",
    "donor.name",
    "donor.join",
    "donor.part",
    "report.save",
    "resolution.save",
    "campaign.close",
    "campaign.set",
]
_ROW = b"fp/audit/1\0"
_NOTHING = bytes(32)


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody decided: who, what, about which thing, to what end, when (ms of UTC)."""

    n: int
    at: int
    who: str
    act: Act
    about: str
    to: str = ""


def record(store: RegistryStore, decision: Decision) -> None:
    """The decision stands in the registry's own log; its number is given here. Does not commit."""
    last = store.last_audit()
    n = 1 if last is None else last.n + 1
    line = msgspec.json.encode(msgspec.structs.replace(decision, n=n))
    store.add_audit(AuditRow(n=n, line=line, head=_next(_NOTHING if last is None else last.head, line)))


def decisions(store: RegistryStore) -> list[Decision]:
    """All decisions in order. `Broken` (`chain-broken`) names the first that was changed, moved or taken out."""
    found: list[Decision] = []
    head = _NOTHING
    for row in store.audit():
        head = _next(head, row.line)
        if row.n != len(found) + 1 or row.head != head:
            raise Broken(Code.CHAIN_BROKEN, site="registry", seq=len(found) + 1)
        found.append(msgspec.json.decode(row.line, type=Decision))
    return found


def _next(head: bytes, line: bytes) -> bytes:
    return sha256(_ROW + head + sha256(line).digest()).digest()
