"""What travels when people are registered (see web/wire.py): texts as they are typed, records as they are kept."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from fieldpoint.core.likeness.level import Reason
from fieldpoint.core.names import Day, EventId, HouseholdId, PersonId
from fieldpoint.core.people import IdFlag, IdKind, Sex
from fieldpoint.desk.register.likely import Strength
from fieldpoint.web.wire import HandoutId, Id, Receipt, Wire

Words = Annotated[str, Meta(max_length=60)]
Note = Annotated[str, Meta(max_length=500)]
Tags = Annotated[list[Words], Meta(max_length=20)]
CodeText = Annotated[str, Meta(max_length=20)]


class MemberText(Wire, frozen=True, kw_only=True):
    """One member as typed: dates, numbers and IDs in any spelling, "" for what is not known.

    `id_kind` "" lets the shape of the ID decide.
    """

    given_name: Words = ""
    family_name: Words = ""
    relation: Words = ""
    sex: Sex = ""
    born: Words = ""
    phone: Words = ""
    id_kind: IdKind | Literal[""] = ""
    id_text: Words | None = ""
    tags: Tags = msgspec.field(default_factory=list[str])
    note: Note = ""
    is_head: bool = False


class AlternateText(Wire, frozen=True, kw_only=True):
    """Somebody who is no member and may collect, or (`blocked`) may not, without a word at the desk."""

    given_name: Words = ""
    family_name: Annotated[str, Meta(min_length=1, max_length=60)]
    relation: Words = ""
    born: Words = ""
    blocked: bool = False


Members = Annotated[list[MemberText], Meta(min_length=1, max_length=30)]
Alternates = Annotated[list[AlternateText], Meta(max_length=10)]


class DraftRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/household-drafts: what was typed so far; nothing is kept of it."""

    code: CodeText = ""
    neighbourhood: Words = ""
    members: Members
    alternates: Alternates = msgspec.field(default_factory=list[AlternateText])
    household: Id | None = None
    review: Words = ""


class RegisterRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/households: the same to be saved; `anyway` although likely ones were shown."""

    act_id: HandoutId
    code: CodeText = ""
    neighbourhood: Words = ""
    members: Members
    alternates: Alternates = msgspec.field(default_factory=list[AlternateText])
    anyway: bool = False
    review: Words = ""


class RemarkView(Wire, frozen=True, kw_only=True):
    """A field, and a word of a closed list about it; never what was typed."""

    field: str
    code: str


class UnderstoodMember(Wire, frozen=True, kw_only=True):
    """What was understood of a member's date, number and ID, to be shown beside what was typed."""

    born_on: Day | None
    year_only: bool
    age: int | None
    phone: str | None
    id_kind: IdKind
    id_flag: IdFlag


class MemberRecord(Wire, frozen=True, kw_only=True):
    """A member as kept; of an ID the last two signs."""

    person: PersonId
    ordinal: int
    is_head: bool
    given_name: str
    family_name: str
    relation: str
    sex: Sex
    born_on: Day | None
    phone: str | None
    id_kind: IdKind
    id_tail: str
    id_flag: IdFlag
    tags: list[str]
    note: str
    blocked: bool


class AlternateRecord(Wire, frozen=True, kw_only=True):
    """An alternate as kept."""

    person: PersonId
    given_name: str
    family_name: str
    relation: str
    born_on: Day | None
    blocked: bool


class MergeView(Wire, frozen=True, kw_only=True):
    """A household that was merged into this one, and whether that can be taken back now."""

    merge: EventId
    gone: HouseholdId
    code: str
    at: int
    by: str
    undoable: bool


class Near(Wire, frozen=True, kw_only=True):
    """Another household, by its id and the end of its code."""

    household: HouseholdId
    label: str


class HouseholdRecord(Wire, frozen=True, kw_only=True):
    """A household as kept, with whoever may collect, what was merged into it, and what parted from it.

    `review_on` is when its file is to be looked at again; `overdue`: that day is here.
    """

    household: HouseholdId
    code: str
    office: str
    neighbourhood: str
    registered_on: Day
    version: int
    members: list[MemberRecord]
    alternates: list[AlternateRecord] = msgspec.field(default_factory=list[AlternateRecord])
    merges: list[MergeView] = msgspec.field(default_factory=list[MergeView])
    split_from: Near | None = None
    split_off: list[Near] = msgspec.field(default_factory=list[Near])
    review_on: Day | None = None
    overdue: bool = False


class LikelyView(Wire, frozen=True, kw_only=True):
    """A household that it may be already; the whole record is for the lead."""

    household: HouseholdId
    label: str
    strength: Strength
    agrees: list[Reason]
    size: int
    head: str
    record: HouseholdRecord | None


class DraftReply(Wire, frozen=True, kw_only=True):
    """What was understood, what must be mended, what is odd, and whom it may be already.

    `capped`: no others are shown for the rest of this hour, whether there are any or not.
    """

    faults: list[RemarkView]
    warnings: list[RemarkView]
    members: list[UnderstoodMember]
    review_on: Day | None
    likely: list[LikelyView]
    capped: bool


class RegisteredReply(Wire, frozen=True, kw_only=True):
    """The household is registered; its people in the order they were sent."""

    act_id: EventId
    household: HouseholdId
    code: str
    label: str
    members: list[PersonId]
    receipt: Receipt
