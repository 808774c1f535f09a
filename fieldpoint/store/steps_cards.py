"""The statements of the steps that give cards their dates, their keys and their heirs (see migrations.py).

Imports database.
"""

from typing import Final

from fieldpoint.database import run_step

# Rows of older fieldpoints say all of it already, so the new columns are filled from the log, as a rebuild would.
CARD_LIFE: Final = (
    """CREATE TABLE card_keys (
        kid INTEGER PRIMARY KEY, public BLOB NOT NULL, added_at INTEGER NOT NULL, ended_at INTEGER,
        why TEXT) STRICT""",
    "ALTER TABLE cards ADD COLUMN bound_at INTEGER",
    "ALTER TABLE cards ADD COLUMN stopped_at INTEGER",
    "ALTER TABLE cards ADD COLUMN reprinted_at INTEGER",
    """CREATE TEMP TABLE stops (
        card TEXT NOT NULL, place INTEGER NOT NULL, type TEXT NOT NULL, wall INTEGER NOT NULL, is_on INTEGER)""",
    """INSERT INTO stops SELECT json_extract(CAST(line AS TEXT), '$.card'), (epoch_no << 40) + seq, type,
        json_extract(CAST(line AS TEXT), '$.wall'), json_extract(CAST(line AS TEXT), '$.on') FROM log
        WHERE type IN ('card.bind', 'card.revoke', 'card.suspend')""",
    "CREATE INDEX temp.stops_card ON stops (card, type, place)",
    """UPDATE cards SET bound_at = (SELECT wall FROM stops s WHERE s.card = cards.card AND type = 'card.bind'
        ORDER BY place DESC LIMIT 1) WHERE household IS NOT NULL""",
    """UPDATE cards SET stopped_at = (SELECT wall FROM stops s WHERE s.card = cards.card AND type = 'card.revoke'
        ORDER BY place LIMIT 1) WHERE state = 'revoked'""",
    """UPDATE cards SET stopped_at = (SELECT wall FROM stops s WHERE s.card = cards.card AND type = 'card.suspend'
        AND place > coalesce((SELECT max(place) FROM stops o WHERE o.card = cards.card AND type = 'card.suspend'
        AND NOT is_on), -1) ORDER BY place LIMIT 1) WHERE state = 'suspended'""",
    "DROP TABLE temp.stops",
)


def make_card_life(db: object) -> None:
    """Since when a card is bound, stopped or printed anew, and the keys that cards are signed with, of the log."""
    for sql in CARD_LIFE:
        run_step(db, sql)


# The first row that names a card as replaced says its heir, as a rebuild from the log would.
CARD_HEIRS: Final = (
    "ALTER TABLE cards ADD COLUMN issued_at INTEGER",
    "CREATE TABLE card_heirs (card TEXT PRIMARY KEY, heir TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE INDEX card_heirs_heir ON card_heirs (heir)",
    """CREATE TEMP TABLE issues (
        card TEXT NOT NULL, place INTEGER NOT NULL, wall INTEGER NOT NULL, replaces TEXT)""",
    """INSERT INTO issues SELECT json_extract(CAST(line AS TEXT), '$.card'), (epoch_no << 40) + seq,
        json_extract(CAST(line AS TEXT), '$.wall'), json_extract(CAST(line AS TEXT), '$.replaces') FROM log
        WHERE type = 'card.issue'""",
    "CREATE INDEX temp.issues_card ON issues (card, place)",
    "UPDATE cards SET issued_at = (SELECT wall FROM issues i WHERE i.card = cards.card ORDER BY place LIMIT 1)",
    """INSERT INTO card_heirs (card, heir) SELECT replaces, card FROM issues WHERE replaces IS NOT NULL
        AND replaces <> card ORDER BY place ON CONFLICT DO NOTHING""",
    "DROP TABLE temp.issues",
)


def make_card_heirs(db: object) -> None:
    """When a card was made, which came in the place of which, and since when another site refuses one."""
    for sql in CARD_HEIRS:
        run_step(db, sql)
