"""POST /api/v1/searches, so that no word of it is in an address, and what is due to a household that was found."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from fieldpoint.core.names import Day, HouseholdId
from fieldpoint.desk.act import Act
from fieldpoint.desk.look import look_at_household
from fieldpoint.desk.moment import moment_at
from fieldpoint.desk.open_day import today
from fieldpoint.desk.search_people import note_search
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.store.search.find import FoundHousehold, FoundPerson, find_households
from fieldpoint.web.till import Till
from fieldpoint.web.views import scan_reply
from fieldpoint.web.wire import ScanReply
from fieldpoint.web.wire_search import HouseholdFound, PersonFound, SearchReply, SearchRequest


@post("/api/v1/searches", status_code=201)
async def post_search(
    data: JSONBody[SearchRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> SearchReply:
    """The households that are meant, shown once the search stands in the log. 429 `searched-often`."""
    found = find_households(till.reader, data.text)
    act = Act(operator=session.operator, desk=session.desk, tab=session.tab)
    left = await till.writer.write(lambda tx: note_search(tx, found, act))
    till.pusher.poke()
    day = today(till.reader, till.site.clock.now(), till.site.facts.zone)
    return SearchReply(
        households=[_household(one, day) for one in found.households], more=found.more, by=list(found.by), left=left
    )


@get("/api/v1/households/{household:str}/due")
async def get_household_due(household: FromPath[str], till: NamedDependency[Till]) -> ScanReply:
    """What is due to the household, without a card and without writing. 404 `household-unknown`."""
    book = till.book(till.reader)
    moment = moment_at(till.reader, till.site.clock.now(), book.zone)
    return scan_reply(look_at_household(till.reader, book, HouseholdId(household), moment))


def _household(one: FoundHousehold, day: Day) -> HouseholdFound:
    return HouseholdFound(
        household=one.household,
        code=one.code,
        neighbourhood=one.neighbourhood,
        size=one.size,
        card=one.card,
        head=None if one.head is None else _person(one.head),
        found=[_person(person) for person in one.found],
        overdue=one.review_on is not None and one.review_on <= day,
    )


def _person(one: FoundPerson) -> PersonFound:
    return PersonFound(person=one.person, name=one.name, id_end=one.id_end)
