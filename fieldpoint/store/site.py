"""A site's data folder: who the site is, its database (site.db), its key (site.key), its clock.

Imports data_folder, database, clock, ids, core and its neighbours in the store.
"""

import os
import re
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from fieldpoint.clock import MachineClock, Trust, kernel_boot
from fieldpoint.core.batch import SITE_CODE
from fieldpoint.core.card import card_text
from fieldpoint.data_folder import DataFolder
from fieldpoint.database import Connection, database_errors, migrate, transaction
from fieldpoint.errors import Broken, Code, Conflict, Invalid
from fieldpoint.store import identity
from fieldpoint.store.lives.begin import begin_epoch
from fieldpoint.store.lives.hardware import hardware_of, notice_hardware
from fieldpoint.store.repair.adopt import adopt_card_keys, adopt_rules
from fieldpoint.store.repair.erase_again import erase_again
from fieldpoint.store.repair.recover import recover
from fieldpoint.store.transaction import unwitnessed
from fieldpoint.store.unlock import unlock
from fieldpoint.store.witness import make_witness, witness_of

_FOLDER = DataFolder(
    name="site",
    version=33,
    steps_module="fieldpoint.store.migrations",
    missing=Code.SITE_MISSING,
    taken=Code.SITE_EXISTS,
)


class SiteFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Who a site is. `office` names the office whose household codes it uses; `zone` is an IANA name."""

    code: str
    name_fa: str
    office: str
    card_host: str
    zone: str = "Asia/Tehran"


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """An opened site. Each connection belongs to whoever asked for it."""

    folder: Path
    facts: SiteFacts
    clock: MachineClock
    key: bytes

    @property
    def database(self) -> Path:
        """Its database file."""
        return self.folder / _FOLDER.database

    def connect(self, *, read_only: bool = False) -> Connection:
        """A new connection to the site's database."""
        return _FOLDER.connect(self.folder, self.key, read_only=read_only)


def site_exists(folder: Path) -> bool:
    """Whether the folder already holds a site's database."""
    return _FOLDER.exists(folder)


def create_site(folder: Path, facts: SiteFacts, witness: Path | None = None) -> Site:
    """A new site with its keys and the first row of its log, committed. `witness`: a file on a second medium.

    `Invalid` (`settings-invalid`) for facts that no site can have, `Conflict` when the folder holds a site
    already (`database-lost`: the witness of one), `Broken` (`folder-unreadable`) when it cannot be written.
    """
    _check_facts(facts)
    beside = witness_of(folder / _FOLDER.database)
    if os.path.lexists(beside) and not _FOLDER.exists(folder):
        raise Conflict(Code.DATABASE_LOST, file=_FOLDER.database)

    def fill(connection: Connection) -> None:
        with transaction(connection):
            write_facts(connection, facts)
            identity.make_keys(connection)
        open_epoch(connection, facts.code, "genesis")

    _FOLDER.create(folder, fill)
    if witness is not None:
        place_witness(folder, witness)
    return open_site(folder)


def database_of(folder: Path) -> Path:
    """Where the database of a data folder lies, or should lie."""
    return folder / _FOLDER.database


def key_of(folder: Path) -> Path:
    """Where the key of a data folder lies, or should lie."""
    return folder / _FOLDER.key


def make_tables(connection: Connection) -> None:
    """A database has the tables of a site of this version."""
    migrate(connection, _FOLDER.version, _FOLDER.steps_module, file=_FOLDER.database)


def place_witness(folder: Path, place: Path) -> None:
    """The witness lies at `place` from here on, empty; the next opening fills it. The folder has none yet.

    `Broken` (`witness-failed`, `witness-missing`) when there is a file already or no such medium.
    """
    make_witness(place)
    link_witness(folder, place)


