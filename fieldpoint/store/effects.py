"""What a row changes in the tables that are made from the log, when it is appended and when it is read again.

An effect depends on the row and on what stands before it, on nothing else; so `Transaction.now` must be the
row's time and `Transaction.head` its place.

Imports core and its neighbours in the store.
"""

from msgspec import UnsetType

from fieldpoint.core.access_rows import (
    OperatorAdd,
    OperatorPin,
    OperatorRevoke,
    OperatorRight,
    OperatorRole,
    PinLock,
    TabletPair,
    TabletRevoke,
)
from fieldpoint.core.base64url import from_b64url
from fieldpoint.core.campaigns.rows import CampaignRow
from fieldpoint.core.day_sheet import ALREADY_VOIDED, QUARANTINED
from fieldpoint.core.gifts.rows import GiftRow
from fieldpoint.core.log_rows import (
    AlternateAdd,
    AnyRow,
    CardBind,
    CardKeyAdd,
    CardKeyEnd,
    CardReprint,
    CardRevoke,
    CardSuspend,
    CollectorBlock,
    DayClose,
    Handout,
    HouseholdMerge,
    MoonShift,
    OverrideConfirm,
    ProgrammeSet,
    StockOut,
    Void,
)
from fieldpoint.core.register.rows import HouseholdErase, HouseholdSplit, MergeUndo
from fieldpoint.core.rounds.rows import RoundRow
from fieldpoint.core.services.rows import ServiceRow
from fieldpoint.core.shelter.rows import OfShelter
from fieldpoint.store import card_keys, cards, collectors, days, programmes, voids
from fieldpoint.store.campaigns.apply import change_campaigns, follow_programme, note_pieces, tally_for_event
from fieldpoint.store.campaigns.counts import count_handout, take_out
from fieldpoint.store.card_life.heirs import kin_of, set_heir
from fieldpoint.store.entry import operators, pin_misses, sign_ins, tablets
from fieldpoint.store.gifts.book import add_gift_row
from fieldpoint.store.merges import merge_household, present_holders
from fieldpoint.store.register.erasures import erase_household
from fieldpoint.store.register.splits import share_history, split_household
from fieldpoint.store.register.undo import undo_merge
from fieldpoint.store.rounds.apply import change_rounds
from fieldpoint.store.services.apply import change_services, rename_in_services, take_step_back
from fieldpoint.store.shelter.apply import change_shelter, end_stay
from fieldpoint.store.stock.apply import Goods, change_stock, draw_for, give_back_stock
from fieldpoint.store.stock.lots import keep_openings
from fieldpoint.store.takings import Slot, give_back, move_takings, slot_of, take, take_fact
from fieldpoint.store.transaction import Transaction


def apply(tx: Transaction, row: AnyRow) -> None:
    """A row has its effect: what was handed over, taken back or closed, cards, households, rules, who may come in.

    Does not commit.
    """
    match row:
        case Handout():
            _take(tx, row)
        case Void():
            _give_back(tx, row)
        case OverrideConfirm():
            voids.add_confirmation(tx, row.ref, row.id)
        case CardBind() | CardRevoke() | CardSuspend() | CardReprint() | CardKeyAdd() | CardKeyEnd():
            _change_card(tx, row)
        case HouseholdMerge() | HouseholdSplit() | MergeUndo() | HouseholdErase() | AlternateAdd() | CollectorBlock():
            _change_household(tx, row)
        case DayClose():
            _close_day(tx, row)
        case ProgrammeSet() | MoonShift():
            _change_rules(tx, row)
        case _:
            _change_goods(tx, row)


def _change_goods(tx: Transaction, row: AnyRow) -> None:
    if isinstance(row, Goods):
        change_stock(tx, row)
        if isinstance(row, StockOut):
            tally_for_event(tx, row)
    elif isinstance(row, GiftRow):
        add_gift_row(tx, row)
        note_pieces(tx, row)
    elif isinstance(row, CampaignRow):
        change_campaigns(tx, row)
    elif isinstance(row, OfShelter):
        change_shelter(tx, row)
    elif isinstance(row, ServiceRow):
        change_services(tx, row)
    elif isinstance(row, RoundRow):
        change_rounds(tx, row)
    else:
        _change_access(tx, row)


def _close_day(tx: Transaction, row: DayClose) -> None:
    days.end_day(tx, row.day)
    days.save_tablet_counts(tx, row.tablets)
    keep_openings(tx)
    sign_ins.close_all(tx, but=row.op)


