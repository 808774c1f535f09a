"""The one answer about another organisation's people: taken or not taken, for one entitlement (design chapter 8).

Asked with the card that somebody brings to a desk, because its random name cannot be counted through as an office's
codes can. Whoever is not known, was never served, or has it still open gets the same answer, so nobody learns from it
who is known where. The question is a row of the log, without the card.

Imports core, the store and its neighbours.
"""

from typing import Annotated

import msgspec

from fieldpoint.core.card import MAX_TEXT, Token, claimed_card, parse_card_text
from fieldpoint.errors import Code, Invalid
from fieldpoint.registry.audit import Decision, record
from fieldpoint.registry.intake.names import followed
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.store import RegistryStore

_NO_NAME = "^[a-z0-9-]{1,64}$"  # they stand in the log, where no name may


class Asked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entitlement of whoever holds a card: the text of its QR, the programme's code, the period (`1405-09`)."""

    card: Annotated[str, msgspec.Meta(max_length=MAX_TEXT)]
    programme: Annotated[str, msgspec.Meta(pattern=_NO_NAME)]
    period: Annotated[str, msgspec.Meta(pattern=_NO_NAME)]


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """Whether it was taken, and nothing else."""

    taken: bool


def is_taken(store: RegistryStore, officer: SignedIn, asked: Asked, now_ms: int) -> Taken:
    """The answer. Commits that somebody asked. `Invalid` (`card-forged`) for a text that is no card's."""
    text = parse_card_text(asked.card)
    if not isinstance(text, Token):  # a short code is a desk's, and could be counted through
        raise Invalid(Code.CARD_FORGED)
    card = str(claimed_card(text.text))
    with store.transaction():
        by = officer.by(now_ms)
        told = Decision(n=0, at=now_ms, who=by.who, act="taken.ask", about=asked.programme, to=asked.period)
        record(store, told)
        holder = followed(store, {card}).get(card, card)
        shares = store.shares([holder])
    wanted = (asked.programme, asked.period)
    return Taken(taken=any((one.programme, one.cycle) == wanted and one.quantity for one in shares))
