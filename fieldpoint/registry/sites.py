"""What a site asks the registry for: to be enrolled, to be known by its token, to be told what is held.

Codes and tokens are kept as SHA-256 only; both are random enough that nobody can guess them back.

Imports core, ids and the store.
"""

import re
from hashlib import sha256

from fieldpoint.core import crockford
from fieldpoint.core.answer import EnrolAnswer, EnrolRequest, EpochState, RegistryKey, StateAnswer, enrol_proof
from fieldpoint.core.base64url import b64url, from_b64url
from fieldpoint.core.batch import MAX_SENT_BYTES, SITE_CODE
from fieldpoint.core.names import Head
from fieldpoint.core.signature import is_signed
from fieldpoint.errors import Code, Conflict, Invalid, NotAllowed
from fieldpoint.ids import below, new_secret
from fieldpoint.registry.audit import Decision, record
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.intake.reading import KNOWN_TYPES
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.tables.shapes import Epoch

MAX_GAPS = 100
CODE_DAYS = 7
_CODE_SYMBOLS = 10
_DAY_MS = 86_400_000
_SITE = re.compile(SITE_CODE, re.ASCII)


def make_enrol_code(store: RegistryStore, site: str, now_ms: int, who: str = "") -> str:
    """A new code of ten symbols by which this site may enrol once, within seven days. Commits.

    The site is known from here on, and `who` made the code, where it is said, is a row of the registry's log.
    `Invalid` (`settings-invalid`) for a site code that could not stand in a batch or an address.
    """
    with store.transaction():
        return add_code(store, site, now_ms, who)


def add_code(store: RegistryStore, site: str, now_ms: int, who: str) -> str:
    """`make_enrol_code` inside a transaction of the caller's. Does not commit."""
    check_site_code(site)
    code = crockford.symbols(below(32**_CODE_SYMBOLS), _CODE_SYMBOLS)
    store.add_site(site, now_ms)
    store.add_enrol_code(site, hash_of_code(code), now_ms)
    if who:
        record(store, Decision(n=0, at=now_ms, who=who, act="site.enrol-code", about=site))
    return code


def check_site_code(site: str) -> None:
    """`Invalid` (`settings-invalid`) for a code that could not stand in a batch or an address."""
    if not _SITE.fullmatch(site):
        raise Invalid(Code.SETTINGS_INVALID, field="site")


def enrol(registry: Registry, asked: EnrolRequest, now_ms: int) -> tuple[EnrolAnswer, bool]:
    """The site's token and the registry's keys, and whether this was the code's first use. Commits.

    Asked again with the same key (its answer was lost) the site gets another token and the old one dies.
    `Invalid` (`enrol-proof-wrong`), `NotAllowed` (`enrol-code-wrong`, `enrol-code-old`, `site-foreign`),
    `Conflict` (`enrol-code-used`, `site-key-taken`: by another key).
    """
    public = _proven_key(asked)
    code_hash, token = hash_of_code(asked.code), new_secret()
    with registry.store.transaction():
        code = registry.store.enrol_code(code_hash)
        if code is None:
            raise NotAllowed(Code.ENROL_CODE_WRONG)
        if code.site != asked.site:
            raise NotAllowed(Code.SITE_FOREIGN)
        if now_ms - code.made_at > CODE_DAYS * _DAY_MS:
            raise NotAllowed(Code.ENROL_CODE_OLD)
        if code.used_by not in (None, public):
            raise Conflict(Code.ENROL_CODE_USED)
        taken = registry.store.site_key(code.site, asked.kid)
        if taken is not None and taken.public != public:
            raise Conflict(Code.SITE_KEY_TAKEN)  # batches signed by the older one must stay provable
        registry.store.use_enrol_code(code_hash, public)
        registry.store.add_site_key(code.site, asked.kid, public, now_ms)
        registry.store.set_token(code.site, _hash(token))
        registry.store.note_contact(code.site, now_ms)
    keys = [RegistryKey(kid=link.kid, public=link.public) for link in registry.ring.told]
    return EnrolAnswer(site=code.site, token=token, registry_keys=keys), code.used_by is None


def site_of_token(store: RegistryStore, token: str) -> str:
    """The site a bearer token speaks for. `NotAllowed` (`token-wrong`)."""
    site = store.site_of_token(_hash(token))
    if site is None:
        raise NotAllowed(Code.TOKEN_WRONG)
    return site


def state_of(store: RegistryStore, site: str, nonce: str, now_ms: int) -> StateAnswer:
    """What is held of every epoch of a site, and what the registry reads. Commits the moment of contact."""
    with store.transaction():
        store.note_contact(site, now_ms)
        held = [_epoch_state(store, epoch) for epoch in store.epochs(site)]
    return StateAnswer(
        site=site,
        nonce=nonce,
        registry_time=now_ms,
        epochs=held,
        accepts=sorted(f"{name}/1" for name in KNOWN_TYPES),
        max_batch_bytes=MAX_SENT_BYTES,
    )


def head_text(head: Head | None) -> str | None:
    """A head as it stands in an answer."""
    return None if head is None else b64url(head)


def _epoch_state(store: RegistryStore, epoch: Epoch) -> EpochState:
    return EpochState(
        epoch=epoch.epoch,
        hwm=epoch.hwm,
        head=head_text(epoch.head),
        top=store.top(epoch.number),
        gaps=store.gaps(epoch.number, epoch.hwm, MAX_GAPS),
        status="retired" if epoch.retired else "live",
    )


def _proven_key(asked: EnrolRequest) -> bytes:
    try:
        public, proof = from_b64url(asked.pubkey), from_b64url(asked.proof)
    except ValueError:
        raise Invalid(Code.ENROL_PROOF_WRONG) from None
    if not is_signed(public, proof, enrol_proof(asked.code, public)):
        raise Invalid(Code.ENROL_PROOF_WRONG)
    return public


def hash_of_code(code: str) -> bytes:
    """What is kept of a one-time code, the same for every way a person may type it; any other text hashes as it is."""
    try:
        return _hash(crockford.symbols(crockford.value(code), len(code)))
    except ValueError:
        return _hash(code)


def _hash(secret: str) -> bytes:
    return sha256(secret.encode()).digest()
