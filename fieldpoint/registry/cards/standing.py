"""What all words about a card come to, whichever came first.

A word is later than another of the same site when its life of the log is, and in one life when its row is; no clock
orders them. Only the site that issued a card says which print of it is good; any site's revocation counts, for ever.

Imports core and its neighbours.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from fieldpoint.core.feed import Stop
from fieldpoint.registry.cards.words import CardWord, KeyWord

_Rank = Callable[[CardWord], tuple[int, int]]


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A card as it stands: who issued it, its present print and that print's key, why it may not be used."""

    card: str
    site: str
    kid: int
    serial: int
    short: str
    stop: Stop | None
    since: int | None


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """A key that signs cards of a site, base64url, and since when its cards are refused (ms of UTC), if they are."""

    kid: int
    public: str
    ended_at: int | None


def revoked_at(words: Iterable[CardWord]) -> int | None:
    """Since when a card is revoked, by the first word of it; nothing when it is not."""
    return min((word.wall for word in words if word.what == "revoke"), default=None)


def standing(words: Sequence[CardWord], depths: Mapping[str, int], key: Callable[[int], Key | None]) -> Standing | None:
    """The card of these words; nothing as long as the row that issued it is missing.

    `depths` says of a life how many came before it; `key` finds a key of the issuing site.
    """

    def rank(word: CardWord) -> tuple[int, int]:
        return depths.get(word.epoch, 0), word.seq

    issued = min((word for word in words if word.what == "issue"), key=rank, default=None)
    if issued is None:
        return None
    own = [word for word in words if word.site == issued.site]
    printed = max((word for word in own if word.what in ("issue", "reprint")), key=rank)
    kid, serial = printed.kid or 0, printed.serial or 0
    stop, since = _stop(words, own, printed, rank, key(kid))
    return Standing(
        card=issued.card,
        site=issued.site,
        kid=kid,
        serial=serial,
        short=issued.short or "",
        stop=stop,
        since=since,
    )


def _stop(
    words: Sequence[CardWord], own: Sequence[CardWord], printed: CardWord, rank: _Rank, key: Key | None
) -> tuple[Stop | None, int | None]:
    revoked = revoked_at(words)
    if revoked is not None:
        return "revoked", revoked
    last = max((word for word in own if word.what in ("suspend", "give-back")), key=rank, default=None)
    if last is not None and last.what == "suspend":
        return "suspended", last.wall
    if key is not None and key.ended_at is not None:
        return "key-ended", key.ended_at
    return ("reprinted", printed.wall) if printed.what == "reprint" else (None, None)


def keys_of(words: Iterable[KeyWord]) -> dict[tuple[str, int], Key]:
    """Every key of these words, by site and number; one whose public half has not come is left out."""
    found: dict[tuple[str, int], Key] = {}
    ended: dict[tuple[str, int], int] = {}
    for word in words:
        place = (word.site, word.kid)
        if word.public is not None:
            found[place] = Key(kid=word.kid, public=word.public, ended_at=None)
        else:
            ended[place] = min(word.wall, ended.get(place, word.wall))
    return {place: msgspec.structs.replace(key, ended_at=ended.get(place)) for place, key in found.items()}
