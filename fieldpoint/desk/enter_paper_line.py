"""An emergency line of the printed day sheet, filled in by hand while there was no power, is entered."""

import msgspec

from fieldpoint.core.card import ShortCode
from fieldpoint.core.jalali import read_day
from fieldpoint.core.names import Day
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.desk.hand_out import AskedLine, Place
from fieldpoint.desk.record_fact import FactLine, Recorded, find_holder, record_fact
from fieldpoint.errors import Code, Invalid
from fieldpoint.store.transaction import Transaction
from fieldpoint.store.voids import paper_line

PAPER_AGAIN = "paper-again"


class PaperLine(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on the paper: the line's number, the short code, what was given; and the day of the sheet."""

    line: AskedLine
    paper: str
    short: ShortCode
    day: Day


def enter_paper_line(tx: Transaction, book: RuleBook, written: PaperLine, place: Place) -> Recorded:
    """The line is a fact with its paper's number, never refused. Does not commit.

    A number that was entered before for this day is flagged, and so is a code that no card here has. `Invalid`
    (`day-invalid`) for a text that is no day: whoever types it can mend it.
    """
    try:
        read_day(written.day)
    except ValueError as fault:
        raise Invalid(Code.DAY_INVALID) from fault
    first = paper_line(tx.connection, written.day, written.paper)
    fact = FactLine(line=written.line, day=written.day, paper=written.paper, short=written.short.text)
    if first is not None and first != written.line.handout_id:
        fact = msgspec.structs.replace(fact, flags=(PAPER_AGAIN,))
    return record_fact(tx, book, find_holder(tx.connection, written.short), fact, place)
