"""What every database of the registry must do; each implementation runs through all of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldpoint.core.answer import QuarantinedRow
from fieldpoint.core.names import Head
from fieldpoint.registry.folder import create_registry, open_registry
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.tables.shapes import EnrolCode, KeptBatch, Seal, SiteFacts, StoredRow

A, B = Head(b"a" * 32), Head(b"b" * 32)
EPOCH = "e" * 22


@pytest.fixture
def store(dsn: str | None, tmp_path: Path) -> Iterator[RegistryStore]:
    """An empty store that knows one site, in each of the databases."""
    create_registry(tmp_path / "registry", "registry", dsn)
    made = open_registry(tmp_path / "registry").store
    with made.transaction():
        made.add_site("s-01", 1)
    yield made
    made.close()


def row(seq: int, event_id: str | None = None, **other: object) -> StoredRow:
    """A row at a place."""
    plain = {"type": "handout", "line": b"{}", "prev": A, "head": B, "quarantine": None}
    return StoredRow(seq=seq, event_id=event_id or f"id-{seq}", **(plain | other))  # type: ignore[arg-type]


def new_epoch(store: RegistryStore, *seqs: int) -> int:
    """An epoch that holds these rows; answers its number."""
    with store.transaction():
        number = store.epoch_for_writing("s-01", EPOCH).number
        store.add_rows(number, [row(seq) for seq in seqs])
    return number


def test_a_failure_takes_everything_of_its_transaction_back(store: RegistryStore) -> None:
    """Half a batch never stands."""

    def half() -> None:
        with store.transaction():
            store.add_rows(store.epoch_for_writing("s-01", EPOCH).number, [row(1)])
            raise KeyError

    with pytest.raises(KeyError):
        half()
    assert store.epochs("s-01") == []


def test_a_code_is_found_by_its_hash_until_a_key_used_it_and_after(store: RegistryStore) -> None:
    """The code keeps the key that used it."""
    with store.transaction():
        store.add_enrol_code("s-01", b"hash", 1)
    assert store.enrol_code(b"hash") == EnrolCode(site="s-01", made_at=1, used_by=None)
    with store.transaction():
        store.use_enrol_code(b"hash", b"key")
    assert store.enrol_code(b"hash") == EnrolCode(site="s-01", made_at=1, used_by=b"key")
    assert store.enrol_code(b"other") is None


def test_a_key_number_keeps_its_first_key(store: RegistryStore) -> None:
    """What an old key signed stays provable."""
    with store.transaction():
        store.add_site_key("s-01", 7, b"first", 1)
        store.add_site_key("s-01", 7, b"second", 2)
    kept = store.site_key("s-01", 7)
    assert kept is not None
    assert kept.public == b"first"
    assert store.site_key("s-01", 8) is None


def test_the_newest_token_is_the_only_one(store: RegistryStore) -> None:
    """A token that was replaced speaks for nobody."""
    with store.transaction():
        store.set_token("s-01", b"old")
        store.set_token("s-01", b"new")
    assert (store.site_of_token(b"old"), store.site_of_token(b"new")) == (None, "s-01")


def test_an_epoch_is_made_once(store: RegistryStore) -> None:
    """Asked twice for an epoch, the same one comes."""
    first = new_epoch(store)
    assert new_epoch(store) == first
    (epoch,) = store.epochs("s-01")
    assert (epoch.epoch, epoch.hwm, epoch.head) == (EPOCH, 0, None)


def test_a_row_keeps_its_place_against_a_later_one(store: RegistryStore) -> None:
    """The first row at a number stays."""
    number = new_epoch(store, 1)
    with store.transaction():
        store.add_rows(number, [row(1, "later", line=b"other")])
    assert [(link.seq, line) for link, line in store.lines(number)] == [(1, b"{}")]


def test_links_come_in_order_and_leave_out_what_is_missing(store: RegistryStore) -> None:
    """Heads of the held rows between two numbers."""
    number = new_epoch(store, 5, 2, 9, 3)
    assert [link.seq for link in store.links(number, 2, 5)] == [2, 3, 5]


def test_gaps_are_named_from_the_mark_up(store: RegistryStore) -> None:
    """Every hole between the mark and the highest row, and no more than asked for."""
    number = new_epoch(store, 1, 2, 5, 9)
    assert store.gaps(number, 2, 100) == [(3, 4), (6, 8)]
    assert store.gaps(number, 2, 1) == [(3, 4)]
    assert store.gaps(number, 5, 100) == [(6, 8)]
    assert store.top(number) == 9


def test_only_rows_that_count_use_their_id(store: RegistryStore) -> None:
    """A quarantined row leaves its id free."""
    number = new_epoch(store, 1)
    with store.transaction():
        store.add_rows(number, [row(2, quarantine="schema")])
    assert store.used_ids([f"id-{seq}" for seq in range(1_200)]) == {"id-1"}


def test_quarantined_rows_are_listed_in_order(store: RegistryStore) -> None:
    """Number, id and code; a row without a readable id has none."""
    number = new_epoch(store, 1)
    with store.transaction():
        store.add_rows(
            number,
            [
                row(3, quarantine="id_reuse"),
                StoredRow(seq=2, event_id=None, type="", line=b"?", prev=A, head=B, quarantine="schema"),
            ],
        )
    assert store.quarantined(number, 1, 9) == [
        QuarantinedRow(seq=2, id=None, code="schema"),
        QuarantinedRow(seq=3, id="id-3", code="id_reuse"),
    ]


def test_a_seal_and_a_kept_batch_are_kept_once(store: RegistryStore) -> None:
    """The same batch again adds nothing."""
    number = new_epoch(store, 1)
    seal = Seal(batch_id="b", first=1, last=1, header=b"h", signature=b"s")
    beside = KeptBatch(batch_id="c", site="s-01", epoch=EPOCH, code="chain-fork", sent=b"x")
    for _ in range(2):
        with store.transaction():
            store.add_seal(number, seal, 1)
            store.keep_batch(beside, 1)
    assert list(store.seals(number)) == [seal]
    assert store.kept_batches() == 1


def test_a_site_at_a_glance(store: RegistryStore) -> None:
    """Rows held, the mark, the last contact, whether it is enrolled."""
    number = new_epoch(store, 1, 2, 5)
    with store.transaction():
        store.set_mark(number, 2, B)
        store.note_contact("s-01", 99)
        store.set_token("s-01", b"t")
    assert store.sites() == [SiteFacts(site="s-01", enrolled=True, rows=3, mark=2, last_contact_at=99)]
    assert store.epochs("s-01")[0].head == B
