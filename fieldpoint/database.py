"""The only door to SQLite: opens an encrypted database file with settings that were proven.

Site and registry both keep their rows in SQLCipher (design chapter 5, facts 1 to 6): Debian's own SQLite has
the WAL-reset corruption bug, and page HMACs notice every flipped bit. This room stands below both because they
may not know each other. The untyped edge of the driver and of sqlite-utils ends here.

Imports the driver, sqlite-utils and `errors`.
"""

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

from fieldpoint.errors import Broken, Code, FieldpointError, NotFound, Unavailable

Value = str | int | bytes | None
_OLDEST_ENGINE = (3, 51, 3)  # older ones corrupt a WAL that is reset under a reader
_PLAIN_HEADER = b"SQLite format 3\0"
_WAIT_MS = 10_000
_SQLITE_BUSY, SQLITE_FULL = 5, 13
_NOT_THE_KEY = frozenset({7, 8, 10, 14})  # no memory, read-only, I/O error, cannot open: the machine failed
_PAGE_BYTES = 2048  # a handout dirties pages of its own: 24 kB written for one alone, 32 with pages of 4096 bytes


class Cursor(Protocol):
    """The rows of one statement."""

    rowcount: int

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row, or nothing."""
        ...

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows that are left."""
        ...

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """The rows one by one."""
        ...


class Connection(Protocol):
    """An open database, in autocommit until `transaction` begins one."""

    in_transaction: bool

    def execute(self, sql: str, parameters: Sequence[Value] = ..., /) -> Cursor:
        """Run one statement."""
        ...

    def executemany(self, sql: str, rows: Iterable[Sequence[Value]], /) -> Cursor:
        """Run one statement for every row of values."""
        ...

    def close(self) -> None:
        """Let the file go."""
        ...


def create_database(path: Path, key: bytes) -> Connection:
    """A new, empty, encrypted database file. `Broken` when the engine is not fit."""
    return _ready(_connect(path, "rwc"), key, path)


def open_database(path: Path, key: bytes, *, read_only: bool = False) -> Connection:
    """An existing database. `NotFound` when it is missing, `Broken` when the key or the file is wrong."""
    if not path.is_file():
        raise NotFound(Code.DATABASE_UNREADABLE, file=path.name)
    with path.open("rb") as file:
        header = file.read(len(_PLAIN_HEADER))
        # PRAGMA key says nothing of a plain file, where names would lie open, nor of an empty one.
        if header == _PLAIN_HEADER or len(header) < len(_PLAIN_HEADER):
            raise Broken(Code.DATABASE_UNREADABLE, file=path.name)
    return _ready(_connect(path, "rw"), key, path, read_only=read_only)


@contextmanager
def transaction(connection: Connection) -> Generator[None]:
    """Everything inside is committed together or not at all.

    IMMEDIATE: a deferred one that reads and then writes fails at once against another writer.
    """
    with database_errors():
        connection.execute("BEGIN IMMEDIATE")
    try:
        with database_errors():
            yield
            connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk or an I/O error may have ended it already
            connection.execute("ROLLBACK")
        raise


@contextmanager
def savepoint(connection: Connection) -> Generator[None]:
    """A part of an open transaction that is taken back alone when it fails."""
    connection.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        # A full disk or an I/O error has ended the whole transaction already: whoever began it must not go on.
        if connection.in_transaction:
            connection.execute("ROLLBACK TO part")
            connection.execute("RELEASE part")
        raise
    connection.execute("RELEASE part")


@contextmanager
def database_errors(file: str = "") -> Generator[None]:
    """Turns the driver's errors into ours: busy is `Unavailable`, anything else is `Broken`."""
    from sqlcipher3 import dbapi2 as driver  # noqa: PLC0415  type of the errors only

    error: type[Exception] = cast("Any", driver).Error
    try:
        yield
    except error as fault:
        if result_code(fault) == _SQLITE_BUSY or "locked" in str(fault):
            raise Unavailable(Code.SITE_BUSY) from fault
        if result_code(fault) == SQLITE_FULL:
            raise Unavailable(Code.DISK_FULL) from fault
        raise Broken(Code.DATABASE_UNREADABLE, file=file) from fault


