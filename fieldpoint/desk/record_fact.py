"""What was handed over while the site could not be asked: always appended, with what the rules would have said.

A fact is never refused: it happened. It counts like any handout but takes no claim, so whatever order facts come
in, the balances end the same. Its period is that of the business day the tablet knew.
"""

from hashlib import sha256

import msgspec
from msgspec import UNSET

from fieldpoint.core.base64url import b64url
from fieldpoint.core.jalali import read_day
from fieldpoint.core.log_rows import Handout, Refusal
from fieldpoint.core.names import CardId, Cycle, Day, EventId, PersonId
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.rules.entitlement import decide
from fieldpoint.core.rules.facts import Asked, Facts, Holder
from fieldpoint.core.rules.period import Moment, cycle_of
from fieldpoint.core.rules.reason import Reason
from fieldpoint.core.rules.verdict import Refused
from fieldpoint.database import Connection
from fieldpoint.desk.gather import gather_facts
from fieldpoint.desk.hand_out import AskedLine, Place
from fieldpoint.desk.look import CardRef, Shown, read_holder
from fieldpoint.desk.moment import moment_at
from fieldpoint.errors import Code, Conflict, NotFound
from fieldpoint.store import effects, log
from fieldpoint.store.days import closed_day, find_day, last_day, open_day_of
from fieldpoint.store.transaction import LogHead, Stamp, Transaction

AFTER_THE_FACT = "after-the-fact"
DOUBLE = "double"
DAY_UNKNOWN = "day-unknown"
ID_REUSED = "id-reused"
_ENCODER = msgspec.json.Encoder()


class FactLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line that was handed over already: what was asked, on the last day the tablet knew, if it knew one.

    `handed` is the day and the minute by the tablet's clock. `paper` is the number of its emergency line; `short` the
    code on a card that is not known here, `flags` what whoever read the card has to say.
    """

    line: AskedLine
    day: Day | None
    handed: tuple[Day, int] | None = None
    paper: str | None = None
    short: str | None = None
    flags: tuple[str, ...] = ()


class _Read(msgspec.Struct, frozen=True, kw_only=True):
    """What this site knows of a fact: the card's holder, what the rules go by, the day it counts for."""

    shown: Shown | None
    facts: Facts | None
    day: Day | None


class Recorded(msgspec.Struct, frozen=True, kw_only=True):
    """The fact's row and where it stands; `again`: it stood there before."""

    row: Handout
    stands: LogHead
    again: bool = False


def find_holder(connection: Connection, ref: CardRef | None) -> Shown | None:
    """The holder of a card, or nothing where no card of this site has that short code."""
    try:
        return None if ref is None else read_holder(connection, ref)
    except NotFound:
        return None


def record_fact(tx: Transaction, book: RuleBook, shown: Shown | None, fact: FactLine, place: Place) -> Recorded:
    """The fact stands in the log and counts. Does not commit.

    The same id again gives the first answer. An id that stands for something else is no reason to lose a fact:
    it gets an id of its own, the same for every repeat.
    """
    day = _day_of(tx.connection, fact)
    event_id, before = _own_id(tx.connection, fact, shown)
    if before is not None:
        return before
    facts = _facts(tx, book, shown, fact, day)
    row = _row(tx, tx.stamp(event_id), fact, _Read(shown=shown, facts=facts, day=day), place)
    stands = log.append(tx, row)
    effects.apply(tx, row)
    return Recorded(row=row, stands=stands)


def _row(tx: Transaction, stamp: Stamp, fact: FactLine, read: _Read, place: Place) -> Handout:
    line, facts = fact.line, read.facts
    # A programme that counts cards leaves the household out: where somebody slept is nobody's business.
    by_card = facts is None or facts.programme.counts_for == "card"
    household = None if facts is None or by_card else facts.holder.household
    members, shares = _shares(line, facts)
    used = log.find(tx.connection, line.handout_id)
    return Handout(
        **stamp,
        card=None if read.shown is None else read.shown.card,
        hh=None if household is None else household.household,
        prog=line.programme,
        cycle=Cycle(read.day or "") if facts is None else cycle_of(facts.programme.period, facts.counted),
        item=line.programme if facts is None else facts.programme.item,
        qty=line.quantity,
        members=members,
        shares=shares or UNSET,
        rule="" if facts is None else facts.programme.rule,
        day=read.day,
        desk=place.desk,
        tab=place.tab,
        tseq=line.tseq,
        op=place.operator,
        overrides=used[0].id if used is not None and isinstance(used[0], Refusal) else None,
        given=True,
        flags=_flags(tx.connection, fact, read, id_reused=used is not None),
        late_for=closed_day(tx.connection, read.day) or UNSET,
        paper=fact.paper or UNSET,
        short=fact.short if read.shown is None and fact.short else UNSET,
        draws=UNSET if facts is None else facts.draws,
    )


