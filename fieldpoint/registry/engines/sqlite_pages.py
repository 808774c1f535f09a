"""The two large tables of the registry anew, as tables with row numbers.

A table without them is one index, and an index keeps what is longer than a quarter of its page in a page apart: a line
with its two heads is just that much longer, so each row took 2.7 kB. With row numbers it takes 0.8, and the other
indexes name a row by its number. Holders are random names, so each batch writes pages all over an index of them: it has
nothing but the name, and one holder's rows are few.

Imports database.
"""

from typing import Final

from fieldpoint.database import run_step

_WHOLE_PAGES: Final = (
    """CREATE TABLE events_anew (
        epoch_no INTEGER NOT NULL REFERENCES epochs (number), seq INTEGER NOT NULL,
        event_id TEXT, type TEXT NOT NULL, line BLOB NOT NULL, prev BLOB NOT NULL, head BLOB NOT NULL,
        quarantine TEXT, PRIMARY KEY (epoch_no, seq)) STRICT""",
    (
        "INSERT INTO events_anew SELECT epoch_no, seq, event_id, type, line, prev, head, quarantine FROM events"
        " ORDER BY epoch_no, seq"
    ),
    "DROP TABLE events",
    "ALTER TABLE events_anew RENAME TO events",
    "CREATE UNIQUE INDEX events_id ON events (event_id) WHERE event_id IS NOT NULL AND quarantine IS NULL",
    "CREATE INDEX events_quarantine ON events (epoch_no, seq) WHERE quarantine IS NOT NULL",
    """CREATE TABLE takings_anew (
        event_id TEXT NOT NULL, counted_for TEXT NOT NULL, counted_now TEXT NOT NULL, holder TEXT NOT NULL,
        holder_now TEXT NOT NULL, household TEXT, prog TEXT NOT NULL, cycle TEXT NOT NULL, item TEXT NOT NULL,
        qty INTEGER NOT NULL, site TEXT NOT NULL, kind TEXT NOT NULL, rule TEXT NOT NULL, day TEXT,
        PRIMARY KEY (event_id, counted_for)) STRICT""",
    (
        "INSERT INTO takings_anew SELECT event_id, counted_for, counted_now, holder, holder_now, household, prog,"
        " cycle, item, qty, site, kind, rule, day FROM takings ORDER BY event_id, counted_for"
    ),
    "DROP TABLE takings",
    "ALTER TABLE takings_anew RENAME TO takings",
    "CREATE INDEX takings_now ON takings (holder_now)",
    "CREATE INDEX takings_holder ON takings (holder)",
    "CREATE INDEX takings_day ON takings (day)",
    "CREATE INDEX takings_counted ON takings (counted_for) WHERE counted_for <> holder",
)


def make_whole_pages(db: object) -> None:
    """Rows lie in the leaves of their tables: beside an index of 2 kB pages most lines took a page of their own."""
    for step in _WHOLE_PAGES:
        run_step(db, step)
