"""The tables of the lead's search and of duplicate hints: for every person the words and keys that find them.

`search_rows` holds them, one row a person, and two full-text indexes are made from it. A person who is deleted takes
the row along, and the row its words (triggers, so that no caller can forget it). What is new is written by
search/rows.py: within a trigger, FTS5 writes all it has to its pages for each row, and a list takes four times as
long. Full-text and no table of our own: smaller, and as quick for a letter as for a name.

Imports database and its neighbours in the store.
"""

from functools import reduce
from typing import Any, Final, cast

from fieldpoint.database import run_step
from fieldpoint.store.search.reindex import index_missing

# `ascii` parts at spaces and leaves Persian alone: the words were folded before. `pgsz` is what fits into a page of the
# database. With `secure-delete` a deleted word is taken out of the index and not only marked.
_INDEX: Final = (
    """CREATE VIRTUAL TABLE :name USING fts5(:column, content = 'search_rows', content_rowid = 'number',
       tokenize = 'ascii', detail = none, columnsize = 0, prefix = ':prefix')""",
    "INSERT INTO :name (:name, rank) VALUES ('pgsz', 1900)",
    "INSERT INTO :name (:name, rank) VALUES ('secure-delete', 1)",
    """CREATE TRIGGER :name_out AFTER DELETE ON search_rows BEGIN
       INSERT INTO :name (:name, rowid, :column) VALUES ('delete', OLD.number, OLD.:column); END""",
)


def _index(column: str, prefix: str) -> tuple[str, ...]:
    named = ((":name", f"search_{column}"), (":column", column), (":prefix", prefix))
    return tuple(reduce(lambda sql, one: sql.replace(*one), named, sql) for sql in _INDEX)


SEARCH: Final = (
    """CREATE TABLE search_rows (
        number INTEGER PRIMARY KEY, person TEXT NOT NULL UNIQUE, words TEXT NOT NULL,
        keys TEXT NOT NULL) STRICT""",
    *_index("words", "1 2"),
    *_index("keys", ""),
    """CREATE TRIGGER people_out AFTER DELETE ON people BEGIN
       DELETE FROM search_rows WHERE person = OLD.person; END""",
    "CREATE INDEX log_searches ON log (epoch_no, seq) WHERE type = 'people.search'",
    "CREATE INDEX households_code ON households (upper(ltrim(code, '0')))",
)


def make_search(db: object) -> None:
    """What finds a person stands, for everybody who is registered by now."""
    for sql in SEARCH:
        run_step(db, sql)
    index_missing(cast("Any", db).conn)
