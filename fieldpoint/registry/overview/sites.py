"""Sites and how they stand, for whoever may see them. Imports core, the store and its neighbours."""

from fieldpoint.clock import day_in_zone
from fieldpoint.core.life.lineage import live
from fieldpoint.core.persian import clean
from fieldpoint.errors import Code, NotFound
from fieldpoint.registry.lives.alerts import lives_of, two_live_epochs
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.overview.shapes import (
    KeyView,
    LifeView,
    SiteDetail,
    SiteRow,
    SitesPage,
    SiteView,
    TwoLivesView,
)
from fieldpoint.registry.overview.unsent import Heard, estimate, ordinary_day
from fieldpoint.registry.sites import MAX_GAPS
from fieldpoint.registry.store import RegistryStore

SITES_A_PAGE = 50
SILENT_MS = 36 * 60 * 60 * 1000
_DAYS_LOOKED_AT = 15
_ZONE = "Asia/Tehran"


def sites_page(store: RegistryStore, officer: SignedIn, like: str, page: int, now_ms: int) -> SitesPage:
    """The sites that an officer sees, those first that were silent longest; pages count from 1."""
    like, start = clean(like), (max(page, 1) - 1) * SITES_A_PAGE
    rows = store.site_rows(officer.sites, like, start, SITES_A_PAGE)
    views = [_view(store, row, now_ms) for row in rows]
    return SitesPage(sites=views, count=store.count_sites(officer.sites, like))


def site_detail(store: RegistryStore, officer: SignedIn, site: str, now_ms: int) -> SiteDetail:
    """A site with its keys and lives. `NotFound` (`site-unknown`), for another organisation's too."""
    row = own_site(store, officer, site)
    lives = lives_of(store, site)
    going_on = set(live(lives))
    marks = {epoch.epoch: epoch.hwm for epoch in store.epochs(site)}
    return SiteDetail(
        facts=_view(store, row, now_ms),
        keys=[KeyView(kid=one.kid, enrolled_at=one.enrolled_at, ended=one.ended) for one in store.site_keys(site)],
        lives=[
            LifeView(
                epoch=one.epoch,
                mark=marks[one.epoch],
                top=one.top,
                state="retired" if one.retired else "live" if one.epoch in going_on else "over",
            )
            for one in lives
        ],
    )


def own_site(store: RegistryStore, officer: SignedIn, site: str) -> SiteRow:
    """A site that an officer sees. `NotFound` (`site-unknown`)."""
    row = store.site_row(site) if officer.sees(site) else None
    if row is None:
        raise NotFound(Code.SITE_UNKNOWN)
    return row


def silent_sites(store: RegistryStore, officer: SignedIn, now_ms: int) -> int:
    """How many sites were not heard of for a day and a half."""
    return store.count_sites(officer.sites, "", now_ms - SILENT_MS)


def double_lives(store: RegistryStore, officer: SignedIn) -> list[TwoLivesView]:
    """Sites whose log goes on in two lives at once."""
    found = two_live_epochs(store)
    return [TwoLivesView(site=one.site, epochs=[*one.epochs]) for one in found if officer.sees(one.site)]


def _view(store: RegistryStore, row: SiteRow, now_ms: int) -> SiteView:
    epochs = store.epochs(row.site)
    gaps = (gap for one in epochs for gap in store.gaps(one.number, one.hwm, MAX_GAPS))
    missing = sum(last - first + 1 for first, last in gaps)
    day, day_open, unsent = None, False, missing
    if epochs and row.last_contact_at is not None:
        last = epochs[-1]
        opens, closes = store.last_opens(last.number, 1), store.last_closes(last.number, _DAYS_LOOKED_AT)
        opened, closed, top = opens[0].seq if opens else 0, closes[0].seq if closes else 0, store.top(last.number)
        day_open = opened > closed
        day = opens[0].day if day_open else closes[0].day if closes else None
        passed = day_in_zone(now_ms, _ZONE) - day_in_zone(row.last_contact_at, _ZONE)
        heard = Heard(
            missing=missing,
            silent_days=passed.days,
            ordinary=ordinary_day([one.seq for one in closes], top),
            day_open=day_open,
            since_open=top - opened,
        )
        unsent = estimate(heard)
    return SiteView(
        site=row.site,
        title=row.title,
        organisation=row.organisation,
        enrolled=row.enrolled,
        last_contact_at=row.last_contact_at,
        mark=row.mark,
        day=day,
        day_open=day_open,
        missing=missing,
        unsent=unsent,
    )
