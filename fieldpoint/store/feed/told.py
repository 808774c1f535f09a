"""What other sites gave, which cards are stopped elsewhere, what became of own rows. Nothing here commits.

Imports core and database.
"""

from collections.abc import Collection, Sequence

import msgspec

from fieldpoint.core.feed import ConsumptionBody, RevocationBody, VerdictBody
from fieldpoint.core.names import Cycle, EventId, ProgrammeCode
from fieldpoint.core.rules.facts import Taken
from fieldpoint.database import Connection

# A scan asks this: one range of the primary key for each name, programme and period.
READ_ELSEWHERE = """SELECT programme, cycle, item, site, member, qty FROM elsewhere
    WHERE name IN (SELECT ?1 UNION ALL SELECT name FROM same_households WHERE household = ?1)
    AND (programme, cycle) IN (VALUES {pairs})"""


def set_elsewhere(connection: Connection, key: str, body: ConsumptionBody | None) -> None:
    """What all other sites gave of one item; the sums of before are replaced. `key`: household/prog/cycle/item."""
    place = tuple(key.split("/", 3))
    connection.execute("DELETE FROM elsewhere WHERE (name, programme, cycle, item) = (?, ?, ?, ?)", place)
    if body is not None:
        connection.executemany(
            "INSERT INTO elsewhere (name, programme, cycle, item, site, member, qty, day)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            ((*place, share.site, share.member, share.qty, share.day) for share in body.by),
        )


def taken_elsewhere(connection: Connection, names: Sequence[str], spans: Collection[tuple[str, Cycle]]) -> list[Taken]:
    """What a holder and its members were given at other sites, in these programmes and periods, as far as known.

    The first of the names is the holder's, the others are cards that it has by replacement. A household may be known
    to the registry under another name than here; it is the same household all the same.
    """
    if not spans:
        return []
    query = READ_ELSEWHERE.format(pairs=", ".join(["(?, ?)"] * len(spans)))
    asked = [part for span in spans for part in span]
    rows = [row for name in names for row in connection.execute(query, (name, *asked))]
    most: dict[tuple[str, ...], int] = {}
    for *what, quantity in rows:
        # Told under several names it is the same handouts as often.
        most[tuple(what)] = max(quantity, most.get(tuple(what), 0))
    return [
        given_at(site, ProgrammeCode(programme), Cycle(cycle), member or names[0], quantity)
        for (programme, cycle, _, site, member), quantity in most.items()
    ]


def given_at(site: str, programme: ProgrammeCode, cycle: Cycle, counted_for: str = "", quantity: int = 0) -> Taken:
    """What another site gave: neither its row nor its hour is known here."""
    return Taken(
        programme=programme,
        cycle=cycle,
        counted_for=counted_for,
        quantity=quantity,
        event_id=EventId(""),
        at=0,
        desk="",
        site=site,
    )


def set_stopped(connection: Connection, card: str, body: RevocationBody | None) -> None:
    """Another site stopped the card or all its prints but one, or (without `body`) nobody does any more."""
    connection.execute("DELETE FROM stopped_cards WHERE card = ?", (card,))
    if body is not None:
        connection.execute(
            "INSERT INTO stopped_cards (card, why, since, serial) VALUES (?, ?, ?, ?)",
            (card, body.why, body.since, body.serial),
        )


def stop_of(connection: Connection, card: str) -> RevocationBody | None:
    """Why and since when another site stopped the card or its older prints, or nothing."""
    row = connection.execute("SELECT why, since, serial FROM stopped_cards WHERE card = ?", (card,)).fetchone()
    return None if row is None else RevocationBody(card=card, why=row[0], since=row[1], serial=row[2])


def set_verdict(connection: Connection, name: str, body: VerdictBody | None) -> None:
    """What became of rows of this site, or (without `body`) nothing that anybody need know."""
    connection.execute("DELETE FROM verdicts WHERE name = ?", (name,))
    if body is not None:
        connection.execute("INSERT INTO verdicts (name, body) VALUES (?, ?)", (name, msgspec.json.encode(body)))


def verdicts(connection: Connection, limit: int) -> list[tuple[str, VerdictBody]]:
    """What became of this site's rows, by name, at most so many."""
    found = connection.execute("SELECT name, body FROM verdicts ORDER BY name LIMIT ?", (limit,))
    return [(row[0], msgspec.json.decode(row[1], type=VerdictBody)) for row in found.fetchall()]


def forget(connection: Connection) -> None:
    """All of it, before a snapshot says it anew."""
    for table in ("elsewhere", "stopped_cards", "verdicts"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608  one of three of ours
