"""The one error tree: six kinds of failure, and (in codes.py) every stable code.

A class says what kind of failure it is, a code says which one, facts say where. No prose here: HTTP
statuses live in `serving/problems.py`, Persian sentences in the page's catalogue, the operator's
hints in `cli/words.py`.

Imports its page of codes.
"""

from collections.abc import Mapping
from types import MappingProxyType

from fieldpoint.errors.codes import Code

__all__ = ["Broken", "Code", "Conflict", "Fact", "FieldpointError", "Invalid", "NotAllowed", "NotFound", "Unavailable"]

Fact = str | int


class FieldpointError(Exception):
    """A failure that fieldpoint foresaw: its code, and the facts a sentence about it needs.

    Facts name places (a file, a line, a field), never what somebody sent.
    """

    def __init__(self, code: Code, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, Fact] = MappingProxyType(facts)

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code}: {told}" if told else str(self.code)


class Invalid(FieldpointError):
    """What was given cannot be read or breaks a rule of form."""


class NotAllowed(FieldpointError):
    """Whoever asks may not do this."""


class NotFound(FieldpointError):
    """What was named is not here."""


class Conflict(FieldpointError):
    """It cannot be done beside what already stands."""


class Unavailable(FieldpointError):
    """Not now; the same request may succeed later."""


class Broken(FieldpointError):
    """Something of ours is damaged; a person must look."""
