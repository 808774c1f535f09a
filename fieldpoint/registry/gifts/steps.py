"""The steps by which a registry knows gifts, what they came to, and its reports to benefactors, in both databases.

Imports database.
"""

from typing import Final

from fieldpoint.database import run_step

_IN_SQLITE: Final = (
    # What rows moved in the stocks of sites, and the rows of donors and contributions: sets, each row at its own place.
    """CREATE TABLE stock_moves (
        event_id TEXT PRIMARY KEY, site TEXT NOT NULL, epoch TEXT NOT NULL, seq INTEGER NOT NULL,
        move BLOB NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE gift_rows (
        event_id TEXT PRIMARY KEY, site TEXT NOT NULL, epoch TEXT NOT NULL, seq INTEGER NOT NULL,
        line BLOB NOT NULL) STRICT, WITHOUT ROWID""",
    # What officers call a donor, sealed: the name is in no row and in no log.
    "CREATE TABLE donor_names (donor TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE action_reports (
        report TEXT PRIMARY KEY, quarter TEXT NOT NULL, organisation TEXT NOT NULL, title TEXT NOT NULL,
        body TEXT NOT NULL, made_at INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE resolutions (
        report TEXT NOT NULL, number INTEGER NOT NULL, what TEXT NOT NULL, owner TEXT NOT NULL, due TEXT NOT NULL,
        done_on TEXT, PRIMARY KEY (report, number)) STRICT, WITHOUT ROWID""",
)

IN_POSTGRES: Final = """
CREATE TABLE stock_moves (
    event_id TEXT COLLATE "C" PRIMARY KEY, site TEXT COLLATE "C" NOT NULL, epoch TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL, move BYTEA NOT NULL);
CREATE TABLE gift_rows (
    event_id TEXT COLLATE "C" PRIMARY KEY, site TEXT COLLATE "C" NOT NULL, epoch TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL, line BYTEA NOT NULL);
CREATE TABLE donor_names (donor TEXT COLLATE "C" PRIMARY KEY, sealed BYTEA NOT NULL);
CREATE TABLE action_reports (
    report TEXT COLLATE "C" PRIMARY KEY, quarter TEXT COLLATE "C" NOT NULL, organisation TEXT COLLATE "C" NOT NULL,
    title TEXT NOT NULL, body TEXT NOT NULL, made_at BIGINT NOT NULL);
CREATE TABLE resolutions (
    report TEXT COLLATE "C" NOT NULL, number BIGINT NOT NULL, what TEXT NOT NULL, owner TEXT NOT NULL,
    due TEXT COLLATE "C" NOT NULL, done_on TEXT COLLATE "C", PRIMARY KEY (report, number))
"""

# Moves that were kept before they named papers and what was taken back of the stock: they are made anew from the rows.
_ANEW: Final = "DELETE FROM stock_moves"
# What sites call their donors, sealed; what an officer wrote (`donor_names`) goes before it.
_CALLED_IN_SQLITE: Final = """CREATE TABLE donors_called (
    donor TEXT NOT NULL, site TEXT NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (donor, site)) STRICT, WITHOUT ROWID"""
# Donors of two sites who are one, by an officer's decision.
_JOINS_IN_SQLITE: Final = "CREATE TABLE donor_joins (donor TEXT PRIMARY KEY, same TEXT NOT NULL) STRICT, WITHOUT ROWID"

LATER_IN_POSTGRES: Final = f"""
{_ANEW};
CREATE TABLE donors_called (
    donor TEXT COLLATE "C" NOT NULL, site TEXT COLLATE "C" NOT NULL, sealed BYTEA NOT NULL, PRIMARY KEY (donor, site));
CREATE TABLE donor_joins (donor TEXT COLLATE "C" PRIMARY KEY, same TEXT COLLATE "C" NOT NULL)
"""


def make_in_sqlite(db: object) -> None:
    """Moves of stocks, rows of gifts, names of donors, reports with their resolutions."""
    for sql in _IN_SQLITE:
        run_step(db, sql)


def make_later_in_sqlite(db: object) -> None:
    """Moves of stocks are made anew; names that sites told; donors who are one."""
    for sql in (_ANEW, _CALLED_IN_SQLITE, _JOINS_IN_SQLITE):
        run_step(db, sql)