def _change_access(tx: Transaction, row: AnyRow) -> None:
    match row:
        case TabletPair():
            tablets.add_tablet(tx, row.tab, row.desk, from_b64url(row.key))
        case TabletRevoke():
            tablets.revoke(tx, row.tab)
        case PinLock():
            pin_misses.lock(tx, row.tab, row.who)
        case _:
            _change_operator(tx, row)


def _change_operator(tx: Transaction, row: AnyRow) -> None:
    match row:
        case OperatorAdd():
            operators.add_operator(tx, row.who, row.role)
        case OperatorPin():
            operators.expect_pin(tx, row.who, row.id)
        case OperatorRole():
            operators.set_role(tx, row.who, row.role)
        case OperatorRevoke():
            operators.revoke(tx, row.who)
        case OperatorRight():
            operators.grant(tx, row.who, row.right, on=row.on)
        case _:
            pass


def _change_card(
    tx: Transaction, row: CardBind | CardRevoke | CardSuspend | CardReprint | CardKeyAdd | CardKeyEnd
) -> None:
    match row:
        case CardBind():
            cards.set_household(tx, row.card, row.hh)
            for card in (row.card, *kin_of(tx.connection, row.card)):
                move_takings(tx, card, row.hh, {}, row.moved or ())
            set_heir(tx, row.replaces or (), row.card)
        case CardRevoke():
            cards.revoke(tx, row.card)
        case CardSuspend():
            cards.suspend(tx, row.card, on=row.on)
        case CardReprint():
            cards.print_anew(tx, row.card, row.serial, row.kid)
        case CardKeyAdd():
            card_keys.add_key(tx, row.kid, from_b64url(row.public))
        case CardKeyEnd():
            card_keys.end_key(tx, row.kid, row.why)


_OfHousehold = HouseholdMerge | HouseholdSplit | MergeUndo | HouseholdErase | AlternateAdd | CollectorBlock


def _change_household(tx: Transaction, row: _OfHousehold) -> None:
    match row:
        case HouseholdMerge():
            merge_household(tx, row.id, (row.kept, row.gone), dict(row.people))
            rename_in_services(tx, dict(row.people))
        case MergeUndo():
            undo_merge(tx, row.merge, dict(row.people), row.later)
            rename_in_services(tx, dict(row.people), back=True)
        case HouseholdSplit():
            split_household(tx, row.old, row.new, row.people, row.head)
            share_history(tx, (row.old, row.new), row.people, row.counts)
        case HouseholdErase():
            erase_household(tx, row.hh, row.id)
        case AlternateAdd():
            collectors.add_alternate(tx, row.hh, row.person)
        case CollectorBlock():
            collectors.block(tx, row.hh, row.person, on=row.on)


def _change_rules(tx: Transaction, row: ProgrammeSet | MoonShift) -> None:
    match row:
        case ProgrammeSet():
            programmes.set_programme(tx, row.prog, row.ver, bytes(row.rule))
            follow_programme(tx, row)
        case MoonShift():
            programmes.shift_moon(tx, row.prog, row.days)


def shares_of(row: Handout) -> dict[str, int]:
    """How much of a handout counts for whom: for each member as the row says, else for its holder."""
    if isinstance(row.shares, UnsetType) or not row.members:
        return {slot_of(row).holder: row.qty}
    return {str(member): share for member, share in zip(row.members, row.shares, strict=True) if share}


def _take(tx: Transaction, row: Handout) -> None:
    """A fact and an override count, but take no claim: the once-only slot is for normal grants.

    A row in quarantine is kept and has no effect.
    """
    if QUARANTINED in (row.flags or ()):
        return
    slot = slot_of(row)
    record = take_fact if row.given or row.overrides is not None else take
    record(tx, slot, shares_of(row), row.id, row.desk)
    draw_for(tx, row)
    count_handout(tx, row)
    if row.overrides is not None:
        voids.add_override(tx, row.overrides, row.id)
    if row.paper and row.day is not None:
        voids.add_paper_line(tx, row.day, row.paper, row.id)


def _give_back(tx: Transaction, row: Void) -> None:
    if ALREADY_VOIDED in (row.flags or ()):
        return
    voids.add_void(tx, row.ref, row.id)
    give_back_stock(tx, row)
    take_out(tx, row.ref)
    end_stay(tx, row.ref)
    take_step_back(tx, row.ref)
    if row.prog is None:
        return
    for holder in (*present_holders(tx.connection, row.hh, row.card), row.ref):
        give_back(tx, Slot(holder=holder, programme=row.prog, cycle=row.cycle, item=row.item), row.ref)
