"""A site whose sticks are at work: its database open, its registry known, nobody else pushing.

Imports core, store and its neighbours in sync.
"""

from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from fieldpoint.clock import Clock
from fieldpoint.core.letter import opened_by
from fieldpoint.database import Connection
from fieldpoint.errors import Code, Conflict, Invalid, NotFound
from fieldpoint.stick import MAX_FILE_BYTES, read_file
from fieldpoint.store import outbox
from fieldpoint.store.identity import SigningKey, log_key
from fieldpoint.store.outbox import Enrolment
from fieldpoint.store.site import Site
from fieldpoint.sync.lock import push_lock


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """An open connection, the site's code, log key and clock, the registry it speaks to."""

    connection: Connection
    site: str
    key: SigningKey
    clock: Clock
    enrolled: Enrolment


class FileRead(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a file: nothing stood in the way, or the code of what did."""

    name: str
    code: str | None


def read_with(
    own: Opened, file: Path, reader: Callable[[Opened, bytes], None], most: int = MAX_FILE_BYTES
) -> str | None:
    """The file's bytes go to the reader; answers the code of what stood in the way."""
    try:
        reader(own, opened_by([own.key.seed], read_file(file, most)))
    except (Invalid, Conflict) as fault:
        return str(fault.code)
    return None


@contextmanager
def opened(site: Site) -> Generator[Opened]:
    """The site, for as long as the block lasts. `NotFound` (`registry-not-enrolled`), `Conflict` (`push-running`)."""
    with closing(site.connect()) as connection:
        enrolled = _registry_of(connection)
        with push_lock(site.folder):
            yield Opened(
                connection=connection,
                site=site.facts.code,
                key=log_key(connection),
                clock=site.clock,
                enrolled=enrolled,
            )


def _registry_of(connection: Connection) -> Enrolment:
    enrolled = outbox.enrolment(connection)
    if enrolled is None:
        raise NotFound(Code.REGISTRY_NOT_ENROLLED)
    return enrolled
