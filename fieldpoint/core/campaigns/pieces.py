"""Pieces of a campaign's puzzle that were pledged and have arrived, from the rows of contributions of kind `piece`.

A set of what rows say, so that no order of arrival changes the sum. Imports msgspec and `core`.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

import msgspec

from fieldpoint.core.gifts.rows import Gift, GiftComplete, GiftDelivery, GiftRow, GiftWithdraw
from fieldpoint.core.names import EventId


class PieceWord(msgspec.Struct, frozen=True, kw_only=True):
    """What one row says of the contribution `gift`.

    `pledged` so many pieces, `there` when they came unannounced, `named` for a campaign later, `arrived` so many,
    `ended`: nothing more will come.
    """

    event_id: EventId
    gift: EventId
    what: Literal["pledged", "there", "named", "arrived", "ended"]
    campaign: str = ""
    qty: int = 0


class Pieces(NamedTuple):
    """How many pieces were pledged (those that arrived are among them), and how many arrived."""

    pledged: int
    arrived: int


def word_of(row: GiftRow) -> PieceWord | None:
    """What a row says of pieces, or nothing; a delivery of goods says it too, for its contribution tells the kind."""
    match row:
        case Gift() if row.kind == "piece":
            what = "there" if row.unannounced is True else "pledged"
            return PieceWord(event_id=row.id, gift=row.id, what=what, campaign=row.campaign or "", qty=row.qty)
        case GiftComplete() if isinstance(row.campaign, str):
            return PieceWord(event_id=row.id, gift=row.gift, what="named", campaign=row.campaign)
        case GiftDelivery():
            return PieceWord(event_id=row.id, gift=row.gift, what="arrived", qty=row.qty)
        case GiftWithdraw():
            return PieceWord(event_id=row.id, gift=row.gift, what="ended")
        case _:
            return None


def pieces_for(campaign: str, words: Iterable[PieceWord]) -> Pieces:
    """The pieces of a campaign. What was withdrawn counts as far as it had arrived."""
    by_gift: dict[EventId, list[PieceWord]] = {}
    for word in words:
        by_gift.setdefault(word.gift, []).append(word)
    sums = [_one(said) for said in by_gift.values() if _campaign(said) == campaign]
    return Pieces(sum(one.pledged for one in sums), sum(one.arrived for one in sums))


def _one(said: list[PieceWord]) -> Pieces:
    arrived = sum(word.qty for word in said if word.what in ("arrived", "there"))
    ended = any(word.what == "ended" for word in said)
    promised = 0 if ended else sum(word.qty for word in said if word.what == "pledged")
    return Pieces(max(promised, arrived), arrived)


def _campaign(said: list[PieceWord]) -> str | None:
    """For which campaign a contribution of pieces is; none for one that is no such, or has not come yet."""
    if not any(word.what in ("pledged", "there") for word in said):
        return None
    named = [word for word in said if word.campaign]
    return max(named, key=lambda word: (word.what == "named", word.event_id)).campaign if named else ""
