"""The registry's database: the same queries on SQLite and on PostgreSQL.

Nothing here commits: whoever changes something does it inside `transaction`. One thread uses a store at a
time. Rules live above it. Both databases pass the same tests (tests/registry/contract).

Imports core and its tables.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Self

from fieldpoint.core.people import Household
from fieldpoint.registry.campaigns.tables import CampaignTables
from fieldpoint.registry.cards.tables import CardTables
from fieldpoint.registry.counts.reported_tables import ReportedTables
from fieldpoint.registry.counts.tables import CountTables
from fieldpoint.registry.engines.engine import Engine
from fieldpoint.registry.gifts.tables import GiftTables
from fieldpoint.registry.officers.tables import OfficerTables
from fieldpoint.registry.overview.tables import OverviewTables
from fieldpoint.registry.reports.tables import ReportTables
from fieldpoint.registry.rounds.tables import RoundTables
from fieldpoint.registry.services.tables import ServiceTables
from fieldpoint.registry.shelter.tables import ShelterTables
from fieldpoint.registry.signing.tables import SigningTables
from fieldpoint.registry.stock.tables import WaybillTables
from fieldpoint.registry.tables.cases import CaseTables
from fieldpoint.registry.tables.feeds import FeedTables
from fieldpoint.registry.tables.households import HouseholdTables
from fieldpoint.registry.tables.lives import LifeTables
from fieldpoint.registry.tables.rows import RowTables
from fieldpoint.registry.tables.sites import SiteTables
from fieldpoint.registry.tables.takings import TakingTables
from fieldpoint.registry.tables.work import WorkTables
from fieldpoint.registry.watch.tables import WatchTables

People = Callable[[str], Household | None]


def nobody(_: str) -> Household | None:
    """A registry that knows no household's people."""
    return None


class RegistryStore(
    SiteTables,
    RowTables,
    TakingTables,
    CaseTables,
    WorkTables,
    FeedTables,
    HouseholdTables,
    LifeTables,
    CardTables,
    SigningTables,
    ShelterTables,
    OfficerTables,
    CountTables,
    ReportedTables,
    WatchTables,
    OverviewTables,
    WaybillTables,
    GiftTables,
    CampaignTables,
    ServiceTables,
    RoundTables,
    ReportTables,
):
    """The registry's tables over one engine."""

    # Who the people of a household are, for whoever settles; nobody is known before the roster's key is at hand.
    people: People

    def __init__(self, engine: Engine) -> None:
        self._db = engine
        self.people = nobody

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside is committed together or not at all."""
        return self._db.transaction()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the database go."""
        self._db.close()
