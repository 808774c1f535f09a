"""The steps by which a site's database knows its donors and contributions (see migrations.py). Imports database."""

from typing import Final

from fieldpoint.database import run_step

_GIFTS: Final = (
    # The log's rows of donors and contributions once more, at their places: few, and asked for together.
    "CREATE TABLE gift_rows (place INTEGER PRIMARY KEY, event_id TEXT NOT NULL UNIQUE, line BLOB NOT NULL) STRICT",
    # What donors are called: personal data, in this encrypted file only, and no projection of the log.
    """CREATE TABLE donor_names (
        donor TEXT PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL, phone TEXT) STRICT, WITHOUT ROWID""",
    "CREATE INDEX donor_folded ON donor_names (folded)",
    "CREATE INDEX stock_of_gift ON stock_lots (gift) WHERE gift IS NOT NULL",
)


def make_gifts(db: object) -> None:
    """Rows of donors and contributions, and names of donors."""
    for sql in _GIFTS:
        run_step(db, sql)


def make_telling(db: object) -> None:
    """Whether the registry holds a donor's name as it is."""
    run_step(db, "ALTER TABLE donor_names ADD COLUMN told INTEGER NOT NULL DEFAULT 0")
    run_step(db, "CREATE INDEX donor_untold ON donor_names (donor) WHERE NOT told")
