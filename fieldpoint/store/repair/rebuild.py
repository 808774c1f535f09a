"""A damaged site is put together again: from its log, or, where the log is damaged too, from its witness.

The witness holds the whole log. People, keys and settings stand in the encrypted database only: what of them
still reads is taken over, and what does not is named. The old files are kept in quarantine, as they were found.

Imports database, errors, keyfile, core and its neighbours in the store.
"""

from contextlib import closing, suppress
from pathlib import Path

import msgspec

from fieldpoint.core.log_rows import EpochOpen, decode_row
from fieldpoint.core.names import Head
from fieldpoint.data_folder import check_closed_whole
from fieldpoint.database import (
    Connection,
    create_database,
    database_errors,
    open_database,
    transaction,
    unreadable_pages,
)
from fieldpoint.errors import Broken, Code, FieldpointError
from fieldpoint.keyfile import make_key
from fieldpoint.store import identity, log
from fieldpoint.store.register.places import places_kept
from fieldpoint.store.register.wipe import empty_wal
from fieldpoint.store.repair.projections import count_nameless, empty, project_all, replay
from fieldpoint.store.repair.quarantine import keep_aside
from fieldpoint.store.repair.salvage import salvage
from fieldpoint.store.search.reindex import index_missing
from fieldpoint.store.site import Site, SiteFacts, database_of, key_of, make_tables, open_epoch, open_site, write_facts
from fieldpoint.store.transaction import LogHead
from fieldpoint.store.unlock import unlock
from fieldpoint.store.witness import Witness, sync_folder, witness_of
from fieldpoint.store.witness_form import NO_RECORD, Record, look_through, records

_FROM_THE_WITNESS = frozenset(
    {Code.DATABASE_LOST, Code.DATABASE_UNREADABLE, Code.DATABASE_DAMAGED, Code.CHAIN_BROKEN, Code.KEY_WRONG}
)


class Rebuilt(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it. `lost` names tables that did not read to their end; `new_keys`: older cards scan on."""

    rows: int
    from_witness: bool = False
    new_keys: bool = False
    nameless: int = 0
    lost: tuple[str, ...] = ()


def rebuild(folder: Path, *, log_only: bool = False, facts: SiteFacts | None = None) -> Rebuilt:
    """The site stands again, committed; whatever was damaged lies in quarantine. Stop its server first.

    A database that does not open at all is given up only with `log_only`: its people cannot come back then, and
    `facts` say who the site is (without them the witness's first row does). `Broken` when neither database nor
    witness is whole, or when the key is not the database's.
    """
    try:
        site = open_site(folder)
        with database_errors(site.database.name), closing(site.connect()) as connection:
            _check(connection)
            return _from_log(connection, site)
    except FieldpointError as fault:
        if fault.code not in _FROM_THE_WITNESS or (fault.code == Code.KEY_WRONG and not log_only):
            raise
    try:
        return _from_witness(folder, facts)
    except OSError as fault:
        raise Broken(Code.FOLDER_UNREADABLE, folder=folder.name) from fault


def _check(connection: Connection) -> None:
    pages = unreadable_pages(connection)
    if pages:
        raise Broken(Code.DATABASE_DAMAGED, pages=pages)
    log.verify(connection)


def _from_log(connection: Connection, site: Site) -> Rebuilt:
    """The tables that are made from the log are made anew, and the witness where it is not whole."""
    with transaction(connection), places_kept(connection):
        empty(connection)
        project_all(connection, connection)
        index_missing(connection)
    empty_wal(connection)
    path = witness_of(site.database)
    with closing(Witness(path)) as witness, witness.held():
        content = witness.read()
        found = look_through(content)
        if found.whole != found.size:
            keep_aside(site.folder, path.name, content)
            witness.cut(0)
            witness.keep_held(connection, (), (2**31, 0))
    return Rebuilt(rows=log.verify(connection), nameless=count_nameless(connection))


def _from_witness(folder: Path, facts: SiteFacts | None) -> Rebuilt:
    """A new database from the witness's rows and what still reads of the old one; it takes the old one's place."""
    rows = _whole_rows(witness_of(database_of(folder)))
    database, made = database_of(folder), folder / "site.rebuilt"
    for old in (database, _beside(database, "-wal")):
        if old.exists():
            keep_aside(folder, old.name, old.read_bytes())
    key = make_key(key_of(folder)) if not key_of(folder).exists() and not database.exists() else unlock(key_of(folder))
    for half_made in folder.glob(f"{made.name}*"):
        half_made.unlink()
    with closing(create_database(made, key)) as connection:
        rebuilt = _fill(connection, rows, _salvage(database, key, connection), facts)
    check_closed_whole(made)
    for stale in ("-wal", "-shm"):  # SQLite would read an old WAL into the new file
        _beside(database, stale).unlink(missing_ok=True)
    made.rename(database)
    sync_folder(folder)
    return rebuilt


def _whole_rows(path: Path) -> list[Record]:
    with closing(Witness(path)) as witness:
        content = witness.read()
    found = look_through(content)
    if found.stray is not None or found.last == NO_RECORD:
        raise Broken(Code.WITNESS_DAMAGED, file=path.name, seq=found.last.seq + 1)
    return [record for record, _ in records(content)]


def _salvage(database: Path, key: bytes, target: Connection) -> tuple[str, ...]:
    make_tables(target)
    target.execute("PRAGMA foreign_keys = OFF")
    with suppress(FieldpointError):
        open_database(database, key, read_only=True).close()
        with transaction(target):
            return tuple(salvage(lambda: open_database(database, key, read_only=True), target))
    return ("site", "keys", "people", "households")


def _fill(connection: Connection, rows: list[Record], lost: tuple[str, ...], facts: SiteFacts | None) -> Rebuilt:
    first = decode_row(rows[0].line)
    code = first.site if isinstance(first, EpochOpen) else ""
    head = LogHead(0, 0, Head(b""))
    with transaction(connection):
        new_keys = connection.execute("SELECT count(DISTINCT purpose) FROM keys").fetchone() != (2,)
        if new_keys:
            identity.make_keys(connection)
        if connection.execute("SELECT 1 FROM site").fetchone() is None:
            write_facts(connection, facts or SiteFacts(code=code, name_fa=code, office=code, card_host="kart.local"))
        connection.execute("DELETE FROM hardware WHERE part = 'file'")  # this file is another, by our own doing
        with places_kept(connection):
            for record in rows:
                head = replay(connection, head, record)
        index_missing(connection)
    if new_keys:  # the old key is gone, so nobody could sign for the old epoch any more
        open_epoch(connection, code, "rebuilt")
    return Rebuilt(rows=len(rows), from_witness=True, new_keys=new_keys, nameless=count_nameless(connection), lost=lost)


def _beside(database: Path, ending: str) -> Path:
    return database.with_name(database.name + ending)
