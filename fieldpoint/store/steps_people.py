"""The statements of the migration step of the register: earlier records, splits, merges and their undo, erasures.

Columns that say where something came from are filled from the log, as a replay of it would fill them.

Imports database.
"""

from typing import Final

from fieldpoint.database import run_step

REGISTER: Final = (
    # What a household's record was before each change (personal data); `number` is the version that came of it.
    """CREATE TABLE household_changes (
        household TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, event_id TEXT NOT NULL,
        op TEXT NOT NULL, at INTEGER NOT NULL, before BLOB,
        PRIMARY KEY (household, number)) STRICT, WITHOUT ROWID""",
    # Who came from where in a merge, to go back: beside `people`, and of the same life.
    """CREATE TABLE merged_people (
        merge TEXT NOT NULL, person TEXT NOT NULL, ordinal INTEGER NOT NULL, is_head INTEGER NOT NULL,
        PRIMARY KEY (merge, person)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE merges (
        merge TEXT PRIMARY KEY, kept TEXT NOT NULL, gone TEXT NOT NULL, place INTEGER NOT NULL,
        undone INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE TABLE splits (new TEXT PRIMARY KEY, old TEXT NOT NULL) STRICT, WITHOUT ROWID",
    # The erasure list.
    "CREATE TABLE erasures (household TEXT PRIMARY KEY, event_id TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE operator_rights (
        operator TEXT NOT NULL, granted TEXT NOT NULL, PRIMARY KEY (operator, granted)) STRICT, WITHOUT ROWID""",
    # How far the registry held the log on a business day, as the nightly job saw it.
    """CREATE TABLE seen_marks (
        day TEXT NOT NULL, epoch_no INTEGER NOT NULL, mark INTEGER NOT NULL,
        PRIMARY KEY (day, epoch_no)) STRICT, WITHOUT ROWID""",
    # Tablets on which people are trained.
    "CREATE TABLE practising (tablet TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    "CREATE TABLE practice_keys (kid INTEGER PRIMARY KEY, public BLOB NOT NULL) STRICT",
    "ALTER TABLE households ADD COLUMN erased INTEGER NOT NULL DEFAULT 0",
    # Whose a taking, a card or an alternate was when its row was written, where that is somebody else now.
    "ALTER TABLE takings ADD COLUMN origin TEXT",
    "ALTER TABLE cards ADD COLUMN bound_to TEXT",
    "ALTER TABLE alternates ADD COLUMN added_to TEXT NOT NULL DEFAULT ''",
    """INSERT INTO merges (merge, kept, gone, place, undone)
        SELECT event_id, json_extract(CAST(line AS TEXT), '$.kept'), json_extract(CAST(line AS TEXT), '$.gone'),
        (epoch_no << 40) + seq, 0 FROM log WHERE type = 'household.merge'""",
    """UPDATE takings SET origin = given.holder FROM (
        SELECT event_id, coalesce(json_extract(CAST(line AS TEXT), '$.hh'), json_extract(CAST(line AS TEXT), '$.card'),
        event_id) AS holder FROM log WHERE type = 'handout') AS given
        WHERE given.event_id = takings.event_id AND given.holder <> takings.holder""",
    """UPDATE cards SET bound_to = bound.household FROM (
        SELECT json_extract(CAST(line AS TEXT), '$.card') AS card,
        json_extract(CAST(line AS TEXT), '$.hh') AS household,
        max((epoch_no << 40) + seq) FROM log WHERE type = 'card.bind' GROUP BY 1) AS bound
        WHERE bound.card = cards.card""",
    """UPDATE alternates SET added_to = added.household FROM (
        SELECT json_extract(CAST(line AS TEXT), '$.person') AS person, json_extract(CAST(line AS TEXT), '$.hh')
        AS household FROM log WHERE type = 'alternate.add') AS added WHERE added.person = alternates.person""",
)


def make_register(db: object) -> None:
    """Versions of a household's record, splits, merges that can be undone, erasures, rights, practice stand."""
    for sql in REGISTER:
        run_step(db, sql)
