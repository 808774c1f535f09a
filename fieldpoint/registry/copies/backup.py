"""A registry as one sealed file, and back: what came back is proven to be what was copied.

Of a registry whose rows are in PostgreSQL its own tools make the copy (pg_dump), and `renew` follows on what they
brought back.

Imports sealed_copy, database and its neighbours.
"""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from fieldpoint.clock import wall_ms
from fieldpoint.core.base64url import b64url
from fieldpoint.database import Connection, database_errors, open_database
from fieldpoint.errors import Broken, Code, Conflict, NotFound
from fieldpoint.keyfile import read_key
from fieldpoint.registry import audit
from fieldpoint.registry.copies.renew import renew
from fieldpoint.registry.decide import By
from fieldpoint.registry.engines.sqlite_engine import SqliteEngine
from fieldpoint.registry.folder import FOLDER, is_in_postgres, open_registry, registry_exists
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.verify import verify_registry
from fieldpoint.sealed_copy import CopyFacts, Kept, opened_copy, write_copy

_COUNTED: Final = ("events", "epochs", "sites", "site_keys", "households", "takings", "audit", "kept_batches")


def back_up(folder: Path, place: Path, recipients: Sequence[str]) -> CopyFacts:
    """The registry is one sealed file in the folder `place`; a server may go on meanwhile.

    `NotFound` (`registry-missing`), `Conflict` (`copy-in-postgres`), and errors as of `write_copy`.
    """
    if is_in_postgres(folder):
        raise Conflict(Code.COPY_IN_POSTGRES)
    if not registry_exists(folder):
        raise NotFound(Code.REGISTRY_MISSING, folder=folder.name)
    key = folder / FOLDER.key
    with closing(FOLDER.connect(folder, read_key(key))) as connection:
        facts = _facts(connection)
        kept = Kept(folder=folder, key=key, connection=connection, facts=facts)
        return write_copy(kept, place / f"{facts.name}-{facts.made}-{facts.counts['events']}.fpc", recipients)


def restore(file: Path, identity: Path, folder: Path, by: By) -> CopyFacts:
    """The registry of a copy stands in a folder that had none, every chain and count as the copy says; its feed is new.

    `Conflict` (`registry-exists`), `Broken` (`copy-unreadable`, and what opening and verifying a registry may raise):
    then the folder holds nothing of it.
    """
    if registry_exists(folder):
        raise Conflict(Code.REGISTRY_EXISTS, folder=folder.name)
    with opened_copy(file, identity, folder) as (facts, scratch):
        if facts.kind != "registry":
            raise Broken(Code.COPY_UNREADABLE, file=file.name)
        database, key = scratch / FOLDER.database, scratch / FOLDER.key
        with database_errors(database.name), closing(open_database(database, read_key(key))) as connection:
            _prove(connection, facts, file)
            renew(RegistryStore(SqliteEngine(connection)), by)
        key.rename(folder / FOLDER.key)
        database.rename(folder / FOLDER.database)
    open_registry(folder).store.close()  # brings its tables up
    return facts


def _prove(connection: Connection, facts: CopyFacts, file: Path) -> None:
    store = RegistryStore(SqliteEngine(connection))
    verify_registry(store)
    audit.decisions(store)
    found = _facts(connection)
    if (found.head, found.counts) != (facts.head, facts.counts):
        raise Broken(Code.COPY_UNREADABLE, file=file.name)


def _facts(connection: Connection) -> CopyFacts:
    store = RegistryStore(SqliteEngine(connection))
    identity, last = store.identity(), store.last_audit()
    if identity is None:
        raise Broken(Code.DATABASE_UNREADABLE, file=FOLDER.database)
    counts = {table: _count(connection, table) for table in _COUNTED}
    head = "" if last is None else b64url(last.head)
    return CopyFacts(kind="registry", name=identity.name, made=wall_ms(), head=head, counts=counts)


def _count(connection: Connection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608  our own table names
    return 0 if row is None else int(row[0])
