"""What a site that lost rows asks for: its own rows back, and which of its rows are held at all.

Rows go back as the sealed batch in which they came, byte for byte under the site's own signature: whoever gets them
needs to believe nobody. Imports core and the store.
"""

from collections.abc import Sequence
from typing import Final

from fieldpoint.core.answer import HaveAnswer
from fieldpoint.core.batch import deflate
from fieldpoint.errors import Code, NotFound
from fieldpoint.registry.store import RegistryStore

MAX_IDS: Final = 2_000


def sealed_rows(store: RegistryStore, site: str, epoch: str, first: int) -> bytes:
    """The batch that holds row `first` of an epoch and reaches furthest, compressed. `NotFound` (`rows-unknown`)."""
    known = next((one for one in store.epochs(site) if one.epoch == epoch), None)
    seal = None if known is None else store.seal_with(known.number, first)
    if known is None or seal is None:
        raise NotFound(Code.ROWS_UNKNOWN)
    lines = store.lines_of(known.number, seal.first, seal.last)
    return deflate(b"\n".join((seal.header, store.signature_line(seal), *lines, b"")))


def missing_of(store: RegistryStore, site: str, nonce: str, ids: Sequence[str]) -> HaveAnswer:
    """Those of the ids that no row of this site has here, in their order; a row that was carried counts as held."""
    held = store.ids_of_site(site, list(dict.fromkeys(ids)))
    return HaveAnswer(site=site, nonce=nonce, missing=[one for one in ids if one not in held])
