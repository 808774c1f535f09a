"""How fast cards are signed, drawn and written as sheets of ten.

Imports paper, core, ids, clock and its neighbours.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

from fieldpoint import ids
from fieldpoint.bench.row import Row, told_row, value_row
from fieldpoint.clock import monotonic_s
from fieldpoint.core.card import CardName, card_text, make_short_code, sign_token
from fieldpoint.core.names import Day
from fieldpoint.exchange.synthetic_spelling import FAMILIES, MEN, NEIGHBOURHOODS, WOMEN
from fieldpoint.paper.card_face import CardFace
from fieldpoint.paper.card_sheet import CARDS_A_SHEET, write_card_sheet

_HOST = "KART.FIELDPOINT.TEST"
_ENOUGH = 50  # a second, by the clock on the wall


def measure_sheets(folder: Path, count: int) -> list[Row]:
    """The rows of `count` cards on sheets, by the clock on the wall and by this process's own time.

    Others on the machine slow the first one down. Loading the fonts and the libraries is not in it: ten cards are
    printed before.
    """
    folder.mkdir()
    write_card_sheet(folder / "first.pdf", _faces(CARDS_A_SHEET), printed_on=Day("1405-09-01"))
    begin, worked = monotonic_s(), _worked_s()
    write_card_sheet(folder / "cards.pdf", _faces(count), printed_on=Day("1405-09-01"))
    wall, own = monotonic_s() - begin, _worked_s() - worked
    return [
        value_row("cards on sheets", "a second", count / wall, (">=", _ENOUGH)),
        told_row("cards on sheets, in the processor's own time", "a second", count / own),
    ]


def _worked_s() -> float:
    """Seconds of a processor that this process has used."""
    spent = os.times()
    return spent.user + spent.system


def _faces(count: int) -> Iterator[CardFace]:
    """Signed cards of made-up families, each signed when it is asked for."""
    rng = Random(count)  # noqa: S311  made-up people, no keys
    seed = rng.randbytes(32)
    for number in range(count):
        token = sign_token(CardName(card=ids.new_card_id(), kid=7, serial=1), seed)
        yield CardFace(
            qr_text=card_text(_HOST, token),
            short=make_short_code(ids.below),
            code=f"{number:05d}",
            name=f"{rng.choice(WOMEN + MEN)} {rng.choice(FAMILIES)}",
            neighbourhood=rng.choice(NEIGHBOURHOODS),
        )
