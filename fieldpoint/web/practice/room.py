"""The practice till of a running server: opened when somebody practises, closed with the server.

A request of a tablet that practises is answered by it. A page that is not of the same mind is told so before anything
is written, so that nothing real falls into practice nor the other way round.
"""

import asyncio
from typing import Any, Final

from litestar import Request
from litestar.connection import ASGIConnection

from fieldpoint.errors import Code, Conflict
from fieldpoint.serving.run import Stop
from fieldpoint.store.card_keys import public_card_keys
from fieldpoint.store.register.practising import keep_practice_keys, practises
from fieldpoint.web.till import Till, open_till

HEADER: Final = "fieldpoint-practice"
# Whatever is about the real site itself: who comes in, what travels, what a tablet brings from a gap, practice itself.
REAL: Final = frozenset(
    {
        "/api/v1/sessions",
        "/api/v1/status",
        "/api/v1/openapi.json",
        "/api/v1/sendings",
        "/api/v1/offline",
        "/api/v1/pairings",
        "/api/v1/tablets",
        "/api/v1/tablets/{tablet}/names",
        "/api/v1/tablets/{tablet}/revocations",
        "/api/v1/operators",
        "/api/v1/operators/{operator}/pins",
        "/api/v1/operators/{operator}/revocations",
        "/api/v1/operators/{operator}/rights",
        "/api/v1/mappings",
        "/api/v1/imports",
        "/api/v1/imports/{import_id}",
        "/api/v1/imports/{import_id}/parts",
        "/api/v1/imports/{import_id}/previews",
        "/api/v1/imports/{import_id}/confirmations",
        "/api/v1/imports/{import_id}/cancellations",
        "/api/v1/imports/{import_id}/events",
        "/api/v1/imports/{import_id}/errors",
        "/api/v1/exports",
        "/api/v1/exports/{export}",
        "/api/v1/operators/{operator}/roles",
        "/api/v1/practice",
    }
)


class Practice:
    """The practice till, opened at the first question; a site where nobody practises pays nothing for it."""

    def __init__(self, real: Till) -> None:
        self._real = real
        self._till: Till | None = None
        self._opening = asyncio.Lock()

    async def till(self) -> Till:
        """The practice site's till; made, with its households and an open day, where it is not there yet."""
        from fieldpoint.desk.register.practice_site import practice_site  # noqa: PLC0415  rare

        async with self._opening:
            if self._till is None:
                site = await asyncio.to_thread(practice_site, self._real.site.folder, self._real.site.facts)
                opened = open_till(site, Stop(), self._real)
                opened.writer.start()
                self._till = opened
                keys = public_card_keys(opened.reader)
                await self._real.writer.write(lambda tx: keep_practice_keys(tx, keys))
        return self._till

    async def stop(self) -> None:
        """The practice till, where it is open, is closed."""
        if self._till is not None:
            await self._till.writer.stop()
            self._till.reader.close()


def look_at_practice(connection: ASGIConnection[Any, Any, Any, Any], till: Till, tab: str, *, looks: bool) -> None:
    """Whether this request is practice stands in its state from here on.

    `Conflict` (`practice-switched`) when it would write and the page is of another mind than the site.
    """
    if connection.scope["path_template"] in REAL:
        return
    practice = practises(till.reader, tab)
    if not looks and practice != (connection.headers.get(HEADER) == "1"):
        raise Conflict(Code.PRACTICE_SWITCHED)
    connection.state.practises = practice


async def provide_till(request: Request[Any, Any, Any]) -> Till:
    """The till that answers a request: the practice site's where the tablet practises, else the site's own."""
    if getattr(request.state, "practises", False):
        practice: Practice = request.app.state.practice
        return await practice.till()
    till: Till = request.app.state.till
    return till
