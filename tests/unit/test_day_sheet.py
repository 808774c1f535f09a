"""Totals of a day from its rows: sums, missing numbers of tablets, the seal, the size of the row."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from fieldpoint.core import crockford
from fieldpoint.core.day_sheet import add_up, seal_code, sheet_text
from fieldpoint.core.day_totals import MAX_SPANS, TabletTotal, tablet_total
from fieldpoint.core.log_rows import MAX_LINE_BYTES, DayClose, Handout, StockOut, Void, decode_row, encode_row
from fieldpoint.core.names import CardId, Cycle, Day, EventId, Head, HouseholdId, ProgrammeCode

STAMP = {"seq": 1, "boot": 1, "mono": 1, "wall": 1, "tq": 2}
PLACE = {"desk": "d1", "op": "desk"}


def handout(number: int, programme: str = "basket", **more: object) -> Handout:
    """A handout of one tablet with that number."""
    plain: dict[str, object] = {
        "id": EventId(f"{number:022d}"),
        "card": CardId("c"),
        "hh": HouseholdId(f"h{number % 2}"),
        "prog": ProgrammeCode(programme),
        "cycle": Cycle("1405-09"),
        "item": f"{programme}-item",
        "qty": 2,
        "members": [],
        "rule": "basket@1",
        "day": Day("1405-09-01"),
        "tab": "t01",
        "tseq": number,
    }
    return Handout(**(STAMP | PLACE | plain | more))  # type: ignore[arg-type]


def void(row: Handout | StockOut, number: int, **more: object) -> Void:
    """The void of a row."""
    taken: dict[str, object] = {"prog": None, "cycle": "", "card": None, "hh": None}
    if isinstance(row, Handout):
        taken = {"prog": row.prog, "cycle": row.cycle, "card": row.card, "hh": row.hh}
    plain: dict[str, object] = {
        "id": EventId(f"{number:022d}"),
        "ref": row.id,
        "ref_h": "",
        "reason": "undo",
        "item": row.item,
        "qty": row.qty,
        "day": row.day,
        "tab": "t01",
        "tseq": number,
    }
    return Void(**(STAMP | PLACE | taken | plain | more))  # type: ignore[arg-type]


def test_report_sums_rows_of_all_kinds() -> None:
    """Handed, given as facts, overrides, taken back and tallied, by programme and by item."""
    rows = [handout(1), handout(2, given=True, flags=["double"]), handout(3, overrides=EventId("x"))]
    tap = StockOut(
        **(STAMP | PLACE | {"id": EventId("tap"), "day": None, "tab": None, "tseq": None}),  # type: ignore[arg-type]
        item="basket-item",
        qty=5,
        why="leftover",
    )
    twice = void(rows[0], 5, flags=["already-voided"])
    totals = add_up([*rows, void(rows[0], 4), twice, tap, void(tap, 6)], {})
    line = totals.lines[0]
    assert (line.rows, line.handed, line.given, line.over, line.voided, line.households) == (3, 6, 2, 1, 2, 2)
    assert [(one.handed, one.voided, one.tallied) for one in totals.items] == [(6, 2, 0)]
    assert (totals.households, totals.flags) == (2, {"already-voided": 1, "double": 1})
    assert totals.tablets == [TabletTotal(tab="t01", last=6)]


@given(st.lists(st.sets(st.integers(1, 12), max_size=8), max_size=5))
def test_missing_numbers_are_those_that_never_came(reports: list[set[int]]) -> None:
    """Over any reports, what is absent is every number up to the highest that no report held."""
    total, seen = None, set[int]()
    for arrived in reports:
        total = tablet_total("t01", total, sorted(arrived))
        seen |= arrived
        missing = [number for number in range(1, max(seen, default=0) + 1) if number not in seen]
        assert total.last == max(seen, default=0)
        named = [number for first, last in total.missing for number in range(first, last + 1)]
        assert set(named) <= set(range(1, 13))
        if len(total.missing) < MAX_SPANS and total.absent == len(named):
            assert named == missing


def test_numbers_may_be_far_apart() -> None:
    """A count that jumps by thousands of millions costs nothing."""
    total = tablet_total("t01", None, [1, 2**32 - 1])
    assert (total.missing, total.absent) == ([(2, 2**32 - 2)], 2**32 - 3)


def test_seal_is_the_first_fifty_bits_of_the_head() -> None:
    """Ten symbols that a person can read aloud."""
    head = Head(sha256(b"x").digest())
    assert seal_code(head) == crockford.encode(head[:10])[:10]


def closed_day(rows: list[Handout]) -> DayClose:
    """The row of a day's close over such rows."""
    totals = add_up(rows, {})
    return DayClose(
        **(STAMP | {"id": EventId("A" * 22)}),  # type: ignore[arg-type]
        day=Day("1405-09-01"),
        first_seq=2**52,
        last_seq=2**53 - 1,
        head_before="A" * 43,
        opened_wall=2**52,
        opened_tq=3,
        lines=totals.lines,
        items=totals.items,
        tablets=totals.tablets,
        households=totals.households,
        refused=totals.refused,
        flags=totals.flags,
        unsent=2**53,
        op="x" * 32,
        more=totals.more,
        left_open=True,
    )


def test_largest_report_fits_into_a_row() -> None:
    """Hundreds of programmes, tablets and flags with the longest names make a row that a site may write."""
    rows = [
        handout(
            number * 1000,
            programme=f"{number:032d}",
            item=f"{number:032d}",
            cycle="N1405-09-01",
            qty=2**40,
            tab=f"t{number % 120:06d}",
            flags=[f"{number:030d}"],
        )
        for number in range(1, 500)
    ]
    row = closed_day(rows)
    assert len(encode_row(row)) <= MAX_LINE_BYTES
    assert row.more == (499 - len(row.lines)) + (499 - len(row.items)) + (120 - len(row.tablets))
    assert decode_row(encode_row(row)) == row


def test_sheet_says_what_the_row_says() -> None:
    """The text names the day, its seal, the programme, the missing numbers; the same row gives the same text."""
    row = closed_day([handout(1), handout(4)])
    text = sheet_text(row, "ABCDEFGHJK")
    assert text == sheet_text(row, "ABCDEFGHJK")
    for word in ("1405-09-01", "ABCDEFGHJK", "was left open", "basket-item", "tablet t01: up to 4, 2 missing: 2-3"):
        assert word in text
