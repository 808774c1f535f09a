"""What goes out: named columns with their HXL tags, and cells that are only ever text or whole numbers.

A text that a spreadsheet would run gets an apostrophe before it (OWASP, CSV injection), and loses it again when it
is read in here; telephone numbers are no formulas and stay as they are.

Imports its neighbours.
"""

from collections.abc import Iterator, Sequence

import msgspec

from fieldpoint.exchange.roster_row import is_formula

Cell = str | int | None


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Columns in their order: each one's word in JSON, its title for people, its tag of the HXL standard 1.1."""

    keys: tuple[str, ...]
    titles: tuple[str, ...]
    tags: tuple[str, ...]

    def heads(self, *, hxl: bool) -> Iterator[Sequence[str]]:
        """The rows above the first: the titles, and the tags where they are asked for."""
        yield self.titles
        if hxl:
            yield self.tags


def table_of(columns: Sequence[tuple[str, str, str]]) -> Table:
    """The table of columns that are each a key, a title and a tag."""
    keys, titles, tags = zip(*columns, strict=True)
    return Table(keys=keys, titles=titles, tags=tags)


def harmless(cell: Cell) -> str:
    """The cell as text that no spreadsheet runs."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if isinstance(cell, str) and is_formula(text) else text
