"""POST /api/v1/shelter-layouts, /cold-nights, /shelter-notes: what the lead says of the house, and the shift's note."""

from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from fieldpoint.core.persian import clean
from fieldpoint.core.shelter.rows import Section
from fieldpoint.desk.shelter.house import lay_out, set_cold
from fieldpoint.desk.shelter.room import tonight
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.store.shelter import elsewhere
from fieldpoint.store.transaction import Transaction
from fieldpoint.web.shelter.acts import act_of, acted, write
from fieldpoint.web.shelter.night import note_view
from fieldpoint.web.shelter.wire import ColdRequest, LayoutRequest, NightActReply, NoteReply, NoteRequest
from fieldpoint.web.till import Till


@post("/api/v1/shelter-layouts", status_code=201)
async def post_shelter_layout(
    data: JSONBody[LayoutRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> NightActReply:
    """The house has these sections. 400 `layout-unfit`, 404 `shelter-none`, 409 `bed-taken` of one who sleeps there."""
    act = act_of(session, data.act_id)
    sections = [Section(name=one.name, first=one.first, last=one.last, floor=one.floor) for one in data.sections]
    return acted(till, await write(till, lambda tx, book: lay_out(tx, book, sections, act)))


@post("/api/v1/cold-nights", status_code=201)
async def post_cold_night(
    data: JSONBody[ColdRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> NightActReply:
    """The night is cold, or no longer. 404 `shelter-none`."""
    act, on = act_of(session, data.act_id), data.on
    return acted(till, await write(till, lambda tx, book: set_cold(tx, book, act, on=on)))


@post("/api/v1/shelter-notes", status_code=201)
async def post_shelter_note(
    data: JSONBody[NoteRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> NoteReply:
    """The shift's note of the night; no row of the log, and gone after a week. 404 `shelter-none`."""
    note, operator = clean(data.note), session.operator

    def put(tx: Transaction) -> elsewhere.Note | None:
        night = tonight(tx.connection, till.book(tx.connection), tx.now).night
        elsewhere.write_note(tx, night, note, operator)
        return elsewhere.note_of(tx.connection, night)

    return NoteReply(note=note_view(await till.writer.write(put)))