def result_code(fault: BaseException) -> int | None:
    """SQLite's result code without its extended part; nothing for a failure that is not SQLite's."""
    code = getattr(fault, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else None


def file_of(connection: Connection) -> Path:
    """The file that a connection has open."""
    row = connection.execute("PRAGMA database_list").fetchone()
    return Path(str(row[2]) if row else "")


def unreadable_pages(connection: Connection) -> int:
    """How many pages of the file are not as they were written, by the check sum that each carries."""
    return len(connection.execute("PRAGMA cipher_integrity_check").fetchall())


def shrink_wal(connection: Connection) -> None:
    """What waits in the WAL goes into the file as far as there is room, and the WAL stays small from here on."""
    with suppress(FieldpointError), database_errors():
        connection.execute("PRAGMA busy_timeout = 200")  # a long reader does not hold up the writer for it
        connection.execute("PRAGMA wal_autocheckpoint = 64")
        connection.execute("PRAGMA journal_size_limit = 0")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")


def migrate(connection: Connection, version: int, steps_module: str, *, file: str) -> None:
    """Brings the tables up to `version`, the number of steps that this fieldpoint knows.

    The module of the `steps` (a sqlite-utils `Migrations`) is named and not imported: a server that starts
    on finished tables then carries neither it nor sqlite-utils. All steps are committed at once: a cut leaves the
    tables as they were, and a card waits for one sync instead of one a step (a new site: 0.8 s, now 0.2 s).
    `Broken` (`database-newer`) when a newer fieldpoint made the file.
    """
    found = int(_pragma(connection, "PRAGMA user_version") or 0)
    if found > version:
        raise Broken(Code.DATABASE_NEWER, file=file)
    if found == version:
        return
    from sqlite_utils import Database  # noqa: PLC0415  4 MiB

    with database_errors(file), transaction(connection):
        import_module(steps_module).steps.apply(Database(cast("Any", connection)))
        connection.execute(f"PRAGMA user_version = {version:d}")


def run_step(database: object, sql: str) -> None:
    """Runs one statement of a migration step; sqlite-utils' own `execute` is only partly typed."""
    cast("Any", database).execute(sql)


def _connect(path: Path, mode: str) -> Connection:
    from sqlcipher3 import dbapi2 as driver  # noqa: PLC0415  the untyped edge

    with database_errors(path.name):
        opened = cast("Any", driver).connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=10.0,
            cached_statements=256,
        )
    return cast("Connection", opened)


def _ready(connection: Connection, key: bytes, path: Path, *, read_only: bool = False) -> Connection:
    try:
        with database_errors(path.name):
            _unlock(connection, key, path)
            _settle(connection)
            connection.execute(f"PRAGMA query_only = {int(read_only)}")
    except BaseException:
        connection.close()
        raise
    return connection


def _unlock(connection: Connection, key: bytes, path: Path) -> None:
    """Gives the key before anything is read; SQLCipher wants the HMAC's kind even before the key."""
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute("PRAGMA cipher_default_hmac_algorithm = HMAC_SHA256")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute(f"PRAGMA cipher_page_size = {_PAGE_BYTES}")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except Exception as fault:
        if (code := result_code(fault)) in (_SQLITE_BUSY, SQLITE_FULL):
            raise
        disk_failed = code in _NOT_THE_KEY
        raise (Broken(Code.STORAGE_FAILED) if disk_failed else Broken(Code.KEY_WRONG, file=path.name)) from fault


def _settle(connection: Connection) -> None:
    """Sets what keeps acknowledged rows, and reads it back: a pragma that fails says nothing."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")  # NORMAL loses acknowledged rows at a power cut
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA mmap_size = 0")  # a mapped page turns an I/O error into a killed process
    connection.execute("PRAGMA cache_size = -2000")
    connection.execute("PRAGMA wal_autocheckpoint = 2000")  # 4 MB: pages written again and again reach the file once
    connection.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
    engine = tuple(int(part) for part in str(_pragma(connection, "SELECT sqlite_version()")).split("."))
    fit = (
        engine >= _OLDEST_ENGINE
        and _pragma(connection, "PRAGMA cipher_version")
        and _pragma(connection, "PRAGMA journal_mode") == "wal"
        and _pragma(connection, "PRAGMA synchronous") == 2  # noqa: PLR2004  2 is FULL
        and _pragma(connection, "PRAGMA foreign_keys") == 1
        and _pragma(connection, "PRAGMA mmap_size") in (0, None)
        and _pragma(connection, "PRAGMA cipher_use_hmac") == "1"  # without it a flipped bit is a changed row
        and _pragma(connection, "PRAGMA cipher_plaintext_header_size") == "0"
        and _pragma(connection, "PRAGMA cipher_hmac_algorithm") == "HMAC_SHA256"
    )
    if not fit:
        raise Broken(Code.ENGINE_UNFIT)


def _pragma(connection: Connection, sql: str) -> str | int | None:
    row = connection.execute(sql).fetchone()
    return None if row is None else cast("str | int", row[0])
