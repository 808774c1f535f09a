"""The lead lets an operator register people, or no more."""

from fieldpoint.core.access_rows import OperatorRight, Right
from fieldpoint.errors import Code, NotFound
from fieldpoint.store import effects, log
from fieldpoint.store.entry import operators
from fieldpoint.store.transaction import Transaction


def grant_right(tx: Transaction, operator: str, right: Right, op: str, *, on: bool) -> tuple[Right, ...]:
    """What the operator may do besides from the next request on; again changes nothing. Does not commit.

    `NotFound` (`operator-unknown`).
    """
    found = operators.find_operator(tx.connection, operator)
    if found is None or found.revoked_at is not None:
        raise NotFound(Code.OPERATOR_UNKNOWN)
    if (right in found.rights) != on:
        row = OperatorRight(**tx.stamp(), who=found.operator, right=right, on=on, op=op)
        log.append(tx, row)
        effects.apply(tx, row)
    return operators.rights_of(tx.connection, operator)
