"""What the registry told of other places' free beds, and what one shift wrote for the next. Nothing here commits.

Imports core and database.
"""

import msgspec

from fieldpoint.core.feed import PlacesBody
from fieldpoint.core.names import Cycle
from fieldpoint.core.shelter.places import Places
from fieldpoint.database import Connection
from fieldpoint.store.transaction import Transaction

_NOTES_KEPT_MS = 7 * 24 * 60 * 60 * 1000


class OtherPlace(msgspec.Struct, frozen=True, kw_only=True):
    """Another place as it told the registry at an instant; its title is the registry's word for it."""

    site: str
    title: str
    places: Places
    cold: bool
    told_at: int


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """What a shift wrote down for the next one."""

    note: str
    at: int
    op: str


def set_place(connection: Connection, site: str, body: PlacesBody | None) -> None:
    """Another place has so many free, or (without `body`) nobody says any more."""
    connection.execute("DELETE FROM shelter_elsewhere WHERE site = ?", (site,))
    if body is not None:
        now = body.now
        connection.execute(
            "INSERT INTO shelter_elsewhere (site, title, beds, floor, free, free_floor, cold, told_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (site, body.title, now.beds, now.floor, now.free, now.free_floor, body.cold, body.told),
        )


def other_places(connection: Connection) -> list[OtherPlace]:
    """Every other place, those with free beds first, then those with floor places, the latest word first."""
    found = connection.execute(
        "SELECT site, title, beds, floor, free, free_floor, cold, told_at FROM shelter_elsewhere"
        " ORDER BY free = 0, free_floor = 0, told_at DESC, site"
    )
    return [
        OtherPlace(
            site=site,
            title=title,
            places=Places(beds=beds, floor=floor, free=free, free_floor=free_floor),
            cold=bool(cold),
            told_at=told_at,
        )
        for site, title, beds, floor, free, free_floor, cold, told_at in found
    ]


def forget(connection: Connection) -> None:
    """All that was told, before a snapshot says it anew."""
    connection.execute("DELETE FROM shelter_elsewhere")


def note_of(connection: Connection, night: Cycle) -> Note | None:
    """What the shift of a night wrote down, or nothing."""
    row = connection.execute("SELECT note, at, op FROM shelter_notes WHERE night = ?", (night,)).fetchone()
    return None if row is None else Note(note=row[0], at=row[1], op=row[2])


def last_note(connection: Connection, night: Cycle) -> Note | None:
    """The newest note of a night before this one, or nothing."""
    row = connection.execute(
        "SELECT note, at, op FROM shelter_notes WHERE night < ? ORDER BY night DESC LIMIT 1", (night,)
    ).fetchone()
    return None if row is None else Note(note=row[0], at=row[1], op=row[2])


def forget_old_notes(tx: Transaction) -> None:
    """What was written more than a week ago is gone."""
    tx.connection.execute("DELETE FROM shelter_notes WHERE at < ?", (tx.now.wall_ms - _NOTES_KEPT_MS,))


def write_note(tx: Transaction, night: Cycle, note: str, operator: str) -> None:
    """The shift's note of a night is this; an empty one is none."""
    now = tx.now.wall_ms
    forget_old_notes(tx)
    tx.connection.execute("DELETE FROM shelter_notes WHERE night = ?", (night,))
    if note:
        tx.connection.execute(
            "INSERT INTO shelter_notes (night, note, at, op) VALUES (?, ?, ?, ?)", (night, note, now, operator)
        )
