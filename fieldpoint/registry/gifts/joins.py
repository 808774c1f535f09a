"""Donors whom two sites know are one, by an officer's decision that the log has and that can be taken back.

Imports core, the store and its neighbours.
"""

from collections.abc import Collection, Mapping

from fieldpoint.core.names import DonorId
from fieldpoint.errors import Code, NotFound
from fieldpoint.registry.audit import Act, Decision, record
from fieldpoint.registry.decide import By
from fieldpoint.registry.store import RegistryStore


def same_donors(joins: Mapping[str, str], seen: Collection[str]) -> dict[DonorId, DonorId]:
    """Of the donors whom somebody sees, who stands under another's id, and under whose.

    It is the one whom the others were joined to; who does not see that one has the first of those whom they see.
    """
    groups: dict[str, list[str]] = {}
    for donor in sorted(seen):
        groups.setdefault(_last(joins, donor), []).append(donor)
    return {
        DonorId(donor): DonorId(last if last in seen else found[0])
        for last, found in groups.items()
        for donor in found
        if donor != (last if last in seen else found[0])
    }


def join_donors(store: RegistryStore, by: By, donor: str, same: str, seen: Collection[str]) -> None:
    """`same` is the donor from here on; nothing where they are one already. Commits.

    `NotFound` (`donor-unknown`) where somebody does not see both.
    """
    if donor not in seen or same not in seen:
        raise NotFound(Code.DONOR_UNKNOWN)
    with store.transaction():
        joins = store.donor_joins()
        here, there = _last(joins, donor), _last(joins, same)
        if here != there:
            store.join_donor(there, here)
            _record(store, by, "donor.join", there, here)


def part_donor(store: RegistryStore, by: By, donor: str, seen: Collection[str]) -> None:
    """The donor is one of their own again, with whoever was joined to them. Commits. `NotFound` (`donor-unknown`)."""
    with store.transaction():
        same = store.donor_joins().get(donor)
        if donor not in seen or same is None:
            raise NotFound(Code.DONOR_UNKNOWN)
        store.part_donor(donor)
        _record(store, by, "donor.part", donor, same)


def _record(store: RegistryStore, by: By, act: Act, about: str, to: str) -> None:
    record(store, Decision(n=0, at=by.now_ms, who=by.who, act=act, about=about, to=to))


def _last(joins: Mapping[str, str], donor: str) -> str:
    while donor in joins:
        donor = joins[donor]
    return donor
