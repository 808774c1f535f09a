"""What an officer sees of gifts, and what they do about donors. Imports core, clock, msgspec and its neighbours."""

from typing import Any, Final

import msgspec

from fieldpoint.clock import wall_ms
from fieldpoint.core.gifts.gathered import Gathered, joined
from fieldpoint.core.gifts.spoken import UNKNOWN_ORIGIN
from fieldpoint.core.gifts.statement import Statement, statement_of
from fieldpoint.core.gifts.sums import quarter_of
from fieldpoint.core.names import Day, DonorId
from fieldpoint.errors import Code, NotFound
from fieldpoint.registry.gifts.gather import gather_all, seen_by
from fieldpoint.registry.gifts.joins import join_donors, part_donor, same_donors
from fieldpoint.registry.gifts.names import call_donor, names_of_donors
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.pages.face import day_at

UNKNOWN: Final = "unknown"  # the donor whom nobody knows, in a path
_SHORT = 4  # signs of a donor's id by which people call one without a name


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody sees: gifts, the donors' names, what items are called, today.

    `same` says under whose id donors stand who are one; `unknown` is whether what nobody gave is seen; `reached` is
    which day each of the sites opened last, as far as it told.
    """

    gathered: Gathered
    names: dict[str, str]
    titles: dict[str, str]
    today: Day
    same: dict[DonorId, DonorId]
    unknown: bool
    reached: dict[str, Day | None]

    @property
    def donors(self) -> list[DonorId]:
        """Every donor who is seen, by their names; of several who are one the one."""
        return sorted(self.gathered.book.donors, key=self.name)

    def name(self, donor: DonorId | None) -> str:
        """What a donor is called: by their own name, else by that of who is the same."""
        if donor is None:
            return UNKNOWN_ORIGIN
        known = [self.names.get(one) for one in (donor, *self.joined(donor))]
        return next((one for one in known if one), f"خیّر {donor[:_SHORT]}")

    def joined(self, donor: DonorId | None) -> list[DonorId]:
        """Who else is this donor."""
        return [one for one, same in self.same.items() if same == donor]

    def others(self, donor: DonorId | None) -> list[DonorId]:
        """Who might be this donor too."""
        return [one for one in self.donors if one != donor]

    def behind(self, quarter: str) -> list[str]:
        """Sites that told of no day after a quarter, so that rows of it may be missing; none of no quarter."""
        return [site for site, day in self.reached.items() if quarter and quarter_of(day) <= quarter]

    def statement(self, donor: str, quarter: str) -> Statement:
        """A donor's statement of a quarter; `unknown` is whom nobody knows. `NotFound` (`donor-unknown`)."""
        if donor == UNKNOWN and self.unknown:
            return statement_of(self.gathered, None, quarter, self.today)
        found = self.same.get(DonorId(donor), DonorId(donor))
        if found not in self.gathered.book.donors:
            raise NotFound(Code.DONOR_UNKNOWN)
        return statement_of(self.gathered, found, quarter, self.today)


def look_at_gifts(office: Office, officer: SignedIn) -> Looked:
    """What this officer sees of gifts; an auditor without names."""
    store, today = office.registry.store, Day(day_at(wall_ms()))
    everywhere = office.remembered.get(store, ("gifts", today), lambda: gather_all(store, today))
    seen = seen_by(everywhere, officer.sites)
    same = same_donors(store.donor_joins(), seen.book.donors)
    days = store.last_days()
    return Looked(
        gathered=joined(seen, same),
        names=names_of_donors(office.registry, everywhere.sites) if officer.officer.role != "auditor" else {},
        titles=titles_of_items(office),
        today=today,
        same=same,
        unknown=officer.sites is None,
        reached={site: days.get(site) for site in everywhere.logs if officer.sites is None or site in officer.sites},
    )


def titles_of_items(office: Office) -> dict[str, str]:
    """What items of programmes are called."""
    titles: dict[str, str] = {}
    for rule in office.registry.store.newest_rules().values():
        said: dict[str, Any] = msgspec.json.decode(rule)
        titles[str(said.get("item"))] = str(said.get("item_title_fa") or said.get("title_fa") or said.get("item"))
    return titles


def call_own_donor(office: Office, officer: SignedIn, donor: str, name: str) -> None:
    """A donor whom this officer sees is called so. Commits. `NotFound` (`donor-unknown`), `Invalid` as `call_donor`."""
    if donor not in _seen(office, officer):
        raise NotFound(Code.DONOR_UNKNOWN)
    call_donor(office.registry, officer.by(wall_ms()), donor, name)


def join_own_donors(office: Office, officer: SignedIn, donor: str, other: str) -> None:
    """The other is this donor too, from here on. Commits. `NotFound` (`donor-unknown`)."""
    join_donors(office.registry.store, officer.by(wall_ms()), donor, other, _seen(office, officer))


def part_own_donor(office: Office, officer: SignedIn, donor: str, other: str) -> None:
    """The other, who is this donor, is one of their own again. Commits. `NotFound` (`donor-unknown`)."""
    seen = _seen(office, officer)
    if same_donors(office.registry.store.donor_joins(), seen).get(DonorId(other)) != donor:
        raise NotFound(Code.DONOR_UNKNOWN)
    part_donor(office.registry.store, officer.by(wall_ms()), other, seen)


def _seen(office: Office, officer: SignedIn) -> frozenset[str]:
    everywhere = gather_all(office.registry.store, Day(day_at(wall_ms())))
    return frozenset(seen_by(everywhere, officer.sites).book.donors)