def _flags(connection: Connection, fact: FactLine, read: _Read, *, id_reused: bool) -> list[str]:
    """What the rules would have said, each word once."""
    known_day = fact.day is not None and find_day(connection, fact.day) is not None
    said = [AFTER_THE_FACT, *fact.flags, *_what_rules_say(read, fact.line)]
    said += [] if known_day else [DAY_UNKNOWN]
    return list(dict.fromkeys([*said, ID_REUSED] if id_reused else said))


def _day_of(connection: Connection, fact: FactLine) -> Day | None:
    """The day that a fact counts for: the one it names, else the last one here."""
    try:
        read_day(fact.day or "")
    except ValueError:  # a text that no calendar has is no reason to lose a fact
        return open_day_of(connection) or last_day(connection)
    return fact.day


def _own_id(connection: Connection, fact: FactLine, shown: Shown | None) -> tuple[EventId, Recorded | None]:
    """The id of a fact's row, and the row where it stands already."""
    line, card = fact.line, None if shown is None else shown.card
    asked = _ENCODER.encode([line.handout_id, card or fact.short, line.programme, line.quantity, line.members])
    other = EventId(b64url(sha256(b"fp/fact/1\0" + asked).digest()[:16]))
    for event_id in (line.handout_id, other):
        found = log.find(connection, event_id)
        if found is None:
            return event_id, None
        row, stands = found
        if isinstance(row, Handout) and (event_id == other or _is_same(row, fact, card)):
            return event_id, Recorded(row=row, stands=stands, again=True)
    raise Conflict(Code.EVENT_ID_REUSED)  # another kind of row has the hash of this fact as its id


def _is_same(row: Handout, fact: FactLine, card: CardId | None) -> bool:
    line = fact.line
    same_card = row.short == fact.short if row.short else row.card == card
    same_members = not line.members or tuple(row.members) == line.members
    return same_card and same_members and (row.prog, row.qty) == (line.programme, line.quantity)


def _facts(tx: Transaction, book: RuleBook, shown: Shown | None, fact: FactLine, day: Day | None) -> Facts | None:
    """What the rules go by on the day of the fact; nothing for a programme that does not run here."""
    line = fact.line
    programme = book.on(day).programmes.get(line.programme)
    if programme is None:
        return None
    moment = moment_at(tx.connection, tx.now, book.zone) if day is None else _moment(day, fact.handed)
    holder = Holder(card_state="unknown", household=None, anonymous=line.handout_id) if shown is None else shown.holder
    (facts,) = gather_facts(tx.connection, book, holder, [programme], moment)
    return facts


def _moment(day: Day, handed: tuple[Day, int] | None) -> Moment:
    """The business day, with the tablet's clock beside it where that is one: at 00:40 it is the night before."""
    try:
        clock_day, minute = handed or (day, None)
        read_day(clock_day)
    except ValueError:
        return Moment(day=day, clock_day=day)
    return Moment(day=day, clock_day=clock_day, minute=minute)


def _what_rules_say(read: _Read, line: AskedLine) -> list[str]:
    facts = read.facts
    if facts is None or read.shown is None:
        return [Code.PROGRAMME_UNKNOWN if facts is None else Reason.CARD_UNKNOWN]
    household = facts.holder.household
    strangers = set(line.members) - {person.person for person in (household.members if household else ())}
    members, _ = _shares(line, facts)
    verdict = decide(facts, Asked(quantity=line.quantity, members=members))
    reason = verdict.reason if isinstance(verdict, Refused) else None
    said = [] if reason is None else [DOUBLE if reason is Reason.ALREADY_COLLECTED else str(reason)]
    return [*said, *([Code.MEMBER_UNKNOWN] if strangers else [])]


def _shares(line: AskedLine, facts: Facts | None) -> tuple[list[PersonId], list[int]]:
    """For whom a line counts, and how much of it for each: evenly, the first ones more where it does not divide.

    Where nobody was ticked it is for all members of the household; a programme that counts households has no
    shares.
    """
    if facts is None or facts.programme.counts_for != "member":
        return list(line.members), []
    household = facts.holder.household
    everybody = [] if household is None else [person.person for person in household.members]
    members = list(dict.fromkeys(line.members or everybody))
    if not members:
        return [], []
    each, more = divmod(line.quantity, len(members))
    return members, [each + (number < more) for number in range(len(members))]
