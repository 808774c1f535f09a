"""A list as a file: which encoding, which delimiter, where the column names stand, then row by row.

Offices send UTF-8 with and without a mark, UTF-16 from spreadsheets, Windows-1256 from old programs; parted by
commas, semicolons, tabs or bars. Nothing is guessed twice: the one reading whose column names make sense is
taken, and from there on every byte must fit it. A file that is not whole is refused whole.

Imports `core`, `errors` and its neighbours.
"""

import codecs
import csv
from collections.abc import Generator, Iterator
from io import SEEK_END, BytesIO, StringIO, TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import IO, NamedTuple, Self

from fieldpoint.errors import Code, Invalid
from fieldpoint.exchange.roster_columns import HEADER_WITHIN, Names, Row

_MOST_BYTES = 64 * 1024 * 1024
_LONGEST_LINE = 64 * 1024
_HEAD = 64 * 1024
_DELIMITERS = ",;\t|"
# What the decoders of UTF-8 and UTF-16 call a character whose end is missing.
_CUT_SHORT = frozenset({"unexpected end of data", "truncated data"})
_MARKED = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Given(NamedTuple):
    """A list that somebody brings: what its file is called, its bytes, how many there are."""

    name: str
    raw: IO[bytes]
    size: int


def given_file(path: Path) -> Given:
    """The file of a path, open. `Invalid` (`file-unreadable`) for what is none."""
    try:
        # Not only missing files: a folder, a pipe or a device is no list either, and could block for ever.
        if not path.is_file():
            raise Invalid(Code.FILE_UNREADABLE, file=path.name)
        raw = path.open("rb")
        return Given(path.name, raw, raw.seek(0, SEEK_END))
    except (OSError, ValueError) as fault:
        raise Invalid(Code.FILE_UNREADABLE, file=path.name) from fault


def given_bytes(content: bytes, name: str) -> Given:
    """A list that was sent."""
    return Given(name, BytesIO(content), len(content))


class RosterFile:
    """An open list as text. Use it in a `with`; `rows` can be walked once.

    Opening raises `Invalid` with a code of the files group when this is no list that can be read. `whole` says that
    a person looked and the list is whole although its last line is not ended.
    """

    def __init__(self, given: Given, names: Names, *, whole: bool = False) -> None:
        self.name, self.size = given.name, given.size
        self._raw, self._names, self._whole = given.raw, names, whole
        self._encoding, self._delimiter = self._recognise()
        self._lines = _Lines(self._raw, self._encoding, self.name)
        self._rows = self._parsed()
        self.columns = names.find_header(self._rows, self.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._raw.close()

    def position(self) -> int:
        """How many bytes were read so far."""
        return self._raw.tell()

    def rows(self) -> Iterator[Row]:
        """Line number and cells of each row below the column names; rows without any text are left out.

        `Invalid` (`file-truncated`) when the last row ends before its columns do. A list that was cut within its
        last cell looks whole but for the missing line end, so that is refused too (`last-line-open`).
        """
        last: Row | None = None
        for last in self._rows:
            yield last
        if last is not None and len(last[1]) < self.columns.width:
            raise Invalid(Code.FILE_TRUNCATED, file=self.name, line=last[0])
        if last is not None and self._lines.open_end and not self._whole:
            raise Invalid(Code.LAST_LINE_OPEN, file=self.name, line=last[0])

    def _recognise(self) -> tuple[str, str]:
        if self.size > _MOST_BYTES:
            raise Invalid(Code.FILE_TOO_LARGE, file=self.name, most=_MOST_BYTES)
        self._raw.seek(0)
        head = self._raw.read(_HEAD)
        if not head.strip():
            raise Invalid(Code.ROSTER_EMPTY, file=self.name)
        text = ""
        for encoding in _encodings(head):
            text = _decoded(head, encoding) or text
            found = [(self._best_row(text, delimiter), delimiter) for delimiter in _DELIMITERS]
            score, delimiter = max(found, key=lambda one: one[0])
            if score:
                return encoding, delimiter
        if not text or _decoded(head, "utf-8") is None:
            raise self._bad_byte()
        raise Invalid(Code.COLUMNS_MISSING, file=self.name, columns=self._missing(text))

    def _parsed(self) -> Generator[Row]:
        """The rows of the file from its first line; the line is the one a row begins on."""
        reader = csv.reader(self._lines, delimiter=self._delimiter, strict=True)
        while True:
            start = reader.line_num + 1
            try:
                cells = next(reader, None)
            except csv.Error as fault:
                code = Code.FILE_TRUNCATED if self._lines.ended else Code.ROW_MALFORMED
                raise Invalid(code, file=self.name, line=start) from fault
            except UnicodeDecodeError as fault:
                if fault.reason in _CUT_SHORT:
                    raise Invalid(Code.FILE_TRUNCATED, file=self.name, line=start) from fault
                raise self._bad_byte() from fault
            if cells is None:
                return
            if any(cells) and any(map(str.strip, cells)):
                yield start, cells

    def _bad_byte(self) -> Invalid:
        """Names the line of the first byte that does not fit: the text layer reads ahead, so it is looked up again."""
        self._raw.seek(0)
        for line in range(1, self.size + 1):
            raw = self._raw.readline(_LONGEST_LINE)
            if _decoded(raw, "utf-8") is None:
                return Invalid(Code.FILE_NOT_TEXT, file=self.name, line=line)
        return Invalid(Code.FILE_NOT_TEXT, file=self.name)

    def _best_row(self, text: str, delimiter: str) -> int:
        """How many fields the best row names that could be the column names; 0 when none could."""
        named = (self._names.recognise(cells) for cells in _first_rows(text, delimiter))
        return max((len(place) for place in named if not self._names.missing(place)), default=0)

    def _missing(self, text: str) -> str:
        """What the row that comes nearest to column names lacks."""
        rows = (row for delimiter in _DELIMITERS for row in _first_rows(text, delimiter))
        return ", ".join(min((self._names.missing(self._names.recognise(row)) for row in rows), key=len))


class _Lines(Iterator[str]):
    """The lines of a file, none longer than a list can have.

    `ended` when the last one was given; `open_end` while the latest one has no line end.
    """

    def __init__(self, raw: IO[bytes], encoding: str, name: str) -> None:
        raw.seek(0)
        # An encoding's mark is taken off; a UTF-16 file without one was told by its zero bytes.
        self._text = TextIOWrapper(raw, encoding=encoding, newline="")
        self._name, self._line, self.ended, self.open_end = name, 0, False, False

    def __next__(self) -> str:
        line = self._text.readline(_LONGEST_LINE)
        self._line += 1
        if not line:
            self.ended = True
            raise StopIteration
        if len(line) == _LONGEST_LINE:
            raise Invalid(Code.LINE_TOO_LONG, file=self._name, line=self._line)
        if "\0" in line:
            raise Invalid(Code.FILE_NOT_TEXT, file=self._name, line=self._line)
        self.open_end = not line.endswith(("\n", "\r"))
        return line


def _encodings(head: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKED:
        if head.startswith(mark):
            return (encoding,)
    return ("utf-16-le", "utf-16-be") if b"\0" in head else ("utf-8", "cp1256")


def _decoded(head: bytes, encoding: str) -> str | None:
    """The beginning of a file as text (a character cut in two at its end is no fault), or None."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _first_rows(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        yield from islice(csv.reader(StringIO(text, newline=""), delimiter=delimiter), HEADER_WITHIN)
    except csv.Error:
        return
