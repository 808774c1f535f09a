"""An officer turns to the next signing key. Imports the audit and its neighbours."""

from fieldpoint.registry.audit import Decision, record
from fieldpoint.registry.decide import By
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.signing.ring import turn


def turn_key(registry: Registry, by: By) -> int:
    """The registry signs with its next key, and has another next one; answers the number that signs now. Commits.

    Turned twice, a key that fell into wrong hands is believed by no site that heard of it since.
    """
    with registry.store.transaction():
        kid = turn(registry.store, registry.vault, registry.ring, by.now_ms)
        record(registry.store, Decision(n=0, at=by.now_ms, who=by.who, act="registry-key.turn", about=str(kid)))
    return kid
