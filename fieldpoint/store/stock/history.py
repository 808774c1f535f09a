"""Who took something that may count now, here or elsewhere. Nothing here writes. Imports core and database."""

from collections.abc import Collection

from fieldpoint.core.names import Cycle
from fieldpoint.database import Connection

_TAKEN = "SELECT DISTINCT holder FROM takings WHERE (programme, cycle) IN (VALUES {pairs})"
_ELSEWHERE = """SELECT name FROM elsewhere
    UNION SELECT s.household FROM same_households s JOIN elsewhere e ON e.name = s.name"""


def with_history(connection: Connection, spans: Collection[tuple[str, Cycle]]) -> set[str]:
    """Everybody who took something in these programmes and periods, or anything at another site, by all their names.

    It looks at every taking once.
    """
    values = tuple(part for span in spans for part in span)
    here = connection.execute(_TAKEN.format(pairs=", ".join(["(?, ?)"] * len(spans))), values)
    return {name for (name,) in here} | {name for (name,) in connection.execute(_ELSEWHERE)}
