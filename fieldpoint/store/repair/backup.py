"""A site as one sealed file, and back: what came back is proven to be what was copied (design chapter 5, R6).

A site that was put back is an older copy of a log that went on: it hands nothing over until a new life has begun.

Imports sealed_copy, database and its neighbours in the store.
"""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from fieldpoint.clock import wall_ms
from fieldpoint.core.base64url import b64url
from fieldpoint.database import Connection, database_errors, open_database, transaction
from fieldpoint.errors import Broken, Code, Conflict
from fieldpoint.sealed_copy import CopyFacts, Kept, opened_copy, write_copy
from fieldpoint.store import log
from fieldpoint.store.lives.due import set_due
from fieldpoint.store.lives.returned import rows_returned
from fieldpoint.store.site import Site, database_of, key_of, open_site, site_exists
from fieldpoint.store.transaction import read_head
from fieldpoint.store.unlock import unlock
from fieldpoint.store.witness import sync_folder, witness_of

_COUNTED: Final = ("log", "epochs", "households", "people", "cards", "takings", "voids", "days", "tablets", "operators")


def back_up(site: Site, place: Path, recipients: Sequence[str]) -> CopyFacts:
    """The site is one sealed file in the folder `place`, under its code and the number of its last row.

    Errors as of `write_copy`.
    """
    with closing(site.connect()) as connection:
        facts = _facts(connection, site.facts.code)
        seq = read_head(connection).seq
        file = place / f"{site.facts.code}-{wall_ms()}-{seq}.fpc"
        return write_copy(
            Kept(folder=site.folder, key=key_of(site.folder), connection=connection, facts=facts), file, recipients
        )


def restore(file: Path, identity: Path, folder: Path) -> CopyFacts:
    """The site of a copy stands in a folder that had none, every row and count as the copy says; a new life is due.

    `Conflict` (`site-exists`, `database-lost` where a witness lies), `Broken` (`copy-unreadable`, and what opening a
    site may raise): then the folder holds nothing of it.
    """
    if site_exists(folder):
        raise Conflict(Code.SITE_EXISTS, folder=folder.name)
    if witness_of(database_of(folder)).exists():
        raise Conflict(Code.DATABASE_LOST, file=database_of(folder).name)
    with opened_copy(file, identity, folder) as (facts, scratch):
        if facts.kind != "site":
            raise Broken(Code.COPY_UNREADABLE, file=file.name)
        database, key = scratch / database_of(folder).name, scratch / key_of(folder).name
        with database_errors(database.name), closing(open_database(database, unlock(key))) as connection:
            _prove(connection, facts, file)
            with transaction(connection):
                set_due(connection, "restored", wall_ms())
                rows_returned(connection)
        key.rename(key_of(folder))
        database.rename(database_of(folder))
        sync_folder(folder)
    open_site(folder)  # brings its tables up, and makes its witness
    return facts


def _prove(connection: Connection, facts: CopyFacts, file: Path) -> None:
    log.verify(connection)
    found = _facts(connection, facts.name)
    if (found.head, found.counts) != (facts.head, facts.counts):
        raise Broken(Code.COPY_UNREADABLE, file=file.name)


def _facts(connection: Connection, code: str) -> CopyFacts:
    counts = {table: _count(connection, table) for table in _COUNTED}
    return CopyFacts(kind="site", name=code, made=wall_ms(), head=b64url(read_head(connection).head), counts=counts)


def _count(connection: Connection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608  our own table names
    return 0 if row is None else int(row[0])
