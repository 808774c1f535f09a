"""Who asks: a session behind a cookie, or a program's key in an officer's name; and what they may see.

Both secrets are kept as SHA-256. A session ends after a quarter of an hour of rest and after ten hours in any case; a
key after ninety days. Imports core, ids, the store and its neighbours.
"""

from hashlib import sha256
from typing import Final

import msgspec

from fieldpoint.core.base64url import b64url
from fieldpoint.core.persian import clean
from fieldpoint.errors import Code, Invalid
from fieldpoint.ids import new_event_id, new_secret
from fieldpoint.registry.audit import Decision, record
from fieldpoint.registry.decide import By
from fieldpoint.registry.officers.shapes import Officer, ProgramKey
from fieldpoint.registry.store import RegistryStore

IDLE_MS: Final = 15 * 60 * 1000
LONGEST_MS: Final = 10 * 60 * 60 * 1000
KEY_MS: Final = 90 * 24 * 60 * 60 * 1000
_NOTED_MS = 60 * 1000
_LONGEST_TITLE = 60
_MARK = b"fp/form/1\0"
_MARK_BYTES = 16


class SignedIn(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks, and what they may see. `sites` is None for all; `mark` is what their forms must carry."""

    officer: Officer
    sites: frozenset[str] | None
    mark: str = ""

    def sees(self, site: str) -> bool:
        """Whether a site is theirs to look at."""
        return self.sites is None or site in self.sites

    def by(self, now_ms: int) -> By:
        """Who decides, for the registry's own log: an id, never a name."""
        return By(who=f"officer:{self.officer.officer}", now_ms=now_ms)


def open_session(store: RegistryStore, officer: str, now_ms: int) -> str:
    """The cookie's secret of a new session, kept nowhere else. Does not commit."""
    token = new_secret()
    store.forget_sessions(now_ms - LONGEST_MS)
    store.open_session(_hash(token), officer, now_ms)
    by = By(who=f"officer:{officer}", now_ms=now_ms)
    record(store, Decision(n=0, at=now_ms, who=by.who, act="officer.sign-in", about=officer))
    return token


def find_session(store: RegistryStore, token: str, now_ms: int) -> SignedIn | None:
    """Who is signed in by a cookie, or nobody. Commits, once a minute, that they are at work."""
    found = store.session(_hash(token))
    if found is None or now_ms - found.seen_at > IDLE_MS or now_ms - found.opened_at > LONGEST_MS:
        return None
    if now_ms - found.seen_at > _NOTED_MS:
        with store.transaction():
            store.see_session(_hash(token), now_ms)
    return sight(store, found.officer, mark_of(token))


def close_session(store: RegistryStore, token: str, officer: str, now_ms: int) -> None:
    """The session is over. Commits."""
    with store.transaction():
        store.close_session(_hash(token))
        who = f"officer:{officer}"
        record(store, Decision(n=0, at=now_ms, who=who, act="officer.sign-out", about=officer))


def make_key(store: RegistryStore, by: By, officer: str, title: str) -> str:
    """The secret of a new key for a program, kept nowhere else. Commits. `Invalid` (`settings-invalid`)."""
    title = clean(title)
    if not 0 < len(title) <= _LONGEST_TITLE:
        raise Invalid(Code.SETTINGS_INVALID, field="title")
    token = new_secret()
    key = ProgramKey(key_id=new_event_id(), title=title, made_at=by.now_ms, ends_at=by.now_ms + KEY_MS)
    with store.transaction():
        store.add_key(_hash(token), officer, key)
        record(store, Decision(n=0, at=by.now_ms, who=by.who, act="officer.key", about=key.key_id))
    return token


def end_key(store: RegistryStore, by: By, officer: str, key_id: str) -> None:
    """The key opens nothing any more. Commits."""
    with store.transaction():
        store.end_key_of_officer(officer, key_id)
        record(store, Decision(n=0, at=by.now_ms, who=by.who, act="officer.key-end", about=key_id))


def find_key(store: RegistryStore, token: str, now_ms: int) -> SignedIn | None:
    """In whose name a key asks, or nobody's."""
    officer = store.officer_of_key(_hash(token), now_ms)
    return None if officer is None else sight(store, officer)


def sight(store: RegistryStore, officer: Officer, mark: str = "") -> SignedIn:
    """What an officer may see: the sites of an organisation, or all."""
    sites = frozenset(store.sites_of_organisation(officer.organisation)) if officer.organisation else None
    return SignedIn(officer=officer, sites=sites, mark=mark)


def mark_of(token: str) -> str:
    """What a session's forms carry: it follows from the cookie, which no other page can read."""
    return b64url(sha256(_MARK + token.encode()).digest()[:_MARK_BYTES])


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
