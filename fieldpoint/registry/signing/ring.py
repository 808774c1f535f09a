"""The signing keys of an open registry: which signs now, which comes next, which ones open older sticks.

Imports core, ids, cryptography and the store.
"""

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from fieldpoint.core.base64url import b64url
from fieldpoint.core.signature import public_key
from fieldpoint.core.trust.key_links import KeyLink, link_of
from fieldpoint.errors import Broken, Code
from fieldpoint.ids import new_seed
from fieldpoint.registry.signing.tables import KeptKey
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.tables.shapes import Identity

_NONCE_BYTES = 12
_BOUND = b"fp/signing/1\0"


class Ring(msgspec.Struct, frozen=True, kw_only=True):
    """Every signing key of the registry: the links in order, the open seeds by number, the number that signs now."""

    links: tuple[KeyLink, ...]
    seeds: dict[int, bytes]
    kid: int

    @property
    def seed(self) -> bytes:
        """The key that signs now."""
        return self.seeds[self.kid]

    @property
    def told(self) -> tuple[KeyLink, ...]:
        """What a new site is told: the key that signs now, and the next one."""
        return tuple(link for link in self.links if link.kid >= self.kid)


def open_ring(store: RegistryStore, vault: bytes, first: Identity, now_ms: int) -> Ring:
    """The registry's keys; one that had a single key has a next one from here on. Commits then.

    `first` is the key it was made with, its seed open. `Broken` (`key-wrong`) when `vault` is not what sealed them.
    """
    kept = store.signing_keys()
    if not kept:
        with store.transaction():
            store.add_signing_key(_sealed(vault, first.kid, first.seed, None, now_ms))
            _add_next(store, vault, first.kid, first.seed)
        kept = store.signing_keys()
    seeds = {one.kid: _opened(vault, one) for one in kept}
    links = tuple(KeyLink(kid=one.kid, public=b64url(one.public), sig=one.link) for one in kept)
    return Ring(links=links, seeds=seeds, kid=max(one.kid for one in kept if one.begun_at is not None))


def turn(store: RegistryStore, vault: bytes, ring: Ring, now_ms: int) -> int:
    """The next key signs from here on, and there is another next one; answers its number. Does not commit."""
    kid = ring.kid + 1
    store.begin_signing(kid, now_ms)
    _add_next(store, vault, kid, ring.seeds[kid])
    return kid


def _add_next(store: RegistryStore, vault: bytes, kid: int, seed: bytes) -> None:
    made = new_seed()
    store.add_signing_key(_sealed(vault, kid + 1, made, link_of(seed, kid + 1, public_key(made)), None))


def _sealed(vault: bytes, kid: int, seed: bytes, link: str | None, begun_at: int | None) -> KeptKey:
    nonce = new_seed()[:_NONCE_BYTES]
    closed = nonce + ChaCha20Poly1305(vault).encrypt(nonce, seed, _BOUND + str(kid).encode())
    return KeptKey(kid=kid, public=public_key(seed), seed=closed, link=link, begun_at=begun_at)


def _opened(vault: bytes, kept: KeptKey) -> bytes:
    nonce, sealed = kept.seed[:_NONCE_BYTES], kept.seed[_NONCE_BYTES:]
    try:
        return ChaCha20Poly1305(vault).decrypt(nonce, sealed, _BOUND + str(kept.kid).encode())
    except InvalidTag as fault:
        raise Broken(Code.KEY_WRONG) from fault
