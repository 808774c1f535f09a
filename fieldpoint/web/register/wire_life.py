"""What travels when a household's record becomes another (see wire.py beside)."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from fieldpoint.core.names import EventId, HouseholdId
from fieldpoint.store.register.changes import ChangeKind
from fieldpoint.web.register.wire import CodeText, HouseholdRecord, MemberText, Words
from fieldpoint.web.wire import HandoutId, Id, Receipt, Wire

Version = Annotated[int, Meta(ge=1, le=1_000_000)]


class EditedMember(MemberText, frozen=True, kw_only=True):
    """A member of an edited household: `person` None is somebody new, `id_text` None leaves the ID as it is."""

    person: Id | None = None


class EditRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/households/{household}/versions: the whole record as it should be; whoever is left out leaves.

    `review` None leaves the reviewing date as it is, "" takes it away.
    """

    act_id: HandoutId
    version: Version
    neighbourhood: Words = ""
    members: Annotated[list[EditedMember], Meta(min_length=1, max_length=30)]
    review: Words | None = None


class LifeEventRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/households/{household}/life-events: which members each kind has is said there."""

    act_id: HandoutId
    version: Version
    kind: Literal["birth", "death", "move", "head", "split"]
    member: MemberText | None = None
    person: Id | None = None
    head: Id | None = None
    old_head: Id | None = None
    people: Annotated[list[Id], Meta(max_length=60)] = msgspec.field(default_factory=list[Id])
    neighbourhood: Words = ""
    code: CodeText = ""


class VersionReply(Wire, frozen=True, kw_only=True):
    """The household's new version; of a split the new household too."""

    act_id: EventId
    household: HouseholdId
    version: int
    new_household: HouseholdId | None = None
    code: str | None = None
    receipt: Receipt


class VersionView(Wire, frozen=True, kw_only=True):
    """One version of a record: what made it, who and when; a list made the first where nobody did."""

    version: int
    at: int | None
    by: str
    by_name: str
    kind: ChangeKind
    record: HouseholdRecord


class VersionsReply(Wire, frozen=True, kw_only=True):
    """Every version, the newest first."""

    versions: list[VersionView]


class UndoRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/merge-undoings: the merge (the id of its act) was a mistake."""

    act_id: HandoutId
    merge: HandoutId
