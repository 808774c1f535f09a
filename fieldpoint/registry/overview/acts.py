"""What officers decide about a single site: it is invited, named, stopped. Each is a row of the registry's log.

Imports core, the store and its neighbours.
"""

from fieldpoint.core.persian import clean
from fieldpoint.errors import Code, Conflict, Invalid, NotFound
from fieldpoint.registry.audit import Act, Decision, record
from fieldpoint.registry.decide import By, close_keys
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.overview.sites import own_site
from fieldpoint.registry.sites import add_code, check_site_code
from fieldpoint.registry.store import RegistryStore

_LONGEST_TITLE = 80


def invite_site(store: RegistryStore, officer: SignedIn, site: str, named: tuple[str, str], now_ms: int) -> str:
    """The code by which a new site may enrol once; it is known from here on. Commits.

    `named` are its title and its organisation; an officer's sites are their own organisation's, whatever it says.
    `Conflict` (`code-taken`) for a site that is known already, `Invalid` (`settings-invalid`), `NotFound`
    (`organisation-unknown`).
    """
    title, organisation = named
    check_site_code(site)
    by = officer.by(now_ms)
    with store.transaction():
        if store.site_row(site) is not None:
            raise Conflict(Code.CODE_TAKEN)
        code = add_code(store, site, now_ms, by.who)
        _name(store, officer, site, title, organisation)
        _note(store, by, "site.save", site, officer.officer.organisation or organisation)
    return code


def another_code(store: RegistryStore, officer: SignedIn, site: str, now_ms: int) -> str:
    """Another code for a site that is known: its computer was changed. Commits. `NotFound` (`site-unknown`)."""
    with store.transaction():
        own_site(store, officer, site)
        return add_code(store, site, now_ms, officer.by(now_ms).who)


def name_site(store: RegistryStore, officer: SignedIn, site: str, named: tuple[str, str], now_ms: int) -> None:
    """The site's title, and its organisation where an admin says so. Commits.

    `NotFound` (`site-unknown`, `organisation-unknown`), `Invalid` (`settings-invalid`).
    """
    title, organisation = named
    with store.transaction():
        own_site(store, officer, site)
        _name(store, officer, site, title, organisation)
        _note(store, officer.by(now_ms), "site.save", site, officer.officer.organisation or organisation)


def stop_site(store: RegistryStore, officer: SignedIn, site: str, now_ms: int) -> None:
    """Nothing that this site's keys sign counts from here on, and no token or code of it opens anything. Commits.

    What is held stays; what comes is kept beside until somebody looks. `NotFound` (`site-unknown`).
    """
    by = officer.by(now_ms)
    with store.transaction():
        own_site(store, officer, site)
        close_keys(store, site)
        store.clear_token(site)
        _note(store, by, "site.stop", site)


def _name(store: RegistryStore, officer: SignedIn, site: str, title: str, organisation: str) -> None:
    title = clean(title)
    if len(title) > _LONGEST_TITLE:
        raise Invalid(Code.SETTINGS_INVALID, field="title")
    organisation = officer.officer.organisation or organisation
    if organisation and organisation not in {one.organisation for one in store.organisations()}:
        raise NotFound(Code.ORGANISATION_UNKNOWN)
    store.name_site(site, title, organisation)


def _note(store: RegistryStore, by: By, act: Act, about: str, to: str = "") -> None:
    record(store, Decision(n=0, at=by.now_ms, who=by.who, act=act, about=about, to=to))
