"""Rows came back that this database had lost: what stands in no row is forgotten, as at a start that finds some.

Imports database and its neighbours in the store.
"""

from fieldpoint.database import Connection
from fieldpoint.store.entry import sign_ins


def rows_returned(connection: Connection) -> None:
    """Everybody signs in anew: who signed out since the copy was made would be in again. Does not commit.

    The one place for whatever else such rows ask of tables that are not made from the log, such as erasing again.
    """
    sign_ins.forget_all(connection)
