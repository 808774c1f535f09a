"""Somebody is given a name to sign in under, a role and a PIN; or a new PIN or role; or may sign in no more.

The slow hash of a PIN is made before the transaction that keeps it (`hash_new_pin`), because nobody else can write
meanwhile.
"""

from typing import Final

from fieldpoint import ids
from fieldpoint.core import pin as pins
from fieldpoint.core.access_rows import OperatorAdd, OperatorPin, OperatorRevoke, OperatorRole, Role
from fieldpoint.core.names import OperatorId
from fieldpoint.core.persian import clean, fold
from fieldpoint.errors import Code, Conflict, Invalid, NotAllowed, NotFound
from fieldpoint.store import effects, log
from fieldpoint.store.entry import operators
from fieldpoint.store.entry.operators import Operator, PinHash
from fieldpoint.store.transaction import Transaction

_LEADING: Final = ("lead", "admin")


def random_pin() -> str:
    """Six random digits, none that a stranger tries first."""
    while pins.is_weak(made := ids.new_pin()):
        pass
    return made


def hash_new_pin(pin: str, cost: int = pins.COST) -> PinHash:
    """What is to be kept of a new PIN; takes a quarter of a second and 32 MiB."""
    salt = ids.new_salt()
    return PinHash(salt=salt, kept=pins.hash_pin(pin, salt, cost), cost=cost)


def check_chosen_pin(pin: str) -> None:
    """Whether a PIN that a person chose may be kept. `Invalid` (`pin-weak`)."""
    if pins.is_weak(pin):
        raise Invalid(Code.PIN_WEAK)


def add_operator(tx: Transaction, name: str, role: Role, pin: PinHash, op: str) -> OperatorId:
    """Somebody may sign in. Does not commit. `Invalid` for no name, `Conflict` (`name-taken`)."""
    shown, folded = clean(name), fold(name)
    if not folded.isprintable() or not folded:
        raise Invalid(Code.REQUEST_INVALID, field="$.name")
    if operators.find_name(tx.connection, folded) is not None:
        raise Conflict(Code.NAME_TAKEN)
    operator = ids.new_operator_id()
    row = OperatorAdd(**tx.stamp(), who=operator, role=role, op=op)
    log.append(tx, row)
    effects.apply(tx, row)
    operators.name_operator(tx, operator, shown, folded)
    _keep(tx, operator, pin, op)
    return operator


def add_first_lead(tx: Transaction, name: str, pin: PinHash) -> OperatorId:
    """Whoever holds the one-time code leads the site. Does not commit.

    `NotAllowed` (`pairing-code-wrong`) when somebody does already.
    """
    if operators.leads(tx.connection):
        raise NotAllowed(Code.PAIRING_CODE_WRONG)
    return add_operator(tx, name, "lead", pin, "code")


def give_pin(tx: Transaction, operator: str, pin: PinHash, op: str) -> None:
    """The new PIN is the only right one, locks are open, and whoever was signed in is out. Does not commit.

    `NotFound` (`operator-unknown`).
    """
    _keep(tx, _present(tx, operator).operator, pin, op)


def change_role(tx: Transaction, operator: str, role: Role, op: str) -> None:
    """Somebody has another role and signs in anew, with the name and the PIN they had. Does not commit.

    One row, and not somebody revoked and another one added: then the log would show two people, and what was done
    before would be nobody's who is here. The role they have already changes nothing.
    `NotFound` (`operator-unknown`), `Conflict` (`last-lead`) when nobody would be left to add others.
    """
    found = _present(tx, operator)
    if found.role == role:
        return
    if role not in _LEADING:
        _check_another_leads(tx, found)
    row = OperatorRole(**tx.stamp(), who=found.operator, role=role, op=op)
    log.append(tx, row)
    effects.apply(tx, row)


def revoke_operator(tx: Transaction, operator: str, op: str) -> None:
    """Somebody may sign in no more, from the next request on; again changes nothing. Does not commit.

    `NotFound` (`operator-unknown`), `Conflict` (`last-lead`) when nobody would be left to add others.
    """
    found = operators.find_operator(tx.connection, operator)
    if found is None:
        raise NotFound(Code.OPERATOR_UNKNOWN)
    if found.revoked_at is not None:
        return
    _check_another_leads(tx, found)
    row = OperatorRevoke(**tx.stamp(), who=found.operator, op=op)
    log.append(tx, row)
    effects.apply(tx, row)


def _present(tx: Transaction, operator: str) -> Operator:
    found = operators.find_operator(tx.connection, operator)
    if found is None or found.revoked_at is not None:
        raise NotFound(Code.OPERATOR_UNKNOWN)
    return found


def _check_another_leads(tx: Transaction, found: Operator) -> None:
    if found.role in _LEADING and operators.leads(tx.connection) == [found.operator]:
        raise Conflict(Code.LAST_LEAD)


def _keep(tx: Transaction, operator: OperatorId, pin: PinHash, op: str) -> None:
    row = OperatorPin(**tx.stamp(), who=operator, op=op)
    log.append(tx, row)
    effects.apply(tx, row)
    operators.keep_pin(tx, operator, row.id, pin)
