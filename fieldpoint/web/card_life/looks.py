"""GET /api/v1/households/{household}/cards and POST /api/v1/card-looks: which cards there are, and how they stand."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from fieldpoint.core.names import HouseholdId
from fieldpoint.desk.collectors import read_present
from fieldpoint.desk.look import read_holder
from fieldpoint.store import cards
from fieldpoint.web.card_life.named import card_of, row_of, view
from fieldpoint.web.card_life.wire import CardLookRequest, CardsReply, CardView
from fieldpoint.web.till import Till


@get("/api/v1/households/{household:str}/cards")
async def get_cards(household: FromPath[str], till: NamedDependency[Till]) -> CardsReply:
    """Every card the household has or had, so that a lost one can be stopped. 404 `household-unknown`."""
    found = read_present(till.reader, HouseholdId(household)).household
    return CardsReply(cards=[view(till.reader, row) for row in cards.cards_of(till.reader, found)])


@post("/api/v1/card-looks", status_code=200)
async def post_card_look(data: JSONBody[CardLookRequest], till: NamedDependency[Till]) -> CardView:
    """How the card stands, whatever its state. Writes nothing. 404 `card-unknown`, `card-key-unknown`."""
    ref = till.read_card(data.text)
    shown = read_holder(till.reader, ref)
    row = row_of(till.reader, card_of(till.reader, ref))
    return view(till.reader, row, old_print_since=shown.since if shown.holder.card_state == "blocked" else None)
