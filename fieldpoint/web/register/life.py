"""/api/v1/households/…/versions and /life-events, /api/v1/merge-undoings: a record becomes another."""

from collections.abc import Callable

import msgspec
from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from fieldpoint.core.names import Day, EventId, HouseholdId, PersonId
from fieldpoint.core.people import Household, Person
from fieldpoint.core.persian import clean
from fieldpoint.core.register.draft import read_draft
from fieldpoint.desk.act import Act
from fieldpoint.desk.collectors import read_present
from fieldpoint.desk.moment import moment_at
from fieldpoint.desk.open_day import today
from fieldpoint.desk.register import edit
from fieldpoint.desk.register.edit import Edit, Saved, save_version
from fieldpoint.desk.register.register import check_faults
from fieldpoint.desk.register.split import Parted, Parting, split_household
from fieldpoint.desk.register.undo_merge import undo_merge
from fieldpoint.errors import Code, Invalid
from fieldpoint.store.entry.operators import find_operator
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.store.register.changes import changes_of
from fieldpoint.store.transaction import Transaction
from fieldpoint.web.register.views import draft_member, plain_record
from fieldpoint.web.register.wire import MemberText
from fieldpoint.web.register.wire_life import (
    EditRequest,
    LifeEventRequest,
    UndoRequest,
    VersionReply,
    VersionsReply,
    VersionView,
)
from fieldpoint.web.till import Till
from fieldpoint.web.views import receipt
from fieldpoint.web.wire_acts import ActReply

_Change = Callable[[Household], Household]


@post("/api/v1/households/{household:str}/versions", status_code=201)
async def post_version(
    household: FromPath[str],
    data: JSONBody[EditRequest],
    till: NamedDependency[Till],
    session: NamedDependency[SignIn],
) -> VersionReply:
    """The record is as it was sent. 404 `household-unknown`, 400 `household-invalid`, 409 `household-changed`."""

    def change(before: Household) -> Household:
        known = {str(one.person): one for one in before.members}
        if any(one.person is not None and one.person not in known for one in data.members):
            raise Invalid(Code.MEMBER_UNKNOWN)
        typed = [draft_member(one, known.get(one.person or "")) for one in data.members]
        draft = read_draft(data.neighbourhood, typed, _today(till), data.review or "")
        check_faults(draft)
        after = edit.edited(before, draft)
        return after if data.review is not None else msgspec.structs.replace(after, review_on=before.review_on)

    seen = Edit(household=HouseholdId(household), kind="edit", seen=data.version)
    act = _act(session, data.act_id)
    return _saved(till, await till.writer.write(lambda tx: save_version(tx, seen, change, act)))


@post("/api/v1/households/{household:str}/life-events", status_code=201)
async def post_life_event(
    household: FromPath[str],
    data: JSONBody[LifeEventRequest],
    till: NamedDependency[Till],
    session: NamedDependency[SignIn],
) -> VersionReply:
    """A birth, a death, a move, another head, or a split, which has a new household.

    `birth` has `member`; `death` has `person`, and `head` where the head died; `move` has `neighbourhood`; `head` has
    `head`; `split` has `people` and their `head`, `old_head` where the head leaves, and maybe `code` and
    `neighbourhood`. 404 `household-unknown`; 400 `household-invalid`, `member-unknown`; 409 `household-changed`,
    `code-taken`.
    """
    act = _act(session, data.act_id)
    if data.kind == "split":
        parting = _parting(HouseholdId(household), data)
        return _parted(till, await till.writer.write(lambda tx: _split(tx, till, parting, act)))
    seen = Edit(household=HouseholdId(household), kind=data.kind, seen=data.version)
    change = _change(till, data)
    return _saved(till, await till.writer.write(lambda tx: save_version(tx, seen, change, act)))


