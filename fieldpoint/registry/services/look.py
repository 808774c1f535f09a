"""A month of services as an officer may see it: its own organisation's sites, added up as the sites add them up.

Imports core, the store and its neighbours.
"""

import msgspec

from fieldpoint.core.services.count import ServiceCount, add_up
from fieldpoint.registry.counts.summed import MONTH
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.store import RegistryStore


class ServicesFound(msgspec.Struct, frozen=True, kw_only=True):
    """The counts of a month over all sites that are seen, and how many sites they come from; the months there are."""

    month: str
    months: list[str]
    sites: int
    lines: list[ServiceCount]


def find_services(store: RegistryStore, officer: SignedIn, asked: str, this_month: str) -> ServicesFound:
    """The month that is asked for, else the latest in which there was anything, a service or a round."""
    months = sorted({*store.service_months(), *store.round_months()}, reverse=True)
    month = asked if MONTH.fullmatch(asked) else next(iter(months), this_month)
    seen = [(site, mark) for site, mark in store.service_marks(month) if officer.sees(site)]
    return ServicesFound(
        month=month,
        months=sorted({*months, month}, reverse=True),
        sites=len({site for site, _ in seen}),
        lines=add_up(mark for _, mark in seen),
    )
