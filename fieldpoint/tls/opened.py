"""The day that a human confirmed last, as a certificate is dated from it.

Imports store and core.
"""

from datetime import date

from fieldpoint.core.jalali import gregorian_of
from fieldpoint.database import Connection
from fieldpoint.store.days import latest_day


def last_opened(connection: Connection) -> date | None:
    """The business day that was opened last, open or closed; nothing before the first."""
    found = latest_day(connection)
    return None if found is None else gregorian_of(found.day)
