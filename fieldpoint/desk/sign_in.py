"""Somebody signs in with a name and six digits, on a paired tablet; wrong ones cost more and more time.

An attempt is counted before its PIN is looked at, so that neither many at once nor a power cut in the middle gives
a guess for nothing: `begin_attempt`, then the slow hash outside of any transaction, then `end_attempt`. For a name
that nobody has, everything is done alike. What is counted belongs to one tablet and one name: a stranger with one
tablet locks nobody out at another.
"""

from hashlib import sha256
from typing import Final

import msgspec

from fieldpoint import ids
from fieldpoint.core.access_rows import PinLock
from fieldpoint.core.base64url import b64url
from fieldpoint.core.names import OperatorId, TabletId
from fieldpoint.core.persian import fold
from fieldpoint.core.pin import COST, is_pin
from fieldpoint.errors import Code, NotAllowed, Unavailable
from fieldpoint.store import effects, log
from fieldpoint.store.entry import operators, pin_misses
from fieldpoint.store.entry.operators import PinHash
from fieldpoint.store.entry.pin_misses import Misses
from fieldpoint.store.entry.sign_ins import open_session
from fieldpoint.store.transaction import Transaction

FREE_MISSES: Final = 4  # the fifth wrong PIN in a row is the first that makes wait
MOST_IN_A_ROW: Final = 10
MOST_OF_DAY: Final = 100
_FIRST_WAIT_MS: Final = 30_000


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """One PIN that may be looked at. `operator` is None for a name that nobody has, `pin` is then nobody's."""

    tablet: TabletId
    who: str
    operator: OperatorId | None
    pin: PinHash

    def is_right(self, pin: str) -> bool:
        """Whether these are the digits; takes as long for a name that nobody has."""
        right = is_pin(pin, self.pin.salt, self.pin.kept, self.pin.cost)
        return right and self.operator is not None


def begin_attempt(tx: Transaction, tablet: TabletId, name: str, cost: int = COST) -> Attempt:
    """The attempt, counted as a miss until it is known to be none. Does not commit.

    `Unavailable` (`pin-locked`, `retry_after_s`) while this tablet must wait with this name; `NotAllowed`
    (`pin-reset-needed`) after ten in a row, or a hundred on a business day. `cost` is that of a name nobody has.
    """
    folded = fold(name)
    found = operators.find_name(tx.connection, folded)
    who = _stranger(folded) if found is None else found.operator
    counted = pin_misses.misses(tx.connection, tablet, who, tx.now)
    locked = found is not None and pin_misses.is_locked(tx.connection, tablet, found.operator)
    if locked or counted.in_a_row >= MOST_IN_A_ROW or counted.of_day >= MOST_OF_DAY:
        raise NotAllowed(Code.PIN_RESET_NEEDED)
    wait = _wait_ms(counted)
    if wait > 0:
        raise Unavailable(Code.PIN_LOCKED, retry_after_s=-(-wait // 1000))
    pin_misses.add_miss(tx, tablet, who)
    kept = None if found is None else operators.pin_of(tx.connection, found.operator)
    known = found.operator if found is not None and kept is not None else None
    nobodys = PinHash(salt=ids.new_salt(), kept=b"", cost=cost)
    return Attempt(tablet=tablet, who=who, operator=known, pin=kept or nobodys)


def end_attempt(tx: Transaction, attempt: Attempt, *, right: bool) -> str | None:
    """The cookie's secret of a new session when the PIN was right; nothing when not. Does not commit.

    The tenth wrong one in a row is a row of the log, so that a restored copy does not forget it.
    """
    if settle_attempt(tx, attempt, right=right) and attempt.operator is not None:
        return open_session(tx, attempt.tablet, attempt.operator)
    return None


def settle_attempt(tx: Transaction, attempt: Attempt, *, right: bool) -> bool:
    """Whether the PIN was right, and is still; a wrong one stays counted. Does not commit."""
    if right and attempt.operator is not None and _still_right(tx, attempt):
        pin_misses.take_back_miss(tx, attempt.tablet, attempt.who)
        return True
    counted = pin_misses.misses(tx.connection, attempt.tablet, attempt.who, tx.now)
    if attempt.operator is not None and counted.in_a_row >= MOST_IN_A_ROW:
        row = PinLock(**tx.stamp(), tab=attempt.tablet, who=attempt.operator)
        log.append(tx, row)
        effects.apply(tx, row)
    return False


def _still_right(tx: Transaction, attempt: Attempt) -> bool:
    """The PIN may have been changed, or its owner revoked, while the hash was made."""
    found = operators.find_operator(tx.connection, attempt.who)
    return (
        found is not None
        and found.revoked_at is None
        and operators.pin_of(tx.connection, found.operator) == attempt.pin
    )


def _wait_ms(counted: Misses) -> int:
    """How long after the last miss the next PIN is looked at: half a minute after five, then doubling."""
    over = counted.in_a_row - FREE_MISSES - 1
    return 0 if over < 0 else _FIRST_WAIT_MS * 2**over - counted.age_ms


def _stranger(folded: str) -> str:
    """Under what the misses for a name that nobody has are counted; not the name itself."""
    return "?" + b64url(sha256(b"fp/name/1\0" + folded.encode()).digest()[:8])
