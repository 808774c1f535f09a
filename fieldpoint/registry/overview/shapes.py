"""What officers see, as the API answers it and the pages show it. Imports msgspec and shapes only."""

from typing import Literal

import msgspec

from fieldpoint.registry.tables.shapes import CaseState, KeyEnd

HIDDEN = ""  # a site whose organisation shares counts only, to everybody else


class SiteRow(msgspec.Struct, frozen=True, kw_only=True):
    """A site as the database has it."""

    site: str
    title: str
    organisation: str
    enrolled: bool
    last_contact_at: int | None
    mark: int


class DayMark(msgspec.Struct, frozen=True, kw_only=True):
    """The open or the close of a day, at its row."""

    seq: int
    day: str


class SiteView(msgspec.Struct, frozen=True, kw_only=True):
    """How a site stands. Times are ms of UTC; `day` is the last business day it told of, open or closed.

    `missing` rows are known to be lacking; `unsent` is what it holds still by estimate, those included.
    """

    site: str
    title: str
    organisation: str
    enrolled: bool
    last_contact_at: int | None
    mark: int
    day: str | None
    day_open: bool
    missing: int
    unsent: int


class KeyView(msgspec.Struct, frozen=True, kw_only=True):
    """A key that a site signs with."""

    kid: int
    enrolled_at: int
    ended: KeyEnd | None


class LifeView(msgspec.Struct, frozen=True, kw_only=True):
    """A life of a site's log: how far it is held, whether it goes on."""

    epoch: str
    mark: int
    top: int
    state: Literal["live", "over", "retired"]


class SiteDetail(msgspec.Struct, frozen=True, kw_only=True):
    """A site with its keys and the lives of its log."""

    facts: SiteView
    keys: list[KeyView]
    lives: list[LifeView]


class SitesPage(msgspec.Struct, frozen=True, kw_only=True):
    """Sites in order, those that were silent longest first; `count` is of all that fit."""

    sites: list[SiteView]
    count: int


class CaseView(msgspec.Struct, frozen=True, kw_only=True):
    """More was handed over than somebody was entitled to: where, by which rules, never to whom.

    Sites stand in the order of their codes; one that shares counts only is '' to others.
    """

    case: str
    kind: str
    programme: str
    period: str
    entitled: int
    handed: int
    rows: int
    sites: list[str]
    state: CaseState
    opened_at: int
    changed_at: int


class CaseCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many cases of a kind a programme has in a period, by what became of them."""

    programme: str
    period: str
    kind: str
    state: CaseState
    count: int


class BatchView(msgspec.Struct, frozen=True, kw_only=True):
    """A batch that is kept beside."""

    batch: str
    site: str
    code: str
    received_at: int
    state: Literal["waits", "released", "rejected"]


class WithheldView(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of a site whose effect is withheld, by the reason, with the first of them."""

    site: str
    code: str
    type: str
    count: int
    first: int


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """A sum of a close that is not the sum of the rows: of what, what the site said, what the rows say."""

    what: str
    said: int
    counted: int


class CloseView(msgspec.Struct, frozen=True, kw_only=True):
    """A close that does not add up."""

    site: str
    day: str
    seq: int
    differences: list[Difference]


class TwoLivesView(msgspec.Struct, frozen=True, kw_only=True):
    """A site whose log goes on in two lives at once."""

    site: str
    epochs: list[str]
