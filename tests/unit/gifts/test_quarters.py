"""Quarters that are over stay as they were, and what changed later adds up; a gift that is sent on keeps its giver."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET
from msgspec.structs import replace

from fieldpoint.core.gifts.gathered import Gathered, QuarterEnd, gathered_of
from fieldpoint.core.gifts.moves import Move
from fieldpoint.core.gifts.quarters import QuarterSums, SiteLog, quarter_sums, standings
from fieldpoint.core.gifts.rows import Gift, GiftComplete, GiftRow, GiftWithdraw
from fieldpoint.core.gifts.statement import statement_of
from fieldpoint.core.gifts.sums import quarter_of, sums_by_donor
from fieldpoint.core.names import Day, DonorId, EventId

DAYS = (Day("1405-02-10"), Day("1405-05-10"), Day("1405-08-10"))
TODAY, DONOR, STOCK = Day("1405-10-01"), DonorId("d"), ("", "kit")
_acts = st.lists(
    st.tuples(
        st.sampled_from(("give", "stray", "hand", "hand", "hand", "void", "name", "complete", "send", "back")),
        st.sampled_from(("north", "south")),
        st.integers(1, 4),
        st.booleans(),
    ),
    max_size=20,
)


class City:
    """Two sites' logs as they are written, act by act, on one day after another."""

    def __init__(self) -> None:
        self.moves: dict[str, list[Move]] = {"north": [], "south": []}
        self.rows: dict[str, list[GiftRow]] = {"north": [], "south": []}
        self.day = DAYS[0]
        self.number = 0

    def logs(self) -> dict[str, SiteLog]:
        """What both logs say by now."""
        return {site: SiteLog(tuple(self.moves[site]), tuple(self.rows[site])) for site in self.moves}

    def move(self, site: str, what: str, qty: int, **said: str | None) -> Move:
        """One more row that moves stock."""
        one = Move(id=self._id(), what=what, org="", item="kit", qty=qty, day=self.day, **said)  # type: ignore[arg-type]
        self.moves[site].append(one)
        return one

    def hand(self, site: str, qty: int = 1, day: Day | None = None) -> Move:
        """A handout to a household of its own."""
        one = self.move(site, "hand", qty, holder=f"h{self.number}")
        one = self.moves[site][-1] = replace(one, day=day or self.day, late=day is not None)
        return one

    def give(self, site: str, qty: int, donor: DonorId | None = DONOR) -> EventId:
        """A contribution and its lot."""
        gift = self.say(site, Gift, kind="goods", item="kit", qty=qty, donor=donor or UNSET)
        self.move(site, "in", qty, ref=gift)
        return gift

    def say(self, site: str, row: type[Any], /, **said: object) -> EventId:
        """One more row of gifts."""
        stamp = {"seq": 1, "boot": 1, "mono": 0, "wall": 0, "tq": 2}
        by = {"day": self.day, "desk": "d1", "tab": None, "tseq": None, "op": "lead"}
        one = row(id=self._id(), **stamp, **by, **said)
        self.rows[site].append(one)
        return one.id

    def act(self, what: str, site: str, qty: int, known: bool) -> None:  # noqa: FBT001, C901  drawn by chance
        """Something happens."""
        other = "south" if site == "north" else "north"
        before = self.moves[site]
        match what:
            case "give":
                self.give(site, qty, DONOR if known else None)
            case "stray":
                self.move(site, "in", qty)
            case "hand":
                self.hand(site, qty, None if known else DAYS[0])
            case "send":
                paper = {"waybill": str(self.number)}
                ends = [(site, "out", other), (other, "in", site)]
                for at, way, peer in ends if known else reversed(ends):
                    self.move(at, way, qty, peer=peer, **paper)
            case "void" | "back":
                wanted = "hand" if what == "void" else "out"
                gone = {one.ref for one in before if one.what == "void"}
                if row := next((one for one in before if one.what == wanted and one.id not in gone), None):
                    self.move(site, "void", row.qty, ref=row.id)
            case "name" if lots := [one for one in before if one.what == "in" and not one.waybill]:
                gift = self.say(site, Gift, kind="goods", item="kit", qty=qty, donor=DONOR)
                before.append(Move(id=lots[-1].id, what="name", org="", item="", qty=0, day=self.day, ref=gift))
            case _ if gifts := [row for row in self.rows[site] if isinstance(row, Gift)]:
                self.say(site, GiftComplete, gift=gifts[0].id, donor=DonorId("e"))
            case _:
                pass

    def _id(self) -> EventId:
        self.number += 1
        return EventId(f"e{self.number}")


def told(city: City, today: Day = TODAY) -> Gathered:
    """What may be told of it on a day."""
    return gathered_of(standings(city.logs(), today), {})


