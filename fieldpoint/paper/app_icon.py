"""The page's icon as a PNG, for the home screens that take no SVG: iPads, and Android's masked icons.

One drawing is the source: `static/icon.svg`, made of one rect and one polyline, which is all that is read here. A
PNG fills its whole square, because the platforms round the corners themselves.

Imports Pillow, so it is imported only where such a picture is asked for.
"""

from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

from PIL import Image, ImageDraw

_SVG = "{http://www.w3.org/2000/svg}"
_FINER = 4  # drawn so many times larger, then made small, which smooths the edges


def icon_png(svg: Path, size: int) -> bytes:
    """The picture of the drawing as the bytes of a PNG, `size` pixels wide and high."""
    out = BytesIO()
    draw_icon(svg, size).save(out, "PNG", optimize=True)
    return out.getvalue()


def draw_icon(svg: Path, size: int) -> Image.Image:
    """The picture of the drawing, `size` pixels wide and high."""
    drawing = ET.fromstring(svg.read_bytes())  # noqa: S314  our own file
    scale = size * _FINER / float(drawing.get("viewBox", "0 0 64 64").split()[2])
    ground, line = drawing.find(f"{_SVG}rect"), drawing.find(f"{_SVG}polyline")
    if ground is None or line is None:
        raise ValueError  # the drawing is ours
    picture = Image.new("RGB", (size * _FINER, size * _FINER), ground.get("fill", ""))
    points = [_point(pair, scale) for pair in line.get("points", "").split()]
    _stroke(picture, points, line.get("stroke", ""), float(line.get("stroke-width", "1")) * scale)
    return picture.reduce(_FINER)


def _point(pair: str, scale: float) -> tuple[float, float]:
    across, down = pair.split(",")
    return float(across) * scale, float(down) * scale


def _stroke(picture: Image.Image, points: list[tuple[float, float]], colour: str, width: float) -> None:
    """The line with round ends and corners."""
    pen = ImageDraw.Draw(picture)
    pen.line(points, fill=colour, width=round(width), joint="curve")
    for across, down in points:
        reach = width / 2
        pen.ellipse((across - reach, down - reach, across + reach, down + reach), fill=colour)
