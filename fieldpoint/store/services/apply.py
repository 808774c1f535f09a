"""What a row changes in the services (see effects.py). Nothing here commits.

Rows of another life of the log may say what cannot both be, such as one slot given twice: the first keeps the seat,
the other stands beside it and is shown.

Imports core and its neighbours in the store.
"""

from collections.abc import Collection, Mapping

from msgspec import UNSET, UnsetType

from fieldpoint.core.names import EventId, HouseholdId, PersonId
from fieldpoint.core.services.rows import (
    ServiceCase,
    ServiceRow,
    ServiceSession,
    ServiceStep,
    ServiceTicket,
    ServiceTold,
)
from fieldpoint.core.services.words import flow_of, is_open
from fieldpoint.database import Value
from fieldpoint.store.takings import place_of
from fieldpoint.store.transaction import Transaction

_ADD_CASE = """INSERT INTO service_cases
    (case_id, programme, household, person, person_now, session, slot, seat, step, since, goes_on, kind, next_on,
     beyond, desk, at, stands) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (case_id) DO NOTHING"""
_ADD_STEP = """INSERT INTO service_steps
    (event_id, case_id, programme, step, day, place, at, waited_s, handout, because)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"""
# What a case stands at now: its last step that nobody took back.
_STAND = """UPDATE service_cases SET step = s.step, since = s.day FROM (
    SELECT step, day FROM service_steps WHERE case_id = ?1 AND undone = 0 AND because IS NULL
    ORDER BY place DESC, event_id DESC LIMIT 1) s WHERE case_id = ?1"""


def change_services(tx: Transaction, row: ServiceRow) -> None:
    """A session is here, a case went on, a ticket moved, somebody was told. A refusal is kept and changes nothing."""
    match row:
        case ServiceSession():
            _add_session(tx, row)
        case ServiceCase():
            _add_case(tx, row)
        case ServiceStep():
            _add_step(tx, row)
        case ServiceTicket():
            _move_ticket(tx, row)
        case ServiceTold():
            tx.connection.execute(
                "UPDATE service_cases SET told = 1 WHERE case_id = ? AND next_on = ?", (row.case, row.next_on)
            )
        case _:
            pass


def take_step_back(tx: Transaction, handout: EventId) -> None:
    """A handout was voided: the step that it was does not hold any more."""
    found = tx.connection.execute(
        "SELECT event_id, case_id FROM service_steps WHERE handout = ? AND undone = 0", (handout,)
    ).fetchone()
    if found is not None:
        _undo(tx, EventId(found[1]), [EventId(found[0])])


def rename_in_services(tx: Transaction, people: Mapping[PersonId, PersonId], *, back: bool = False) -> None:
    """People of a household that was merged are the other's, or (`back`) their own again."""
    for gone, kept in people.items():
        sql = "UPDATE service_cases SET person_now = ? WHERE person_now = ?"
        if back:
            tx.connection.execute(sql + " AND person = ?", (gone, kept, gone))
        else:
            tx.connection.execute(sql, (kept, gone))


def forget_numbers(tx: Transaction, people: Collection[PersonId], households: Collection[HouseholdId]) -> None:
    """The numbers that were issued to these people, or to anybody of these households, are gone."""
    sql = "DELETE FROM service_numbers WHERE case_id IN (SELECT case_id FROM service_cases WHERE {0} = ?)"
    tx.connection.executemany(sql.format("person"), [(one,) for one in people])
    tx.connection.executemany(sql.format("household"), [(one,) for one in households])


def _add_session(tx: Transaction, row: ServiceSession) -> None:
    tx.connection.execute(
        "INSERT INTO service_sessions (session, programme, queue, room, places, doctor, subject, first, every)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (row.id, row.prog, row.queue, row.room, row.places, *map(_known, (row.doctor, row.subject, row.first)),
         _known(row.every)),
    )  # fmt: skip
    tx.connection.executemany(
        "INSERT INTO service_days (day, session) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(day, row.id) for day in row.days],
    )


def _add_case(tx: Transaction, row: ServiceCase) -> None:
    session, slot = _known(row.session), _known(row.slot)
    goes_on = is_open(row.step) and not _is_open_already(tx, row)
    tx.connection.execute(
        _ADD_CASE,
        (
            *(row.id, row.prog, row.hh, row.person, row.person, session, slot, _free_seat(tx, session, slot)),
            *(row.step, row.day, 1 if goes_on else None, _known(row.place), _known(row.next_on)),
            *(row.beyond is True, row.desk, row.wall, place_of(tx)),
        ),
    )
    _note_step(tx, row, row.id)
    if flow_of(row.prog) == "visit":
        _draw_for(tx, row.id)


def _draw_for(tx: Transaction, case: EventId) -> None:
    """Whoever holds a slot is called by its number."""
    tx.connection.execute(
        "INSERT INTO service_tickets (ticket, queue, day, number, state, desk, drawn_at, moved)"
        " SELECT c.case_id, s.queue, d.day, c.seat, 'waiting', c.desk, c.at, ? FROM service_cases c"
        " JOIN service_sessions s USING (session) JOIN service_days d USING (session)"
        " WHERE c.case_id = ? AND c.seat IS NOT NULL ON CONFLICT DO NOTHING",
        (place_of(tx), case),
    )


