"""GET: what an officer may see. Imports litestar and the overview."""

from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter

from fieldpoint.clock import wall_ms
from fieldpoint.errors import Code, NotAllowed
from fieldpoint.registry import audit
from fieldpoint.registry.api.wire import Waiting
from fieldpoint.registry.audit import Decision
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.overview import cases, closes, sites, waiting
from fieldpoint.registry.overview.shapes import CaseCount, CaseView, CloseView, SiteDetail, SitesPage, TwoLivesView
from fieldpoint.registry.tables.shapes import CaseState

_Page = Annotated[int, QueryParameter(name="page", ge=1, le=999_999)]
_Find = Annotated[str, QueryParameter(name="find", max_length=80)]


@get("/api/v1/sites")
async def get_api_sites(
    office: NamedDependency[Office], officer: NamedDependency[SignedIn], find: _Find = "", page: _Page = 1
) -> SitesPage:
    """Sites and how they stand, fifty a page, those first that were silent longest."""
    return await office.ask(lambda: sites.sites_page(office.registry.store, officer, find, page, wall_ms()))


@get("/api/v1/sites/{site:str}")
async def get_api_site(
    site: FromPath[str], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> SiteDetail:
    """One site with its keys and the lives of its log."""
    return await office.ask(lambda: sites.site_detail(office.registry.store, officer, site, wall_ms()))


@get("/api/v1/cases")
async def get_api_cases(
    office: NamedDependency[Office],
    officer: NamedDependency[SignedIn],
    page: _Page = 1,
    case_state: Annotated[CaseState, QueryParameter(name="state")] = "open",
) -> list[CaseView]:
    """Over-issues in a state, fifty a page, the latest changed first."""
    return await office.ask(lambda: cases.cases_page(office.registry.store, officer, case_state, page))


@get("/api/v1/case-counts")
async def get_api_case_counts(office: NamedDependency[Office], officer: NamedDependency[SignedIn]) -> list[CaseCount]:
    """Over-issues counted by programme, period, kind and state."""
    return await office.ask(lambda: cases.case_counts(office.registry.store, officer))


@get("/api/v1/waiting")
async def get_api_waiting(office: NamedDependency[Office], officer: NamedDependency[SignedIn]) -> Waiting:
    """Batches beside, and rows whose effect is withheld."""
    store = office.registry.store
    batches = await office.ask(lambda: waiting.batches_beside(store, officer))
    return Waiting(batches=batches, rows=await office.ask(lambda: waiting.rows_withheld(store, officer)))


@get("/api/v1/closes")
async def get_api_closes(office: NamedDependency[Office], officer: NamedDependency[SignedIn]) -> list[CloseView]:
    """Closes whose sums are not those of the rows."""
    return await office.ask(lambda: closes.wrong_closes(office.registry.store, officer))


@get("/api/v1/lives")
async def get_api_lives(office: NamedDependency[Office], officer: NamedDependency[SignedIn]) -> list[TwoLivesView]:
    """Sites whose log goes on in two lives at once."""
    return await office.ask(lambda: sites.double_lives(office.registry.store, officer))


@get("/api/v1/decisions")
async def get_api_decisions(office: NamedDependency[Office], officer: NamedDependency[SignedIn]) -> list[Decision]:
    """The registry's own log, in order; its chain was walked; for nobody of one organisation alone."""
    if officer.sites is not None:
        raise NotAllowed(Code.ROLE_MISSING)
    return await office.ask(lambda: audit.decisions(office.registry.store))
