"""The registry's data folder, and the registry that opens with it.

    registry.db    everything, encrypted (SQLite), or
    postgres.dsn   where everything is, when it is in PostgreSQL (mode 0600: it may hold a password)
    registry.key   opens the database; in PostgreSQL it seals the key that signs answers, so that whoever reads the
                   database alone can sign nothing. Several processes on one database share the folder or a copy.

Imports data_folder, keyfile, database, clock, ids, cryptography and the store.
"""

import hmac
import os
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from fieldpoint.clock import wall_ms
from fieldpoint.core.signature import public_key
from fieldpoint.data_folder import DataFolder
from fieldpoint.database import Connection, transaction
from fieldpoint.errors import Broken, Code, Conflict, NotFound
from fieldpoint.ids import new_seed
from fieldpoint.keyfile import make_key, read_key
from fieldpoint.registry.engines.sqlite_engine import SqliteEngine
from fieldpoint.registry.intake.reprocess import bring_effects_up
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.tables.shapes import Identity

FIRST_KEY = 1
_FOLDER = DataFolder(
    name="registry",
    version=9,
    steps_module="fieldpoint.registry.engines.sqlite_steps",
    missing=Code.REGISTRY_MISSING,
    taken=Code.REGISTRY_EXISTS,
)
_DSN = "postgres.dsn"
_NONCE_BYTES = 12
_VAULT = b"fp/vault/1\0"


class Registry(msgspec.Struct, frozen=True, kw_only=True):
    """An opened registry: its name, the key it signs answers with, its rows, the key that seals people's records."""

    name: str
    kid: int
    seed: bytes
    vault: bytes
    store: RegistryStore

    @property
    def public(self) -> bytes:
        """The 32 bytes by which sites check its answers."""
        return public_key(self.seed)


def registry_exists(folder: Path) -> bool:
    """Whether the folder holds a registry."""
    return _FOLDER.exists(folder) or (folder / _DSN).exists()


def create_registry(folder: Path, name: str, dsn: str | None = None) -> None:
    """A new, empty registry with its own signing key, in SQLite or in the PostgreSQL database of `dsn`.

    A database that holds a registry already is joined: then the folder must hold a copy of its key. `Conflict`
    when the folder holds a registry, `Broken` when folder, key or database is unfit, `Unavailable` when
    PostgreSQL does not answer.
    """
    if registry_exists(folder):
        raise Conflict(_FOLDER.taken, folder=folder.name)
    if dsn is not None:
        _create_in_postgres(folder, name, dsn)
        return

    def fill(connection: Connection) -> None:
        with transaction(connection):
            RegistryStore(SqliteEngine(connection)).set_identity(Identity(name=name, kid=FIRST_KEY, seed=new_seed()))

    _FOLDER.create(folder, fill)


def open_registry(folder: Path) -> Registry:
    """The registry of a folder, its tables brought up to this version.

    `NotFound` (`registry-missing`) when there is none; `Broken` when folder, key or file is unfit;
    `Unavailable` when PostgreSQL does not answer.
    """
    if (folder / _DSN).exists():
        return _open_in_postgres(folder)
    connection, key = _FOLDER.open(folder, read_key)
    store = RegistryStore(SqliteEngine(connection))
    try:
        bring_effects_up(store, wall_ms())
        identity = _identity(store)
    except BaseException:
        store.close()
        raise
    return Registry(name=identity.name, kid=identity.kid, seed=identity.seed, vault=_vault(key), store=store)


def _create_in_postgres(folder: Path, name: str, dsn: str) -> None:
    store = _postgres_store(dsn)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / _FOLDER.key
        key = read_key(path) if path.exists() else make_key(path)
        with store.transaction():
            store.set_identity(Identity(name=name, kid=FIRST_KEY, seed=_sealed(key, new_seed())))
        _unsealed(key, _identity(store))
        # Last: a folder with this file is a whole registry.
        descriptor = os.open(folder / _DSN, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(dsn)
    except OSError as fault:
        raise Broken(Code.FOLDER_UNREADABLE, folder=folder.name) from fault
    finally:
        store.close()


def _open_in_postgres(folder: Path) -> Registry:
    try:
        dsn = (folder / _DSN).read_text(encoding="utf-8").strip()
    except OSError as fault:
        raise Broken(Code.FOLDER_UNREADABLE, folder=folder.name) from fault
    store = _postgres_store(dsn)
    try:
        bring_effects_up(store, wall_ms())
        identity = _identity(store)
        key = read_key(folder / _FOLDER.key)
        seed = _unsealed(key, identity)
    except BaseException:
        store.close()
        raise
    return Registry(name=identity.name, kid=identity.kid, seed=seed, vault=_vault(key), store=store)


def _postgres_store(dsn: str) -> RegistryStore:
    # psycopg comes with the extra «postgres» only; a registry on SQLite never loads it.
    try:
        from fieldpoint.registry.engines.postgres_engine import PostgresEngine  # noqa: PLC0415
    except ImportError as fault:
        raise NotFound(Code.POSTGRES_DRIVER_MISSING) from fault
    engine = PostgresEngine(dsn)
    engine.bring_up()
    return RegistryStore(engine)


def _identity(store: RegistryStore) -> Identity:
    identity = store.identity()
    if identity is None:
        raise Broken(Code.DATABASE_UNREADABLE, file=_FOLDER.name)
    return identity


def _vault(key: bytes) -> bytes:
    """The key under which people's records are sealed: another one than opens the database."""
    return hmac.digest(key, _VAULT, "sha256")


def _sealed(key: bytes, seed: bytes) -> bytes:
    nonce = new_seed()[:_NONCE_BYTES]
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, seed, _DSN.encode())


def _unsealed(key: bytes, identity: Identity) -> bytes:
    """The signing key. `Broken` (`key-wrong`) when the folder's key is not the one it was sealed with."""
    nonce, sealed = identity.seed[:_NONCE_BYTES], identity.seed[_NONCE_BYTES:]
    try:
        return ChaCha20Poly1305(key).decrypt(nonce, sealed, _DSN.encode())
    except InvalidTag as fault:
        raise Broken(Code.KEY_WRONG, file=_FOLDER.key) from fault
