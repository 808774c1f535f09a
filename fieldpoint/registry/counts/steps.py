"""The step by which a registry knows whom each site's month reached, and what of it is told. Imports database."""

from typing import Final

from fieldpoint.database import run_step

_IN_SQLITE: Final = (
    # Whom the closed days of a site's month reached, under the name that the rows gave and the one that counts now.
    """CREATE TABLE reported (
        site TEXT NOT NULL, month TEXT NOT NULL, prog TEXT NOT NULL, holder TEXT NOT NULL, holder_now TEXT NOT NULL,
        handouts INTEGER NOT NULL, qty INTEGER NOT NULL, PRIMARY KEY (site, month, prog, holder)
        ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX reported_month ON reported (month)",
    "CREATE INDEX reported_holder ON reported (holder)",
    """CREATE TABLE reported_months (
        site TEXT NOT NULL, month TEXT NOT NULL, closes TEXT NOT NULL, PRIMARY KEY (site, month)
        ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE count_told (
        month TEXT NOT NULL, organisation TEXT NOT NULL, prog TEXT NOT NULL, others INTEGER NOT NULL,
        neighbourhood TEXT NOT NULL, reached INTEGER NOT NULL, handouts INTEGER NOT NULL, qty INTEGER NOT NULL,
        few INTEGER NOT NULL, PRIMARY KEY (month, organisation, prog, others, neighbourhood)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX closes_day ON closes (day)",
    "CREATE INDEX opens_day ON opens (day)",
)

IN_POSTGRES: Final = """
CREATE TABLE reported (
    site TEXT COLLATE "C" NOT NULL, month TEXT COLLATE "C" NOT NULL, prog TEXT COLLATE "C" NOT NULL,
    holder TEXT COLLATE "C" NOT NULL, holder_now TEXT COLLATE "C" NOT NULL, handouts BIGINT NOT NULL,
    qty BIGINT NOT NULL, PRIMARY KEY (site, month, prog, holder));
CREATE INDEX reported_month ON reported (month);
CREATE INDEX reported_holder ON reported (holder);
CREATE TABLE reported_months (
    site TEXT COLLATE "C" NOT NULL, month TEXT COLLATE "C" NOT NULL, closes TEXT NOT NULL, PRIMARY KEY (site, month));
CREATE TABLE count_told (
    month TEXT COLLATE "C" NOT NULL, organisation TEXT COLLATE "C" NOT NULL, prog TEXT COLLATE "C" NOT NULL,
    others BIGINT NOT NULL, neighbourhood TEXT COLLATE "C" NOT NULL, reached BIGINT NOT NULL, handouts BIGINT NOT NULL,
    qty BIGINT NOT NULL, few BIGINT NOT NULL, PRIMARY KEY (month, organisation, prog, others, neighbourhood));
CREATE INDEX closes_day ON closes (day);
CREATE INDEX opens_day ON opens (day)
"""


def make_in_sqlite(db: object) -> None:
    """What each site's closed months reached, what is told of it, and days found by their name."""
    for sql in _IN_SQLITE:
        run_step(db, sql)
