"""After something was erased: nothing of it waits in the WAL, and files beside the database that may name it are known.

SQLCipher's SQLite overwrites what is freed (`secure_delete`, asked for again here); so the pages are clean once they
are in the file.

Imports database and `store`'s neighbours.
"""

from pathlib import Path

from fieldpoint.database import Connection, database_errors
from fieldpoint.store.repair.quarantine import FOLDER

_SHEETS = "*.pdf"  # printed cards hold names


def overwrite_freed(connection: Connection) -> None:
    """What this connection deletes from here on is overwritten in its pages."""
    connection.execute("PRAGMA secure_delete = ON")


def empty_wal(connection: Connection) -> bool:
    """Everything stands in the file and the WAL is empty; false when somebody was reading and it is not, yet."""
    with database_errors():
        row = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return row is not None and row[0] == 0


def may_name_somebody(folder: Path) -> list[Path]:
    """Files of the data folder that may hold what was erased: damaged copies that were kept, and printed sheets."""
    kept = sorted((folder / FOLDER).glob("*")) if (folder / FOLDER).is_dir() else []
    return [*kept, *sorted(folder.glob(_SHEETS))]
