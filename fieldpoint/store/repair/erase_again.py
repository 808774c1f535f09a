"""The erasure list beside the database: a copy that is restored whole, its witness too, is erased again.

`site.erased` holds random ids of households, one a line, synced before the log says so. Where the log of a restored
copy lacks their rows, the next opening of the site writes them anew.

Imports core and its neighbours in the store.
"""

import os
from pathlib import Path

from fieldpoint.clock import Reading
from fieldpoint.core.act_rows import Carry
from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.log_rows import decode_row
from fieldpoint.core.names import HouseholdId
from fieldpoint.core.register.rows import HouseholdErase
from fieldpoint.database import Connection
from fieldpoint.errors import Broken, Code
from fieldpoint.store import effects, log, people
from fieldpoint.store.register.erasures import is_erased
from fieldpoint.store.register.wipe import empty_wal
from fieldpoint.store.transaction import transaction_on

LIST = "site.erased"
_BY = "erasure-list"
_ID_LENGTH = 11


def note_erasure(folder: Path, household: HouseholdId) -> None:
    """The household stands on the list, whatever happens next. `Broken` (`file-unwritable`)."""
    try:
        descriptor = os.open(folder / LIST, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(f"{household}\n".encode())
            file.flush()
            os.fsync(descriptor)
    except OSError as fault:
        raise Broken(Code.FILE_UNWRITABLE, file=LIST) from fault


def note_erasures_of(folder: Path, line: bytes) -> None:
    """Whom a row from elsewhere erases, itself or inside, stands on the list. `Broken` (`file-unwritable`)."""
    try:
        row = decode_row(line)
    except UNREADABLE:
        return
    if isinstance(row, Carry):
        note_erasures_of(folder, bytes(row.line))
    elif isinstance(row, HouseholdErase):
        note_erasure(folder, row.hh)


def erase_again(connection: Connection, folder: Path, now: Reading) -> int:
    """Whoever stands on the list is not known here; answers for how many that had to be done. Commits."""
    missing = [one for one in _listed(folder) if not is_erased(connection, one) and _is_known(connection, one)]
    if not missing:
        return 0
    with transaction_on(connection, now) as tx:
        for household in missing:
            row = HouseholdErase(**tx.stamp(), hh=household, op=_BY)
            log.append(tx, row)
            effects.apply(tx, row)
    empty_wal(connection)
    return len(missing)


def _listed(folder: Path) -> list[HouseholdId]:
    try:
        lines = (folder / LIST).read_bytes().decode("ascii", "ignore").splitlines()
    except FileNotFoundError:
        return []
    except OSError as fault:
        raise Broken(Code.FOLDER_UNREADABLE, folder=folder.name) from fault
    return [HouseholdId(line) for line in dict.fromkeys(lines) if len(line) == _ID_LENGTH]


def _is_known(connection: Connection, household: HouseholdId) -> bool:
    return people.read_household(connection, household) is not None
