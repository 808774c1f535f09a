"""What was odd about a row: text that cannot be read as what its column says is kept in the note.

Imports `core` only.
"""

import re

from fieldpoint.core.date_text import read_day_text
from fieldpoint.core.names import Day
from fieldpoint.core.persian import fold_word, is_phone_shaped, read_phone

# A spreadsheet runs a cell that starts so (OWASP, CSV injection), in full width too.
_RUNS = frozenset("=+-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋")
_RUNS_UNSTRIPPED = frozenset("\t\r")
# How a text that did not fit its column is called in the note.
_KEPT_AS = {
    "sex-unreadable": "جنسیت",
    "birth-date-unreadable": "تاریخ تولد",
    "phone-unreadable": "تلفن",
    "several-phones": "تلفن",
    "second-id": "شناسهٔ دیگر",
}
_BETWEEN_PHONES = re.compile(r"[/،,;؛|]| و | - ")


class Odd:
    """What was odd about a row: kinds for the report, texts for the note."""

    def __init__(self, kinds: list[str], note: str) -> None:
        self.kinds = kinds
        self._notes = [note] if note else []

    @property
    def note(self) -> str:
        """What the row says in its note, and what did not fit elsewhere."""
        return "؛ ".join(self._notes)

    def keep(self, kind: str, text: str) -> None:
        """One more text that did not fit its column."""
        self.kinds.append(kind)
        self._notes.append(f"{_KEPT_AS[kind]}: {text}")

    def birth_day(self, text: str, this_year: int) -> Day | None:
        """The day that a clean text says."""
        if not text:
            return None
        reading = read_day_text(text, this_year)
        if reading is None:
            if fold_word(text):
                self.keep("birth-date-unreadable", text)
            return None
        if reading.gregorian:
            self.kinds.append("birth-date-gregorian")
        return reading.day

    def phone(self, text: str) -> str | None:
        """The telephone number that a clean text says, the first one of several."""
        if not text:
            return None
        phone = read_phone(text)
        if phone is None and fold_word(text):
            first = next(filter(None, map(read_phone, _BETWEEN_PHONES.split(text))), None)
            self.keep("phone-unreadable" if first is None else "several-phones", text)
            return first
        return phone


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would run this text; a telephone number with its `+` is none, nor is a lone sign."""
    runs = cell[:1] in _RUNS_UNSTRIPPED or cell.lstrip()[:1] in _RUNS
    return runs and any(map(str.isalnum, cell)) and not is_phone_shaped(cell)
