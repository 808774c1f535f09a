"""What donors are called: sealed by the registry's key, so that whoever reads the database alone knows nobody.

A donor is a random id that a site made. The site tells the name in a letter (core/letter.py); what an officer writes
down stands before it. Imports cryptography, ids, core and the store.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from fieldpoint.core.answer import DonorsAnswer
from fieldpoint.core.base64url import b64url
from fieldpoint.core.letter import MOST_NAME, opened_by, read_names
from fieldpoint.core.persian import clean, prose
from fieldpoint.errors import Code, Invalid
from fieldpoint.ids import new_seed
from fieldpoint.registry.audit import Decision, record
from fieldpoint.registry.decide import By
from fieldpoint.registry.folder import Registry

_NONCE_BYTES: Final = 12
_KIND: Final = b"fp/donor/1\0"


def call_donor(registry: Registry, by: By, donor: str, name: str) -> None:
    """The donor is called so; the log has no name. Commits. `Invalid` (`settings-invalid`) for an empty or long one."""
    name = prose(name)
    if not clean(name) or len(name) > MOST_NAME:
        raise Invalid(Code.SETTINGS_INVALID, field="name")
    with registry.store.transaction():
        registry.store.name_donor(donor, _sealed(registry, donor, name))
        record(registry.store, Decision(n=0, at=by.now_ms, who=by.who, act="donor.name", about=donor))


def take_letter(registry: Registry, letter: bytes, site: str | None = None) -> DonorsAnswer:
    """Its site calls its donors as the letter says. Commits.

    `Invalid`: `stick-file-foreign` (closed for another registry), `stick-file-unreadable`, `request-invalid` (no such
    letter, not signed by a key of its site that stands, or not of `site` where that is who brought it).
    """
    store = registry.store

    def keys_of(named: str) -> list[bytes]:
        own = site is None or site == named
        return [key.public for key in store.site_keys(named) if key.ended is None] if own else []

    names = read_names(opened_by([*registry.ring.seeds.values()], letter), keys_of)
    called = {one.donor: prose(one.name) for one in names.names}
    with store.transaction():
        store.call_donors(
            names.site, {donor: _sealed(registry, donor, name) for donor, name in called.items() if clean(name)}
        )
    return DonorsAnswer(site=names.site, letter=b64url(sha256(letter).digest()))


def names_of_donors(registry: Registry, sites: Mapping[str, str]) -> dict[str, str]:
    """What donors are called; `sites` says which site knows each, and no other site's word is taken.

    One whose name another registry's key sealed is left out.
    """
    sealed = {donor: body for donor, site, body in registry.store.donors_called() if sites.get(donor) == site}
    sealed |= registry.store.sealed_donors()
    names = {donor: _opened(registry, donor, body) for donor, body in sealed.items()}
    return {donor: name for donor, name in names.items() if name is not None}


def _sealed(registry: Registry, donor: str, name: str) -> bytes:
    nonce = new_seed()[:_NONCE_BYTES]
    return nonce + ChaCha20Poly1305(registry.vault).encrypt(nonce, name.encode(), _KIND + donor.encode())


def _opened(registry: Registry, donor: str, sealed: bytes) -> str | None:
    nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        return ChaCha20Poly1305(registry.vault).decrypt(nonce, body, _KIND + donor.encode()).decode()
    except InvalidTag:
        return None
