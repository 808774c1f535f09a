"""A naive till of a few dictionaries, by which the real one is judged."""

from dataclasses import dataclass, field

from fieldpoint.core.names import Cycle, Day, EventId, PersonId

QUOTA = {"basket": 1, "bread": 2}  # basket: a household a month; bread: a member a day


@dataclass
class Entry:
    """What one handout took: under which holder, of what, for whom how much."""

    holder: str
    programme: str
    cycle: str
    shares: dict[str, int]
    claims: bool
    stands: bool = True


@dataclass
class Household:
    """A household by the ids of its people; `into` is where it was merged."""

    people: list[PersonId]
    into: str | None = None


@dataclass
class Card:
    """A card and whether it may be used."""

    household: str | None
    state: str = "good"


@dataclass
class Model:
    """Everything that the till should remember."""

    day: Day | None = None
    households: dict[str, Household] = field(default_factory=dict[str, Household])
    cards: dict[str, Card] = field(default_factory=dict[str, Card])
    entries: dict[EventId, Entry] = field(default_factory=dict[EventId, Entry])

    def cycle(self, programme: str, day: Day | None) -> Cycle:
        """The period of a day."""
        text = day or ""
        return Cycle(text[:7] if programme == "basket" else text)

    def left(self, holder: str, programme: str, cycle: str, who: str) -> int:
        """What is left for one counter; less than nothing where it was taken twice."""
        standing = (one for one in self.entries.values() if one.stands)
        same = (one for one in standing if (one.holder, one.programme, one.cycle) == (holder, programme, cycle))
        return QUOTA[programme] - sum(one.shares.get(who, 0) for one in same)

    def refused(self, card: str) -> str | None:
        """Why the card gets nothing, whatever is asked."""
        if self.day is None:
            return "day-not-open"
        found = self.cards[card]
        if found.state != "good":
            return found.state
        return "not-registered" if found.household is None else None

    def decide(self, card: str, programme: str, quantity: int, members: list[PersonId]) -> str | dict[str, int]:
        """The shares of a grant, or the reason of a refusal."""
        reason = self.refused(card)
        household = self.cards[card].household
        if reason is not None or household is None:
            return reason or "not-registered"
        cycle = self.cycle(programme, self.day)
        if programme == "basket":
            left = max(self.left(household, programme, cycle, household), 0)
            if left == 0:
                return "already-collected"
            return "quantity-exceeded" if quantity > left else {household: quantity}
        everybody = self.households[household].people
        lefts = {one: max(self.left(household, programme, cycle, one), 0) for one in everybody}
        return _shares(lefts, quantity, members)

    def due(self, card: str, programme: str) -> int:
        """What a look at the card should show."""
        household = self.cards[card].household
        if self.refused(card) is not None or household is None:
            return 0
        cycle = self.cycle(programme, self.day)
        who = [household] if programme == "basket" else self.households[household].people
        return sum(max(self.left(household, programme, cycle, one), 0) for one in who)

    def holder(self, card: str) -> str:
        """Whom a handout on a card counts for."""
        return self.cards[card].household or card

    def move(self, old: str, new: str, people: dict[PersonId, PersonId]) -> None:
        """What one holder took, the other has taken."""
        names: dict[str, str] = {old: new, **people}
        for entry in self.entries.values():
            if entry.holder == old:
                entry.holder = new
                shares: dict[str, int] = {}
                for who, share in entry.shares.items():
                    shares[names.get(who, who)] = shares.get(names.get(who, who), 0) + share
                entry.shares = shares

    def balances(self) -> dict[tuple[str, str, str, str], int]:
        """How much stands for whom, by holder, programme, period and counter."""
        found: dict[tuple[str, str, str, str], int] = {}
        for entry in self.entries.values():
            for who, share in entry.shares.items():
                if entry.stands and share:
                    key = (entry.holder, entry.programme, entry.cycle, who)
                    found[key] = found.get(key, 0) + share
        return found

    def claims(self) -> dict[tuple[str, str, str], int]:
        """How many once-only slots are held, by programme, period and counter."""
        found: dict[tuple[str, str, str], int] = {}
        for entry in self.entries.values():
            for who, share in entry.shares.items():
                if entry.stands and entry.claims:
                    key = (entry.programme, entry.cycle, who)
                    found[key] = found.get(key, 0) + share
        return found


def _shares(lefts: dict[PersonId, int], quantity: int, members: list[PersonId]) -> str | dict[str, int]:
    if not any(lefts.values()):
        return "already-collected"
    shares: dict[str, int] = {}
    for one in members:
        share = min(lefts.get(one, 0), quantity - sum(shares.values()))
        if share:
            shares[one] = share
    if sum(shares.values()) == quantity:
        return shares
    return "quantity-exceeded" if shares else "already-collected"
