"""A campaign's picture as SVG: scenes of our own drawing, shown as far as its puzzle is filled.

What was handed out shows the picture in its colours, what arrived shows it pale, what was pledged is hatched, and
what is missing is an empty outline: told by form, never by colour alone. Nothing of a person goes in.

Imports `core`.
"""

from fieldpoint.core.campaigns.campaign import Puzzle
from fieldpoint.core.campaigns.jigsaw import CELL, jigsaw
from fieldpoint.core.campaigns.scenes import SCENE_HEIGHT, SCENE_WIDTH, scene
from fieldpoint.core.campaigns.total import PieceTotals

_HATCH = (
    '<pattern id="hatch" width="24" height="24" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="24" height="24" fill="#fdf3d8"/><path d="M0 0v24" stroke="#c98a1b" stroke-width="9"/></pattern>'
)


def puzzle_svg(code: str, puzzle: Puzzle, pieces: PieceTotals, *, title: str) -> str:
    """The picture with its pieces. `title` is what is read out in its place; it is escaped here."""
    cut = jigsaw(code, puzzle.columns, puzzle.rows)
    handed, arrived, pledged = filled(pieces)
    laid = cut.order
    width, height = puzzle.columns * CELL, puzzle.rows * CELL
    picture = f'<g transform="scale({width / SCENE_WIDTH:.4f} {height / SCENE_HEIGHT:.4f})">{scene(puzzle.scene)}</g>'
    return "".join(
        (
            f'<svg class="puzzle" xmlns="http://www.w3.org/2000/svg" viewBox="-8 -8 {width + 16} {height + 16}"',
            f' role="img" aria-label="{_escaped(title)}">',
            f'<defs>{_HATCH}<g id="scene">{picture}</g><path id="lines" fill="none" d="{cut.lines()}"/>',
            _clip("handed", cut.pieces(laid[:handed])),
            _clip("arrived", cut.pieces(laid[handed:arrived])),
            f'</defs><rect width="{width}" height="{height}" fill="#f6f4ee"/>',
            f'<path class="pledged" d="{cut.pieces(laid[arrived:pledged])}" fill="url(#hatch)"/>',
            '<g class="arrived" clip-path="url(#clip-arrived)" opacity="0.38"><use href="#scene"/></g>',
            '<g class="handed" clip-path="url(#clip-handed)"><use href="#scene"/></g>',
            '<use href="#lines" stroke="#fff" stroke-width="7" opacity="0.75"/>',
            '<use href="#lines" stroke="#4d5a5c" stroke-width="2.5"/>',
            f'<rect x="-4" y="-4" width="{width + 8}" height="{height + 8}" rx="10" fill="none" stroke="#7b6a45"',
            ' stroke-width="8"/></svg>',
        )
    )


def filled(pieces: PieceTotals) -> tuple[int, int, int]:
    """How many of the picture's pieces are handed out, at least arrived, and at least pledged: each holds the others.

    More may be handed out than anybody put in, and more be pledged than there are pieces; a picture is full then.
    """
    handed = min(max(pieces.handed, 0), pieces.total)
    arrived = min(max(pieces.arrived, handed), pieces.total)
    return handed, arrived, min(max(pieces.pledged, arrived), pieces.total)


def _clip(name: str, path: str) -> str:
    return f'<clipPath id="clip-{name}"><path d="{path}"/></clipPath>'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
