"""The open registry behind its routes: one thread for its database, and who may ask what.

Imports litestar, core, clock and its neighbours.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar

from litestar import Response
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from fieldpoint.clock import monotonic_s, wall_ms
from fieldpoint.core.answer import SignedAnswer, signed_answer
from fieldpoint.errors import Code, FieldpointError, NotAllowed, Unavailable
from fieldpoint.registry.feed.snapshots import Snapshots
from fieldpoint.registry.folder import Registry, turned
from fieldpoint.registry.intake.accept_batch import settle_batches
from fieldpoint.registry.remember import Remembered
from fieldpoint.registry.sites import site_of_token
from fieldpoint.registry.watch.readiness import Readiness

if TYPE_CHECKING:
    from fieldpoint.registry.campaigns.screens import Screens
    from fieldpoint.registry.city.uploads import Uploads

T = TypeVar("T")
AnyConnection = ASGIConnection[Any, Any, Any, Any]

_BEARER = "bearer "
_LOOK_EVERY_S = 1.0
_MOST_WAITING = 32
_BATCHES_A_SETTLING = 8
_LOGGER = logging.getLogger(__name__)


class Office:
    """The open registry of a running server, and the one thread that uses its database."""

    def __init__(self, registry: Registry, *, behind_tls: bool = False) -> None:
        self.registry = registry
        self.behind_tls = behind_tls  # a proxy of ours speaks TLS with the browsers
        self._one_password = asyncio.Lock()
        self._waiting = 0
        self.snapshots = Snapshots(registry)
        self.remembered = Remembered()
        self._looked_at = monotonic_s()
        self.readiness = Readiness(registry.store)
        self._wanted = self._settled = 0
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="registry")

    async def ask(self, job: Callable[[], T]) -> T:
        """The result of something that uses the database."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._do, job)

    def _do(self, job: Callable[[], T]) -> T:
        """The job; once a second the registry's keys are looked at, for they are turned in another program."""
        now = monotonic_s()
        if now - self._looked_at >= _LOOK_EVERY_S:
            self._looked_at = now
            newer = turned(self.registry)
            if newer is not self.registry:
                self.registry, self.snapshots = newer, Snapshots(newer)
        return job()

    def wait(self, job: Callable[[], T]) -> T:
        """The same for whoever is on a thread of their own, and waits."""
        return self._thread.submit(job).result()

    @cached_property
    def uploads(self) -> "Uploads":
        """The lists that officers brought."""
        from fieldpoint.registry.city.uploads import Uploads  # noqa: PLC0415  reading lists, for the first one

        return Uploads(self.registry, self.wait)

    @cached_property
    def screens(self) -> "Screens":
        """What large screens show of campaigns."""
        from fieldpoint.registry.campaigns.screens import Screens  # noqa: PLC0415  for the first of them

        return Screens()

    async def slowly(self, job: Callable[[], T]) -> T:
        """The result of looking at a password: one at a time, for each takes 19 MiB. `Unavailable` (`site-busy`)."""
        if self._waiting >= _MOST_WAITING:
            raise Unavailable(Code.SITE_BUSY)
        self._waiting += 1
        try:
            async with self._one_password:
                return await asyncio.to_thread(job)
        finally:
            self._waiting -= 1

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
        if "uploads" in self.__dict__:
            self.uploads.close()
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
