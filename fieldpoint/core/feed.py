r"""What the registry tells a site, and how it travels (fp-sync/1, the way back).

Everything a site is told is an item: a kind, a key of that kind, and what stands under it now (`b`), or nothing any
more (`b` null). An item replaces the one before under the same kind and key, so telling a thing twice changes
nothing, and only the newest of each is kept. The registry numbers the items of each site from 1, in the order in
which they become true; a number that an item had before it was replaced is not told again.

    page       GET /v1/feed?after={feed}.{n}: gzip of a signed answer (answer.py), `FeedPage`; file name .fpf
    snapshot   GET /v1/snapshot: gzip of lines of JSON with all items that stand, many to a line, and one signed answer
               below, `SnapshotEnd` (snapshot/ says how); file name .fps

A feed has a random name. A registry that was restored from a backup gives it a new one: old numbers mean nothing then.

    k         key                          b
    hh        household                    `HouseholdBody`
    prog      code@version                 the programme's rule as JSON (core/rules/programme.py)
    camp      code@version                 the campaign's plan as JSON (core/campaigns/campaign.py)
    rev       card                         `RevocationBody`
    card      card                         `CardBody`
    ckey      public half of a card key    `CardKeyBody`
    cons      household/prog/cycle/item    `ConsumptionBody`
    verdict   row/… or case/…              `VerdictBody`
    key       number of the key            `KeyBody`
    place     site                         `PlacesBody`

Readers let other kinds and additional members pass.

Imports msgspec and `core`.
"""

from collections.abc import Iterable
from contextlib import suppress
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from fieldpoint.core.answer import Count, Key, Word, signed_answer, verified_body
from fieldpoint.core.batch import UNREADABLE, SiteCode, deflate, inflate
from fieldpoint.core.people import Household, Person
from fieldpoint.core.shelter.places import Places
from fieldpoint.errors import Code, Invalid

MAX_ITEMS: Final = 1_000
PAGE_MEDIA_TYPE: Final = "application/vnd.fieldpoint.feed+gzip"
SNAPSHOT_MEDIA_TYPE: Final = "application/vnd.fieldpoint.snapshot+gzip"

Stop = Literal["revoked", "suspended", "key-ended", "reprinted"]
FeedId = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{22}\Z")]
ItemKey = Annotated[str, Meta(min_length=1, max_length=200)]

_SIGNATURE, _SIGNATURE_TAIL = b',"sig":"', 100
_NULL = b"null"
NOTHING: Final = msgspec.Raw(_NULL)


class FeedItem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is true from number `n` on, or (where `b` is null) no longer."""

    n: Count
    k: Word
    key: ItemKey
    b: msgspec.Raw = NOTHING

    @property
    def body(self) -> bytes | None:
        """What stands under the key now, as JSON, or nothing."""
        body = bytes(self.b)
        return None if body == _NULL else body


class FeedPage(msgspec.Struct, frozen=True, kw_only=True):
    """All that changed after number `after` up to number `upto`, in the order of the numbers; `more` comes behind."""

    fp: Literal["feed/1"] = "feed/1"
    site: SiteCode
    feed: FeedId
    after: Count
    upto: Count
    items: list[FeedItem]
    more: bool


class PersonBody(Person, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """One member as the registry knows them."""


class HouseholdBody(Household, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """A household of the site's scope as it is registered at the registry, with all its people."""

    members: tuple[PersonBody, ...]  # type: ignore[assignment]  the same, read more kindly


class RevocationBody(msgspec.Struct, frozen=True, kw_only=True):
    """A card that may not be used, for ever or now, since when (ms of UTC), or of which but one print may not.

    `serial` is the print that is not refused where `why` is `reprinted`, and the card's present print otherwise.
    """

    card: str
    why: Word
    since: int | None = None
    serial: int | None = None


class CardBody(msgspec.Struct, frozen=True, kw_only=True):
    """A card that another site issued: its present print, that print's key, its short code, whom it belongs to.

    `hh` is the name by which this site serves the household; none for a card of nobody, or of nobody known here.
    """

    card: str
    hh: str | None
    kid: int
    serial: int
    short: str


class CardKeyBody(msgspec.Struct, frozen=True, kw_only=True):
    """A key that signs another site's cards; they are refused since `ended` (ms of UTC), where it was ended.

    Numbers of keys are each site's own, so two keys may have one.
    """

    kid: int
    public: Key
    ended: int | None = None


class SiteShare(msgspec.Struct, frozen=True, kw_only=True):
    """What one other site gave; `member` is empty where the household itself is counted."""

    site: str
    member: str
    qty: Count
    day: str | None


class ConsumptionBody(msgspec.Struct, frozen=True, kw_only=True):
    """What all other sites together gave a household of an item in a period: whole sums, never what was added."""

    hh: str
    prog: str
    cycle: str
    item: str
    by: list[SiteShare]


class VerdictBody(msgspec.Struct, frozen=True, kw_only=True):
    """What became of rows of the site's own (`events`).

    `what` is `withheld` (they have no effect; `code` says why) or `case` (together with others they are more than
    somebody was entitled to; `code` is the kind of case, `state` what people decided, `sites` all sites in it).
    """

    what: Word
    code: Word
    events: list[str]
    state: Word = "open"
    prog: str = ""
    cycle: str = ""
    sites: list[str] = []


class KeyBody(msgspec.Struct, frozen=True, kw_only=True):
    """A key by which the site checks what the registry says."""

    kid: Count
    public: Key


class PlacesBody(msgspec.Struct, frozen=True, kw_only=True):
    """How many beds and floor places another shelter has and has free, as it said at an instant (ms of UTC).

    Counts alone: centres of different bodies tell each other of no person and no list.
    """

    title: str
    now: Places
    cold: bool
    told: int


BODIES: Final = (
    FeedPage,
    FeedItem,
    HouseholdBody,
    PersonBody,
    CardBody,
    CardKeyBody,
    RevocationBody,
    ConsumptionBody,
    SiteShare,
    VerdictBody,
    KeyBody,
    PlacesBody,
    Places,
)  # what the printed protocol names


def packed_page(page: FeedPage, seed: bytes) -> bytes:
    """The page as it is sent: signed, and packed with gzip."""
    return deflate(signed_answer(page, seed))


def opened_page(sent: bytes, keys: Iterable[bytes]) -> FeedPage:
    """The page, when one of these keys signed it.

    `Invalid`: `registry-key-unknown` when another key did, `registry-unreachable` for anything else.
    """
    try:
        body = inflate(sent)
    except Invalid:
        raise Invalid(Code.REGISTRY_UNREACHABLE) from None
    try:
        return msgspec.json.decode(believed(body, keys), type=FeedPage)
    except UNREADABLE:
        raise Invalid(Code.REGISTRY_UNREACHABLE) from None


def believed(received: bytes, keys: Iterable[bytes]) -> bytes:
    """The body of a signed answer without its signature, when one of these keys made it.

    `Invalid`: `registry-key-unknown` when another key did, `registry-unreachable` for anything else.
    """
    for public in keys:
        with suppress(Invalid):
            return verified_body(received, public)
    # Somebody's signature stands there, but not the registry's: that is no mere page of a captive portal.
    forged = _SIGNATURE in received[-_SIGNATURE_TAIL:]
    raise Invalid(Code.REGISTRY_KEY_UNKNOWN if forged else Code.REGISTRY_UNREACHABLE)
