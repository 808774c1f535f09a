"""The tables that are made from the log: what one row changes in them, the same whenever it is read again.

The start after a damage, `verify` and `rebuild` all go through `project`, so that a row that was replayed has the
effects it had when it was appended. A row's effects depend on the row and on what stands before it, on nothing else.

Imports core and its neighbours in the store.
"""

from collections.abc import Sequence
from typing import Final, get_args

import msgspec

from fieldpoint.clock import Reading, Trust
from fieldpoint.core.access_rows import OperatorRevoke, OperatorRight, OperatorRole, TabletRevoke
from fieldpoint.core.act_rows import (
    AlternateAdd,
    CardKeyAdd,
    CardKeyEnd,
    CardReprint,
    CardRevoke,
    CardSuspend,
    Carry,
    CollectorBlock,
    HouseholdMerge,
    Void,
)
from fieldpoint.core.base64url import from_b64url
from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.chain import NO_HEAD, genesis_head, next_head
from fieldpoint.core.gifts.rows import GiftRow
from fieldpoint.core.log_rows import (
    AnyRow,
    CardBind,
    CardIssue,
    DayOpen,
    EpochOpen,
    Handout,
    Registration,
    Registrations,
    decode_row,
)
from fieldpoint.core.names import Head, HouseholdId, PersonId
from fieldpoint.core.register.rows import HouseholdErase, HouseholdSplit, MergeUndo
from fieldpoint.core.services.rows import ServiceRow
from fieldpoint.core.shelter.rows import BedStay, BedStep, ShelterLayout
from fieldpoint.database import Connection
from fieldpoint.errors import Broken, Code
from fieldpoint.store import cards, days, effects, log
from fieldpoint.store.card_life.heirs import set_heir
from fieldpoint.store.cards import CardRow
from fieldpoint.store.projected.tables import TABLES
from fieldpoint.store.register.places import forget_ids, know_by_id
from fieldpoint.store.transaction import LogHead, Transaction
from fieldpoint.store.witness_form import NO_RECORD, Record, rows_after

_LEARNED: Final = (
    Handout,
    Void,
    Registration,
    Registrations,
    CardIssue,
    CardBind,
    CardRevoke,
    CardSuspend,
    CardReprint,
    CardKeyAdd,
    CardKeyEnd,
    HouseholdMerge,
    HouseholdErase,
    HouseholdSplit,
    MergeUndo,
    AlternateAdd,
    CollectorBlock,
    ShelterLayout,
    BedStay,
    BedStep,
    TabletRevoke,
    OperatorRevoke,
    *get_args(GiftRow),
    ServiceRow,
)
# Of entry only what takes something away is learned: nobody comes in by a life that was lost, and nobody stays.
_ENTRY_TAKEN: Final = "operator"


def replay(connection: Connection, head: LogHead, record: Record) -> LogHead:
    """The record stands in the log again, byte for byte, with its effects. Does not commit.

    `Broken` (`chain-broken`) when it does not follow from the head.
    """
    row = decode_row(record.line)
    if isinstance(row, EpochOpen) and row.seq == 1 and record.epoch_no == head.epoch_no + 1:
        head = _open_epoch(connection, record.epoch_no, row)
    after = LogHead(record.epoch_no, record.seq, next_head(head.head, record.line))
    if (record.epoch_no, record.seq) != (head.epoch_no, head.seq + 1) or record.head != after.head:
        raise Broken(Code.CHAIN_BROKEN, epoch=record.epoch_no, seq=record.seq)
    log.write_line(connection, after, row, record.line)
    project(connection, after, row)
    return after


def project_all(source: Connection, target: Connection) -> None:
    """Every row of the source's log has its effects in the target's tables. Does not commit."""
    for record in rows_after(source, NO_RECORD.place):
        project(target, LogHead(record.epoch_no, record.seq, Head(record.head)), decode_row(record.line))


