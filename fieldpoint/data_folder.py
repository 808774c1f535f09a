"""A folder with one encrypted database and the key that opens it: made whole, opened, or refused.

    NAME.db   everything, encrypted      NAME.key   the key that opens it (mode 0600)

The site and the registry each have such a folder; both must be made and refused the same way.

Imports database, keyfile and errors.
"""

import fcntl
import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from fieldpoint.database import Connection, create_database, migrate, open_database
from fieldpoint.errors import Broken, Code, Conflict, NotFound
from fieldpoint.keyfile import make_key, read_key


class DataFolder(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of data folder. `version` is the number of steps that `steps_module` has.

    `missing` and `taken` are the codes for a folder that holds none, and for one that holds one already.
    """

    name: str
    version: int
    steps_module: str
    missing: Code
    taken: Code

    @property
    def database(self) -> str:
        """The name of the database file."""
        return f"{self.name}.db"

    @property
    def key(self) -> str:
        """The name of the key file."""
        return f"{self.name}.key"

    def exists(self, folder: Path) -> bool:
        """Whether the folder holds a database of this kind. `Broken` when it cannot be looked into."""
        try:
            return (folder / self.database).exists()
        except OSError as fault:
            raise Broken(Code.FOLDER_UNREADABLE, folder=folder.name) from fault

    def create(self, folder: Path, fill: Callable[[Connection], None]) -> None:
        """A new database with its tables, filled, under a new key.

        `Conflict` when there is one already, `Broken` (`folder-unreadable`) when the folder cannot be
        written. A key that lies there already, from a start that was cut off, is used and never replaced.
        """
        if self.exists(folder):
            raise Conflict(self.taken, folder=folder.name)
        unfinished = folder / f"{self.name}.new"
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for half_made in folder.glob(f"{unfinished.name}*"):
                half_made.unlink()
            path = folder / self.key
            key = read_key(path) if path.exists() else make_key(path)
            self._make(unfinished, key, fill)
            # Only a whole database gets the name: a power cut before this line leaves no half-made one.
            unfinished.rename(folder / self.database)
        except OSError as fault:
            raise Broken(Code.FOLDER_UNREADABLE, folder=folder.name) from fault

    def open(self, folder: Path, unlock: Callable[[Path], bytes]) -> tuple[Connection, bytes]:
        """The database, its tables brought up to this version, and its key, as `unlock` finds it.

        `NotFound` when there is none; `Broken` when the folder, the key or the file is unfit.
        """
        if not self.exists(folder):
            raise NotFound(self.missing, folder=folder.name)
        key = unlock(folder / self.key)
        connection = self.connect(folder, key)
        try:
            self._bring_up(connection)
        except BaseException:
            connection.close()
            raise
        return connection, key

    def connect(self, folder: Path, key: bytes, *, read_only: bool = False) -> Connection:
        """A new connection to the database."""
        try:
            return open_database(folder / self.database, key, read_only=read_only)
        except OSError as fault:
            raise Broken(Code.FOLDER_UNREADABLE, folder=folder.name) from fault

    def _make(self, path: Path, key: bytes, fill: Callable[[Connection], None]) -> None:
        connection = create_database(path, key)
        try:
            self._bring_up(connection)
            fill(connection)
        finally:
            connection.close()
        check_closed_whole(path)

    def _bring_up(self, connection: Connection) -> None:
        migrate(connection, self.version, self.steps_module, file=self.database)


def check_closed_whole(database: Path) -> None:
    """A closed database is whole in its one file and may be renamed.

    `Broken` (`storage-failed`) when its WAL is still there: SQLite says nothing where its last write failed.
    """
    if database.with_name(f"{database.name}-wal").exists():
        raise Broken(Code.STORAGE_FAILED)


@contextmanager
def locked(folder: Path, name: str, taken: Code) -> Generator[None]:
    """Nobody else holds this lock of a folder, in whatever process. `Conflict` (`taken`) at once when somebody does.

    The lock is the kernel's, so a killed process leaves none behind.
    """
    descriptor = os.open(folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Conflict(taken) from None
        yield
    finally:
        os.close(descriptor)