def link_witness(folder: Path, place: Path) -> None:
    """The folder's witness is the file at `place`.

    The folder keeps a link and no setting, so that the place is known when the database is lost.
    `Broken` (`witness-failed`) when the folder has a witness already.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        witness_of(folder / _FOLDER.database).symlink_to(place.absolute())
    except OSError as fault:
        raise Broken(Code.WITNESS_FAILED, file=place.name) from fault


def _check_facts(facts: SiteFacts) -> None:
    if re.search(SITE_CODE, facts.code) is None:
        raise Invalid(Code.SETTINGS_INVALID, field="code")
    for field, value in (("name", facts.name_fa), ("office", facts.office)):
        if not value.isprintable():  # also bytes of the terminal that are no UTF-8
            raise Invalid(Code.SETTINGS_INVALID, field=field)
    card_text(facts.card_host, "")  # refuses a host that would make a larger QR code
    try:
        ZoneInfo(facts.zone)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        raise Invalid(Code.SETTINGS_INVALID, field="zone") from None


def open_site(folder: Path) -> Site:
    """The site of a data folder, its tables brought up to this version.

    Database and witness are compared first, and hold the same rows afterwards (see repair/recover.py).
    `NotFound` (`site-missing`) when there is none; `Broken` when the folder, the key, the file or the witness
    is unfit, or only the witness is there (`database-lost`).
    """
    database = folder / _FOLDER.database
    if witness_of(database).exists() and not _FOLDER.exists(folder):
        raise Broken(Code.DATABASE_LOST, file=_FOLDER.database)
    connection, key = _FOLDER.open(folder, unlock)
    try:
        with database_errors(_FOLDER.database):  # a damaged page shows itself at whatever reads it first
            recover(connection, database)
            facts = _read_site(connection)
            clock = _clock(connection)
            adopt_card_keys(connection, clock.now())
            adopt_rules(connection, clock.now())
            erase_again(connection, folder, clock.now())
            notice_hardware(connection, hardware_of(database), clock.now().wall_ms)
        return Site(folder=folder, facts=facts, clock=clock, key=key)
    finally:
        connection.close()


def bare_site(folder: Path) -> tuple[Connection, MachineClock]:
    """The database of a site whose witness says something else, which nobody has compared, and its clock."""
    connection, _ = _FOLDER.open(folder, unlock)
    return connection, _clock(connection)


def write_facts(connection: Connection, facts: SiteFacts) -> None:
    """The site's facts stand in the database. Does not commit."""
    connection.execute(
        "INSERT INTO site (one, code, name_fa, office, card_host, zone) VALUES (1, ?, ?, ?, ?, ?)",
        (facts.code, facts.name_fa, facts.office, facts.card_host, facts.zone),
    )


def open_epoch(connection: Connection, code: str, reason: str) -> None:
    """The log of a site that is being made goes on in a new epoch, bound to the head it stood at. Commits."""
    with unwitnessed(connection, _clock(connection).now()) as tx:
        begin_epoch(tx, code, reason)


def _read_site(connection: Connection) -> SiteFacts:
    row = connection.execute("SELECT code, name_fa, office, card_host, zone FROM site").fetchone()
    if row is None:
        raise Broken(Code.DATABASE_UNREADABLE, file=_FOLDER.database)
    return SiteFacts(code=row[0], name_fa=row[1], office=row[2], card_host=row[3], zone=row[4])


def _clock(connection: Connection) -> MachineClock:
    """The machine's clock in this boot; a boot that was not seen before gets the next number."""
    kernel = kernel_boot()
    connection.execute(
        "INSERT INTO boots (number, kernel, trust) SELECT coalesce(max(number), 0) + 1, ?, 0 FROM boots"
        " WHERE true ON CONFLICT (kernel) DO NOTHING",
        (kernel,),
    )
    row = connection.execute("SELECT number, trust FROM boots WHERE kernel = ?", (kernel,)).fetchone()
    if row is None:
        raise Broken(Code.DATABASE_UNREADABLE, file=_FOLDER.database)
    return MachineClock(row[0], Trust(row[1]))
