"""Whatever is sent to a running registry: its status, a stable code, little memory, nothing half-applied or deleted."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from fieldpoint.core.answer import BATCH_MEDIA_TYPE, content_digest
from fieldpoint.core.batch import batch_id, deflate
from fieldpoint.errors import Code
from fieldpoint.registry.folder import open_registry
from fieldpoint.registry.verify import verify_registry
from tests.live import LiveRegistry
from tests.registry.support import Sender, arrival_of, enrol_sender, make_registry, rows_of, sender

MIB = 1024 * 1024


@dataclass
class Running:
    """A registry in a program of its own, with a site's token, an old one, and another site's."""

    live: LiveRegistry
    log: Sender
    token: str
    old_token: str
    other_token: str

    def put(self, sent: bytes, name: str, token: str | None = None, **headers: str) -> tuple[int, str | None]:
        """Status and code of a batch that is sent so."""
        right = {
            "Authorization": f"Bearer {token or self.token}",
            "Content-Type": BATCH_MEDIA_TYPE,
            "Content-Digest": content_digest(sent),
        }
        answer = httpx.put(f"{self.live.url}/v1/batches/{name}", content=sent, headers=right | headers, timeout=60)
        return answer.status_code, answer.json().get("code")

    def put_body(self, body: bytes, **headers: str) -> tuple[int, str | None]:
        """The same of uncompressed bytes, under their right name."""
        return self.put(deflate(body), batch_id(body), **headers)

    def most_memory(self) -> int:
        """Bytes that were resident at most since the last `forget`."""
        return self._status("VmHWM")

    def forget(self) -> int:
        """The mark of the highest memory is set back; answers what is resident now."""
        assert self.live.program is not None
        Path(f"/proc/{self.live.program.pid}/clear_refs").write_text("5")
        return self._status("VmRSS")

    def _status(self, field: str) -> int:
        assert self.live.program is not None
        status = Path(f"/proc/{self.live.program.pid}/status").read_text()
        return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith(field))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The registry with ten rows of one site."""
    folder = tmp_path_factory.mktemp("bad") / "registry"
    log, other = sender(10), sender(1, site="s-02", seed=b"\x22" * 32)
    registry = make_registry(folder, other)
    old, token, foreign = enrol_sender(registry, log), enrol_sender(registry, log), enrol_sender(registry, other)
    registry.store.close()
    live = LiveRegistry(folder)
    live.start()
    made = Running(live, log, token, old, foreign)
    assert made.put_body(log.body(1, 10)) == (200, None)
    yield made
    live.stop()
    registry = open_registry(folder)
    verify_registry(registry.store)
    assert [line for _, _, line in rows_of(registry)][: len(log.lines)] == log.lines
    registry.store.close()


