"""A blank card gets its household by one scan, with all that was taken on it while it was nobody's."""

from collections.abc import Iterable

from msgspec import UNSET

from fieldpoint.core.log_rows import CardBind
from fieldpoint.core.names import CardId, HouseholdId, ProgrammeCode
from fieldpoint.core.rules.programme import Programme
from fieldpoint.desk.act import Act, done_before
from fieldpoint.desk.stop_card import in_force, since
from fieldpoint.errors import Code, NotFound
from fieldpoint.store import effects, log, people
from fieldpoint.store.card_life.heirs import kin_of, without_heir
from fieldpoint.store.merges import present_household
from fieldpoint.store.takings import programmes_taken, taken_by_both
from fieldpoint.store.transaction import LogHead, Transaction


def bind_card(
    tx: Transaction, card: CardId, household: HouseholdId, programmes: Iterable[Programme], act: Act
) -> tuple[CardBind, LogHead]:
    """The card belongs to the household, and where that row stands. Does not commit.

    What was taken on the card counts for the household now, but for programmes that count cards: there it goes on where
    the household's cards stood that are refused for ever and were not replaced yet. Where both had taken the same thing
    the row names the programme and nothing is undone. `NotFound` (`card-unknown`,
    `household-unknown`), `Conflict` (`card-revoked`, `card-bound` to another household, `card-blocked` where its key
    was ended, each with its time; `event-id-reused`).
    """
    before = done_before(tx.connection, act.event_id, CardBind, lambda row: row.card == card)
    if before is not None:
        return before
    found = in_force(tx, card)
    holder = present_household(tx.connection, household)
    if people.read_household(tx.connection, holder) is None:
        raise NotFound(Code.HOUSEHOLD_UNKNOWN)
    if found.household not in (None, holder) and people.read_household(tx.connection, found.household) is not None:
        raise since(Code.CARD_BOUND, found.bound_at)  # a card of people who were erased is free for whoever comes back
    if found.key_ended_at is not None:
        raise since(Code.CARD_BLOCKED, found.key_ended_at)
    gone = without_heir(tx.connection, holder)
    moved = _moved(tx, card, programmes)
    both = _taken_by_both(tx, card, holder, moved) | _taken_twice(tx, card, gone)
    row = CardBind(
        **tx.stamp(act.event_id),
        card=card,
        hh=holder,
        op=act.operator,
        moved=moved or UNSET,
        collisions=sorted(both) or UNSET,
        replaces=gone or UNSET,
    )
    stands = log.append(tx, row)
    effects.apply(tx, row)
    return row, stands


def _moved(tx: Transaction, card: CardId, programmes: Iterable[Programme]) -> list[ProgrammeCode]:
    """The programmes whose history moves: a programme that counts cards goes on counting this one."""
    by_card = {one.name for one in programmes if one.counts_for == "card"}
    taken = {code for one in (card, *kin_of(tx.connection, card)) for code in programmes_taken(tx.connection, one)}
    return sorted(taken - by_card)


def _taken_by_both(
    tx: Transaction, card: CardId, holder: HouseholdId, moved: list[ProgrammeCode]
) -> set[ProgrammeCode]:
    """What moves to a household that had it already in that period."""
    old = (card, *kin_of(tx.connection, card))
    return {code for one in old for code in taken_by_both(tx.connection, one, holder, {}) if code in moved}


def _taken_twice(tx: Transaction, card: CardId, gone: list[CardId]) -> set[ProgrammeCode]:
    """What was taken on the card and on one whose place it takes."""
    return {code for old in gone for code in taken_by_both(tx.connection, old, card, {})}
