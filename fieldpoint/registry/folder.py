"""The registry's data folder: its name and signing key, its database (registry.db), its key (registry.key).

Imports data_folder, keyfile, database, ids and the store.
"""

from pathlib import Path

import msgspec

from fieldpoint.core.signature import public_key
from fieldpoint.data_folder import DataFolder
from fieldpoint.database import Connection, transaction
from fieldpoint.errors import Broken, Code
from fieldpoint.ids import new_seed
from fieldpoint.keyfile import read_key
from fieldpoint.registry.sqlite_store import SqliteStore
from fieldpoint.registry.store import RegistryStore

FIRST_KEY = 1
_FOLDER = DataFolder(
    name="registry",
    version=2,
    steps_module="fieldpoint.registry.migrations",
    missing=Code.REGISTRY_MISSING,
    taken=Code.REGISTRY_EXISTS,
)


class Registry(msgspec.Struct, frozen=True, kw_only=True):
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
    return _FOLDER.exists(folder)


def create_registry(folder: Path, name: str) -> None:
    """A new, empty registry with its own signing key.

    `Conflict` when the folder holds one already, `Broken` (`folder-unreadable`) when it cannot be written.
    """

    def fill(connection: Connection) -> None:
        with transaction(connection):
            connection.execute(
                "INSERT INTO registry (one, name, kid, seed) VALUES (1, ?, ?, ?)", (name, FIRST_KEY, new_seed())
            )

    _FOLDER.create(folder, fill)


def open_registry(folder: Path) -> Registry:
    """The registry of a folder, its tables brought up to this version.

    `NotFound` (`registry-missing`) when there is none; `Broken` when folder, key or file is unfit.
    """
    connection, _ = _FOLDER.open(folder, read_key)
    try:
        return _read_registry(connection)
    except BaseException:
        connection.close()
        raise


def _read_registry(connection: Connection) -> Registry:
    row = connection.execute("SELECT name, kid, seed FROM registry").fetchone()
    if row is None:
        raise Broken(Code.DATABASE_UNREADABLE, file=_FOLDER.database)
    return Registry(name=row[0], kid=row[1], seed=row[2], store=SqliteStore(connection))