def bomb(count: int, what: bytes = b"\0") -> bytes:
    """So many bytes in few."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    sent = b"".join(packer.compress(what * MIB) for _ in range(count // (MIB * len(what))))
    return sent + packer.flush()


def row_of(log: Sender, count: int) -> bytes:
    """A batch whose one line has so many bytes."""
    header, signature, *_ = log.body(1, 2).split(b"\n")
    return b"\n".join((header, signature, b'{"x":"' + b"y" * count + b'"}', b""))


def test_what_is_huge_takes_little_memory(running: Running) -> None:
    """F40: a bomb of 100 MB, a line of 100 MB and of 7 MB, a million rows: 413, and at most 64 MiB above idle."""
    idle = running.forget()
    large = (Code.BATCH_TOO_LARGE, Code.BODY_TOO_LARGE)
    for sent in (bomb(100 * MIB), bomb(100 * MIB, b"y"), deflate(b"\n" * 1_000_000), deflate(b"{}\n" * 1_000_000)):
        status, code = running.put(sent, "0" * 64)
        assert (status, code) in [(413, one) for one in large] + [(400, Code.BATCH_DIGEST_WRONG)]
    for body in (row_of(running.log, 7 * MIB), b"\n" * 1_000_000, b"{}\n" * 1_000_000):
        assert running.put_body(body) == (413, Code.BATCH_TOO_LARGE)
    assert running.put(bytes(2 * MIB), "0" * 64) == (413, Code.BODY_TOO_LARGE)
    above = running.most_memory() - idle
    print(f"{above / MIB:.0f} MiB above {idle / MIB:.0f}")  # noqa: T201  shown with -s
    assert above <= 64 * MIB


@pytest.mark.parametrize(
    "line",
    [
        b"\0" * 40,
        b"\xff\xfe\xfd",
        b'{"v":1,"t":"handout","id":"\xff"}',
        b"[" * 16_000,
        b'{"a":' * 3_000,
        b"null",
        b"",
        b'{"v":1.5,"t":"handout","id":"AAAAAAAAAAAAAAAAAAAAAA","seq":1}',
        b'{"v":1,"t":"handout","id":"AAAAAAAAAAAAAAAAAAAAAA","seq":1e400}',
    ],
)
def test_a_row_that_does_not_read_keeps_its_place(line: bytes, tmp_path: Path) -> None:
    """F19: NULs, other bytes than UTF-8, floats, a thousand brackets: one row withheld, the others count."""
    log = sender(5)
    log.add(line)
    log.hand_out()
    registry = make_registry(tmp_path / "registry", log)
    from tests.registry.support import stored, totals_of  # noqa: PLC0415

    answer = stored(registry, log.arrival(1, 7))
    assert (answer.hwm, [(row.seq, row.code) for row in answer.quarantined]) == (7, [(6, "schema")])
    assert sum(totals_of(registry).values()) == 5
    registry.store.close()


def test_a_header_that_does_not_read_is_refused(running: Running) -> None:
    """NULs, brackets, floats, numbers beyond reason in line 1 or 2: 400, or 415 where it is another envelope."""
    header, signature, *rows = running.log.body(1, 2).split(b"\n")
    for first, second in (
        (b"\0", signature),
        (b"[" * 16_000, signature),
        (b"\xff\xfe", signature),
        (header.replace(b'"first":1', b'"first":1.5'), signature),
        (header.replace(b'"first":1', b'"first":99999999999999999999'), signature),
        (header.replace(b'"kid":7', b'"kid":-1'), signature),
        (header, b"{}"),
        (header, b'{"sig":"AA"}'),
        (header, b"[" * 16_000),
    ):
        assert running.put_body(b"\n".join((first, second, *rows))) == (400, Code.BATCH_MALFORMED)
    other = header.replace(b"batch/1", b"batch/2")
    assert running.put_body(b"\n".join((other, signature, *rows))) == (415, Code.BATCH_VERSION_UNKNOWN)


def test_a_batch_cut_at_any_byte_is_refused(running: Running) -> None:
    """F02, F16: compressed or inside, at every thirteenth byte: 400 and nothing of it is held."""
    running.log.hand_out()
    body = running.log.body(11, 11)
    sent = deflate(body)
    for cut in range(0, len(sent), 13):
        assert running.put(sent[:cut], batch_id(body)) == (400, Code.BATCH_MALFORMED)
    for cut in range(0, len(body) - 1, 13):
        status, code = running.put_body(body[:cut])
        assert (status, code) == (400, Code.BATCH_MALFORMED)
    assert running.put(sent, batch_id(body)) == (200, None)


def test_tokens_of_others_and_of_yesterday_open_nothing(running: Running) -> None:
    """403 for another site's, 401 for one that was replaced; the rows that are there stay."""
    body = running.log.body(1, 3)
    assert running.put(deflate(body), batch_id(body), running.other_token) == (403, Code.SITE_FOREIGN)
    assert running.put(deflate(body), batch_id(body), running.old_token) == (401, Code.TOKEN_WRONG)


def test_a_batch_that_was_edited_on_the_way_is_refused(running: Running) -> None:
    """F33: whoever has a token and no key: 422 with the code of what is wrong."""
    body = running.log.body(1, 4)
    header, signature, first, second, *rest = body.split(b"\n")
    edited = b"\n".join((header, signature, second, first, *rest))
    assert running.put_body(edited) == (422, Code.BATCH_CHAIN_BROKEN)
    assert running.put_body(body.replace(b'"tq":2', b'"tq":3', 1)) == (422, Code.BATCH_SIGNATURE_WRONG)
    assert running.put(deflate(body), "0" * 64) == (400, Code.BATCH_DIGEST_WRONG)
    wrong = {"Content-Digest": content_digest(b"x")}
    assert running.put(deflate(body), batch_id(body), None, **wrong) == (400, Code.BATCH_DIGEST_WRONG)


def test_replays_change_nothing(running: Running) -> None:
    """A captured upload sent a hundred times more."""
    arrival = arrival_of(running.log.body(1, 10))
    for _ in range(100):
        assert running.put(arrival.sent, arrival.batch_id) == (200, None)
