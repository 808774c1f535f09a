"""What is kept while its effect is withheld: batches beside, and single rows (design chapter 4.7).

Imports the store and its neighbours.
"""

from fieldpoint.errors import Code, NotFound
from fieldpoint.registry.audit import Decision, record
from fieldpoint.registry.decide import By
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.overview.shapes import BatchView, WithheldView
from fieldpoint.registry.store import RegistryStore

_MOST = 200


def batches_beside(store: RegistryStore, officer: SignedIn) -> list[BatchView]:
    """Batches of the officer's sites that are kept beside, those that wait first."""
    return store.batches_beside(officer.sites, _MOST)


def rows_withheld(store: RegistryStore, officer: SignedIn) -> list[WithheldView]:
    """Rows of the officer's sites whose effect is withheld, counted by site and reason."""
    return store.withheld_counts(officer.sites)


def count_waiting(store: RegistryStore, officer: SignedIn) -> int:
    """Batches and rows that wait for somebody."""
    rows = sum(one.count for one in store.withheld_counts(officer.sites))
    return rows + store.count_batches_waiting(officer.sites)


def reject_batch(store: RegistryStore, by: By, batch_id: str) -> None:
    """The batch stays beside for good; its bytes are kept. Commits.

    `NotFound` (`batch-unknown`), for one that was let in too.
    """
    with store.transaction():
        found = next((one for one in store.beside() if one.batch_id == batch_id), None)
        if found is None or found.released_at is not None:
            raise NotFound(Code.BATCH_UNKNOWN)
        store.reject_batch(batch_id, by.now_ms)
        record(store, Decision(n=0, at=by.now_ms, who=by.who, act="batch.reject", about=batch_id))
