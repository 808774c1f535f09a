"""/api/v1/parked-cases: «با مسئول صحبت کنیم» frees the queue; the family has a number, the lead a list."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from fieldpoint.core.names import CardId, Day, EventId
from fieldpoint.desk.look import read_holder
from fieldpoint.desk.moment import moment_at
from fieldpoint.errors import Code, FieldpointError, NotFound
from fieldpoint.store import parked_cases
from fieldpoint.store.activity import code_of
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.store.parked_cases import ParkedCase
from fieldpoint.store.transaction import Transaction
from fieldpoint.web.shift.wire import CasesReply, CaseView, ParkRequest
from fieldpoint.web.till import Till
from fieldpoint.web.views import label_of


@post("/api/v1/parked-cases", status_code=201)
async def post_parked_case(
    data: JSONBody[ParkRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> CaseView:
    """The case waits for the lead under the next number of the day; the same id again gives the same number.

    Any text will do: a card that nobody can read is a case as well.
    """
    card, day = _card_of(till, data.text), _today(till)

    def write(tx: Transaction) -> ParkedCase:
        found = parked_cases.find_case(tx.connection, EventId(data.case_id))
        if found is None:
            found = _new_case(tx, data, session, card, day)
            parked_cases.add_case(tx, found)
        return found

    return _view(till, await till.writer.write(write))


@get("/api/v1/parked-cases")
async def get_parked_cases(till: NamedDependency[Till]) -> CasesReply:
    """Every case that waits, and those of today that the lead has decided."""
    return CasesReply(cases=[_view(till, one) for one in parked_cases.cases(till.reader, _today(till))])


@post(
    "/api/v1/parked-cases/{case_id:str}/ends",
    status_code=201,
)
async def post_case_end(case_id: FromPath[str], till: NamedDependency[Till]) -> CaseView:
    """The lead has decided; asked again nothing changes. 404 `case-unknown`."""

    def write(tx: Transaction) -> ParkedCase:
        parked_cases.end_case(tx, EventId(case_id))
        found = parked_cases.find_case(tx.connection, EventId(case_id))
        if found is None:
            raise NotFound(Code.CASE_UNKNOWN)
        return found

    return _view(till, await till.writer.write(write))


def _card_of(till: Till, text: str | None) -> CardId | None:
    """The card of a text, where it is one that this site knows."""
    if text is None:
        return None
    try:
        return read_holder(till.reader, till.read_card(text)).card
    except FieldpointError:
        return None


def _new_case(tx: Transaction, data: ParkRequest, session: SignIn, card: CardId | None, day: Day) -> ParkedCase:
    return ParkedCase(
        case_id=EventId(data.case_id),
        day=day,
        number=parked_cases.next_number(tx.connection, day),
        tab=session.tab,
        desk=session.desk,
        card=card,
        reason=data.reason,
        parked_at=tx.now.wall_ms,
        ended_at=None,
    )


def _view(till: Till, case: ParkedCase) -> CaseView:
    return CaseView(
        case_id=case.case_id,
        day=case.day,
        number=case.number,
        desk=case.desk,
        label=label_of(code_of(till.reader, None, case.card)),
        reason=case.reason,
        parked_at=case.parked_at,
        ended_at=case.ended_at,
    )


def _today(till: Till) -> Day:
    return moment_at(till.reader, till.site.clock.now(), till.site.facts.zone).counted
