"""Random work at a till against a naive one: the same decisions, the same balances, whatever the clock does."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace

from fieldpoint.core.jalali import days_after
from fieldpoint.core.log_rows import Handout, Refusal
from fieldpoint.core.names import Day, EventId, HouseholdId, PersonId
from fieldpoint.desk.close_day import close_day
from fieldpoint.desk.hand_out import Answered, AskedLine
from fieldpoint.desk.merge_households import merge_households
from fieldpoint.desk.open_day import open_day
from fieldpoint.desk.stop_card import revoke_card, suspend_card
from fieldpoint.desk.void_handout import void_handout
from fieldpoint.store import log
from fieldpoint.store.cards import CardRow
from tests.desk.model import Card, Entry, Household, Model
from tests.desk.support import LEAD, Desk
from tests.store.replay import replayed
from tests.support import TODAY, member_ids

YEAR = 365 * 86_400_000
PICK = st.integers(0, 7)
PROGRAMME = st.sampled_from(["basket", "bread"])


class Tills(RuleBasedStateMachine):
    """The real till and the model, side by side."""

    @initialize(ahead=st.sampled_from([0, 29]))
    def start(self, ahead: int) -> None:
        """Three households with cards, two blank cards, an open day near the end of a month or not."""
        self.folder = tempfile.TemporaryDirectory()
        self.desk = Desk(Path(self.folder.name), members=2, day=Day(days_after(TODAY, ahead)))
        self.model = Model(day=Day(days_after(TODAY, ahead)))
        self.last_day = self.model.day or TODAY
        self.cards: list[CardRow] = []
        self.asked: list[tuple[AskedLine, CardRow, Answered]] = []
        self.facts: list[tuple[AskedLine, CardRow, Day | None, Any]] = []
        self.handed = self.voided = 0
        self._know(self.desk.household, self.desk.card)
        for code in ("00002", "00003"):
            self._know(*self.desk.another(code, members=2))
        for _ in range(2):
            self.cards.append(self.desk.blank_card())
            self.model.cards[self.cards[-1].card] = Card(None)

    def teardown(self) -> None:
        """The chain holds every row, the tables are what the log alone makes of them, and the folder goes."""
        if hasattr(self, "desk"):
            rows = self.desk.connection.execute("SELECT count(*) FROM log").fetchone()
            assert rows == (log.verify(self.desk.connection),)
            before, after = replayed(self.desk.connection)
            assert after == before
            self.desk.connection.close()
            self.folder.cleanup()

    def _know(self, household: Any, card: CardRow) -> None:
        self.cards.append(card)
        self.model.households[household.household] = Household(member_ids(household))
        self.model.cards[card.card] = Card(household.household)

    def _line(self, card: CardRow, programme: str, quantity: int, ticked: int) -> AskedLine:
        household = self.model.cards[card.card].household
        people = self.model.households[household].people if household and programme == "bread" else []
        members = [one for number, one in enumerate(people) if ticked >> number & 1] or people[:1]
        return self.desk.line(programme, *members, quantity=quantity)

    @rule(pick=PICK, programme=PROGRAMME, quantity=st.integers(1, 3), ticked=PICK)
    def hand_out(self, pick: int, programme: str, quantity: int, ticked: int) -> None:
        """A scan and a handout: granted or refused as the model says, with its reason."""
        card = self.cards[pick % len(self.cards)]
        line = self._line(card, programme, quantity, ticked)
        expected = self.model.decide(card.card, programme, quantity, list(line.members))
        answered = self.desk.hand_out(line, card)
        if isinstance(answered.row, Refusal):
            assert answered.row.reason == expected
        else:
            assert isinstance(expected, dict)
            cycle = self.model.cycle(programme, self.model.day)
            self._enter(answered.row, Entry(self.model.holder(card.card), programme, cycle, expected, claims=True))
        self.asked.append((line, card, answered))

    def _enter(self, row: Handout, entry: Entry) -> None:
        assert row.cycle == entry.cycle
        self.model.entries[row.id] = entry
        self.handed += row.qty

    @precondition(lambda self: self.asked)
    @rule(pick=PICK)
    def repeat(self, pick: int) -> None:
        """An answer was lost: the same id gives the same row at the same place."""
        line, card, answered = self.asked[-1 - pick % len(self.asked)]
        again = self.desk.hand_out(line, card)
        assert (again.row, again.stands) == (answered.row, answered.stands)
        assert (again.earlier is None) == (answered.earlier is None)

    @rule(pick=PICK, programme=PROGRAMME, quantity=st.integers(1, 3), ticked=PICK, ago=st.integers(0, 2))
    def hand_over_offline(self, pick: int, programme: str, quantity: int, ticked: int, ago: int) -> None:
        """A fact of today or of an earlier day is never refused, and counts."""
        card = self.cards[pick % len(self.cards)]
        line = self._line(card, programme, quantity, ticked)
        self._record(line, card, Day(days_after(self.last_day, -ago)))

    @precondition(lambda self: any(isinstance(one.row, Refusal) for *_, one in self.asked))
    @rule(pick=PICK)
    def hand_over_what_was_refused(self, pick: int) -> None:
        """The refusal never reached the tablet: the fact stands beside it."""
        refused = [one for one in self.asked if isinstance(one[2].row, Refusal)]
        line, card, _ = refused[pick % len(refused)]
        if not any(fact[0] is line for fact in self.facts):
            self._record(line, card, self.last_day)

    def _record(self, line: AskedLine, card: CardRow, day: Day) -> None:
        holder = self.model.holder(card.card)
        recorded = self.desk.fact(line, card, day)
        row = recorded.row
        shares: dict[str, int] = dict(zip(row.members, row.shares or (), strict=False)) or {holder: row.qty}
        assert sum(shares.values()) == line.quantity
        self._enter(row, Entry(holder, line.programme, self.model.cycle(line.programme, day), shares, claims=False))
        self.facts.append((line, card, day, recorded))

    @precondition(lambda self: self.facts)
    @rule(pick=PICK)
    def replay(self, pick: int) -> None:
        """A tablet repeats a fact: the same row, counted once."""
        line, card, day, recorded = self.facts[-1 - pick % len(self.facts)]
        assert self.desk.fact(line, card, day) == replace(recorded, again=True)

    @precondition(lambda self: self.model.entries)
    @rule(pick=PICK)
    def void(self, pick: int) -> None:
        """The lead takes back any handout; a second time has no effect."""
        ref: EventId = list(self.model.entries)[-1 - pick % len(self.model.entries)]
        entry = self.model.entries[ref]
        done = self.desk.write(lambda tx: void_handout(tx, ref, LEAD, "mistake", "lead"))
        assert done.effective == entry.stands
        self.voided += done.row.qty if entry.stands else 0
        entry.stands = False

    @rule(pick=PICK, household=PICK)
    def bind(self, pick: int, household: int) -> None:
        """A blank card gets a household, with what was taken on it."""
        blank = [one for one in self.cards if self.model.cards[one.card].household is None]
        blank = [one for one in blank if self.model.cards[one.card].state != "card-revoked"]
        if not blank:
            return
        card, holder = blank[pick % len(blank)], self._present()[household % len(self._present())]
        household_id = HouseholdId(holder)
        programmes = self.desk.book.versions
        self.desk.write(lambda tx: bind(tx, card, household_id, programmes))
        self.model.move(card.card, holder, {})
        self.model.cards[card.card].household = holder

    def _present(self) -> list[str]:
        return [name for name, one in self.model.households.items() if one.into is None]

    @rule(pick=PICK, other=PICK, same=st.integers(0, 2))
    def merge(self, pick: int, other: int, same: int) -> None:
        """Two households turn out to be one, and so may some of their people."""
        present = self._present()
        kept, gone = present[pick % len(present)], present[other % len(present)]
        if kept == gone:
            return
        ours, theirs = self.model.households[kept], self.model.households[gone]
        pairs: dict[PersonId, PersonId] = dict(zip(theirs.people[:same], ours.people, strict=False))
        names = HouseholdId(kept), HouseholdId(gone)
        self.desk.write(lambda tx: merge_households(tx, *names, pairs, LEAD))
        self.model.move(gone, kept, pairs)
        ours.people += [one for one in theirs.people if one not in pairs]
        theirs.into = kept
        for card in self.model.cards.values():
            card.household = kept if card.household == gone else card.household

    @rule(pick=PICK, act=st.sampled_from(["suspend", "give-back", "revoke"]))
    def stop(self, pick: int, act: str) -> None:
        """A card is suspended, given back or, now and then, revoked."""
        card = self.model.cards[name := self.cards[pick % len(self.cards)].card]
        if card.state == "card-revoked" or (act == "revoke" and pick % 3):
            return
        if act == "revoke":
            self.desk.write(lambda tx: revoke_card(tx, name, LEAD))
        else:
            self.desk.write(lambda tx: suspend_card(tx, name, LEAD, on=act == "suspend"))
        card.state = {"suspend": "suspended", "give-back": "good", "revoke": "card-revoked"}[act]

    @rule(leave_open=st.booleans(), days=st.integers(1, 3))
    def turn_the_day(self, leave_open: bool, days: int) -> None:  # noqa: FBT001  drawn by hypothesis
        """The day is closed, or left open and closed by the next one; its totals are what was done since."""
        if not leave_open or self.model.day is None:
            sheet = self.desk.write(lambda tx: close_day(tx, "lead"))
            assert self.desk.write(lambda tx: close_day(tx, "lead")).row == sheet.row
            if self.model.day is not None:
                assert sum(one.handed for one in sheet.row.lines) == self.handed
                assert sum(one.voided for one in sheet.row.lines) == self.voided
                self.handed = self.voided = 0
            self.model.day = None
        if leave_open:
            if self.model.day is not None:  # opening the next one closes it
                self.handed = self.voided = 0
            self.last_day = self.model.day = Day(days_after(self.last_day, days))
            self.desk.write(lambda tx: open_day(tx, self.last_day, "lead", anyway=True))

    @rule(wall=st.sampled_from([-56 * YEAR, -5 * YEAR, 10 * YEAR, 3_600_000]), boot=st.booleans())
    def jump(self, wall: int, boot: bool) -> None:  # noqa: FBT001  drawn by hypothesis
        """The wall clock goes anywhere, with a new boot or without."""
        self.desk.later(wall_ms=wall, mono_ms=60_000, boot=self.desk.now.boot + boot)

    @invariant()
    def looks_agree(self) -> None:
        """Every card shows what the model says is due."""
        for card in self.cards if hasattr(self, "cards") else ():
            for programme in ("basket", "bread"):
                assert self.desk.due(programme, card) == self.model.due(card.card, programme)

    @invariant()
    def balances_agree(self) -> None:
        """The tables hold what the model holds, and a slot for every normal grant that stands."""
        if hasattr(self, "desk"):
            found = self.desk.connection.execute(
                "SELECT holder, programme, cycle, counted_for, sum(qty) FROM takings GROUP BY 1, 2, 3, 4"
            )
            assert {tuple(key): qty for *key, qty in found} == self.model.balances()
            held = self.desk.connection.execute(
                "SELECT programme, cycle, counted_for, count(*) FROM takings WHERE slot > 0 GROUP BY 1, 2, 3"
            )
            assert {tuple(key): slots for *key, slots in held} == self.model.claims()


def bind(tx: Any, card: CardRow, household: HouseholdId, programmes: Any) -> None:
    """The act that the rule of this name tests."""
    from fieldpoint.desk.bind_card import bind_card  # noqa: PLC0415  the rule has its name

    bind_card(tx, card.card, household, programmes, LEAD)


TestTills = Tills.TestCase
TestTills.settings = settings(
    # Making a site anew for every try, Hypothesis would shrink a failure for five minutes.
    max_examples=20,
    stateful_step_count=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
