"""What is counted for campaigns: handouts of their programmes by day, taps at their events, pieces of their puzzles.

A handout is kept here once its programme is followed, and a programme is followed from the first campaign (or the
first version of its own file) on that says so; what was handed over before is read from the log then. A function that
takes a `Transaction` does not commit. Imports core and its neighbours in the store.
"""

from collections.abc import Iterable, Sequence

import msgspec

from fieldpoint.core.campaigns.add_up import Given, Tallied
from fieldpoint.core.campaigns.pieces import PieceWord
from fieldpoint.core.day_sheet import QUARANTINED
from fieldpoint.core.log_rows import Handout, decode_row
from fieldpoint.core.names import Day, EventId
from fieldpoint.database import Connection
from fieldpoint.store.transaction import Transaction

# On the path of every handout: a look into a table of a few rows.
READ_FOLLOWED = "SELECT 1 FROM campaign_followed WHERE programme = ?"
_SOUGHT = "h.programme IN ({places}) AND h.day BETWEEN ? AND ?"
# Under whom a holder stands now: a replaced card under its heir, a bound one under its household, a merged household
# under the one that was kept.
_HOLDER = """coalesce(m.merged_into, c.household, r.heir, h.holder) FROM campaign_handouts h
    LEFT JOIN card_heirs r ON r.card = h.holder LEFT JOIN cards c ON c.card = coalesce(r.heir, h.holder)
    LEFT JOIN households m ON m.household = coalesce(c.household, h.holder)"""


def follow(tx: Transaction, programmes: Iterable[str]) -> None:
    """Handouts of these programmes are counted by day, those of before too."""
    new = [one for one in programmes if tx.connection.execute(READ_FOLLOWED, (one,)).fetchone() is None]
    if not new:
        return
    tx.connection.executemany("INSERT INTO campaign_followed (programme) VALUES (?)", [(one,) for one in new])
    rows = tx.connection.execute(
        "SELECT line FROM log WHERE type = 'handout' AND (epoch_no, seq) <= (?, ?)"
        " AND NOT EXISTS (SELECT 1 FROM voids v WHERE v.ref = log.event_id)",
        (tx.head.epoch_no, tx.head.seq),
    )
    for (line,) in rows.fetchall():
        row = decode_row(line)
        if isinstance(row, Handout) and row.prog in new:
            count_handout(tx, row)


def count_handout(tx: Transaction, row: Handout) -> None:
    """The handout counts for whatever campaign its programme and its day belong to."""
    if row.day is None or QUARANTINED in (row.flags or ()):
        return
    if tx.connection.execute(READ_FOLLOWED, (row.prog,)).fetchone() is None:
        return
    tx.connection.execute(
        "INSERT INTO campaign_handouts (programme, day, event_id, holder, item, qty) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        (row.prog, row.day, row.id, row.hh or row.card or row.id, row.item, row.qty),
    )


def take_out(tx: Transaction, ref: EventId) -> None:
    """The handout or the tap was taken back."""
    tx.connection.execute("DELETE FROM campaign_handouts WHERE event_id = ?", (ref,))
    tx.connection.execute("DELETE FROM campaign_tallies WHERE event_id = ?", (ref,))


class Sought(msgspec.Struct, frozen=True, kw_only=True):
    """Which handouts are asked for: of these programmes, from a day to another; `site` is what this site is called."""

    programmes: Sequence[str]
    span: tuple[Day, Day]
    site: str


def given_by_day(connection: Connection, sought: Sought) -> list[Given]:
    """What these programmes gave, each day and item in one; nobody asks who was reached."""
    query = "SELECT h.programme, h.item, h.day, sum(h.qty), count(*), '' FROM campaign_handouts h WHERE {sought}"
    return _given(connection, query + " GROUP BY h.programme, h.day, h.item", sought)


def given_to_whom(connection: Connection, sought: Sought) -> list[Given]:
    """What these programmes gave, each handout by itself, with whom it counts for now."""
    return _given(connection, f"SELECT h.programme, h.item, h.day, h.qty, 1, {_HOLDER} WHERE {{sought}}", sought)


def add_tally(tx: Transaction, tap: EventId, tallied: Tallied) -> None:
    """So many were counted at an event."""
    tx.connection.execute(
        "INSERT INTO campaign_tallies (event_id, event, item, qty) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (tap, tallied.event, tallied.item, tallied.qty),
    )


def tallied_at(connection: Connection, code: str) -> list[Tallied]:
    """What was counted at each of a campaign's events, item by item."""
    found = connection.execute(
        "SELECT t.event, t.item, sum(t.qty) FROM campaign_tallies t JOIN campaign_events e ON e.event_id = t.event"
        " WHERE e.campaign = ? GROUP BY t.event, t.item ORDER BY t.event, t.item",
        (code,),
    )
    return [Tallied(event=EventId(row[0]), item=row[1], qty=row[2]) for row in found.fetchall()]


def is_tallied(connection: Connection, event: EventId) -> bool:
    """Whether anything that stands was counted at an event."""
    row = connection.execute("SELECT 1 FROM campaign_tallies WHERE event = ? LIMIT 1", (event,)).fetchone()
    return row is not None


def add_piece_word(tx: Transaction, word: PieceWord) -> None:
    """A row says something of pieces."""
    tx.connection.execute(
        "INSERT INTO campaign_pieces (event_id, gift, what, campaign, qty) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        (word.event_id, word.gift, word.what, word.campaign, word.qty),
    )


def piece_words(connection: Connection) -> list[PieceWord]:
    """All that rows say of pieces."""
    found = connection.execute("SELECT event_id, gift, what, campaign, qty FROM campaign_pieces ORDER BY event_id")
    return [
        PieceWord(event_id=EventId(row[0]), gift=EventId(row[1]), what=row[2], campaign=row[3], qty=row[4])
        for row in found.fetchall()
    ]


def _given(connection: Connection, query: str, sought: Sought) -> list[Given]:
    places = ", ".join("?" for _ in sought.programmes)
    found = connection.execute(query.format(sought=_SOUGHT.format(places=places)), (*sought.programmes, *sought.span))
    return [
        Given(site=sought.site, prog=row[0], item=row[1], day=Day(row[2]), qty=row[3], handouts=row[4], holder=row[5])
        for row in found.fetchall()
    ]
