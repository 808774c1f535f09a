"""Prometheus' text format, version 0.0.4: what a family of numbers is, then one line a number.

Written here because the numbers are read from the database at the moment they are asked for: a library has counters and
histograms of which nothing would be used, and would have to be loaded and kept in memory for three functions.

Pure. Imports msgspec.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal

import msgspec

MEDIA_TYPE: Final = "text/plain; version=0.0.4"  # the server adds the charset
_ESCAPED: Final = str.maketrans({"\\": "\\\\", "\n": "\\n", '"': '\\"'})


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """One number with its labels."""

    number: int
    labels: Mapping[str, str] = msgspec.field(default_factory=dict[str, str])


class Family(msgspec.Struct, frozen=True, kw_only=True):
    """Numbers of one kind: their name, what they are, whether they only grow."""

    name: str
    about: str
    kind: Literal["gauge", "counter"] = "gauge"
    samples: Sequence[Sample] = ()


def exposition(families: Iterable[Family]) -> str:
    """The families as text; a family without numbers is left out."""
    return "".join(line + "\n" for family in families if family.samples for line in _lines(family))


def _lines(family: Family) -> Iterator[str]:
    about = family.about.replace("\\", "\\\\").replace("\n", "\\n")
    yield f"# HELP {family.name} {about}"
    yield f"# TYPE {family.name} {family.kind}"
    for sample in family.samples:
        labels = ",".join(f'{name}="{value.translate(_ESCAPED)}"' for name, value in sample.labels.items())
        yield f"{family.name}{{{labels}}} {sample.number}" if labels else f"{family.name} {sample.number}"
