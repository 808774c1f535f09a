"""A site's data folder: who the site is, its database (site.db), its key (site.key), its clock.

Imports data_folder, database, clock, ids, core and its neighbours in the store.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fieldpoint.clock import MachineClock, Trust, kernel_boot
from fieldpoint.core.base64url import b64url
from fieldpoint.core.batch import SITE_CODE
from fieldpoint.core.card import card_text
from fieldpoint.core.chain import genesis_head
from fieldpoint.core.log_rows import EpochOpen
from fieldpoint.data_folder import DataFolder
from fieldpoint.database import Connection, database_errors, transaction
from fieldpoint.errors import Broken, Code, Invalid
from fieldpoint.ids import new_epoch, new_secret
from fieldpoint.store import identity, log
from fieldpoint.store.transaction import transaction_on
from fieldpoint.store.unlock import unlock

_FOLDER = DataFolder(
    name="site",
    version=5,
    steps_module="fieldpoint.store.migrations",
    missing=Code.SITE_MISSING,
    taken=Code.SITE_EXISTS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFacts:
    """Who a site is. `office` names the office whose household codes it uses; `zone` is an IANA name."""

    code: str
    name_fa: str
    office: str
    card_host: str
    zone: str = "Asia/Tehran"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """An opened site. Each connection belongs to whoever asked for it."""

    folder: Path
    facts: SiteFacts
    clock: MachineClock
    desk_secret: str
    key: bytes

    def connect(self, *, read_only: bool = False) -> Connection:
        """A new connection to the site's database."""
        return _FOLDER.connect(self.folder, self.key, read_only=read_only)


def site_exists(folder: Path) -> bool:
    """Whether the folder already holds a site's database."""
    return _FOLDER.exists(folder)


def create_site(folder: Path, facts: SiteFacts) -> Site:
    """A new site with its keys and the first row of its log, committed.

    `Invalid` (`settings-invalid`) for facts that no site can have, `Conflict` when the folder holds a site
    already, `Broken` (`folder-unreadable`) when it cannot be written.
    """
    _check_facts(facts)

    def fill(connection: Connection) -> None:
        _write_site(connection, facts)
        _open_first_epoch(connection, facts.code)

    _FOLDER.create(folder, fill)
    return open_site(folder)


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

    `NotFound` (`site-missing`) when there is none; `Broken` when the folder, the key or the file is unfit.
    """
    connection, key = _FOLDER.open(folder, unlock)
    try:
        with database_errors(_FOLDER.database):
            facts, secret = _read_site(connection)
            clock = _clock(connection)
        return Site(folder=folder, facts=facts, clock=clock, desk_secret=secret, key=key)
    finally:
        connection.close()


def _write_site(connection: Connection, facts: SiteFacts) -> None:
    with transaction(connection):
        connection.execute(
            "INSERT INTO site (one, code, name_fa, office, card_host, zone, desk_secret) VALUES (1, ?, ?, ?, ?, ?, ?)",
            (facts.code, facts.name_fa, facts.office, facts.card_host, facts.zone, new_secret()),
        )
        identity.make_keys(connection)


def _open_first_epoch(connection: Connection, code: str) -> None:
    epoch, key = new_epoch(), identity.log_key(connection)
    genesis = genesis_head(code, epoch, key.public)
    with transaction(connection):
        connection.execute(
            "INSERT INTO epochs (number, epoch, log_kid, genesis) VALUES (1, ?, ?, ?)",
            (b64url(epoch), key.kid, genesis),
        )
    with transaction_on(connection, _clock(connection).now()) as tx:
        row = EpochOpen(**tx.stamp(), site=code, epoch=b64url(epoch), pubkey=b64url(key.public), reason="genesis")
        log.append(tx, row)


def _read_site(connection: Connection) -> tuple[SiteFacts, str]:
    row = connection.execute("SELECT code, name_fa, office, card_host, zone, desk_secret FROM site").fetchone()
    if row is None:
        raise Broken(Code.DATABASE_UNREADABLE, file=_FOLDER.database)
    return SiteFacts(code=row[0], name_fa=row[1], office=row[2], card_host=row[3], zone=row[4]), row[5]


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
