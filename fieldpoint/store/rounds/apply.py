"""What the rows of rounds change: a round is out, or it is over and its doors are forgotten.

The doors stand beside the log, for no row has them. Nothing here commits.
"""

from msgspec import UNSET

from fieldpoint.core.rounds.rows import RoundBack, RoundOut, RoundRow
from fieldpoint.store.transaction import Transaction


def change_rounds(tx: Transaction, row: RoundRow) -> None:
    """A round goes out, or comes back; what the tablet tells first of its doors stands, whoever ended the round."""
    match row:
        case RoundOut():
            tx.connection.execute(
                """INSERT INTO rounds (round, tablet, day, programmes, households, at) VALUES (?, ?, ?, ?, ?, ?)
                   ON CONFLICT DO NOTHING""",
                (row.id, row.carrier, row.day, " ".join(row.progs), row.doors, row.wall),
            )
        case RoundBack():
            _end(tx, row)


def _end(tx: Transaction, row: RoundBack) -> None:
    execute = tx.connection.execute
    execute("UPDATE rounds SET ended_at = coalesce(ended_at, ?) WHERE round = ?", (row.wall, row.round))
    for table in ("round_doors", "round_lists"):
        execute(f"DELETE FROM {table} WHERE round = ?", (row.round,))  # noqa: S608  our own table names
    if row.given is not UNSET:
        execute(
            "UPDATE rounds SET told = 1, given = ?, absent = ?, declined = ? WHERE round = ? AND told = 0",
            (row.given, row.absent or 0, row.declined or 0, row.round),
        )
