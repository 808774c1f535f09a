"""The registry's data folder, and the registry that opens with it.

    registry.db    everything, encrypted (SQLite), or
    postgres.dsn   where everything is, when it is in PostgreSQL (mode 0600: it may hold a password)
    registry.key   opens the database; in PostgreSQL it seals the key that signs answers, so that whoever reads the
                   database alone can sign nothing. Several processes on one database share the folder or a copy.

Imports data_folder, keyfile, database, clock, ids, cryptography and the store.
"""

import hmac
import os
from functools import partial
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from fieldpoint.clock import wall_ms
from fieldpoint.core.people import Household
from fieldpoint.core.signature import public_key
from fieldpoint.data_folder import DataFolder
from fieldpoint.database import Connection, transaction
from fieldpoint.errors import Broken, Code, Conflict, NotFound
from fieldpoint.ids import new_seed
from fieldpoint.keyfile import make_key, read_key
from fieldpoint.registry.engines.sqlite_engine import SqliteEngine
from fieldpoint.registry.intake.reprocess import bring_effects_up
from fieldpoint.registry.signing.ring import Ring, open_ring
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.tables.shapes import Identity
from fieldpoint.registry.tables.told import SealedHousehold

FIRST_KEY = 1
FOLDER = DataFolder(
    name="registry",
    version=21,
    steps_module="fieldpoint.registry.engines.sqlite_steps",
    missing=Code.REGISTRY_MISSING,
    taken=Code.REGISTRY_EXISTS,
)
_DSN = "postgres.dsn"
_NONCE_BYTES = 12
_VAULT = b"fp/vault/1\0"


class Registry(msgspec.Struct, frozen=True, kw_only=True):
    """An opened registry: its name, its signing keys, its rows, the key that seals people's records."""

    name: str
    ring: Ring
    vault: bytes
    store: RegistryStore

    @property
    def kid(self) -> int:
        """The number of the key it signs with."""
        return self.ring.kid

    @property
    def seed(self) -> bytes:
        """The key it signs with."""
        return self.ring.seed

    @property
    def public(self) -> bytes:
        """The 32 bytes by which sites check its answers."""
        return public_key(self.seed)


def turned(registry: Registry) -> Registry:
    """The registry with the keys that its database has now: another program may have turned to the next one."""
    if registry.store.signing_kid() == registry.kid:
        return registry
    first = Identity(
        name=registry.name, kid=min(registry.ring.seeds), seed=registry.ring.seeds[min(registry.ring.seeds)]
    )
    return msgspec.structs.replace(registry, ring=open_ring(registry.store, registry.vault, first, wall_ms()))


def is_in_postgres(folder: Path) -> bool:
    """Whether the folder's registry has its rows in PostgreSQL."""
    return (folder / _DSN).exists()


def registry_exists(folder: Path) -> bool:
    """Whether the folder holds a registry."""
    return FOLDER.exists(folder) or (folder / _DSN).exists()


def create_registry(folder: Path, name: str, dsn: str | None = None) -> None:
    """A new, empty registry with its own signing key, in SQLite or in the PostgreSQL database of `dsn`.

    A database that holds a registry already is joined: then the folder must hold a copy of its key. `Conflict`
    when the folder holds a registry, `Broken` when folder, key or database is unfit, `Unavailable` when
    PostgreSQL does not answer.
    """
    if registry_exists(folder):
        raise Conflict(FOLDER.taken, folder=folder.name)
    if dsn is not None:
        _create_in_postgres(folder, name, dsn)
        return

    def fill(connection: Connection) -> None:
        with transaction(connection):
            RegistryStore(SqliteEngine(connection)).set_identity(Identity(name=name, kid=FIRST_KEY, seed=new_seed()))

    FOLDER.create(folder, fill)


def open_registry(folder: Path) -> Registry:
    """The registry of a folder, its tables brought up to this version.

    `NotFound` (`registry-missing`) when there is none; `Broken` when folder, key or file is unfit;
    `Unavailable` when PostgreSQL does not answer.
    """
    if (folder / _DSN).exists():
        return _open_in_postgres(folder)
    connection, key = FOLDER.open(folder, read_key)
    store = RegistryStore(SqliteEngine(connection))
    store.people = partial(_people_of, store, _vault(key))
    try:
        bring_effects_up(store, wall_ms())
        return _opened(store, key, _identity(store))
    except BaseException:
        store.close()
        raise


def _opened(store: RegistryStore, key: bytes, first: Identity) -> Registry:
    vault = _vault(key)
    return Registry(name=first.name, ring=open_ring(store, vault, first, wall_ms()), vault=vault, store=store)


def _create_in_postgres(folder: Path, name: str, dsn: str) -> None:
    store = _postgres_store(dsn)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / FOLDER.key
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
        key = read_key(folder / FOLDER.key)
        store.people = partial(_people_of, store, _vault(key))
        bring_effects_up(store, wall_ms())
        identity = _identity(store)
        return _opened(store, key, msgspec.structs.replace(identity, seed=_unsealed(key, identity)))
    except BaseException:
        store.close()
        raise


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
        raise Broken(Code.DATABASE_UNREADABLE, file=FOLDER.name)
    return identity


def opened_with(vault: bytes, sealed: SealedHousehold) -> Household:
    """The household of a sealed record, with its people."""
    nonce, body = sealed.sealed[:_NONCE_BYTES], sealed.sealed[_NONCE_BYTES:]
    opened = ChaCha20Poly1305(vault).decrypt(nonce, body, sealed.household.encode())
    return msgspec.json.decode(opened, type=Household)


def _people_of(store: RegistryStore, vault: bytes, name: str) -> Household | None:
    found = store.sealed_households([name]).get(name)
    return None if found is None else opened_with(vault, found)


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
        raise Broken(Code.KEY_WRONG, file=FOLDER.key) from fault
