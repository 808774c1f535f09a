"""The tables of the counts, in both databases: what months come to, which of them changed, where neighbourhoods lie.

`count_marks` grows by a row or two with every batch and is emptied whenever somebody looks at counts: a mark of a
month's own would have to be locked by every batch that comes in.

Imports database.
"""

from fieldpoint.database import run_step

_SQLITE = (
    "CREATE TABLE count_marks (number INTEGER PRIMARY KEY, month TEXT NOT NULL) STRICT",
    """CREATE TABLE count_cells (
        month TEXT NOT NULL, grain INTEGER NOT NULL, neighbourhood TEXT NOT NULL, organisation TEXT NOT NULL,
        prog TEXT NOT NULL, households INTEGER NOT NULL, cards INTEGER NOT NULL, handouts INTEGER NOT NULL,
        qty INTEGER NOT NULL, PRIMARY KEY (month, grain, neighbourhood, organisation, prog)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE count_months (
        month TEXT PRIMARY KEY, counted_at INTEGER NOT NULL, took INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE TABLE count_sites (site TEXT PRIMARY KEY, organisation TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE places (
        neighbourhood TEXT PRIMARY KEY, title TEXT NOT NULL, sub_district TEXT NOT NULL,
        district TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE INDEX takings_day ON takings (day)",
    "INSERT INTO count_marks (month) VALUES ('*')",
)

POSTGRES = """
CREATE TABLE count_marks (number BIGSERIAL PRIMARY KEY, month TEXT COLLATE "C" NOT NULL);
CREATE TABLE count_cells (
    month TEXT COLLATE "C" NOT NULL, grain BIGINT NOT NULL, neighbourhood TEXT COLLATE "C" NOT NULL,
    organisation TEXT COLLATE "C" NOT NULL, prog TEXT COLLATE "C" NOT NULL, households BIGINT NOT NULL,
    cards BIGINT NOT NULL, handouts BIGINT NOT NULL, qty BIGINT NOT NULL,
    PRIMARY KEY (month, grain, neighbourhood, organisation, prog));
CREATE TABLE count_months (month TEXT COLLATE "C" PRIMARY KEY, counted_at BIGINT NOT NULL, took BIGINT NOT NULL);
CREATE TABLE count_sites (site TEXT COLLATE "C" PRIMARY KEY, organisation TEXT COLLATE "C" NOT NULL);
CREATE TABLE places (
    neighbourhood TEXT COLLATE "C" PRIMARY KEY, title TEXT NOT NULL, sub_district TEXT NOT NULL,
    district TEXT NOT NULL);
CREATE INDEX takings_day ON takings (day);
INSERT INTO count_marks (month) VALUES ('*')
"""


def make_counts(db: object) -> None:
    """What every month comes to, and where the neighbourhoods lie; all that is held is counted at the first look."""
    for made in _SQLITE:
        run_step(db, made)
