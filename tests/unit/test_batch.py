"""A sealed batch: what is read of it, and that nothing bent or cut is ever believed."""

import json
import tracemalloc
import zlib
from base64 import b64decode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldpoint.core.base64url import b64url
from fieldpoint.core.batch import (
    MAX_OPEN_BYTES,
    MAX_SENT_BYTES,
    batch_id,
    deflate,
    inflate,
    open_batch,
    verify,
)
from fieldpoint.core.signature import public_key
from fieldpoint.errors import Code, Invalid
from tests.registry.support import sender

GOLDEN = Path(__file__).parent.parent / "data" / "batches" / "batch-0.1.0.json"


def believed(body: bytes, public: bytes) -> bool:
    """Whether these bytes pass as a batch of this key."""
    try:
        verify(open_batch(body), public)
    except Invalid:
        return False
    return True


def refused(body: bytes) -> Code:
    """The code by which these bytes are refused."""
    with pytest.raises(Invalid) as caught:
        verify(open_batch(body), public_key(sender(1).seed))
    return caught.value.code


def test_what_was_sealed_is_read_back_byte_for_byte() -> None:
    """Header, rows and heads come out as they went in."""
    log = sender(6)
    batch = open_batch(inflate(deflate(log.body(2, 5))))
    assert (batch.header.first, batch.header.last) == (2, 5)
    assert list(batch.lines) == log.lines[1:5]
    assert verify(batch, public_key(log.seed)) == tuple(log.heads[1:5])
    assert batch.header.uses == ["handout/1"]


def test_the_same_rows_sealed_twice_are_the_same_bytes() -> None:
    """Nothing of chance or time gets into the compressed bytes."""
    assert deflate(sender(4).body(1, 4)) == deflate(sender(4).body(1, 4))


def test_a_batch_of_an_earlier_release_reads_for_ever() -> None:
    """The golden batch of 0.1.0 opens, verifies, and has the rows it had."""
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    body = inflate(b64decode(golden["sent"]))
    assert batch_id(body) == golden["batch_id"]
    batch = open_batch(body)
    heads = verify(batch, bytes.fromhex(golden["public"]))
    assert [b64url(head) for head in heads] == golden["heads"]
    assert [json.loads(line)["t"] for line in batch.lines] == golden["types"]


def test_this_release_still_seals_the_golden_batch() -> None:
    """The bytes sealed today are those sealed then, so another implementation can check itself."""
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert sender(4).body(1, 4) == inflate(b64decode(golden["sent"]))


def test_no_bent_bit_is_believed() -> None:
    """Each single bit of a batch, flipped, makes it refused."""
    log = sender(3)
    body, public = log.body(1, 3), public_key(log.seed)
    assert believed(body, public)
    for place in range(len(body) * 8):
        bent = bytearray(body)
        bent[place // 8] ^= 1 << place % 8
        assert not believed(bytes(bent), public), place


def test_no_cut_batch_is_believed() -> None:
    """Cut at whatever byte, a batch is refused, compressed or not."""
    log = sender(3)
    body, public = log.body(1, 3), public_key(log.seed)
    assert not any(believed(body[:cut], public) for cut in range(len(body)))
    sent = deflate(body)
    for cut in range(len(sent)):
        with pytest.raises(Invalid):
            inflate(sent[:cut])


def test_a_hundred_million_zeros_are_refused_with_little_memory() -> None:
    """A gzip bomb stops at the limit: less than 24 MiB are ever held."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(100)) + packer.flush()
    assert len(bomb) < MAX_SENT_BYTES
    tracemalloc.start()
    with pytest.raises(Invalid) as caught:
        inflate(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert caught.value.code == Code.BATCH_TOO_LARGE
    assert peak < 24 * 1024 * 1024


def test_a_million_empty_lines_are_refused_before_they_are_cut_apart() -> None:
    """More lines than a batch may have are counted, not built."""
    assert refused(b"\n" * 1_000_000) == Code.BATCH_TOO_LARGE


def test_more_than_two_thousand_rows_are_too_many() -> None:
    """The limit holds at the row behind it."""
    log = sender(2_001)
    assert believed(log.body(1, 2_000), public_key(log.seed))
    assert refused(log.body(1, 2_001)) == Code.BATCH_TOO_LARGE


def test_a_row_over_sixteen_kibibytes_is_too_large() -> None:
    """One endless line is refused."""
    log = sender(2)
    log.add(log.lines[1][:-1] + b',"x":"' + b"x" * 16_384 + b'"}')
    assert refused(log.body(1, 3)) == Code.BATCH_TOO_LARGE


def test_too_many_bytes_are_refused_unread() -> None:
    """What is larger than a request may be is not even unpacked."""
    with pytest.raises(Invalid) as caught:
        inflate(bytes(MAX_SENT_BYTES + 1))
    assert caught.value.code == Code.BATCH_TOO_LARGE
    assert refused(b"x" * (MAX_OPEN_BYTES + 1)) == Code.BATCH_TOO_LARGE


def test_bytes_behind_the_end_are_refused() -> None:
    """A second gzip member would travel under a name that does not cover it."""
    sent = deflate(sender(2).body(1, 2))
    for more in (b"x", sent):
        with pytest.raises(Invalid) as caught:
            inflate(sent + more)
        assert caught.value.code == Code.BATCH_MALFORMED


def test_another_envelope_is_a_version_not_a_fault() -> None:
    """A newer batch says so by its own code, so that nobody parks it as damaged."""
    assert refused(sender(2).body(1, 2).replace(b"batch/1", b"batch/2", 1)) == Code.BATCH_VERSION_UNKNOWN


def test_another_key_is_refused() -> None:
    """Rows under a stranger's signature are not the site's."""
    assert refused(sender(2, seed=b"\x22" * 32).body(1, 2)) == Code.BATCH_SIGNATURE_WRONG


def test_swapped_rows_break_the_chain() -> None:
    """The signed header binds the rows in their order."""
    head, signature, first, *rest = sender(4).body(1, 4).split(b"\n")
    second, *others = rest
    assert refused(b"\n".join((head, signature, second, first, *others))) == Code.BATCH_CHAIN_BROKEN


def test_a_header_of_sixteen_thousand_brackets_is_malformed() -> None:
    """Depth that would exhaust the stack is a refusal like any other."""
    _, signature, row, *_ = sender(1).body(1, 1).split(b"\n")
    deep = b'{"fp":"batch/1","x":' + b"[" * 15_000
    assert refused(b"\n".join((deep, signature, row, b""))) == Code.BATCH_MALFORMED


@given(st.binary(max_size=400))
def test_chance_bytes_are_refused_and_nothing_else(noise: bytes) -> None:
    """Whatever comes, the only way out is a refusal with a code of a batch."""
    for attempt in (noise, noise + b"\n", b"{}\n{}\n" + noise + b"\n"):
        assert refused(attempt).startswith("batch-")
    with pytest.raises(Invalid):
        inflate(noise)


def test_a_name_with_a_line_feed_at_its_end_is_another_name() -> None:
    """One epoch or site has one spelling, so no second history can stand beside it."""
    for right in (b'"site":"s-01"', b'"epoch":"' + b64url(sender(1).epoch).encode() + b'"'):
        assert refused(sender(1).body(1, 1).replace(right, right[:-1] + b'\\n"', 1)) == Code.BATCH_MALFORMED
