"""Donors' names go to the registry: in a letter that it alone can open, each until it says that it holds it.

The registry's newest key that this site knows closes the letter. Imports core, store and its neighbours.
"""

from http import HTTPStatus

from fieldpoint.core.letter import MOST_NAMES, CalledDonor, DonorNames, names_letter
from fieldpoint.core.names import DonorId
from fieldpoint.database import Connection, transaction
from fieldpoint.errors import FieldpointError
from fieldpoint.store.feed import state
from fieldpoint.store.gifts.book import forget_telling, mark_told, untold_donors
from fieldpoint.store.identity import log_key
from fieldpoint.store.site import Site
from fieldpoint.sync.in_thread import in_thread
from fieldpoint.sync.registry_client import Denied, RegistryClient

_NO_SUCH_ROUTE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED})


async def tell_names(site: Site, connection: Connection, client: RegistryClient, *, anew: bool) -> str | None:
    """The registry holds what this site's donors are called; answers the code of what stood in the way. Commits.

    A registry that began `anew` may have lost names, so all are told; one that is older than this knows of no names.
    What was not answered is told again next time. Raises nothing that a line may raise.
    """
    if anew:
        await in_thread(lambda: _tell_again(connection))
    try:
        while names := await in_thread(lambda: untold_donors(connection, MOST_NAMES)):
            letter = await in_thread(lambda names=names: letter_of(site.facts.code, connection, names))
            answer = await client.tell_names(letter)
            if isinstance(answer, Denied):
                return None if answer.status in _NO_SUCH_ROUTE else answer.code
            await in_thread(lambda names=names: _mark(connection, names))
    except FieldpointError as fault:
        return str(fault.code)
    return None


def letter_of(site: str, connection: Connection, names: dict[DonorId, str]) -> bytes:
    """The names in a letter of this site that the registry alone can open."""
    called = [CalledDonor(donor=donor, name=name) for donor, name in names.items()]
    reader = state.keys(connection)[0]
    return names_letter(DonorNames(site=site, names=called), log_key(connection).seed, reader)


def _mark(connection: Connection, names: dict[DonorId, str]) -> None:
    with transaction(connection):
        mark_told(connection, names)


def _tell_again(connection: Connection) -> None:
    with transaction(connection):
        forget_telling(connection)
