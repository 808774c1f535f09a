"""All that a decision depends on, gathered by whoever asks: the site's desk, or the registry."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType

from fieldpoint.core.names import Cycle, Day, EventId, PersonId, ProgrammeCode
from fieldpoint.core.people import Household
from fieldpoint.core.rules.period import Moment, counted_day, cycle_of
from fieldpoint.core.rules.programme import Programme

# `none`: somebody without a card, whom the operator takes in.
CardState = Literal["printed", "bound", "blocked", "suspended", "revoked", "unknown", "none"]


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier handout: of which programme and period, for whom, how much, which row, when, where.

    `place` orders handouts as the log has them, which no clock can change. `site` is another site that gave it; of
    such a handout neither row nor hour is known here.
    """

    programme: ProgrammeCode
    cycle: Cycle
    counted_for: str
    quantity: int
    event_id: EventId
    at: int
    desk: str
    place: int = 0
    site: str = ""


def latest(taken: Iterable[Taken]) -> Taken | None:
    """The last of some handouts, in the order of the log; nothing of none."""
    return max(taken, key=lambda row: row.place, default=None)


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Whoever's card was read, as far as this site knows: the card's state and its household.

    `anonymous` is what an unregistered holder is counted under: its card, or without one this very line. `kin` are the
    cards that are the same holder's by replacement: what was taken on one of them was taken on this one, so a new card
    is no second portion.
    """

    card_state: CardState
    household: Household | None
    anonymous: str = ""
    kin: tuple[str, ...] = ()

    def key(self, programme: Programme) -> str:
        """What this holder's history of a programme stands under: its household, else its card.

        A programme that counts cards names no household anywhere, although it may look at one's people.
        """
        by_card = self.household is None or programme.counts_for == "card"
        return self.anonymous if by_card or self.household is None else self.household.household

    def counted_now(self, counted_for: str) -> str:
        """For whom a row of this holder's history counts now: one of a replaced card counts for the present one."""
        return self.anonymous if counted_for in self.kin else counted_for


class Collector(msgspec.Struct, frozen=True, kw_only=True):
    """Who stands at the desk. `one-time`: an alternate whom the lead confirms for this line; `blocked`: may not."""

    kind: Literal["member", "alternate", "one-time", "stranger", "blocked"]
    age: int | None = None
    is_head: bool = False


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What a decision about one programme is made from.

    `taken` holds the holder's rows of this programme and of its `rivals` (programmes that exclude it, or that
    it excludes) in the periods that are open; `handed` is how much of each item the site gave out under its
    cap; `stock` and `collector` are None where nobody counts or says. `cold`: the lead has declared a cold night.
    """

    programme: Programme
    holder: Holder
    moment: Moment
    taken: Sequence[Taken] = ()
    rivals: Sequence[Programme] = ()
    site: str = ""
    moon_shift: int = 0
    handed: Mapping[str, int] = msgspec.field(default_factory=dict[str, int])
    stock: int | None = None
    collector: Collector | None = None
    cold: bool = False

    @property
    def draws(self) -> str | UnsetType:
        """The organisation whose stock a handout leaves (empty: none is named), where somebody counts it."""
        counted = self.programme.draws_stock and self.stock is not None
        return self.programme.organisation or "" if counted else UNSET

    @property
    def counted(self) -> Day:
        """The day that a line counts for."""
        return counted_day(self.programme.period, self.moment)

    @property
    def cycle(self) -> Cycle:
        """The period of that day; none while no day is open, unless a bed or a meal is given all the same."""
        if self.moment.day is None and not self.programme.on_cold_nights:
            return Cycle("")
        return cycle_of(self.programme.period, self.counted)


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What a line asks for: a quantity, and for a programme per member the members it is for."""

    quantity: int
    members: Sequence[PersonId] = ()


class Approval(msgspec.Struct, frozen=True, kw_only=True):
    """Who takes it upon them to give what the rules refuse. The second person may follow until the day's close."""

    lead: str
    second: str | None = None
