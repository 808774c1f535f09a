"""What leaves in a file, row by row: people of all households, handouts, and their sums.

Each is one statement that is walked, so however many there are, one row is in memory.
"""

from collections.abc import Iterator
from typing import Any

from fieldpoint.core.list_rows import Exported
from fieldpoint.database import Connection

_PEOPLE = """SELECT h.office, h.code, h.neighbourhood, p.given_name, p.family_name, p.relation, p.sex, p.born_on,
             p.phone, p.id_kind, p.id_value, replace(p.tags, char(10), '؛'), p.note, h.registered_on, h.review_on
             FROM households h JOIN people p ON p.household = h.household WHERE h.merged_into IS NULL
             ORDER BY h.office, h.code, p.ordinal"""
_LINES = """SELECT json_extract(CAST(l.line AS TEXT), '$.day') AS day,
            json_extract(CAST(l.line AS TEXT), '$.prog') AS prog, json_extract(CAST(l.line AS TEXT), '$.item') AS item,
            json_extract(CAST(l.line AS TEXT), '$.qty') AS qty, json_extract(CAST(l.line AS TEXT), '$.desk') AS desk,
            json_extract(CAST(l.line AS TEXT), '$.wall') AS wall, json_extract(CAST(l.line AS TEXT), '$.hh') AS hh,
            l.event_id, l.epoch_no, l.seq
            FROM log l WHERE l.type = 'handout' AND l.event_id NOT IN (SELECT ref FROM voids)"""
_HANDOUTS = f"""SELECT r.day, strftime('%Y-%m-%dT%H:%M:%SZ', r.wall / 1000, 'unixepoch'), r.prog, r.item, r.qty, r.desk,
                coalesce(k.code, h.code, ''), r.event_id FROM ({_LINES}) r
                LEFT JOIN households h ON h.household = r.hh LEFT JOIN households k ON k.household = h.merged_into
                ORDER BY r.epoch_no, r.seq"""  # noqa: S608  our own statement
_COUNTS = f"""SELECT r.day, r.prog, r.item, count(*), sum(r.qty), count(DISTINCT r.hh) FROM ({_LINES}) r
              GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"""  # noqa: S608  our own statement
_STATEMENTS: dict[Exported, str] = {"people": _PEOPLE, "handouts": _HANDOUTS, "counts": _COUNTS}


def rows(connection: Connection, what: Exported) -> Iterator[tuple[Any, ...]]:
    """The rows of a list, as its columns stand in `desk/lists/export.py`."""
    yield from connection.execute(_STATEMENTS[what])


def count(connection: Connection, what: Exported) -> int:
    """How many rows there are."""
    row = connection.execute(f"SELECT count(*) FROM ({_STATEMENTS[what]})").fetchone()  # noqa: S608  our own statement
    return 0 if row is None else int(row[0])
