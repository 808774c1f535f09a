"""What the registry says it holds moves our mark, when its head is our head; by whatever way its word came.

Imports core and store.
"""

from fieldpoint.core.answer import EpochState, StoredAnswer
from fieldpoint.core.base64url import b64url
from fieldpoint.database import Connection, transaction
from fieldpoint.errors import Code
from fieldpoint.store import outbox
from fieldpoint.store.outbox import Standing


def settle_mark(connection: Connection, standing: Standing, held: EpochState | StoredAnswer) -> Code | None:
    """The mark moves when the registry's head is ours; else the code of what is wrong. Commits.

    `registry-ahead` where it holds rows that are not here, but of a life that ended, whose rest was carried on;
    `chain-fork` where it holds others, or rows right above its mark that do not hang on it: a copy of this log sent
    them. An older word than the last changes nothing.
    """
    if max(held.hwm, held.top) > standing.last:
        return None if standing.ended else Code.REGISTRY_AHEAD
    if held.hwm == 0:
        return None
    head = outbox.head_at(connection, standing.epoch_no, held.hwm)
    if head is None or held.head != b64url(head):
        return Code.CHAIN_FORK
    with transaction(connection):
        outbox.acknowledge(connection, standing.epoch_no, held.hwm)
    stuck = held.top > held.hwm and all(first != held.hwm + 1 for first, _ in held.gaps)
    return Code.CHAIN_FORK if stuck else None
