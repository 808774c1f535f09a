"""Waybills as an officer may see them, and what is decided of one whose ends do not agree.

What a site entered is never changed here: the sites count, and the decision says what the difference was. A site whose
organisation shares counts only is not named to others. Imports the store and its neighbours.
"""

from fieldpoint.errors import Code, NotFound
from fieldpoint.registry.audit import Decision, record
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.overview.cases import hidden_sites
from fieldpoint.registry.overview.shapes import HIDDEN
from fieldpoint.registry.stock.shapes import Paper, Verdict, Waybill, WaybillCount, WaybillState, WaybillView
from fieldpoint.registry.store import RegistryStore

WAYBILLS_A_PAGE = 50


def waybills_page(store: RegistryStore, officer: SignedIn, state: WaybillState, page: int) -> list[WaybillView]:
    """Papers in a state that name a site of the officer's, the oldest first; pages count from 1."""
    start = (max(page, 1) - 1) * WAYBILLS_A_PAGE
    hidden = hidden_sites(store, officer)
    return [_view(one, hidden) for one in store.waybills(officer.sites, state, start, WAYBILLS_A_PAGE)]


def waybill_counts(store: RegistryStore, officer: SignedIn) -> list[WaybillCount]:
    """How many papers that name a site of the officer's stand how."""
    return store.waybill_counts(officer.sites)


def decide_own_waybill(store: RegistryStore, officer: SignedIn, paper: Paper, to: Verdict, now_ms: int) -> None:
    """What became of a paper whose ends do not agree, as long as they stay as they are. Commits.

    `NotFound` (`waybill-unknown`) where nobody's site of the officer's says anything of it, or its ends agree.
    """
    with store.transaction():
        found = store.waybill(paper)
        own = officer.sees(paper.sender) or officer.sees(paper.receiver)
        if found is None or found.state == "settled" or not own:
            raise NotFound(Code.WAYBILL_UNKNOWN)
        store.decide_waybill(found, to, now_ms)
        about = f"{paper.sender}/{paper.receiver}/{paper.number}/{paper.item}"
        who = officer.by(now_ms).who
        record(store, Decision(n=0, at=now_ms, who=who, act="waybill.decide", about=about, to=to))


def _view(one: Waybill, hidden: frozenset[str]) -> WaybillView:
    paper = one.paper
    return WaybillView(
        sender=HIDDEN if paper.sender in hidden else paper.sender,
        receiver=HIDDEN if paper.receiver in hidden else paper.receiver,
        number=paper.number,
        item=paper.item,
        sent=one.sent,
        received=one.received,
        again=one.again,
        first=one.first,
        state=one.state,
        verdict=one.verdict,
    )
