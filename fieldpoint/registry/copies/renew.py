"""The feed begins anew after the registry was put back from an older copy.

Sites have read numbers that the copy never gave, so a number of before means nothing: with a new name of the feed each
site asks for one snapshot, and what the copy lacks of its rows it sends again, because the copy's mark stands lower.

Imports core, ids and its neighbours.
"""

from fieldpoint.core.base64url import b64url
from fieldpoint.ids import new_epoch
from fieldpoint.registry.audit import Decision, record
from fieldpoint.registry.decide import By
from fieldpoint.registry.store import RegistryStore


def renew(store: RegistryStore, by: By) -> str:
    """Every site reads everything anew when it comes next; answers the feed's new name. Commits."""
    feed = b64url(new_epoch())
    with store.transaction():
        store.renew_feed(feed)
        record(store, Decision(n=0, at=by.now_ms, who=by.who, act="feed.renew", about=feed))
    return feed
