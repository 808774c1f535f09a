"""/api/v1/alternates, /api/v1/collector-blocks, /api/v1/households/…: who may collect for a household.

What the desk asks names those who may; who was blocked is told to the lead alone.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from fieldpoint.core.names import Day, EventId, HouseholdId, PersonId
from fieldpoint.core.people import Alternate
from fieldpoint.desk.act import Act
from fieldpoint.desk.collectors import add_alternate, block_collector, read_present
from fieldpoint.store.collectors import alternates_of, blocked_of
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.web.till import Till
from fieldpoint.web.views import receipt
from fieldpoint.web.wire_acts import (
    ActReply,
    AlternateReply,
    AlternateRequest,
    AlternatesReply,
    AlternateView,
    CollectorBlockRequest,
    CollectorsReply,
)


@get("/api/v1/households/{household:str}/alternates")
async def get_alternates(household: FromPath[str], till: NamedDependency[Till]) -> AlternatesReply:
    """Who besides its members may collect for the household. 404 `household-unknown`."""
    found = read_present(till.reader, HouseholdId(household)).household
    blocked = blocked_of(till.reader, found)
    free = [one for one in alternates_of(till.reader, found) if one.person not in blocked]
    return AlternatesReply(alternates=[_view(one) for one in free])


@get("/api/v1/households/{household:str}/collectors")
async def get_collectors(household: FromPath[str], till: NamedDependency[Till]) -> CollectorsReply:
    """All alternates of the household and whoever may not collect for it: the lead's. 404 `household-unknown`."""
    found = read_present(till.reader, HouseholdId(household)).household
    return CollectorsReply(
        alternates=[_view(one) for one in alternates_of(till.reader, found)],
        blocked=sorted(blocked_of(till.reader, found)),
    )


@post("/api/v1/alternates", status_code=201)
async def post_alternate(
    data: JSONBody[AlternateRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> AlternateReply:
    """The person may collect for the household from now on. 404 `household-unknown`, 409 `event-id-reused`."""
    named = Alternate(
        person=PersonId(""),
        given_name=data.given_name,
        family_name=data.family_name,
        relation=data.relation,
        born_on=None if data.born_on is None else Day(data.born_on),
    )
    household, act = HouseholdId(data.household), _act(session, data.act_id)
    row, stands = await till.writer.write(lambda tx: add_alternate(tx, household, named, act))
    till.pusher.poke()
    return AlternateReply(act_id=row.id, person=row.person, receipt=receipt(stands, till.epochs))


@post("/api/v1/collector-blocks", status_code=201)
async def post_collector_block(
    data: JSONBody[CollectorBlockRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> ActReply:
    """The member or alternate may not collect any more, or may again; nobody at a desk hears why.

    404 `household-unknown`, 400 `member-unknown`, 409 `event-id-reused`.
    """
    household, person, act = HouseholdId(data.household), PersonId(data.person), _act(session, data.act_id)
    row, stands = await till.writer.write(lambda tx: block_collector(tx, household, person, act, on=data.on))
    till.pusher.poke()
    return ActReply(act_id=row.id, collisions=[], receipt=receipt(stands, till.epochs))


def _act(session: SignIn, act_id: str) -> Act:
    return Act(operator=session.operator, desk=session.desk, event_id=EventId(act_id))


def _view(one: Alternate) -> AlternateView:
    return AlternateView(
        person=one.person, given_name=one.given_name, family_name=one.family_name, relation=one.relation
    )
