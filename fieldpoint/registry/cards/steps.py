"""The step by which a registry knows what sites said of cards and of the keys that sign them.

Which cards are stopped was kept before as well; it is made anew from the rows. Imports database.
"""

from typing import Final

from fieldpoint.database import run_step

_IN_SQLITE: Final = (
    "DROP TABLE stopped_cards",
    """CREATE TABLE card_words (
        card TEXT NOT NULL, event_id TEXT NOT NULL, site TEXT NOT NULL, epoch TEXT NOT NULL, seq INTEGER NOT NULL,
        what TEXT NOT NULL, wall INTEGER NOT NULL, kid INTEGER, serial INTEGER, short TEXT,
        PRIMARY KEY (card, event_id)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX card_words_key ON card_words (site, kid) WHERE kid IS NOT NULL",
    """CREATE TABLE card_key_words (
        event_id TEXT PRIMARY KEY, site TEXT NOT NULL, kid INTEGER NOT NULL, public TEXT,
        wall INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE INDEX card_key_words_site ON card_key_words (site)",
)

IN_POSTGRES: Final = """
DROP TABLE stopped_cards;
CREATE TABLE card_words (
    card TEXT COLLATE "C" NOT NULL, event_id TEXT COLLATE "C" NOT NULL, site TEXT COLLATE "C" NOT NULL,
    epoch TEXT NOT NULL, seq BIGINT NOT NULL, what TEXT NOT NULL, wall BIGINT NOT NULL, kid BIGINT, serial BIGINT,
    short TEXT, PRIMARY KEY (card, event_id));
CREATE INDEX card_words_key ON card_words (site, kid) WHERE kid IS NOT NULL;
CREATE TABLE card_key_words (
    event_id TEXT COLLATE "C" PRIMARY KEY, site TEXT COLLATE "C" NOT NULL, kid BIGINT NOT NULL, public TEXT,
    wall BIGINT NOT NULL);
CREATE INDEX card_key_words_site ON card_key_words (site)
"""


def make_in_sqlite(db: object) -> None:
    """What rows say of cards and keys, as sets."""
    for sql in _IN_SQLITE:
        run_step(db, sql)
