"""Over-issues as an officer may see them: both sites, never a family (design chapters 4.11 and 8).

A site whose organisation shares counts only is not named to others: that a treatment centre took part would say
something of whoever was served. Imports the store and its neighbours.
"""

from fieldpoint.errors import Code, NotFound
from fieldpoint.registry.decide import Resolution, decide_case
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.overview.shapes import HIDDEN, CaseCount, CaseView
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.tables.shapes import Case, CaseState

CASES_A_PAGE = 50


def cases_page(store: RegistryStore, officer: SignedIn, state: CaseState, page: int) -> list[CaseView]:
    """Cases in a state that name a site of the officer's, the latest changed first; pages count from 1."""
    start = (max(page, 1) - 1) * CASES_A_PAGE
    hidden = hidden_sites(store, officer)
    found = (store.case(name) for name in store.case_ids(officer.sites, state, start, CASES_A_PAGE))
    return [_view(case, hidden) for case in found if case is not None]


def case_counts(store: RegistryStore, officer: SignedIn) -> list[CaseCount]:
    """Cases that name a site of the officer's, counted by programme, period, kind and state."""
    return store.case_counts(officer.sites)


def decide_own_case(store: RegistryStore, officer: SignedIn, case_id: str, to: Resolution, now_ms: int) -> None:
    """What became of a case that names a site of the officer's. Commits. `NotFound` (`case-unknown`)."""
    case = store.case(case_id)
    if case is None or not any(officer.sees(site) for site in case.finding.sites):
        raise NotFound(Code.CASE_UNKNOWN)
    decide_case(store, officer.by(now_ms), case_id, to)


def hidden_sites(store: RegistryStore, officer: SignedIn) -> frozenset[str]:
    """Sites that share counts only and are not the officer's own."""
    shy = [one.organisation for one in store.organisations() if one.counts_only]
    sites = frozenset(site for organisation in shy for site in store.sites_of_organisation(organisation))
    return frozenset() if officer.sites is None else sites - officer.sites


def _view(case: Case, hidden: frozenset[str]) -> CaseView:
    what = case.finding
    return CaseView(
        case=case.case_id,
        kind=what.kind,
        programme=what.key.programme,
        period=what.key.cycle,
        entitled=what.entitled,
        handed=what.handed,
        rows=len(what.events),
        sites=[HIDDEN if site in hidden else site for site in what.sites],
        state=case.state,
        opened_at=case.opened_at,
        changed_at=case.changed_at,
    )
