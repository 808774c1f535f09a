"""How far the registry held the log on which business day, and whom the rows since then name.

Imports core, database and its neighbours in the store.
"""

import msgspec

from fieldpoint.core.names import Day, HouseholdId
from fieldpoint.database import Connection
from fieldpoint.store.transaction import Transaction

# Wherever a row names a household, or a card that may be one's.
_NAMED = """SELECT json_extract(CAST(line AS TEXT), '$.hh', '$.kept', '$.gone', '$.old', '$.new', '$.card') FROM log
    WHERE epoch_no = ? AND seq > ? AND type NOT IN ('epoch.open', 'clock.anchor', 'programme.set', 'day.close')"""
_NAMES = msgspec.json.Decoder(list[str | None])


def note_marks(tx: Transaction, day: Day) -> None:
    """The registry holds so much of each epoch on this day, as far as was heard. Does not commit."""
    tx.connection.execute(
        """INSERT INTO seen_marks (day, epoch_no, mark) SELECT ?, number, mark FROM epochs WHERE mark > 0
           ON CONFLICT DO UPDATE SET mark = excluded.mark""",
        (day,),
    )


def forget_marks(tx: Transaction, before: Day) -> None:
    """Of the days up to this one only the last of each epoch is kept. Does not commit."""
    tx.connection.execute(
        """DELETE FROM seen_marks WHERE day <= ?1 AND EXISTS (SELECT 1 FROM seen_marks later
           WHERE later.epoch_no = seen_marks.epoch_no AND later.day > seen_marks.day AND later.day <= ?1)""",
        (before,),
    )


def covered_since(connection: Connection, day: Day) -> dict[int, int]:
    """The last row of every epoch that the registry held on a day already; 0 where it held none."""
    found = connection.execute(
        """SELECT e.number, coalesce((SELECT max(m.mark) FROM seen_marks m WHERE m.epoch_no = e.number AND m.day <= ?),
           0) FROM epochs e ORDER BY e.number""",
        (day,),
    )
    return {int(number): int(mark) for number, mark in found}


def named_after(connection: Connection, covered: dict[int, int]) -> set[HouseholdId]:
    """The households, as they are now, that any row after these names, by themselves or by a card."""
    names: set[str] = set()
    for epoch_no, mark in covered.items():
        for (found,) in connection.execute(_NAMED, (epoch_no, mark)):
            names.update(name for name in _NAMES.decode(found) if name is not None)
    return _present(connection, names)


def _present(connection: Connection, names: set[str]) -> set[HouseholdId]:
    households = dict(connection.execute("SELECT household, coalesce(merged_into, household) FROM households"))
    cards = dict(connection.execute("SELECT card, household FROM cards WHERE household IS NOT NULL"))
    found = [households.get(name) or households.get(cards.get(name, "")) for name in names]
    return {HouseholdId(str(name)) for name in found if name is not None}
