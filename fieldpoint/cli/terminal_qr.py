"""A QR code in a terminal, for a tablet that is held before the screen."""

from io import StringIO

import click

_PRACTICE = "  تمرین · PRACTICE  "


def terminal_qr(text: str, *, practice: bool = False) -> str:
    """The code in half blocks, two modules a line; white on black whatever the terminal's own colours are.

    A practice card's stands between two violet lines that say so.
    """
    import segno  # noqa: PLC0415  for whoever shows one

    drawn = StringIO()
    segno.make_qr(text, error="m", boost_error=False).terminal(out=drawn, compact=True, border=2)
    lines = drawn.getvalue().splitlines()
    code = [click.style(line, fg="bright_white", bg="black") for line in lines]
    mark = [click.style(_PRACTICE.center(len(lines[0]), "/"), fg="bright_white", bg="magenta")] if practice else []
    return "\n".join([*mark, *code, *mark])
