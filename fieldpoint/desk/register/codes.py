"""The code that a household of this site is called by: the one that was given, or the next that is free."""

from fieldpoint.core.persian import clean
from fieldpoint.database import Connection
from fieldpoint.errors import Code, Conflict
from fieldpoint.store import people

_DIGITS = 5


def free_code(connection: Connection, office: str, wanted: str) -> str:
    """The wanted code in one spelling, or the next number. `Conflict` (`code-taken`)."""
    wanted = clean(wanted)
    if not wanted:
        return next_code(connection, office)
    if code_taken(connection, office, wanted):
        raise Conflict(Code.CODE_TAKEN)
    return wanted


def code_taken(connection: Connection, office: str, code: str) -> bool:
    """Whether a household of this office has this code already."""
    return people.find_household(connection, office, clean(code)) is not None


def next_code(connection: Connection, office: str) -> str:
    """The number after the highest that a household of this office has."""
    return f"{people.highest_code(connection, office) + 1:0{_DIGITS}d}"