def empty(connection: Connection) -> None:
    """The tables made from the log hold nothing. Does not commit."""
    for table in TABLES:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608  our own table names
    connection.execute("UPDATE households SET merged_into = NULL")


def project(connection: Connection, stands: LogHead, row: AnyRow) -> None:
    """What a row changes, standing at its place. Does not commit."""
    now = Reading(boot=row.boot, mono_ms=row.mono, wall_ms=row.wall, trust=Trust(row.tq))
    tx = Transaction(connection, stands, now)
    match row:
        case Registration():
            _know_household(tx, row.hh, row.members, row.head or None)
        case Registrations():
            for household, members, _ in row.of:
                _know_household(tx, household, members)
        case CardIssue():
            card = CardRow(
                card=row.card,
                serial=row.serial,
                kid=row.kid,
                short=row.short,
                state="printed",
                household=None,
                issued_at=tx.now.wall_ms,
            )
            cards.add_card(tx, card)
            set_heir(tx, [row.replaces] if row.replaces else [], row.card)
        case DayOpen():
            days.add_day(tx, row.day)
        case Carry():
            _carry(tx, row)
        case _:
            effects.apply(tx, row)


def _carry(tx: Transaction, row: Carry) -> None:
    """What was learned has its effect, handouts as facts, for their claims may be taken; days and entry stay."""
    try:
        inner = decode_row(bytes(row.line))
    except UNREADABLE:  # of a newer fieldpoint
        return
    tx.connection.execute(
        "INSERT INTO carried (event_id, epoch_no, seq) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (inner.id, tx.head.epoch_no, tx.head.seq),
    )
    if row.learned is not True:
        return
    if isinstance(inner, Handout):
        inner = msgspec.structs.replace(inner, given=True)
    if isinstance(inner, _LEARNED) or _takes_entry(inner):
        project(tx.connection, tx.head, inner)


def _takes_entry(row: AnyRow) -> bool:
    """Whether somebody may do less from this row on."""
    if isinstance(row, OperatorRight):
        return not row.on
    return isinstance(row, OperatorRole) and row.role == _ENTRY_TAKEN


def _know_household(
    tx: Transaction, household: HouseholdId, members: Sequence[PersonId], head: PersonId | None = None
) -> None:
    """A household whose record was lost stands again by its ids alone: its card works, its names are gone.

    An empty salt marks it; where the record is there nothing changes. Whoever is known by an id alone and is not of
    the household any more goes.
    """
    know_by_id(tx, household)
    head = head or next(iter(members), None)
    for ordinal, person in enumerate(members, start=1):
        tx.connection.execute(
            "INSERT INTO people (household, person, ordinal, is_head, given_name, family_name, relation, sex,"
            " id_kind, id_flag, tags, note) VALUES (?, ?, ?, ?, '', '', '', '', 'none', '', '', '')"
            " ON CONFLICT DO NOTHING",
            (household, person, ordinal, person == head),
        )
    forget_ids(tx, household, members)


def count_nameless(connection: Connection) -> int:
    """How many households stand by their ids alone."""
    row = connection.execute("SELECT count(*) FROM households WHERE salt = x'' AND erased = 0").fetchone()
    return 0 if row is None else int(row[0])


def _open_epoch(connection: Connection, number: int, row: EpochOpen) -> LogHead:
    """The epoch that a row opens stands with its genesis; the key is known by its public half, or is lost (-1)."""
    public = from_b64url(row.pubkey)
    before = NO_HEAD if row.prev_head is None else Head(from_b64url(row.prev_head))
    genesis = genesis_head(row.site, from_b64url(row.epoch), public, before)
    connection.execute(
        "INSERT INTO epochs (number, epoch, log_kid, genesis)"
        " VALUES (?, ?, coalesce((SELECT kid FROM keys WHERE purpose = 'log' AND public = ?), -1), ?)",
        (number, row.epoch, public, genesis),
    )
    return LogHead(number, 0, genesis)
