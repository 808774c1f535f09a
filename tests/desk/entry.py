"""A site's tablets and people, made by the acts themselves; PINs with a hash that is quick to make."""

from fieldpoint.core.access_rows import Role
from fieldpoint.core.names import OperatorId, TabletId
from fieldpoint.desk.appoint import add_operator, hash_new_pin
from fieldpoint.desk.pair_tablet import pair_tablet
from fieldpoint.desk.sign_in import begin_attempt, end_attempt
from fieldpoint.errors import Code, FieldpointError
from fieldpoint.store.entry.sign_ins import make_code
from tests.desk.support import Desk
from tests.device import PIN, QUICK, Device

WRONG = "111222"


def pair(desk: Desk, device: Device | None = None) -> TabletId:
    """A tablet that was let in with a code."""
    shown = device or Device()
    return desk.write(lambda tx: pair_tablet(tx, shown.show(make_code(tx, "tablet"))))


def add(desk: Desk, name: str, role: Role = "operator", pin: str = PIN) -> OperatorId:
    """Somebody who may sign in."""
    return desk.write(lambda tx: add_operator(tx, name, role, hash_new_pin(pin, QUICK), "lead"))


def sign_in(desk: Desk, tablet: TabletId, name: str, pin: str = PIN) -> str | None:
    """The cookie's secret, or nothing when the PIN is wrong."""
    attempt = desk.write(lambda tx: begin_attempt(tx, tablet, name, QUICK))
    right = attempt.is_right(pin)
    return desk.write(lambda tx: end_attempt(tx, attempt, right=right))


def outcome(desk: Desk, tablet: TabletId, name: str, pin: str = WRONG) -> str:
    """What came of it in a word: `in`, `wrong`, or the code of what was refused unlooked at."""
    try:
        return "wrong" if sign_in(desk, tablet, name, pin) is None else "in"
    except FieldpointError as fault:
        if fault.code not in {Code.PIN_LOCKED, Code.PIN_RESET_NEEDED}:
            raise
        return str(fault.code)
