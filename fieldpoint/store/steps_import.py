"""The statements of the step for lists that come in (see migrations.py).

Imports database.
"""

from typing import Final

from fieldpoint.database import run_step

IMPORTS: Final = (
    # People of a list stand in `people` already while their households wait here: nobody sees them (lists/arriving.py).
    """CREATE TABLE arriving_households (
        household TEXT PRIMARY KEY, office TEXT NOT NULL, code TEXT NOT NULL, neighbourhood TEXT NOT NULL,
        registered_on TEXT NOT NULL, salt BLOB NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE TABLE arriving_rows (number INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT",
    # What a list said last of somebody, hashed: whoever was changed here since is told from whoever was not.
    "ALTER TABLE people ADD COLUMN listed BLOB",
    "ALTER TABLE households ADD COLUMN listed TEXT",
    "CREATE TABLE upload_parts (number INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT",
)


def make_imports(db: object) -> None:
    """Lists on their way in: people whom nobody sees yet, what a list said last of whom, and uploads in parts."""
    for sql in IMPORTS:
        run_step(db, sql)
