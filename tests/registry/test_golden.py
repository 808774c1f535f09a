"""What a site of any released version sent is taken in by this registry, whole."""

import json
from base64 import b64decode
from pathlib import Path

import pytest

from fieldpoint.core.answer import StoredAnswer
from fieldpoint.core.batch import batch_id, inflate, open_batch, verify
from fieldpoint.core.log_rows import decode_header
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.intake.accept_batch import Arrival, accept_batch
from fieldpoint.registry.intake.reading import KNOWN_TYPES
from tests.golden import FOLDER
from tests.registry.support import KID, NOW

GOLDEN = sorted(FOLDER.glob("every-type-*.json"))


def sent_of(file: Path) -> bytes:
    """The batch as it was sent then."""
    return b64decode(json.loads(file.read_text())["sent"])


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_a_golden_batch_is_taken_in_whole(file: Path, registry: Registry) -> None:
    """Every row counts, the mark is at the last one, the name is the one of then; on both databases."""
    golden, sent = json.loads(file.read_text()), sent_of(file)
    with registry.store.transaction():
        registry.store.add_site(golden["site"], NOW)
        registry.store.add_site_key(golden["site"], KID, bytes.fromhex(golden["public"]), NOW)
    arrival = Arrival(site=golden["site"], batch_id=golden["batch_id"], sent=sent, now_ms=NOW)
    answer = accept_batch(registry.store, arrival)
    assert isinstance(answer, StoredAnswer)
    rows = len(open_batch(inflate(sent)).lines)
    assert (answer.accepted, answer.hwm, answer.quarantined) == (rows, rows, [])


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_a_golden_batch_is_what_it_was(file: Path) -> None:
    """Its bytes, its name, its signature and its chain."""
    golden, body = json.loads(file.read_text()), inflate(sent_of(file))
    assert batch_id(body) == golden["batch_id"]
    assert verify(open_batch(body), bytes.fromhex(golden["public"]))


def test_every_type_of_row_is_in_a_golden_batch() -> None:
    """A type that was added has its golden row before it is released: `python -m tests.golden`."""
    types = {decode_header(line).t for file in GOLDEN for line in open_batch(inflate(sent_of(file))).lines}
    assert types == KNOWN_TYPES
