"""/api/v1/household-drafts and /api/v1/households: people are typed, compared, saved, looked at."""

import msgspec
from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from fieldpoint.core.names import EventId, HouseholdId, PersonId
from fieldpoint.core.people import Alternate
from fieldpoint.core.register.birth import read_birth
from fieldpoint.core.register.draft import read_draft
from fieldpoint.desk.act import Act
from fieldpoint.desk.collectors import read_present
from fieldpoint.desk.open_day import today
from fieldpoint.desk.register.register import Typed, faults_of, register_typed
from fieldpoint.errors import Code, Conflict
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.web.register.hinted import check_hints, hints_for
from fieldpoint.web.register.views import draft_member, likely_view, record_view, remark, understood
from fieldpoint.web.register.wire import (
    AlternateText,
    DraftReply,
    DraftRequest,
    HouseholdRecord,
    RegisteredReply,
    RegisterRequest,
)
from fieldpoint.web.till import Till
from fieldpoint.web.views import label_of, receipt


@post("/api/v1/household-drafts", status_code=200)
async def post_draft(
    data: JSONBody[DraftRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> DraftReply:
    """What is understood of a household that is being typed, and whom it may be already. Nothing is kept of it."""
    typed = _typed(till, data)
    whole = session.role == "lead"
    hints, capped = await hints_for(till, session, typed)
    return DraftReply(
        faults=[remark(one) for one in faults_of(till.reader, typed)],
        warnings=[remark(one) for one in typed.draft.warnings],
        members=[understood(one) for one in typed.draft.members],
        review_on=typed.draft.review_on,
        likely=[likely_view(till.reader, one, whole=whole) for one in hints],
        capped=capped,
    )


@post("/api/v1/households", status_code=201)
async def post_household(
    data: JSONBody[RegisterRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> RegisteredReply:
    """The household is registered. 400 `household-invalid` with the field and its fault.

    409 `household-likely-known` unless somebody looked and says `anyway`; `code-taken`, `event-id-reused`. 429
    `searched-often` without `anyway`, when this person was shown as many households as may be in an hour.
    """
    typed = _typed(till, data)
    act = Act(operator=session.operator, desk=session.desk, event_id=EventId(data.act_id))
    if not data.anyway:
        check_hints(till, session)
    try:
        saved, stands = await till.writer.write(lambda tx: register_typed(tx, typed, act, anyway=data.anyway))
    except Conflict as fault:
        if fault.code is Code.HOUSEHOLD_LIKELY_KNOWN:  # that there are any is a hint too
            await hints_for(till, session, typed)
        raise
    till.pusher.poke()
    return RegisteredReply(
        act_id=EventId(data.act_id),
        household=saved.household,
        code=saved.code,
        label=label_of(saved.code),
        members=[one.person for one in saved.members],
        receipt=receipt(stands, till.epochs),
    )


@get("/api/v1/households/{household:str}")
async def get_household(household: FromPath[str], till: NamedDependency[Till]) -> HouseholdRecord:
    """The whole record, for editing it or comparing it; of an ID the last two signs. 404 `household-unknown`."""
    record = record_view(till.reader, read_present(till.reader, HouseholdId(household)))
    day = today(till.reader, till.site.clock.now(), till.site.facts.zone)
    return msgspec.structs.replace(record, overdue=record.review_on is not None and record.review_on <= day)


def _typed(till: Till, data: DraftRequest | RegisterRequest) -> Typed:
    facts = till.site.facts
    day = today(till.reader, till.site.clock.now(), facts.zone)
    household = data.household if isinstance(data, DraftRequest) else None
    return Typed(
        office=facts.office,
        code=data.code,
        draft=read_draft(data.neighbourhood, [draft_member(one) for one in data.members], day, data.review),
        day=day,
        alternates=tuple((_alternate(one, till), one.blocked) for one in data.alternates),
        household=None if household is None else HouseholdId(household),
    )


def _alternate(one: AlternateText, till: Till) -> Alternate:
    """A birth date that is none is left out: an alternate is looked at, and counted nowhere."""
    day = today(till.reader, till.site.clock.now(), till.site.facts.zone)
    return Alternate(
        person=PersonId(""),
        given_name=one.given_name,
        family_name=one.family_name,
        relation=one.relation,
        born_on=read_birth(one.born, day).born_on,
    )
