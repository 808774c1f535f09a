"""When a row was written, by anchors and neighbours alone, whatever the machine's clock believed."""

from hypothesis import given
from hypothesis import strategies as st

from fieldpoint.core.act_rows import ClockAnchor
from fieldpoint.core.life.when import Mark, Span, mark_of, spans
from fieldpoint.core.names import EventId

NOW = 1_795_000_000_000
RECEIVED = NOW + 10_000_000


def test_anchor_tells_the_whole_boot() -> None:
    """F27: rows before and after the registry told the time are known to its error, though the clock said 1970."""
    marks = [Mark(boot=3, mono=1_000), Mark(boot=3, mono=2_000, at=NOW, err=40), Mark(boot=3, mono=9_000)]
    assert spans(marks, RECEIVED) == [
        Span(lo=NOW - 1_000 - 40, hi=NOW - 1_000 + 40),
        Span(lo=NOW - 40, hi=NOW + 40),
        Span(lo=NOW + 7_000 - 40, hi=NOW + 7_000 + 40),
    ]


def test_boot_without_an_anchor_lies_between_its_neighbours() -> None:
    """F28: nothing is known of the boot itself, so its rows lie between the boots before and behind it."""
    marks = [
        Mark(boot=1, mono=5, at=NOW, err=10),
        Mark(boot=2, mono=7),
        Mark(boot=2, mono=9),
        Mark(boot=3, mono=1, at=NOW + 60_000, err=10),
    ]
    assert spans(marks, RECEIVED)[1:3] == [Span(lo=NOW - 10, hi=NOW + 60_010)] * 2


def test_nothing_but_the_registry_s_receipt() -> None:
    """F28: never any anchor at all: not after it was received, and nothing else."""
    assert spans([Mark(boot=1, mono=5), Mark(boot=2, mono=1)], RECEIVED) == [Span(lo=None, hi=RECEIVED)] * 2


def test_better_anchor_of_a_boot_counts() -> None:
    """The lead's word is right to a day, the registry's to its round trip: rows go by the one that tells more."""
    marks = [Mark(boot=1, mono=1_000, at=NOW - 3_600_000, err=86_400_000), Mark(boot=1, mono=2_000, at=NOW, err=40)]
    assert spans(marks, RECEIVED)[0] == Span(lo=NOW - 1_040, hi=NOW - 960)


def test_anchor_says_another_instant_than_the_clock() -> None:
    """F27: the registry's anchor carries the true instant beside the wall time that was wrong."""
    stamp = {"id": EventId("A" * 22), "seq": 1, "boot": 4, "mono": 9, "wall": 77, "tq": 0}
    told = ClockAnchor(**stamp, src="registry", err_ms=5, at=NOW)  # type: ignore[arg-type]
    lead = ClockAnchor(**stamp, src="lead", err_ms=86_400_000)  # type: ignore[arg-type]
    assert mark_of(told) == Mark(boot=4, mono=9, at=NOW, err=5)
    assert mark_of(lead) == Mark(boot=4, mono=9, at=77, err=86_400_000)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 10_000), st.booleans()), max_size=30), st.integers(0, 500))
def test_true_instant_lies_in_every_span(steps: list[tuple[int, int, bool]], err: int) -> None:
    """F27, F28: however boots and anchors fall, the instant at which a row was written lies within its span."""
    at, boot, begun = NOW, 1, NOW
    marks: list[Mark] = []
    instants: list[int] = []
    for new_boot, wait, anchored in steps:
        at += wait
        if new_boot == 0:
            boot, begun = boot + 1, at
        marks.append(
            Mark(boot=boot, mono=at - begun, at=at + (err if wait % 2 else -err) if anchored else None, err=err)
        )
        instants.append(at)
    for span, instant in zip(spans(marks, at), instants, strict=True):
        assert span.lo is None or span.lo <= instant
        assert instant <= span.hi
