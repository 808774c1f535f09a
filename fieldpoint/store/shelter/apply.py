"""What a row of a night changes (see effects.py). The same row again, or one of a lost life, gives no bed twice.

Imports core and its neighbours in the store.
"""

from msgspec import UnsetType

from fieldpoint.core.names import EventId
from fieldpoint.core.shelter.rows import BedFree, BedHold, BedStay, BedStep, ColdNight, OfShelter, ShelterLayout
from fieldpoint.store.transaction import Transaction

_STATES = {"out": "out", "back": "in", "left": "left"}


def change_shelter(tx: Transaction, row: OfShelter) -> None:
    """Beds are given, kept, left. Does not commit."""
    match row:
        case ShelterLayout():
            _lay_out(tx, row)
        case BedStay():
            _stay(tx, row)
        case BedStep():
            _step(tx, row)
        case BedHold() | BedFree():
            _hold(tx, row)
        case ColdNight():
            _cold(tx, row)


def end_stay(tx: Transaction, handout: EventId) -> None:
    """The bed-night was taken back: its bed is free. Does not commit."""
    tx.connection.execute("DELETE FROM shelter_stays WHERE stay = ?", (handout,))


def _lay_out(tx: Transaction, row: ShelterLayout) -> None:
    tx.connection.execute("DELETE FROM shelter_sections")
    tx.connection.executemany(
        "INSERT INTO shelter_sections (name, ordinal, first, last, floor) VALUES (?, ?, ?, ?, ?)",
        ((one.name, number, one.first, one.last, one.floor) for number, one in enumerate(row.sections)),
    )


def _stay(tx: Transaction, row: BedStay) -> None:
    """A bed that somebody has stays theirs: whoever a lost life's row gives it to stands without a number."""
    if row.kept is True:
        return
    bed = None if isinstance(row.bed, UnsetType) else row.bed
    if bed is not None:
        other = tx.connection.execute(
            "SELECT 1 FROM shelter_stays WHERE night = ? AND bed = ? AND state <> 'left' AND stay <> ?",
            (row.night, bed, row.stay),
        ).fetchone()
        bed = None if other else bed
    lines = " ".join(row.lines or ())
    tx.connection.execute(
        "INSERT INTO shelter_stays (stay, night, section, floor, bed, card, state, at, lines)"
        " VALUES (?, ?, ?, ?, ?, ?, 'in', ?, ?) ON CONFLICT (stay) DO UPDATE SET section = excluded.section,"
        " floor = excluded.floor, bed = excluded.bed, state = 'in'",
        (row.stay, row.night, row.section, row.floor, bed, row.card, row.wall, lines),
    )
    if bed is not None:
        _end_hold(tx, row.night, bed, row.card, row.wall)


def _step(tx: Transaction, row: BedStep) -> None:
    """Who comes back after the bed was given to another has no number until one is given."""
    state = _STATES.get(row.step)
    if state is None:  # an admission that was taken back is gone with its handout
        return
    if state == "in":
        tx.connection.execute(
            "UPDATE shelter_stays SET bed = NULL WHERE stay = ? AND state = 'left' AND EXISTS (SELECT 1"
            " FROM shelter_stays o WHERE o.night = shelter_stays.night AND o.bed = shelter_stays.bed"
            " AND o.state <> 'left')",
            (row.stay,),
        )
    tx.connection.execute("UPDATE shelter_stays SET state = ? WHERE stay = ?", (state, row.stay))


def _cold(tx: Transaction, row: ColdNight) -> None:
    tx.connection.execute("DELETE FROM shelter_cold")
    if row.on:
        tx.connection.execute("INSERT INTO shelter_cold (one, since_at) VALUES (1, ?)", (row.wall,))


def _hold(tx: Transaction, row: BedHold | BedFree) -> None:
    if isinstance(row, BedFree):
        tx.connection.execute("UPDATE shelter_holds SET ended = 'freed' WHERE hold = ?", (row.hold,))
        return
    _end_hold(tx, row.night, row.bed, None, row.wall)
    card = None if isinstance(row.card, UnsetType) else row.card
    tx.connection.execute(
        "INSERT INTO shelter_holds (hold, night, bed, until, card) VALUES (?, ?, ?, ?, ?)",
        (row.id, row.night, row.bed, row.until, card),
    )


def _end_hold(tx: Transaction, night: str, bed: int, card: str | None, now_ms: int) -> None:
    """The bed is given: to whom it was kept for, or, its hour over, to another."""
    tx.connection.execute(
        "UPDATE shelter_holds SET ended = CASE WHEN until <= ? AND (card IS NULL OR card <> ?) THEN 'no-show'"
        " ELSE 'come' END WHERE night = ? AND bed = ? AND ended IS NULL",
        (now_ms, card or "", night, bed),
    )
