"""Rounds as they stand, the doors of those that are out, and who may be visited.

Imports core and database.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec

from fieldpoint.core.names import Day, EventId, HouseholdId, ProgrammeCode, TabletId
from fieldpoint.core.rounds.count import WalkedRound
from fieldpoint.database import Connection
from fieldpoint.store.transaction import Transaction


class DoorLine(msgspec.Struct, frozen=True, kw_only=True):
    """So much of a programme is brought to a door."""

    programme: ProgrammeCode
    quantity: int


class Door(msgspec.Struct, frozen=True, kw_only=True):
    """A household of a round: its code, its card's short code, what it is entitled to. Nothing else leaves the site."""

    code: str
    short: str
    lines: list[DoorLine]


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """A round as it stands; instants are ms of UTC. `taken`: the tablet has its list. `given` and so on: as told."""

    round: EventId
    tablet: TabletId
    day: Day | None
    programmes: list[ProgrammeCode]
    doors: int
    at: int
    ended_at: int | None
    taken: bool
    given: int | None
    absent: int | None
    declined: int | None


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A household that may be visited, and the short code of a card that it may use."""

    household: HouseholdId
    short: str


_ROUND: Final = """SELECT round, tablet, day, programmes, households, at, ended_at,
    EXISTS (SELECT 1 FROM round_lists l WHERE l.round = r.round), given, absent, declined FROM rounds r"""
_CANDIDATES: Final = """SELECT h.household, min(c.short) FROM households h
    JOIN cards c ON c.household = h.household AND c.state = 'bound'
    JOIN card_keys k ON k.kid = c.kid AND k.ended_at IS NULL
    WHERE h.merged_into IS NULL AND h.erased = 0 AND (?1 = '' OR h.neighbourhood = ?1)
    AND NOT EXISTS (SELECT 1 FROM round_doors d WHERE d.household = h.household)
    AND (?2 = 0 OR EXISTS (SELECT 1 FROM people p, json_each(?3) t WHERE p.household = h.household
        AND instr(char(10) || p.tags || char(10), char(10) || t.value || char(10)) > 0))
    GROUP BY h.household ORDER BY h.neighbourhood, h.code"""
_LINES = msgspec.json.Decoder(list[DoorLine])


def find_round(connection: Connection, name: EventId) -> Round | None:
    """The round of this id, or nothing."""
    return _first(connection, " WHERE round = ?", name)


def round_of(connection: Connection, tablet: TabletId) -> Round | None:
    """The round that is out on a tablet, or nothing."""
    return _first(connection, " WHERE tablet = ? AND ended_at IS NULL", tablet)


def newest_rounds(connection: Connection, limit: int) -> list[Round]:
    """Rounds that are out, the oldest first; then those that are over, the newest first."""
    order = " ORDER BY ended_at IS NOT NULL, iif(ended_at IS NULL, at, -at), round LIMIT ?"
    return [_round(row) for row in connection.execute(_ROUND + order, (limit,))]


def walked_between(connection: Connection, first: Day, last: Day) -> list[WalkedRound]:
    """The rounds that went out on these days, both ends included."""
    found = connection.execute(_ROUND + " WHERE day BETWEEN ? AND ? ORDER BY at, round", (first, last))
    return [
        WalkedRound(
            round=one.round,
            doors=one.doors,
            over=one.ended_at is not None,
            given=one.given,
            absent=one.absent or 0,
            declined=one.declined or 0,
        )
        for one in map(_round, found)
    ]


def candidates(connection: Connection, neighbourhood: str, tags: Sequence[str]) -> Iterable[Candidate]:
    """Households with a card, of a neighbourhood and where somebody has one of the tags, by neighbourhood and code.

    An empty word asks for none. A household that stands on another round's list is left out.
    """
    found = connection.execute(_CANDIDATES, (neighbourhood, len(tags), msgspec.json.encode(list(tags)).decode()))
    return (Candidate(household=HouseholdId(one), short=short) for one, short in found.fetchall())


def is_on_a_list(connection: Connection, household: HouseholdId) -> bool:
    """Whether a round that is out visits the household."""
    return connection.execute("SELECT 1 FROM round_doors WHERE household = ?", (household,)).fetchone() is not None


def keep_doors(tx: Transaction, name: EventId, doors: Sequence[tuple[Candidate, list[DoorLine]]]) -> None:
    """The doors of a round, as long as it is out. Does not commit."""
    tx.connection.executemany(
        "INSERT INTO round_doors (round, place, household, short, lines) VALUES (?, ?, ?, ?, ?)",
        [
            (name, place, one.household, one.short, msgspec.json.encode(lines))
            for place, (one, lines) in enumerate(doors)
        ],
    )


def give_list(tx: Transaction, name: EventId, act: EventId) -> bool:
    """Whether the list goes to this act: to the first that asks, however often, and to no other. Does not commit."""
    tx.connection.execute("INSERT INTO round_lists (round, act) VALUES (?, ?) ON CONFLICT DO NOTHING", (name, act))
    row = tx.connection.execute("SELECT act FROM round_lists WHERE round = ?", (name,)).fetchone()
    return row is not None and row[0] == act


def doors_of(connection: Connection, name: EventId) -> list[Door]:
    """The doors of a round that is out, in their order; whose record was erased meanwhile is none."""
    found = connection.execute(
        """SELECT h.code, d.short, d.lines FROM round_doors d JOIN households h USING (household)
           WHERE d.round = ? AND h.erased = 0 ORDER BY d.place""",
        (name,),
    )
    return [Door(code=code, short=short, lines=_LINES.decode(lines)) for code, short, lines in found]


def known_tags(connection: Connection) -> list[str]:
    """Every tag that somebody has here, in their order."""
    found = connection.execute("SELECT DISTINCT tags FROM people WHERE tags <> ''")
    return sorted({tag for (tags,) in found for tag in tags.split("\n")})


def _first(connection: Connection, where: str, value: str) -> Round | None:
    row = connection.execute(_ROUND + where, (value,)).fetchone()
    return None if row is None else _round(row)


def _round(row: tuple[Any, ...]) -> Round:
    name, tablet, day, programmes, doors, at, ended_at, taken, given, absent, declined = row
    return Round(
        round=name,
        tablet=tablet,
        day=day,
        programmes=programmes.split(),
        doors=doors,
        at=at,
        ended_at=ended_at,
        taken=bool(taken),
        given=given,
        absent=absent,
        declined=declined,
    )
