"""Batches come in: the same rows stand at the end, whatever came twice, late, bent or from a clone."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldpoint.core.base64url import b64url
from fieldpoint.core.batch import deflate
from fieldpoint.errors import Code, FieldpointError, Invalid, NotAllowed
from fieldpoint.registry.folder import Registry, open_registry
from fieldpoint.registry.intake.accept_batch import Arrival, accept_batch
from tests.registry.support import (
    NOW,
    Sender,
    arrival_of,
    enrol_sender,
    make_registry,
    name_of,
    rows_of,
    sender,
    stored,
    totals_of,
)


def refusal(registry: Registry, arrival: Arrival) -> FieldpointError:
    """The error by which a batch is refused; nothing was taken in."""
    before = rows_of(registry)
    with pytest.raises((Invalid, NotAllowed)) as caught:
        accept_batch(registry.store, arrival)
    assert rows_of(registry) == before
    return caught.value


def test_a_batch_is_taken_in_byte_for_byte(registry: Registry, log: Sender) -> None:
    """Every row stands as it was sent, the mark is at the last one, the totals know the handouts."""
    answer = stored(registry, log.arrival(1, 10))
    assert (answer.status, answer.accepted, answer.duplicate) == ("stored", 10, 0)
    assert (answer.hwm, answer.head, answer.gaps) == (10, b64url(log.heads[-1]), [])
    assert [line for _, _, line in rows_of(registry)] == log.lines
    assert sum(totals_of(registry).values()) == 9


def test_the_same_batch_again_has_no_second_effect(registry: Registry, log: Sender) -> None:
    """F01: A lost answer is asked for again and says duplicate; totals stay."""
    stored(registry, log.arrival(1, 10))
    before = rows_of(registry), totals_of(registry)
    again = stored(registry, log.arrival(1, 10))
    assert (again.status, again.accepted, again.duplicate, again.hwm) == ("duplicate", 0, 10, 10)
    assert (rows_of(registry), totals_of(registry)) == before


def test_rows_sealed_anew_in_other_batches_are_still_the_same_rows(registry: Registry, log: Sender) -> None:
    """Overlapping batches add only what is new."""
    stored(registry, log.arrival(1, 6))
    answer = stored(registry, log.arrival(4, 10))
    assert (answer.accepted, answer.duplicate, answer.hwm) == (4, 3, 10)
    assert sum(totals_of(registry).values()) == 9


def test_a_batch_ahead_of_its_time_counts_and_leaves_a_gap(registry: Registry, log: Sender) -> None:
    """Rows of a later stick count at once; the mark waits and jumps when the gap fills."""
    stored(registry, log.arrival(1, 3))
    early = stored(registry, log.arrival(7, 10))
    assert (early.hwm, early.top, early.gaps) == (3, 10, [(4, 6)])
    assert sum(totals_of(registry).values()) == 2 + 4
    late = stored(registry, log.arrival(4, 6))
    assert (late.hwm, late.gaps) == (10, [])


@settings(max_examples=25, deadline=None)
@given(order=st.permutations(range(6)), again=st.lists(st.integers(0, 5), max_size=4))
def test_the_order_of_batches_changes_nothing(order: list[int], again: list[int]) -> None:
    """F13: Two sites' batches in any order, some twice: the same rows, totals and marks."""
    one, two = sender(9), sender(6, site="s-02", seed=b"\x22" * 32)
    batches = [one.arrival(1, 3), one.arrival(4, 6), one.arrival(6, 9)]
    batches += [two.arrival(1, 2), two.arrival(3, 4), two.arrival(5, 6)]
    with tempfile.TemporaryDirectory() as folder:
        registry = make_registry(Path(folder) / "registry", one, two)
        for number in [*order, *again]:
            stored(registry, batches[number])
        lines = {line for _, _, line in rows_of(registry)}
        marks = [epoch.hwm for site in registry.store.sites() for epoch in registry.store.epochs(site.site)]
        totals = totals_of(registry)
        registry.store.close()
    assert lines == {*one.lines, *two.lines}
    assert sorted(marks) == [6, 9]
    assert sum(totals.values()) == 8 + 5


