"""One batch comes in: verified whole, then its rows are united with what is held (design chapter 4.6).

Nothing a site signed is refused for what it says: an unreadable row keeps its place in the chain and only
its effect is withheld. A row is refused a place only where another history already stands (a fork); then
the whole batch is kept beside and answered 202.

The mark moves over a row only when the row's own previous hash is the head the mark stands at. Without
that check a clone's rows fill the gaps of another history and rows are lost in silence.

Imports core and the store.
"""

import msgspec

from fieldpoint.core.answer import KeptAnswer, QuarantineCode, StoredAnswer
from fieldpoint.core.base64url import from_b64url
from fieldpoint.core.batch import UNREADABLE, Batch, BatchHeader, batch_id, inflate, open_batch, prev_of, verify
from fieldpoint.core.chain import NO_HEAD, genesis_head
from fieldpoint.core.log_rows import EpochOpen, Row, Void, decode_row
from fieldpoint.core.names import Head
from fieldpoint.errors import Code, Invalid, NotAllowed
from fieldpoint.registry.feed.tell import tell_withheld
from fieldpoint.registry.intake.check_close import check_closes
from fieldpoint.registry.intake.effects import apply, apply_provisionally
from fieldpoint.registry.intake.reading import Read, read_row
from fieldpoint.registry.intake.settle import settle
from fieldpoint.registry.shelter.tell import tell_places
from fieldpoint.registry.sites import MAX_GAPS, head_text
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.tables.shapes import Epoch, KeptBatch, Seal, SiteKey, StoredRow

_LAST_SEQ = 2**53


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """What came: from which site (by its token), under which name, the bytes as they were sent, when."""

    site: str
    batch_id: str
    sent: bytes
    now_ms: int


class _Proven(msgspec.Struct, frozen=True, kw_only=True):
    """A batch that was verified, with the head after each of its rows."""

    batch: Batch
    heads: tuple[Head, ...]
    key: SiteKey


def accept_batch(store: RegistryStore, arrival: Arrival, *, released: bool = False) -> StoredAnswer | KeptAnswer:
    """The batch's rows are held, or its bytes are kept beside; the answer says where the epoch stands.

    Beside lies another history (a fork), whose handouts count provisionally, what was signed by a key that had ended,
    until a person lets it in (`released`), and what is new of a life that an officer ended.

    Commits. `Invalid`: `batch-too-large`, `batch-malformed`, `batch-version-unknown`, `batch-digest-wrong`
    (the name is not the bytes' name), `batch-signature-wrong`, `batch-chain-broken`. `NotAllowed`:
    `site-foreign`, `site-key-unknown`.
    """
    answer = take_in_batch(store, arrival, released=released)
    settle_batches(store, arrival.now_ms)
    return answer


def settle_batches(store: RegistryStore, now_ms: int) -> None:
    """What follows from the rows of all batches that were taken in: cases, sums for other sites, closes. Commits."""
    settle(store, now_ms)
    tell_places(store, now_ms)
    check_closes(store)


def take_in_batch(store: RegistryStore, arrival: Arrival, *, released: bool = False) -> StoredAnswer | KeptAnswer:
    """As `accept_batch`, but what follows from the rows waits for `settle_batches`, which may do many at once."""
    proven = _prove(store, arrival)
    header = proven.batch.header
    with store.transaction():
        store.note_contact(arrival.site, arrival.now_ms)
        epoch = store.epoch_for_writing(header.site, header.epoch)
        common = _fork(store, epoch, proven)
        good = released or proven.key.is_good_for(header.epoch, header.last)
        if common is not None:
            answer = _keep(store, arrival, proven, common, Code.CHAIN_FORK)
            if good and not epoch.retired:
                apply_provisionally(store, header.site, epoch.number, _readable(proven))
        elif not good:
            return _keep(store, arrival, proven, epoch.hwm, Code.KEY_REVOKED)
        elif epoch.retired and header.last > store.top(epoch.number):
            return _keep(store, arrival, proven, epoch.hwm, Code.EPOCH_RETIRED)
        else:
            answer = _unite(store, arrival, epoch, proven)
            tell_withheld(store, arrival.site)
    return answer


def _prove(store: RegistryStore, arrival: Arrival) -> _Proven:
    body = inflate(arrival.sent)
    if batch_id(body) != arrival.batch_id:
        raise Invalid(Code.BATCH_DIGEST_WRONG)
    batch = open_batch(body)
    if batch.header.site != arrival.site:
        raise NotAllowed(Code.SITE_FOREIGN)
    key = store.site_key(arrival.site, batch.header.kid)
    if key is None:
        raise NotAllowed(Code.SITE_KEY_UNKNOWN)
    heads = verify(batch, key.public)
    if batch.header.first == 1 and prev_of(batch) != _genesis(batch, key.public):
        raise Invalid(Code.BATCH_CHAIN_BROKEN)  # it begins at nothing that this site and key could begin at
    return _Proven(batch=batch, heads=heads, key=key)


def _genesis(batch: Batch, public: bytes) -> Head:
    """The head this epoch must begin at; its first row names the head that the epoch before it ended at."""
    try:
        opened = decode_row(batch.lines[0])
        prev_head = opened.prev_head if isinstance(opened, EpochOpen) else None
        before = Head(from_b64url(prev_head)) if prev_head else NO_HEAD
        return genesis_head(batch.header.site, from_b64url(batch.header.epoch), public, before)
    except (*UNREADABLE, ValueError):
        raise Invalid(Code.BATCH_CHAIN_BROKEN) from None


