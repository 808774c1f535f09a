"""Somebody signs in with a name and a long password; wrong ones cost more and more time.

An attempt is counted before its password is looked at, so that many at once give no guess for nothing:
`begin_attempt`, then the slow hash outside of any transaction, then `end_attempt`. For a name that nobody has,
everything is done alike. What is counted belongs to a name at a browser that has signed in before, or to the name at
all other browsers together: so a stranger can make the name wait at browsers that nobody knows, and locks nobody out
of their own (OWASP calls it a device cookie). Nothing is ever locked for good.

Imports core, ids, the store and its neighbours.
"""

import hmac
from hashlib import sha256
from typing import Final

import msgspec

from fieldpoint.core.base64url import b64url
from fieldpoint.core.persian import fold
from fieldpoint.errors import Code, Unavailable
from fieldpoint.ids import new_secret
from fieldpoint.registry.audit import Decision, record
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.officers.passwords import is_password
from fieldpoint.registry.officers.sessions import open_session
from fieldpoint.registry.officers.shapes import Officer
from fieldpoint.registry.store import RegistryStore

FREE_MISSES: Final = 4  # the fifth wrong password in a row is the first that makes wait
_FIRST_WAIT_MS: Final = 30_000
_LONGEST_WAIT_MS: Final = 15 * 60 * 1000
_MOST_DOUBLED: Final = 5
_COUNTED = b"fp/officer-miss/1\0"
_BROWSER = b"fp/officer-browser/1\0"


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """One password that may be looked at. `officer` is None for a name that nobody has."""

    mark: bytes
    before: int
    officer: Officer | None
    kept: str | None

    def is_right(self, password: str) -> bool:
        """Whether this is the password; takes as long for a name that nobody has."""
        return is_password(password, self.kept)


def begin_attempt(registry: Registry, name: str, browser: str, now_ms: int) -> Attempt:
    """The attempt, counted as a miss until it is known to be none. Commits.

    `Unavailable` (`password-locked`, `retry_after_s`) while this name must wait at such a browser.
    """
    store, folded = registry.store, fold(name)
    with store.transaction():
        store.last_audit()  # the log's lock, so that attempts are counted one after another
        officer = store.officer_of_name(folded)
        known = officer is not None and _is_known(registry, officer.officer, browser)
        mark = sha256(_COUNTED + f"{folded}\0{browser if known else ''}".encode()).digest()
        in_a_row, last_at = store.misses(mark)
        wait = _wait_ms(in_a_row) - max(now_ms - last_at, 0)
        if wait > 0:
            raise Unavailable(Code.PASSWORD_LOCKED, retry_after_s=-(-wait // 1000))
        store.set_misses(mark, in_a_row + 1, now_ms)
        kept = None if officer is None else store.password_of(officer.officer)
    return Attempt(mark=mark, before=in_a_row, officer=officer, kept=kept)


def end_attempt(store: RegistryStore, attempt: Attempt, now_ms: int, *, right: bool) -> str | None:
    """The cookie's secret of a new session when the password was right; nothing when not. Commits.

    Of a name that somebody has, a wrong one is a row of the registry's log.
    """
    with store.transaction():
        officer = attempt.officer
        if officer is None:
            return None
        if right and store.password_of(officer.officer) == attempt.kept:  # not changed while the hash was made
            store.set_misses(attempt.mark, 0, now_ms)
            return open_session(store, officer.officer, now_ms)
        told = Decision(
            n=0, at=now_ms, who="nobody", act="officer.sign-in-wrong", about=officer.officer, to=str(attempt.before + 1)
        )
        record(store, told)
        return None


def known_browser(registry: Registry, officer: str) -> str:
    """What a browser keeps to be known as one where this officer has signed in; it opens nothing."""
    nonce = new_secret()
    return f"{nonce}.{_sealed(registry, officer, nonce)}"


def _is_known(registry: Registry, officer: str, browser: str) -> bool:
    nonce, dot, seal = browser.partition(".")
    wanted = _sealed(registry, officer, nonce)
    return bool(dot) and hmac.compare_digest(seal.encode(), wanted.encode())


def _sealed(registry: Registry, officer: str, nonce: str) -> str:
    return b64url(hmac.digest(registry.vault, _BROWSER + f"{officer}\0{nonce}".encode(), "sha256"))


def _wait_ms(in_a_row: int) -> int:
    """How long after the last miss the next password is looked at: half a minute after five, then doubling."""
    over = in_a_row - FREE_MISSES - 1
    return 0 if over < 0 else min(_FIRST_WAIT_MS * 2 ** min(over, _MOST_DOUBLED), _LONGEST_WAIT_MS)