def _is_open_already(tx: Transaction, row: ServiceCase) -> bool:
    found = tx.connection.execute(
        "SELECT 1 FROM service_cases WHERE programme = ? AND person = ? AND coalesce(session, '') = ? AND goes_on = 1",
        (row.prog, row.person, row.session or ""),
    )
    return found.fetchone() is not None


def _free_seat(tx: Transaction, session: Value, slot: Value) -> Value:
    taken = tx.connection.execute("SELECT 1 FROM service_cases WHERE session = ? AND seat = ?", (session, slot))
    return None if taken.fetchone() is not None else slot


def _add_step(tx: Transaction, row: ServiceStep) -> None:
    _note_step(tx, row, row.case)
    if not isinstance(row.undoes, UnsetType):
        _undo(tx, row.case, row.undoes)
        return
    execute = tx.connection.execute
    execute(
        "UPDATE service_cases SET step = ?, since = ?, kind = coalesce(?, kind), next_on = ?, told = 0,"
        " goes_on = CASE WHEN ? THEN goes_on END WHERE case_id = ?",
        (row.step, row.day, _known(row.place), _known(row.next_on), is_open(row.step), row.case),
    )
    if row.step == "cancelled":
        execute("UPDATE service_cases SET seat = NULL WHERE case_id = ?", (row.case,))
        execute("DELETE FROM service_tickets WHERE ticket = ?", (row.case,))
    elif not is_open(row.step):
        state = "away" if row.step == "no-show" else "done"
        execute("UPDATE service_tickets SET state = ?, moved = ? WHERE ticket = ?", (state, place_of(tx), row.case))


def _note_step(tx: Transaction, row: ServiceCase | ServiceStep, case: EventId) -> None:
    waited, because = (row.waited_s, row.because) if isinstance(row, ServiceStep) else (UNSET, UNSET)
    tx.connection.execute(
        _ADD_STEP,
        (row.id, case, row.prog, row.step, row.day, place_of(tx), row.wall,
         *map(_known, (waited, row.handout, because))),
    )  # fmt: skip


def _undo(tx: Transaction, case: EventId, steps: list[EventId]) -> None:
    """These steps do not hold; the case stands where it stood before them, and goes on, unless another one does."""
    execute = tx.connection.execute
    for step in steps:
        execute("UPDATE service_steps SET undone = 1 WHERE event_id = ? AND case_id = ?", (step, case))
    if execute(_STAND, (case,)).rowcount == 0:  # it never began
        execute("UPDATE service_cases SET step = 'cancelled', goes_on = NULL, seat = NULL WHERE case_id = ?", (case,))
        return
    found = execute("SELECT step, programme, person, session FROM service_cases WHERE case_id = ?", (case,)).fetchone()
    if found is None or not is_open(found[0]):
        return
    free = execute(
        "SELECT 1 FROM service_cases WHERE programme = ? AND person = ? AND coalesce(session, '') = ?"
        " AND goes_on = 1 AND case_id <> ?",
        (found[1], found[2], found[3] or "", case),
    )
    if free.fetchone() is None:
        execute("UPDATE service_cases SET goes_on = 1 WHERE case_id = ?", (case,))
    execute(
        "UPDATE service_cases SET seat = slot WHERE case_id = ?1 AND seat IS NULL AND NOT EXISTS ("
        " SELECT 1 FROM service_cases o WHERE o.session = service_cases.session AND o.seat = service_cases.slot)",
        (case,),
    )
    execute("UPDATE service_tickets SET state = 'waiting', moved = ? WHERE ticket = ?", (place_of(tx), case))
    if flow_of(found[1]) == "visit":
        _draw_for(tx, case)


def _move_ticket(tx: Transaction, row: ServiceTicket) -> None:
    execute = tx.connection.execute
    if row.act == "issue":
        execute(
            "INSERT INTO service_tickets (ticket, queue, day, number, state, desk, drawn_at, moved)"
            " VALUES (?, ?, ?, ?, 'waiting', ?, ?, ?) ON CONFLICT DO NOTHING",
            (row.id, row.queue, row.on, row.number, row.desk, row.wall, place_of(tx)),
        )
        return
    ticket, moved = _known(row.ticket), place_of(tx)
    if row.act in ("call", "again"):
        execute(
            "UPDATE service_tickets SET state = 'called', moved = ?, desk = ?, calls = calls + 1,"
            " waited_s = coalesce(waited_s, ?) WHERE ticket = ?",
            (moved, row.desk, _known(row.waited_s), ticket),
        )
    else:
        execute("UPDATE service_tickets SET state = ?, moved = ? WHERE ticket = ?", (row.act, moved, ticket))


def _known(value: Value | UnsetType) -> Value:
    return None if isinstance(value, UnsetType) else value
