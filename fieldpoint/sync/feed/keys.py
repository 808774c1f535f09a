"""The registry's next keys are learned from its own word, over whatever number of changes.

Imports core, store and its neighbours.
"""

from fieldpoint.core.trust.key_links import followed, read_keys
from fieldpoint.database import Connection, transaction
from fieldpoint.errors import FieldpointError
from fieldpoint.store.feed import state
from fieldpoint.sync.in_thread import in_thread
from fieldpoint.sync.registry_client import Denied, RegistryClient


def learn_keys(connection: Connection, body: bytes) -> int:
    """The keys that are vouched for by one that this site holds are the registry's; answers how many are new. Commits.

    `Invalid` (`registry-unreachable`) for what are no keys.
    """
    new = followed(state.all_keys(connection), read_keys(body))
    with transaction(connection):
        for kid, public in new.items():
            state.add_key(connection, kid, public)
    return len(new)


async def ask_for_keys(connection: Connection, client: RegistryClient) -> bool:
    """Whether the registry named keys that are new here and its own. Raises nothing that a line may raise. Commits."""
    try:
        body = await client.keys()
        return not isinstance(body, Denied) and bool(await in_thread(lambda: learn_keys(connection, body)))
    except FieldpointError:
        return False
