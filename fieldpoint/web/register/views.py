"""From records of people to what the lead sees of them, and to the little that an operator sees."""

from collections.abc import Collection

import msgspec

from fieldpoint.core.act_rows import HouseholdMerge
from fieldpoint.core.names import HouseholdId, PersonId
from fieldpoint.core.people import Alternate, Household, Person
from fieldpoint.core.register.draft import DraftMember, ReadMember, Remark
from fieldpoint.database import Connection
from fieldpoint.desk.register.likely import Likely
from fieldpoint.desk.register.undo_merge import is_last
from fieldpoint.store import log
from fieldpoint.store.activity import code_of
from fieldpoint.store.collectors import alternates_of, blocked_of
from fieldpoint.store.register import undo
from fieldpoint.store.register.changes import version_of
from fieldpoint.store.register.splits import split_from, split_off
from fieldpoint.web.register.wire import (
    AlternateRecord,
    HouseholdRecord,
    LikelyView,
    MemberRecord,
    MemberText,
    MergeView,
    Near,
    RemarkView,
    UnderstoodMember,
)
from fieldpoint.web.views import label_of

_TAIL = 2


def draft_member(one: MemberText, known: Person | None = None) -> DraftMember:
    """What was typed of a member, as the draft is read."""
    return DraftMember(
        given_name=one.given_name,
        family_name=one.family_name,
        relation=one.relation,
        sex=one.sex,
        born=one.born,
        phone=one.phone,
        id_kind=one.id_kind or None,
        id_text=one.id_text,
        tags=tuple(one.tags),
        note=one.note,
        is_head=one.is_head,
        known=known,
    )


def understood(one: ReadMember) -> UnderstoodMember:
    """What is shown beside what was typed."""
    person = one.person
    return UnderstoodMember(
        born_on=person.born_on,
        year_only=one.year_only,
        age=one.age,
        phone=person.phone,
        id_kind=person.id_kind,
        id_flag=person.id_flag,
    )


def remark(one: Remark) -> RemarkView:
    """A remark as it is sent."""
    return RemarkView(field=one.field, code=one.code)


def likely_view(connection: Connection, one: Likely, *, whole: bool) -> LikelyView:
    """A household that it may be already; the `whole` record is for the lead's eyes."""
    household = one.household
    head = next((member for member in household.members if member.is_head), None)
    return LikelyView(
        household=household.household,
        label=label_of(household.code),
        strength=one.strength,
        agrees=list(one.agrees),
        size=len(household.members),
        head="" if head is None else head.family_name,
        record=record_view(connection, household) if whole else None,
    )


def record_view(connection: Connection, household: Household) -> HouseholdRecord:
    """The whole record as it is now."""
    name = household.household
    blocked = blocked_of(connection, name)
    parted = split_from(connection, name)
    return msgspec.structs.replace(
        plain_record(household, version_of(connection, name), blocked),
        alternates=[_alternate(one, blocked) for one in alternates_of(connection, name)],
        merges=_merges(connection, name),
        split_from=None if parted is None else _near(connection, parted),
        split_off=[_near(connection, one) for one in split_off(connection, name)],
    )


def plain_record(household: Household, version: int, blocked: Collection[PersonId] = ()) -> HouseholdRecord:
    """A record of any version, without what stands beside it."""
    return HouseholdRecord(
        household=household.household,
        code=household.code,
        office=household.office,
        neighbourhood=household.neighbourhood,
        registered_on=household.registered_on,
        version=version,
        members=[_member(one, blocked) for one in household.members],
        review_on=household.review_on,
    )


def _member(one: Person, blocked: Collection[PersonId]) -> MemberRecord:
    return MemberRecord(
        person=one.person,
        ordinal=one.ordinal,
        is_head=one.is_head,
        given_name=one.given_name,
        family_name=one.family_name,
        relation=one.relation,
        sex=one.sex,
        born_on=one.born_on,
        phone=one.phone,
        id_kind=one.id_kind,
        id_tail=(one.id_value or "")[-_TAIL:],
        id_flag=one.id_flag,
        tags=list(one.tags),
        note=one.note,
        blocked=one.person in blocked,
    )


def _alternate(one: Alternate, blocked: Collection[PersonId]) -> AlternateRecord:
    return AlternateRecord(
        person=one.person,
        given_name=one.given_name,
        family_name=one.family_name,
        relation=one.relation,
        born_on=one.born_on,
        blocked=one.person in blocked,
    )


def _merges(connection: Connection, household: HouseholdId) -> list[MergeView]:
    found: list[MergeView] = []
    for merge in undo.merges_into(connection, household):
        written = log.find(connection, merge.merge)
        row = None if written is None else written[0]
        if isinstance(row, HouseholdMerge):
            found.append(
                MergeView(
                    merge=merge.merge,
                    gone=merge.gone,
                    code=code_of(connection, merge.gone),
                    at=row.wall,
                    by=row.op,
                    undoable=is_last(connection, merge),
                )
            )
    return found


def _near(connection: Connection, household: HouseholdId) -> Near:
    return Near(household=household, label=label_of(code_of(connection, household)))
