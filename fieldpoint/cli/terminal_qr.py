"""A QR code in a terminal, for a tablet that is held before the screen."""

from io import StringIO

import click


def terminal_qr(text: str) -> str:
    """The code in half blocks, two modules a line; white on black whatever the terminal's own colours are."""
    import segno  # noqa: PLC0415  for whoever shows one

    drawn = StringIO()
    segno.make_qr(text, error="m", boost_error=False).terminal(out=drawn, compact=True, border=2)
    return "\n".join(click.style(line, fg="bright_white", bg="black") for line in drawn.getvalue().splitlines())
