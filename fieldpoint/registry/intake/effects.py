"""What a row of a site changes in the registry's tables: each effect adds to a set, so the order changes nothing.

A row whose site said itself that it has no effect (a tablet that was revoked) has none here either.

Imports core and the store.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import UnsetType

from fieldpoint.core.act_rows import Carry
from fieldpoint.core.day_sheet import QUARANTINED
from fieldpoint.core.log_rows import (
    CardBind,
    CardIssue,
    DayClose,
    DayOpen,
    Handout,
    HouseholdMerge,
    HouseholdSame,
    ProgrammeSet,
    Row,
    Void,
)
from fieldpoint.core.overlap import GivenKind
from fieldpoint.core.shelter.rows import OfShelter
from fieldpoint.registry.campaigns.note import OfCampaign, note_campaign
from fieldpoint.registry.cards.words import OfCard, OfKey, word_of, word_of_key
from fieldpoint.registry.gifts.note import note_gifts
from fieldpoint.registry.intake.reading import read_row
from fieldpoint.registry.rounds.note import note_rounds
from fieldpoint.registry.services.marks import note_services
from fieldpoint.registry.stock.ends import note_waybills
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.tables.shapes import Alias, ProgrammeText, Taking, VoidMark

_DAY = re.compile(r"1[2-5]\d\d-(0[1-9]|1[0-2])-\d\d", re.ASCII)
VERSION = 8  # raise it whenever a row has another effect than before, or a type of row is new here


# What says who got something, or who somebody is.
_GIVEN = Handout | Void | CardIssue | CardBind | HouseholdSame | HouseholdMerge


def apply(store: RegistryStore, site: str, epoch_no: int, rows: Iterable[Row]) -> None:
    """The rows of a site have their effect. Applying a row again changes nothing. Does not commit."""
    takings: list[Taking] = []
    voids: list[VoidMark] = []
    aliases: list[Alias] = []
    programmes: list[ProgrammeText] = []
    carried: dict[str, str] = {}
    unpacked = _unpacked(store, site, rows, carried)
    for row in unpacked:
        match row:
            case Handout():
                takings += _takings(site, row)
            case Void():
                voids.append(VoidMark(event_id=row.id, ref=row.ref, site=site))
            case CardIssue() | CardBind() | HouseholdSame() | HouseholdMerge():
                aliases += _aliases(row)
            case ProgrammeSet():
                programmes.append(ProgrammeText(code=row.prog, version=row.ver, site=site, rule=bytes(row.rule)))
            case DayOpen() | DayClose():
                note = store.add_open if isinstance(row, DayOpen) else store.add_close
                note(epoch_no, row.seq, site, row.day)
            case _:
                pass
    store.add_takings(takings)
    store.add_voids(voids)
    store.add_aliases(aliases)
    store.add_programmes(programmes)
    _note_work(store, site, epoch_no, unpacked, carried)
    _note_cards(store, site, epoch_no, [row for row in unpacked if isinstance(row, OfCard | OfKey)], carried)


def _note_work(store: RegistryStore, site: str, epoch_no: int, rows: Sequence[Row], carried: Mapping[str, str]) -> None:
    """What is kept of goods, gifts, campaigns, shelters, services and rounds."""
    note_waybills(store, site, rows)
    note_gifts(store, site, epoch_no, rows, carried)
    note_services(store, site, rows)
    note_rounds(store, site, rows)
    for row in rows:
        if isinstance(row, OfCampaign):
            note_campaign(store, site, row)
        elif isinstance(row, OfShelter) and row.id not in carried:
            store.note_places(site, epoch_no, row)


def _aliases(row: CardIssue | CardBind | HouseholdSame | HouseholdMerge) -> list[Alias]:
    """Who is who from a row on; a card that was replaced while it was nobody's is the one that came in its place."""
    match row:
        case CardIssue():
            pairs = [(row.replaces, row.card)] if row.replaces else []
        case CardBind():
            pairs = [(row.card, row.hh), *((old, row.card) for old in row.replaces or ())]
        case HouseholdSame():
            pairs = [(row.hh, row.same)]
        case HouseholdMerge():
            pairs = [(row.gone, row.kept), *row.people]
    return [Alias(gone=gone, kept=kept, event_id=row.id) for gone, kept in pairs if gone != kept]


def _note_cards(
    store: RegistryStore, site: str, epoch_no: int, said: Sequence[OfCard | OfKey], carried: Mapping[str, str]
) -> None:
    """Key words last: they touch the cards of their keys."""
    if said:
        epoch = store.epoch_name(epoch_no)
        cards = [row for row in said if not isinstance(row, OfKey)]
        store.add_card_words([word_of(row, site, carried.get(row.id, epoch)) for row in cards])
        store.add_key_words([word_of_key(row, site) for row in said if isinstance(row, OfKey)])


def apply_provisionally(store: RegistryStore, site: str, epoch_no: int, rows: Iterable[Row]) -> None:
    """What rows of another history gave counts until they are carried, for they were handed over all the same.

    The same row counts once whichever way it comes. Does not commit.
    """
    apply(store, site, epoch_no, (row for row in rows if isinstance(row, _GIVEN)))


def _unpacked(store: RegistryStore, site: str, rows: Iterable[Row], lives: dict[str, str]) -> list[Row]:
    """The rows, with what was carried in the place of what carried it; a day opens and closes at its own place.

    `lives` is told from which life each of them was carried.
    """
    found: list[Row] = []
    carried: list[str] = []
    for row in rows:
        if not isinstance(row, Carry):
            found.append(row)
            continue
        inner = read_row(row.from_seq, bytes(row.line))
        if inner.event_id is not None:
            carried.append(inner.event_id)
            lives[inner.event_id] = row.from_epoch
        if inner.row is not None and not isinstance(inner.row, DayClose | DayOpen | Carry):
            found.append(inner.row)
    store.add_carried(site, carried)
    return found


def _takings(site: str, row: Handout) -> list[Taking]:
    if QUARANTINED in (row.flags or ()):
        return []
    holder = row.hh or row.card or row.id
    return [
        Taking(
            event_id=row.id,
            holder=holder,
            counted_for=counted_for,
            household=row.hh,
            programme=row.prog,
            cycle=row.cycle,
            item=row.item,
            quantity=quantity,
            site=site,
            kind=_kind(row),
            rule=row.rule,
            day=row.day if row.day is not None and _DAY.fullmatch(row.day) else None,
        )
        for counted_for, quantity in _shares(row, holder).items()
    ]


def _kind(row: Handout) -> GivenKind:
    if row.overrides is not None:
        return "override"
    return "fact" if row.given else "normal"


def _shares(row: Handout, holder: str) -> dict[str, int]:
    if isinstance(row.shares, UnsetType) or len(row.shares) != len(row.members):
        return {holder: row.qty}
    return {str(member): share for member, share in zip(row.members, row.shares, strict=True) if share}
