"""The log begins a new life by a lead's word: it was set back, went on in two places, or is on another machine."""

from collections.abc import Collection

import msgspec

from fieldpoint.database import file_of
from fieldpoint.errors import Code, Conflict
from fieldpoint.store.lives.begin import begin_epoch
from fieldpoint.store.lives.due import Reason, clear_due, due, graver
from fieldpoint.store.lives.hardware import hardware_of, settle_hardware
from fieldpoint.store.transaction import LogHead, Transaction


class Begun(msgspec.Struct, frozen=True, kw_only=True):
    """A life that has begun: why, and where its first row stands."""

    reason: str
    stands: LogHead


def begin_life(
    tx: Transaction, site: str, by: str, *, noticed: Reason | None = None, lost: Collection[str] = ()
) -> Begun:
    """The log of `site` goes on in a new life, and what stood in its way is over. Does not commit.

    `noticed` is a reason that tablets gave, `lost` the lives that they were shown and this log never had. `Conflict`
    (`epoch-not-due`) where there is no reason.
    """
    found = graver(due(tx.connection), noticed)
    if found is None:
        raise Conflict(Code.EPOCH_NOT_DUE)
    reason = "rollback" if found == "restored" else found
    stands = begin_epoch(tx, site, reason, by)
    _settle(tx, lost)
    return Begun(reason=reason, stands=stands)


def _settle(tx: Transaction, lost: Collection[str]) -> None:
    clear_due(tx.connection, lost)
    settle_hardware(tx.connection, hardware_of(file_of(tx.connection)))
