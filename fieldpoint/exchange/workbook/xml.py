"""The XML of a workbook, part by part, with no memory of what was read.

The parser of the standard library (expat) is told what to forget: a document type, a comment or a second
instruction is refused where it stands, so there are no entities to grow and none to fetch; nesting and every single
token are bounded. Of the parser's events only the beginning of an element is a call of Python: a list of
100,000 people has five million events.

Imports the standard library, `errors` and its neighbours.
"""

from collections.abc import Callable, Iterable
from typing import Final, Protocol
from xml.parsers import expat

from fieldpoint.errors import Code, Invalid

Attributes = dict[str, str]
_LONGEST_TOKEN: Final = 512 * 1024
_DEEPEST = 256
_MOST_OPEN = 1_000_000  # characters of text between two elements


class Listener(Protocol):
    """Who is told what a part holds: names as they are written, and in `parts` the text since the last beginning."""

    parts: list[str]

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        ...

    def finish(self) -> None:
        """The part is over."""
        ...


class XmlPart:
    """One part being read: `feed` it piece by piece, then `close` it; the listener is told meanwhile.

    Without a listener it is only looked at, whether it is whole and plain.
    """

    def __init__(self, listener: Listener | None, name: str) -> None:
        self._listener, self._name = listener, name
        self._fed = self._begun = self._ended = 0
        self._ends: list[str] = []
        self._held = b""
        # Only UTF-8, whatever the part says of itself: every spreadsheet writes it, and bytes can be counted in it.
        self._parser = parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EndElementHandler = self._ends.append
        if listener is not None:
            parser.StartElementHandler = listener.start
            parser.CharacterDataHandler = listener.parts.append

    def feed(self, piece: bytes) -> None:
        """The listener has heard all that is whole so far. `Invalid` when it is no plain XML."""
        piece = self._held + piece
        whole = piece.removesuffix(b"<")
        self._held = piece[len(whole) :]
        if b"<!" in whole or whole.count(b"<?") > (self._fed == 0):
            self._refuse()
        self._fed += len(whole)
        self._parse(whole, last=False)
        # Without comments every `<` is a tag, so the open ones are known without a call for each.
        self._begun += whole.count(b"<") - whole.count(b"</") - whole.count(b"<?")
        self._ended += len(self._ends)
        self._ends.clear()
        deep = self._begun - self._ended > _DEEPEST
        if deep or self._fed - self._parser.CurrentByteIndex > _LONGEST_TOKEN:
            self._refuse()
        if self._listener is not None and sum(map(len, self._listener.parts)) > _MOST_OPEN:
            self._refuse()

    def close(self) -> None:
        """The listener has heard everything."""
        self._parse(self._held, last=True)
        if self._listener is not None:
            self._listener.finish()

    def _parse(self, piece: bytes, *, last: bool) -> None:
        try:
            self._parser.Parse(piece, last)
        except expat.ExpatError as fault:
            raise Invalid(Code.WORKBOOK_UNREADABLE, file=self._name) from fault

    def _refuse(self, *_: object) -> None:
        raise Invalid(Code.WORKBOOK_UNSAFE, file=self._name)


class Part(Protocol):
    """A part that is being read, in whatever way."""

    def feed(self, piece: bytes) -> None:
        """The next bytes of it."""
        ...

    def close(self) -> None:
        """There are no more."""
        ...


class Elements:
    """A listener that only wants the attributes of elements: `take` is called with each name, without its prefix."""

    def __init__(self, take: Callable[[str, Attributes], None]) -> None:
        self.parts: list[str] = []
        self._take = take

    def start(self, tag: str, attributes: Attributes) -> None:
        """One more."""
        self.parts.clear()
        self._take(plain(tag), attributes)

    def finish(self) -> None:
        """Nothing is left to do."""


def listen(pieces: Iterable[bytes], part: Part) -> None:
    """Whoever listens has heard a whole part."""
    for piece in pieces:
        part.feed(piece)
    part.close()


def attribute(attributes: Attributes, wanted: str) -> str:
    """An attribute by its name without a prefix; '' where it is not there."""
    for name, value in attributes.items():
        if plain(name) == wanted:
            return value
    return ""


def plain(tag: str) -> str:
    """A name without its prefix."""
    return tag.rpartition(":")[2]