def test_no_bent_bit_comes_in(registry: Registry, log: Sender) -> None:
    """A batch with one flipped bit is refused under its old name and under its new one."""
    body = log.body(1, 2)
    good = log.arrival(1, 2)
    for place in range(0, len(body) * 8, 101):
        bent = bytearray(body)
        bent[place // 8] ^= 1 << place % 8
        for name in (good.batch_id, arrival_of(bytes(bent)).batch_id):
            arrival = Arrival(site=log.site, batch_id=name, sent=deflate(bytes(bent)), now_ms=NOW)
            refusal(registry, arrival)


def test_a_batch_cut_at_any_byte_leaves_nothing(registry: Registry, log: Sender) -> None:
    """All of a batch or none of it."""
    good = log.arrival(1, 2)
    for cut in range(len(good.sent)):
        arrival = Arrival(site=log.site, batch_id=good.batch_id, sent=good.sent[:cut], now_ms=NOW)
        assert refusal(registry, arrival).code == Code.BATCH_MALFORMED


def test_one_unreadable_row_is_kept_without_effect(registry: Registry) -> None:
    """The row stands in the chain, the others count, the mark covers all, and the answer names it."""
    log = sender(3)
    log.add(b'{"v":1,"t":"handout","id":"' + name_of("x", 16).encode() + b'","seq":4}')
    log.add(b"\xff\x00 this is no row")
    log.add(b"[" * 16_000)
    log.hand_out()
    answer = stored(registry, log.arrival(1, 7))
    assert answer.hwm == 7
    assert [(row.seq, row.code) for row in answer.quarantined] == [(4, "schema"), (5, "schema"), (6, "schema")]
    assert stored(registry, log.arrival(1, 7)).quarantined == answer.quarantined
    assert sum(totals_of(registry).values()) == 3


def test_a_row_of_a_newer_site_is_kept_without_effect(registry: Registry) -> None:
    """A type or version that is not known here is stored, not refused."""
    log = sender(2)
    head = '"id":"%s","seq":%d,"boot":1,"mono":1,"wall":1,"tq":0}'
    log.add(('{"v":1,"t":"bed.count",' + head % (name_of("p", 16), 3)).encode())
    log.add(('{"v":2,"t":"handout",' + head % (name_of("q", 16), 4)).encode())
    answer = stored(registry, log.arrival(1, 4))
    assert [(row.seq, row.code) for row in answer.quarantined] == [(3, "unsupported_type"), (4, "unsupported_type")]


def test_a_row_with_another_number_than_its_place_has_no_effect(registry: Registry) -> None:
    """A row that was moved within a signed batch is kept and set aside."""
    log = sender(2)
    log.add(log.lines[1])
    assert [row.code for row in stored(registry, log.arrival(1, 3)).quarantined] == ["schema"]


def test_an_id_counts_once_in_the_whole_registry(registry: Registry) -> None:
    """F23: The second row under an id is kept and does not count, in the same batch or at another site."""
    one, two = sender(2), sender(1, site="s-02", seed=b"\x22" * 32)
    enrol_sender(registry, two)
    taken = name_of("s-01 a 2", 16)
    one.hand_out("h9", event_id=taken)
    two.hand_out("h9", event_id=taken)
    assert [row.code for row in stored(registry, one.arrival(1, 3)).quarantined] == ["id_reuse"]
    assert [row.code for row in stored(registry, two.arrival(1, 2)).quarantined] == ["id_reuse"]
    assert sum(totals_of(registry).values()) == 1


def test_a_quantity_beyond_all_measure_has_no_effect(registry: Registry) -> None:
    """A number that no database could add is set aside."""
    log = sender(1)
    log.hand_out(qty=2**70)
    log.hand_out(qty=-5)
    assert [row.code for row in stored(registry, log.arrival(1, 3)).quarantined] == ["schema", "schema"]
    assert totals_of(registry) == {}


def test_an_epoch_must_begin_at_its_own_genesis(registry: Registry) -> None:
    """Rows that hang on nothing this site and key could begin at are refused."""
    log = sender(2)
    log.genesis = log.heads[0]
    log.heads.clear()
    lines = log.lines.copy()
    log.lines.clear()
    for line in lines:
        log.add(line)
    assert refusal(registry, log.arrival(1, 2)).code == Code.BATCH_CHAIN_BROKEN


def test_a_batch_of_another_site_is_not_ours_to_send(registry: Registry) -> None:
    """A token speaks for its own site only."""
    other = sender(2, site="s-02")
    arrival = arrival_of(other.body(1, 2), "s-01")
    assert refusal(registry, arrival).code == Code.SITE_FOREIGN


def test_a_key_that_was_never_enrolled_is_refused(registry: Registry) -> None:
    """An edited batch needs a key, and the token is none."""
    assert refusal(registry, sender(2, seed=b"\x33" * 32).arrival(1, 2)).code == Code.BATCH_SIGNATURE_WRONG
    stranger = sender(2, seed=b"\x33" * 32)
    stranger.kid = 8
    assert refusal(registry, stranger.arrival(1, 2)).code == Code.SITE_KEY_UNKNOWN


def test_rows_survive_a_new_start(tmp_path: Path, log: Sender) -> None:
    """What was answered is there after the registry was closed and opened again."""
    first = make_registry(tmp_path / "r", log)
    stored(first, log.arrival(1, 10))
    first.store.close()
    second = open_registry(tmp_path / "r")
    assert [line for _, _, line in rows_of(second)] == log.lines
    assert second.public == first.public
    second.store.close()
