"""One measured figure and its bar.

Imports msgspec only.
"""

from typing import Literal

import msgspec


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was measured, in `unit`; `against` is what it is held against in the same unit, `ratio` their quotient.

    `bar` such as `>= 0.65` is for the ratio, or for the value where there is no ratio; it is empty where a figure
    is only told. `met` and `value` are nothing where this machine does not tell the figure.
    """

    name: str
    value: float | None
    unit: str
    against: float | None
    ratio: float | None
    bar: str
    met: bool | None


Sense = Literal[">=", "<="]


def ratio_row(name: str, unit: str, pair: tuple[float, float], ratio: float, bar: tuple[Sense, float]) -> Row:
    """The row of a value and what it is held against, as `pair`, with the median ratio of the rounds."""
    value, against = pair
    return Row(
        name=name,
        value=round(value, 3),
        unit=unit,
        against=round(against, 3),
        ratio=round(ratio, 3),
        bar=f"{bar[0]} {bar[1]:g}",
        met=_meets(ratio, bar),
    )


def value_row(name: str, unit: str, value: float | None, bar: tuple[Sense, float], against: float | None = None) -> Row:
    """The row of a value that has a bar of its own; `against` is what the raw limit took, to read beside it."""
    return Row(
        name=name,
        value=None if value is None else round(value, 3),
        unit=unit,
        against=None if against is None else round(against, 3),
        ratio=None,
        bar=f"{bar[0]} {bar[1]:g}",
        met=None if value is None else _meets(value, bar),
    )


def told_row(name: str, unit: str, value: float) -> Row:
    """The row of a value that is told and not judged."""
    return Row(name=name, value=round(value, 3), unit=unit, against=None, ratio=None, bar="", met=None)


def untold_row(name: str) -> Row:
    """The row of what cannot be measured on this machine."""
    return Row(name=name, value=None, unit="", against=None, ratio=None, bar="", met=None)


def _meets(figure: float, bar: tuple[Sense, float]) -> bool:
    return figure >= bar[1] if bar[0] == ">=" else figure <= bar[1]
