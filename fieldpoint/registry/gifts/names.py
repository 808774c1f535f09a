"""What officers call donors: sealed by the registry's key, so that whoever reads the database alone knows nobody.

A donor is a random id that a site made; officers of the registry write down whose it is. Imports cryptography, ids,
core and the store.
"""

from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from fieldpoint.core.persian import clean
from fieldpoint.errors import Code, Invalid
from fieldpoint.ids import new_seed
from fieldpoint.registry.audit import Decision, record
from fieldpoint.registry.decide import By
from fieldpoint.registry.folder import Registry

_NONCE_BYTES: Final = 12
_LONGEST: Final = 120
_KIND: Final = b"fp/donor/1\0"


def call_donor(registry: Registry, by: By, donor: str, name: str) -> None:
    """The donor is called so; the log has no name. Commits. `Invalid` (`settings-invalid`) for an empty or long one."""
    name = clean(name)
    if not 0 < len(name) <= _LONGEST:
        raise Invalid(Code.SETTINGS_INVALID, field="name")
    nonce = new_seed()[:_NONCE_BYTES]
    sealed = nonce + ChaCha20Poly1305(registry.vault).encrypt(nonce, name.encode(), _KIND + donor.encode())
    with registry.store.transaction():
        registry.store.name_donor(donor, sealed)
        record(registry.store, Decision(n=0, at=by.now_ms, who=by.who, act="donor.name", about=donor))


def names_of_donors(registry: Registry) -> dict[str, str]:
    """What donors are called; one whose name another registry's key sealed is left out."""
    names: dict[str, str] = {}
    for donor, sealed in registry.store.sealed_donors().items():
        nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            opened = ChaCha20Poly1305(registry.vault).decrypt(nonce, body, _KIND + donor.encode())
        except InvalidTag:
            continue
        names[donor] = opened.decode()
    return names