def _fork(store: RegistryStore, epoch: Epoch, proven: _Proven) -> int | None:
    """The last row that both histories share when another history stands in the batch's place, else None."""
    first = proven.batch.header.first
    ours = dict(enumerate(proven.heads, start=first))
    ours[first - 1] = prev_of(proven.batch)
    common = min(epoch.hwm, first - 1)
    for link in store.links(epoch.number, max(first - 1, 1), proven.batch.header.last):
        if ours[link.seq] != link.head:
            return min(common, link.seq - 1)
        common = link.seq
    return None


def _keep(store: RegistryStore, arrival: Arrival, proven: _Proven, common: int, code: Code) -> KeptAnswer:
    header = proven.batch.header
    kept = KeptBatch(batch_id=arrival.batch_id, site=arrival.site, epoch=header.epoch, code=code, sent=arrival.sent)
    store.keep_batch(kept, arrival.now_ms)
    return KeptAnswer(batch=arrival.batch_id, site=arrival.site, code=code, epoch=header.epoch, common_seq=common)


def _unite(store: RegistryStore, arrival: Arrival, epoch: Epoch, proven: _Proven) -> StoredAnswer:
    batch, header = proven.batch, proven.batch.header
    held = {link.seq for link in store.links(epoch.number, header.first, header.last)}
    new = [(row, read) for row, read in _rows(store, proven) if row.seq not in held]
    store.add_rows(epoch.number, [row for row, _ in new])
    apply(store, header.site, epoch.number, [read.row for _, read in new if read.row is not None])
    store.release_voids_of([row.event_id for row, _ in new if row.event_id])
    seal = Seal(
        batch_id=arrival.batch_id,
        first=header.first,
        last=header.last,
        header=batch.header_line,
        signature=batch.signature,
    )
    store.add_seal(epoch.number, seal, arrival.now_ms)
    hwm, head = _extend_mark(store, epoch, proven)
    return StoredAnswer(
        batch=arrival.batch_id,
        site=arrival.site,
        status="stored" if new else "duplicate",
        epoch=header.epoch,
        hwm=hwm,
        head=head_text(head),
        top=store.top(epoch.number),
        gaps=store.gaps(epoch.number, hwm, MAX_GAPS),
        accepted=len(new),
        duplicate=len(held),
        quarantined=store.quarantined(epoch.number, header.first, header.last),
    )


def _readable(proven: _Proven) -> list[Row]:
    reads = (read_row(seq, line) for seq, line in enumerate(proven.batch.lines, start=proven.batch.header.first))
    return [read.row for read in reads if read.row is not None]


def _rows(store: RegistryStore, proven: _Proven) -> list[tuple[StoredRow, Read]]:
    """Every row of the batch at its place, with what can be read of it."""
    first, prev = proven.batch.header.first, prev_of(proven.batch)
    reads = [read_row(seq, line) for seq, line in enumerate(proven.batch.lines, start=first)]
    used = store.used_ids([read.event_id for read in reads if read.row is not None and read.event_id])
    own = _in_other_lives(store, proven.batch.header, used)
    known = {read.event_id for read in reads} | used | _refs(store, reads)
    rows: list[tuple[StoredRow, Read]] = []
    for number, (line, head) in enumerate(zip(proven.batch.lines, proven.heads, strict=True)):
        read = reads[number]
        if read.row is not None and read.event_id in used:
            code = "repeated" if read.event_id in own else "id_reuse"
            read = Read(event_id=read.event_id, type=read.type, quarantine=code)
        elif read.row is not None and read.event_id:
            used.add(read.event_id)
        stored = StoredRow(
            seq=first + number,
            event_id=read.event_id,
            type=read.type,
            line=line,
            prev=prev,
            head=head,
            quarantine=read.quarantine or _waiting(read.row, known),
        )
        rows.append((stored, read))
        prev = head
    return rows


def _in_other_lives(store: RegistryStore, header: BatchHeader, used: set[str]) -> set[str]:
    """Those of the ids that count in another life of this site's log: a tablet brought them again after a rollback."""
    return store.ids_of_site(header.site, sorted(used), but=header.epoch) if used else set()


def _refs(store: RegistryStore, reads: list[Read]) -> set[str]:
    """The rows that these take back, as far as they are held."""
    return store.used_ids([read.row.ref for read in reads if isinstance(read.row, Void)])


def _waiting(row: Row | None, known: set[str | None]) -> QuarantineCode | None:
    """A void whose row has not come yet is shown as waiting for it; its effect is there the moment the row is."""
    return "ref_missing" if isinstance(row, Void) and row.ref not in known else None


def _extend_mark(store: RegistryStore, epoch: Epoch, proven: _Proven) -> tuple[int, Head | None]:
    """Where the mark stands now: over every row that follows without a gap and hangs on the one before."""
    hwm, head = epoch.hwm, epoch.head
    header = proven.batch.header
    if header.first == hwm + 1 and head in (None, prev_of(proven.batch)):
        hwm, head = header.last, proven.heads[-1]  # these rows were walked just now, and all of them are held
    for link in store.links(epoch.number, hwm + 1, _LAST_SEQ):
        # Row 1 was checked against its genesis before it got its place.
        if link.seq != hwm + 1 or (head is not None and link.prev != head):
            break
        hwm, head = link.seq, link.head
    if hwm > epoch.hwm and head is not None:
        store.set_mark(epoch.number, hwm, head)
    return hwm, head
