"""Shapes of a puzzle's pieces: every edge between two pieces is one curve with a tab, drawn alike from both sides.

The curves are drawn by lot from the campaign's code, so a campaign's puzzle is the same on every screen and every day.
Pure arithmetic; whole numbers come out, 100 to a piece. Imports the standard library only.
"""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256

CELL = 100
_Point = tuple[int, int]
_TAB = 0.1  # a third of its height, as a part of the edge
_JITTER = 0.04


class Jigsaw:
    """The pieces of a picture in columns and rows, and in which order they are laid."""

    def __init__(self, code: str, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self._code = code
        # Edges from the left to the right over each row's top, and from above to below at each column's left side.
        self._across = [[self._edge(x, y, 1, 0) for x in range(columns)] for y in range(rows + 1)]
        self._down = [[self._edge(x, y, 0, 1) for y in range(rows)] for x in range(columns + 1)]

    @property
    def order(self) -> list[int]:
        """The numbers of the pieces in the order in which they are laid: all over the picture, not line by line."""
        return sorted(range(self.columns * self.rows), key=lambda one: self._lot("piece", one))

    def piece(self, number: int) -> str:
        """The outline of a piece as an SVG path; pieces are numbered line by line."""
        y, x = divmod(number, self.columns)
        above, below = self._across[y][x], self._across[y + 1][x]
        left, right = self._down[x][y], self._down[x + 1][y]
        round_it = [*above[1:], *right[1:], *reversed(below[:-1]), *reversed(left[:-1])]
        return f"M{_said(above[0])}C{' '.join(map(_said, round_it))}Z"

    def pieces(self, numbers: Sequence[int]) -> str:
        """The outlines of several pieces as one path."""
        return "".join(map(self.piece, numbers))

    def lines(self) -> str:
        """Every inner edge once, as one path: what is drawn between the pieces."""
        inner = [*self._across[1:-1], *self._down[1:-1]]
        edges = (edge for line in inner for edge in line)
        return "".join(f"M{_said(edge[0])}C{' '.join(map(_said, edge[1:]))}" for edge in edges)

    def _edge(self, x: int, y: int, across: int, down: int) -> list[_Point]:
        """The ten points of an edge; one of the frame is straight."""
        begin = (x * CELL, y * CELL)
        framed = (down and x in (0, self.columns)) or (across and y in (0, self.rows))
        shape = _STRAIGHT if framed else _tab(self._lot(f"{across}{down}", x * 1000 + y))
        return [_placed(begin, along, aside, (across, down)) for along, aside in shape]

    def _lot(self, kind: str, number: int) -> bytes:
        return sha256(f"{self._code}/{kind}/{number}".encode()).digest()


@lru_cache(maxsize=4)
def jigsaw(code: str, columns: int, rows: int) -> Jigsaw:
    """The jigsaw of a campaign; a page that shows it again does not cut it again."""
    return Jigsaw(code, columns, rows)


_STRAIGHT = [(step / 9, 0.0) for step in range(10)]


def _tab(lot: bytes) -> list[tuple[float, float]]:
    """One edge with its tab to one side or the other: how far along it, and how far aside."""
    side = 1 if lot[0] % 2 else -1
    a, b, c, d, e = ((byte / 255 * 2 - 1) * _JITTER for byte in lot[1:6])
    t = _TAB
    shape = [
        (0.0, 0.0),
        (0.2, a),
        (0.5 + b + d, -t + c),
        (0.5 - t + b, t + c),
        (0.5 - 2 * t + b - d, 3 * t + c),
        (0.5 + 2 * t + b - d, 3 * t + c),
        (0.5 + t + b, t + c),
        (0.5 + b + d, -t + c),
        (0.8, e),
        (1.0, 0.0),
    ]
    return [(along, aside * side) for along, aside in shape]


def _placed(begin: _Point, along: float, aside: float, way: _Point) -> _Point:
    across, down = way
    x = begin[0] + round(CELL * (along if across else aside))
    y = begin[1] + round(CELL * (along if down else aside))
    return x, y


def _said(point: _Point) -> str:
    return f"{point[0]} {point[1]}"
