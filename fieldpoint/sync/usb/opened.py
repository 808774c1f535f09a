"""A site whose sticks are at work: its database open, its registry known, nobody else pushing.

Imports core, store and its neighbours in sync.
"""

from collections.abc import Generator
from contextlib import closing, contextmanager

import msgspec

from fieldpoint.database import Connection
from fieldpoint.errors import Code, NotFound
from fieldpoint.store import outbox
from fieldpoint.store.identity import SigningKey, log_key
from fieldpoint.store.outbox import Enrolment
from fieldpoint.store.site import Site
from fieldpoint.sync.lock import push_lock


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """An open connection, the site's code and log key, the registry it speaks to."""

    connection: Connection
    site: str
    key: SigningKey
    enrolled: Enrolment


@contextmanager
def opened(site: Site) -> Generator[Opened]:
    """The site, for as long as the block lasts. `NotFound` (`registry-not-enrolled`), `Conflict` (`push-running`)."""
    with closing(site.connect()) as connection:
        enrolled = _registry_of(connection)
        with push_lock(site.folder):
            yield Opened(connection=connection, site=site.facts.code, key=log_key(connection), enrolled=enrolled)


def _registry_of(connection: Connection) -> Enrolment:
    enrolled = outbox.enrolment(connection)
    if enrolled is None:
        raise NotFound(Code.REGISTRY_NOT_ENROLLED)
    return enrolled
