"""A sender that is no site: rows, chains and batches made by hand, so that a test can bend each of them."""

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import msgspec

from fieldpoint.core.answer import EnrolRequest, KeptAnswer, StoredAnswer, enrol_proof
from fieldpoint.core.base64url import b64url
from fieldpoint.core.batch import Sealer, batch_id, deflate, seal
from fieldpoint.core.chain import genesis_head, next_head
from fieldpoint.core.log_rows import EpochOpen, Handout, encode_row
from fieldpoint.core.names import CardId, Cycle, Day, EventId, Head, HouseholdId, PersonId, ProgrammeCode
from fieldpoint.core.signature import public_key, sign
from fieldpoint.registry.folder import Registry, create_registry, open_registry
from fieldpoint.registry.intake.accept_batch import Arrival, accept_batch
from fieldpoint.registry.sites import enrol, make_enrol_code
from fieldpoint.store.transaction import Stamp

SITE = "s-01"
KID = 7
NOW = 1_795_000_000_000


def name_of(what: str, length: int) -> str:
    """A synthetic id: base64url of so many bytes, always the same for the same text."""
    return b64url(sha256(what.encode()).digest()[:length])


@dataclass
class Sender:
    """One life of a site's log, in memory."""

    site: str = SITE
    name: str = "a"
    seed: bytes = b"\x11" * 32
    kid: int = KID
    lines: list[bytes] = field(default_factory=list[bytes])
    heads: list[Head] = field(default_factory=list[Head])

    def __post_init__(self) -> None:
        self.epoch = sha256(f"epoch {self.site} {self.name}".encode()).digest()[:16]
        self.genesis = genesis_head(self.site, self.epoch, public_key(self.seed))
        row = EpochOpen(
            **self.stamp(), site=self.site, epoch=b64url(self.epoch), pubkey=b64url(public_key(self.seed)), reason="x"
        )
        self.add(encode_row(row))

    def stamp(self, event_id: str | None = None) -> Stamp:
        """The members every row has."""
        seq = len(self.lines) + 1
        made = event_id or name_of(f"{self.site} {self.name} {seq}", 16)
        return Stamp(id=EventId(made), seq=seq, boot=1, mono=seq, wall=NOW + seq, tq=2)

    def add(self, line: bytes) -> None:
        """One more line, whatever stands in it."""
        self.lines.append(line)
        self.heads.append(next_head(self.head(len(self.heads)), line))

    def hand_out(self, household: str = "h1", qty: int = 1, event_id: str | None = None) -> None:
        """One more handout of a basket."""
        self.add(encode_row(self.handout(household, qty, event_id)))

    def handout(self, household: str = "h1", qty: int = 1, event_id: str | None = None) -> Handout:
        """The row of a handout that would come next."""
        return Handout(
            **self.stamp(event_id),
            card=CardId(name_of("card", 8)),
            hh=HouseholdId(name_of(household, 8)),
            prog=ProgrammeCode("basket"),
            cycle=Cycle("1405-09"),
            item="food-basket",
            qty=qty,
            members=[PersonId(name_of("person", 8))],
            rule="basket@1",
            day=Day("1405-09-01"),
            desk="d1",
            tab="t01",
            tseq=len(self.lines),
            op="desk",
        )

    def head(self, seq: int) -> Head:
        """The head after a row; the genesis for row 0."""
        return self.genesis if seq == 0 else self.heads[seq - 1]

    def body(self, first: int, last: int) -> bytes:
        """The uncompressed bytes of a batch of these rows."""
        sealer = Sealer(
            site=self.site, epoch=b64url(self.epoch), kid=self.kid, sw="0.1.0", boot=1, mono=1, wall=NOW, tq=2
        )
        return seal(sealer, first, self.head(first - 1), self.lines[first - 1 : last], self.seed)

    def arrival(self, first: int, last: int) -> Arrival:
        """These rows as they come to the registry."""
        return arrival_of(self.body(first, last), self.site)

    def twin(self, upto: int, name: str) -> "Sender":
        """A copy of this very log up to a row, as a cloned card has it; its own rows get other ids."""
        copy = Sender(site=self.site, name=self.name, seed=self.seed, kid=self.kid)
        copy.lines, copy.heads = self.lines[:upto], self.heads[:upto]
        copy.name = name  # of its further rows; the epoch stays the same
        return copy


def arrival_of(body: bytes, site: str = SITE) -> Arrival:
    """A batch as it comes to the registry, under its right name."""
    return Arrival(site=site, batch_id=batch_id(body), sent=deflate(body), now_ms=NOW)


def sender(rows: int, site: str = SITE, name: str = "a", seed: bytes = b"\x11" * 32) -> Sender:
    """A log of so many rows: the genesis row and handouts to households in turn."""
    made = Sender(site=site, name=name, seed=seed)
    for number in range(1, rows):
        made.hand_out(f"h{number % 5}")
    return made


def make_registry(folder: Path, *senders: Sender, dsn: str | None = None) -> Registry:
    """A registry at which the sites of these senders are enrolled, in SQLite or in PostgreSQL."""
    create_registry(folder, "registry", dsn)
    registry = open_registry(folder)
    for one in senders:
        enrol_sender(registry, one)
    return registry


def enrol_sender(registry: Registry, one: Sender) -> str:
    """The site of a sender is enrolled; answers its token."""
    code = make_enrol_code(registry.store, one.site, NOW)
    answer, _ = enrol(registry, enrol_request(one, code), NOW)
    return answer.token


def enrol_request(one: Sender, code: str) -> EnrolRequest:
    """What the site of a sender asks to be enrolled."""
    public = public_key(one.seed)
    proof = b64url(sign(one.seed, enrol_proof(code, public)))
    return EnrolRequest(code=code, site=one.site, kid=one.kid, pubkey=b64url(public), proof=proof)


def stored(registry: Registry, arrival: Arrival) -> StoredAnswer:
    """The answer to a batch that is taken."""
    answer = accept_batch(registry.store, arrival)
    assert isinstance(answer, StoredAnswer)
    return answer


def kept(registry: Registry, arrival: Arrival) -> KeptAnswer:
    """The answer to a batch that is kept beside."""
    answer = accept_batch(registry.store, arrival)
    assert isinstance(answer, KeptAnswer)
    return answer


def rows_of(registry: Registry) -> list[tuple[str, int, bytes]]:
    """Every row the registry holds: its epoch, its number, its bytes."""
    store = registry.store
    return [
        (epoch.epoch, link.seq, line)
        for site in store.sites()
        for epoch in store.epochs(site.site)
        for link, line in store.lines(epoch.number)
    ]


def totals_of(registry: Registry) -> dict[tuple[str, str], int]:
    """What each household has from each site."""
    return {(key.household, key.site): qty for key, qty in registry.store.totals()}


def plain(value: object) -> dict[str, object]:
    """A struct as plain values, to compare or to bend."""
    return msgspec.to_builtins(value)