@get("/api/v1/households/{household:str}/versions")
async def get_versions(household: FromPath[str], till: NamedDependency[Till]) -> VersionsReply:
    """Every version of the record with who and when, the newest first. 404 `household-unknown`."""
    now = read_present(till.reader, HouseholdId(household))
    found = changes_of(till.reader, now.household)
    records = [one.before for one in found if one.before is not None] + [now]
    views: list[VersionView] = []
    if not found or found[0].before is not None:
        first = plain_record(records[0], 1)
        views.append(VersionView(version=1, at=None, by="", by_name="", kind="import", record=first))
        records = records[1:]
    for one, record in zip(found, records, strict=True):
        who = find_operator(till.reader, one.op)
        views.append(
            VersionView(
                version=one.number,
                at=one.at,
                by=one.op,
                by_name="" if who is None else who.name,
                kind=one.kind,
                record=plain_record(record, one.number),
            )
        )
    return VersionsReply(versions=views[::-1])


@post("/api/v1/merge-undoings", status_code=201)
async def post_merge_undoing(
    data: JSONBody[UndoRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> ActReply:
    """The two households are two again. 404 `merge-unknown`, 409 `merge-not-last`, `event-id-reused`."""
    act = _act(session, data.act_id)
    row, stands = await till.writer.write(lambda tx: undo_merge(tx, EventId(data.merge), act))
    till.pusher.poke()
    return ActReply(act_id=row.id, collisions=[], receipt=receipt(stands, till.epochs))


def _change(till: Till, data: LifeEventRequest) -> _Change:
    """What a life event makes of a record."""
    head = None if data.head is None else PersonId(data.head)
    match data.kind:
        case "birth":
            child = _child(till, data.member)
            return lambda one: edit.born(one, child)
        case "death":
            person = PersonId(_given(data.person, "$.person"))
            return lambda one: edit.died(one, person, head)
        case "move":
            place = clean(_given(data.neighbourhood, "$.neighbourhood"))
            return lambda one: edit.moved(one, place)
        case _:
            new_head = PersonId(_given(data.head, "$.head"))
            return lambda one: edit.headed_by(one, new_head)


def _child(till: Till, member: MemberText | None) -> Person:
    if member is None or member.is_head:
        raise Invalid(Code.REQUEST_INVALID, field="$.member")
    draft = read_draft("", [draft_member(member)], _today(till))
    fault = next((one for one in draft.faults if one.field != "$.members"), None)
    if fault is not None:
        raise Invalid(Code.HOUSEHOLD_INVALID, field=fault.field.replace("$.members[0]", "$.member"), fault=fault.code)
    return draft.people[0]


def _parting(household: HouseholdId, data: LifeEventRequest) -> Parting:
    return Parting(
        household=household,
        people=tuple(map(PersonId, data.people)),
        head=PersonId(_given(data.head, "$.head")),
        old_head=None if data.old_head is None else PersonId(data.old_head),
        code=data.code,
        neighbourhood=clean(data.neighbourhood),
        seen=data.version,
    )


def _split(tx: Transaction, till: Till, parting: Parting, act: Act) -> Parted:
    book = till.book(tx.connection)
    moment = moment_at(tx.connection, tx.now, book.zone)
    return split_household(tx, parting, book.on(moment.day).programmes.values(), moment, act)


def _given(text: str | None, field: str) -> str:
    if not text:
        raise Invalid(Code.REQUEST_INVALID, field=field)
    return text


def _today(till: Till) -> Day:
    return today(till.reader, till.site.clock.now(), till.site.facts.zone)


def _act(session: SignIn, act_id: str) -> Act:
    return Act(operator=session.operator, desk=session.desk, event_id=EventId(act_id))


def _saved(till: Till, saved: Saved) -> VersionReply:
    till.pusher.poke()
    return VersionReply(
        act_id=saved.row.id,
        household=saved.household.household,
        version=saved.version,
        receipt=receipt(saved.stands, till.epochs),
    )


def _parted(till: Till, parted: Parted) -> VersionReply:
    till.pusher.poke()
    return VersionReply(
        act_id=parted.row.id,
        household=parted.old.household,
        version=parted.version,
        new_household=parted.new.household,
        code=parted.new.code,
        receipt=receipt(parted.stands, till.epochs),
    )
