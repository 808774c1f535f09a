"""The open registry behind its routes: one thread for its database, and who may ask what.

Imports litestar, core, clock and its neighbours.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import Any, TypeVar

from litestar import Response
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from fieldpoint.clock import wall_ms
from fieldpoint.core.answer import SignedAnswer, signed_answer
from fieldpoint.errors import Code, FieldpointError, NotAllowed
from fieldpoint.registry.feed.snapshots import Snapshots
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.intake.accept_batch import settle_batches
from fieldpoint.registry.sites import site_of_token

T = TypeVar("T")
AnyConnection = ASGIConnection[Any, Any, Any, Any]

_BEARER = "bearer "
_BATCHES_A_SETTLING = 8
_LOGGER = logging.getLogger(__name__)


class Office:
    """The open registry of a running server, and the one thread that uses its database."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.snapshots = Snapshots(registry)
        self._wanted = self._settled = 0
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="registry")

    async def ask(self, job: Callable[[], T]) -> T:
        """The result of something that uses the database."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, job)

    async def settle_batches(self) -> None:
        """What follows from the batches that were taken in is done, once for all that came meanwhile.

        A failure is no site's: what waits is in the database, and the next batch or the next start finds it.
        """
        self._wanted += 1
        mine = self._wanted
        try:
            await self.ask(lambda: self._settle(mine))
        except FieldpointError as fault:
            _LOGGER.warning("%s", fault.code)

    def _settle(self, mine: int) -> None:
        if mine == self._wanted or mine - self._settled >= _BATCHES_A_SETTLING:
            self._settled = self._wanted
            settle_batches(self.registry.store, wall_ms())

    def signed(self, answer: SignedAnswer, status: int = HTTPStatus.OK) -> Response[bytes]:
        """An answer that carries the registry's signature."""
        body = signed_answer(answer, self.registry.seed)
        return Response(body, status_code=status, media_type="application/json")

    def close(self) -> None:
        """Finishes what is begun and lets the database go."""
        self._thread.shutdown(wait=True)
        self.registry.store.close()


async def needs_site(connection: AnyConnection, _: BaseRouteHandler) -> None:
    """Lets only a site with its token pass, and to its own things only, before anything of the body is read."""
    office: Office = connection.app.state.office
    bearer = connection.headers.get("authorization", "")
    if not bearer.lower().startswith(_BEARER):
        raise NotAllowed(Code.TOKEN_WRONG)
    token = bearer[len(_BEARER) :]
    site = await office.ask(lambda: site_of_token(office.registry.store, token))
    if connection.path_params.get("site", site) != site:
        raise NotAllowed(Code.SITE_FOREIGN)
    connection.state.site = site
