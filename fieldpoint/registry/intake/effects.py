"""What a row of a site changes in the registry's tables: each effect adds to a set, so the order changes nothing.

A row whose site said itself that it has no effect (a tablet that was revoked) has none here either.

Imports core and the store.
"""

from collections.abc import Iterable

from msgspec import UnsetType

from fieldpoint.core.act_rows import Carry
from fieldpoint.core.day_sheet import QUARANTINED
from fieldpoint.core.log_rows import (
    CardBind,
    CardRevoke,
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
from fieldpoint.registry.intake.reading import read_row
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.tables.shapes import Alias, ProgrammeText, Taking, VoidMark

VERSION = 4  # raise it whenever a row has another effect than before, or a type of row is new here


# What says who got something, or who somebody is.
_GIVEN = Handout | Void | CardBind | HouseholdSame | HouseholdMerge


def apply(store: RegistryStore, site: str, epoch_no: int, rows: Iterable[Row]) -> None:
    """The rows of a site have their effect. Applying a row again changes nothing. Does not commit."""
    takings: list[Taking] = []
    voids: list[VoidMark] = []
    aliases: list[Alias] = []
    programmes: list[ProgrammeText] = []
    for row in _unpacked(store, site, rows):
        match row:
            case Handout():
                takings += _takings(site, row)
            case Void():
                voids.append(VoidMark(event_id=row.id, ref=row.ref, site=site))
            case CardBind() | HouseholdSame() | HouseholdMerge():
                aliases += _aliases(row)
            case ProgrammeSet():
                programmes.append(ProgrammeText(code=row.prog, version=row.ver, site=site, rule=bytes(row.rule)))
            case CardRevoke() | DayClose() | DayOpen():
                _note(store, site, epoch_no, row)
            case _:
                pass
    store.add_takings(takings)
    store.add_voids(voids)
    store.add_aliases(aliases)
    store.add_programmes(programmes)


def _aliases(row: CardBind | HouseholdSame | HouseholdMerge) -> list[Alias]:
    match row:
        case CardBind():
            pairs = [(row.card, row.hh)]
        case HouseholdSame():
            pairs = [(row.hh, row.same)]
        case HouseholdMerge():
            pairs = [(row.gone, row.kept), *row.people]
    return [Alias(gone=gone, kept=kept, event_id=row.id) for gone, kept in pairs if gone != kept]


def _note(store: RegistryStore, site: str, epoch_no: int, row: CardRevoke | DayClose | DayOpen) -> None:
    match row:
        case CardRevoke():
            store.add_stopped_card(row.card, row.id, site, "revoked")
        case DayClose():
            store.add_close(epoch_no, row.seq, site, row.day)
        case DayOpen():
            store.add_open(epoch_no, row.seq, site, row.day)


def apply_provisionally(store: RegistryStore, site: str, epoch_no: int, rows: Iterable[Row]) -> None:
    """What rows of another history gave counts until they are carried, for they were handed over all the same.

    The same row counts once whichever way it comes. Does not commit.
    """
    apply(store, site, epoch_no, (row for row in rows if isinstance(row, _GIVEN)))


def _unpacked(store: RegistryStore, site: str, rows: Iterable[Row]) -> list[Row]:
    """The rows, with what was carried in the place of what carried it; a day opens and closes at its own place."""
    found: list[Row] = []
    carried: list[str] = []
    for row in rows:
        if not isinstance(row, Carry):
            found.append(row)
            continue
        inner = read_row(row.from_seq, bytes(row.line))
        if inner.event_id is not None:
            carried.append(inner.event_id)
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
            day=row.day,
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