def added(sums: Iterable[QuarterSums]) -> dict[DonorId | None, int]:
    """What each donor's kits came to in these quarters."""
    found: Counter[DonorId | None] = Counter()
    for one in sums:
        for by_donor in (one.handed, one.corrected):
            found.update({donor: stocks[STOCK] for donor, stocks in by_donor.items()})
    return {donor: qty for donor, qty in found.items() if qty}


@settings(max_examples=40)
@given(st.tuples(_acts, _acts, _acts))
def test_closed_quarters_stay_and_corrections_add_up(quarters: tuple[list[tuple[str, str, int, bool]], ...]) -> None:
    """Whatever is written later, what was told of a quarter at its end is told for ever, at one site and over both.

    After each quarter all quarters' sums are what standing handouts drew, by donor and over all donors.
    """
    city = City()
    given_out: list[QuarterEnd] = []
    for day, after, acts in zip(DAYS, (*DAYS[1:], TODAY), quarters, strict=True):
        city.day = day
        for one in acts:
            city.act(*one)
        ends, over = told(city, after).ends, quarter_of(day)
        assert [*ends[: len(given_out)]] == given_out
        given_out = [end for end in ends if end.quarter <= over]
        found = list(standings(city.logs(), after))
        for standing in found[-1:]:
            whole = sums_by_donor(standing.drawn, standing.book)
            assert added(quarter_sums(found)) == {key: one[STOCK] for key, one in whole.items()}
            assert sum(one.qty for one in standing.drawn) == handed(city)


def handed(city: City) -> int:
    """What standing handouts are of, by the rows alone."""
    rows = [one for found in city.moves.values() for one in found]
    gone = {one.ref for one in rows if one.what == "void"}
    return sum(one.qty for one in rows if one.what == "hand" and one.id not in gone)


def test_a_void_after_the_quarter_is_a_line_of_its_own() -> None:
    """Eight had a kit in spring, six gave theirs back in summer: spring says eight, summer that it were six fewer."""
    city = City()
    city.give("north", 20)
    kits = [city.hand("north") for _ in range(8)]
    city.day = DAYS[1]
    for one in kits[:6]:
        city.move("north", "void", 1, ref=one.id)
    gathered = told(city)
    spring = statement_of(gathered, DONOR, quarter_of(DAYS[0]), TODAY)
    summer = statement_of(gathered, DONOR, quarter_of(DAYS[1]), TODAY)
    assert (spring.items[0].together.quantity, spring.corrections, summer.items) == (8, (), ())
    (line,) = summer.corrections
    assert (line.of, line.item, line.handouts, line.quantity) == (quarter_of(DAYS[0]), "kit", -6, -6)


def test_a_correction_of_few_tells_no_number() -> None:
    """One kit that came back is one family's: it is said that something was corrected, and not how much."""
    city = City()
    city.give("north", 20)
    kits = [city.hand("north") for _ in range(8)]
    city.day = DAYS[1]
    city.move("north", "void", 1, ref=kits[0].id)
    (line,) = statement_of(told(city), DONOR, quarter_of(DAYS[1]), TODAY).corrections
    assert (line.withheld, line.quantity) == (True, 0)


def test_a_withdrawal_stands_where_it_was_written() -> None:
    """Spring's line has ten that arrived; summer's says that it was a mistake and that six had not come."""
    city = City()
    gift = city.give("north", 10)
    city.hand("north", 4)
    city.day = DAYS[1]
    city.say("north", GiftWithdraw, gift=gift, why="mistake", handed=4, left=6)
    city.move("north", "mistake", 6, ref=city.moves["north"][0].id)
    gathered = told(city)
    lines = [statement_of(gathered, DONOR, quarter_of(day), TODAY).lines[0] for day in DAYS[:2]]
    assert [(one.arrived, one.withdrawn, one.corrected) for one in lines] == [(10, None, 0), (4, "mistake", -6)]


def test_what_is_sent_on_keeps_its_giver() -> None:
    """Of four of a donor's kits and two strays five are sent on, six arrive there: four are the donor's, FIFO.

    Once the sending is taken back they are nobody's, and no kit is counted twice.
    """
    city = City()
    city.give("north", 4)
    city.move("north", "in", 2)
    city.move("south", "in", 6, peer="north", waybill="7")  # its log is read first, its rows come after
    sent = city.move("north", "out", 5, peer="south", waybill="7")
    city.hand("south", 5)
    here, there = (lot for lot in list(standings(city.logs(), city.day))[-1].lots)
    assert [(one.qty, one.sent, one.handed, one.left) for one in (here, there)] == [(4, 4, 0, 0), (0, 0, 4, 0)]
    assert added(quarter_sums(standings(city.logs(), city.day))) == {DONOR: 4, None: 1}
    city.move("north", "void", 5, ref=sent.id)
    assert added(quarter_sums(standings(city.logs(), city.day))) == {None: 5}
