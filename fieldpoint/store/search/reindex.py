"""Everybody can be found again: after a step of the tables, and after a repair.

Imports core, database and its neighbours in the store.
"""

from fieldpoint.database import Connection
from fieldpoint.store.people import people_not_indexed
from fieldpoint.store.search.rows import index_new

_TOGETHER = 1000


def index_missing(connection: Connection) -> int:
    """Everybody has what finds them; answers how many had not. Does not commit."""
    count = 0
    while found := people_not_indexed(connection, _TOGETHER):
        index_new(connection, found)
        count += len(found)
    return count
