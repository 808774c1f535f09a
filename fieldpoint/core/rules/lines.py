"""On which line of a TOML text a field stands, so that a fault can be shown where it is."""

import re

_HEADER = re.compile(r"^\s*\[\[?\s*([A-Za-z0-9_.-]+)\s*\]\]?")
_KEY = re.compile(r"^\s*([A-Za-z0-9_-]+)\s*=")


def line_of(text: str, path: tuple[str | int, ...]) -> int:
    """The line (from 1) of a field such as ("window", 1, "first").

    A field of an inline table stands on the line of its innermost key that begins a line; one that is missing,
    where its table begins, and at the top of the file on line 1.
    """
    places = _places(text)
    return max((places.get(path[:end], 1) for end in range(1, len(path) + 1)), default=1)


def _places(text: str) -> dict[tuple[str | int, ...], int]:
    """Each key that begins a line, and each table's header, by its path."""
    places: dict[tuple[str | int, ...], int] = {}
    counts: dict[str, int] = {}
    table: tuple[str | int, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        header, key = _HEADER.match(line), _KEY.match(line)
        if header:
            table = tuple(header[1].split("."))
            if line.lstrip().startswith("[["):
                counts[header[1]] = counts.get(header[1], -1) + 1
                places.setdefault(table, number)
                table = (*table, counts[header[1]])
            places[table] = number
        elif key:
            places[(*table, key[1])] = number
    return places
