"""A part of a workbook whose rows or texts are written as every spreadsheet writes them is read by its form.

A list of 100,000 people has two million elements, and a call of Python for each took two fifths of an import's reading:
20 s of processor time for such a workbook, 13 so (on a busy machine, both side by side).
So the parser only checks that a part is whole and plain, and its pieces, cut behind a row or a text, are taken by one
expression. What that does not cover to the last tag (formulas, rich text, entities, prefixes) is told element by
element, as `xml` does it: a piece at a time where the form is kept, else from there to the end.

Why that is safe: nothing that is no tag begins with `<`, for comments, sections and instructions are refused before.

Imports the standard library and its neighbours.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from fieldpoint.errors import Code, Invalid
from fieldpoint.exchange.workbook.xml import Listener, XmlPart

_LONGEST_HEAD: Final = 64 * 1024
_LONGEST_PIECE: Final = 256 * 1024


class Form(NamedTuple):
    """How the things of a part begin and end, and what stands around all of them."""

    begins: bytes
    ends: bytes
    around: tuple[bytes, bytes]


class PlainPart:
    """One part being read, as an `XmlPart` is. `take` takes a piece at once, or answers False and has taken nothing."""

    def __init__(self, listener: Listener, name: str, form: Form, take: Callable[[str], bool]) -> None:
        self._listener, self._name, self._form, self._take = listener, name, form, take
        self._whole = XmlPart(None, name)
        self._slow: XmlPart | None = None
        self._held = b""
        self._begun = False

    def feed(self, piece: bytes) -> None:
        """The listener has heard all that is whole so far. `Invalid` when it is no plain XML."""
        self._whole.feed(piece)
        if self._slow is not None:
            self._slow.feed(piece)
            return
        self._held += piece
        if not self._begun:
            place = self._held.find(self._form.begins)
            if place < 0:
                self._go_slowly(_LONGEST_HEAD, b"")
                return
            self._held, self._begun = self._held[place:], True
        end = self._held.rfind(self._form.ends) + len(self._form.ends)
        if end < len(self._form.ends):
            self._go_slowly(_LONGEST_PIECE, self._form.around[0])
            return
        ready, self._held = self._held[:end], self._held[end:]
        if not self._take(self._text(ready)):
            part = XmlPart(self._listener, self._name)
            part.feed(self._form.around[0] + ready + self._form.around[1])
            part.close()

    def close(self) -> None:
        """The listener has heard everything."""
        self._whole.close()
        if self._slow is None and (not self._begun or self._form.begins in self._held):
            self._go_slowly(-1, self._form.around[0] if self._begun else b"")
        if self._slow is not None:
            self._slow.close()

    def _go_slowly(self, most: int, before: bytes) -> None:
        """From here on element by element, where more than `most` bytes wait; `before` opens what they lie in."""
        if len(self._held) > most:
            self._slow = XmlPart(self._listener, self._name)
            self._slow.feed(before + self._held)
            self._held = b""

    def _text(self, ready: bytes) -> str:
        try:
            return ready.decode()
        except UnicodeDecodeError as fault:
            raise Invalid(Code.WORKBOOK_UNREADABLE, file=self._name) from fault
