"""The registry's data folder.

    registry.db   everything, encrypted      registry.key   the key that opens it (mode 0600)

Imports keyfile, database, ids and the store.
"""

from dataclasses import dataclass
from pathlib import Path

from fieldpoint.core.signature import public_key
from fieldpoint.database import Connection, create_database, migrate, open_database, transaction
from fieldpoint.errors import Broken, Code, Conflict, NotFound
from fieldpoint.ids import new_seed
from fieldpoint.keyfile import make_key, read_key
from fieldpoint.registry.sqlite_store import SqliteStore
from fieldpoint.registry.store import RegistryStore

SCHEMA_VERSION = 2
FIRST_KEY = 1
_DATABASE = "registry.db"
_KEY = "registry.key"
_UNFINISHED = "registry.new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """An opened registry: its name, the key it signs answers with, its rows."""

    name: str
    kid: int
    seed: bytes
    store: RegistryStore

    @property
    def public(self) -> bytes:
        """The 32 bytes by which sites check its answers."""
        return public_key(self.seed)


def registry_exists(folder: Path) -> bool:
    """Whether the folder holds a registry."""
    return (folder / _DATABASE).exists()


def create_registry(folder: Path, name: str) -> None:
    """A new, empty registry with its own signing key.

    `Conflict` when the folder holds one already, `Broken` (`folder-unreadable`) when it cannot be written.
    """
    try:
        if registry_exists(folder):
            raise Conflict(Code.REGISTRY_EXISTS, folder=folder.name)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for half_made in folder.glob(f"{_UNFINISHED}*"):
            half_made.unlink()
        key = read_key(folder / _KEY) if (folder / _KEY).exists() else make_key(folder / _KEY)
        _make_database(folder / _UNFINISHED, key, name)
        # Only a whole database gets the name: a power cut before this line leaves no half-made registry.
        (folder / _UNFINISHED).rename(folder / _DATABASE)
    except OSError as fault:
        raise Broken(Code.FOLDER_UNREADABLE, folder=folder.name) from fault


def open_registry(folder: Path) -> Registry:
    """The registry of a folder, its tables brought up to this version.

    `NotFound` (`registry-missing`) when there is none; `Broken` when folder, key or file is unfit.
    """
    try:
        if not registry_exists(folder):
            raise NotFound(Code.REGISTRY_MISSING, folder=folder.name)
        connection = open_database(folder / _DATABASE, read_key(folder / _KEY))
    except OSError as fault:
        raise Broken(Code.FOLDER_UNREADABLE, folder=folder.name) from fault
    try:
        _bring_up(connection)
        return _read_registry(connection)
    except BaseException:
        connection.close()
        raise


def _read_registry(connection: Connection) -> Registry:
    row = connection.execute("SELECT name, kid, seed FROM registry").fetchone()
    if row is None:
        raise Broken(Code.DATABASE_UNREADABLE, file=_DATABASE)
    return Registry(name=row[0], kid=row[1], seed=row[2], store=SqliteStore(connection))


def _make_database(path: Path, key: bytes, name: str) -> None:
    connection = create_database(path, key)
    try:
        _bring_up(connection)
        with transaction(connection):
            connection.execute(
                "INSERT INTO registry (one, name, kid, seed) VALUES (1, ?, ?, ?)", (name, FIRST_KEY, new_seed())
            )
    finally:
        connection.close()


def _bring_up(connection: Connection) -> None:
    migrate(connection, SCHEMA_VERSION, "fieldpoint.registry.migrations", file=_DATABASE)
