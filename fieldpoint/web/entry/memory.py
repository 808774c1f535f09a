"""What a running server remembers of tablets and people, and forgets when it stops.

Every start has a random name that signed requests repeat, so whatever was captured before is worth nothing
after; within a start each tablet numbers its requests, and no number passes twice. Nothing of it is written.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final

from fieldpoint.clock import Reading
from fieldpoint.core.access_rows import Role
from fieldpoint.core.names import TabletId
from fieldpoint.errors import Code, Unavailable
from fieldpoint.ids import new_start
from fieldpoint.store.entry.sign_ins import LONGEST_MS, SignIn

WINDOW: Final = 256
_KIOSK_IDLE_MS: Final = 20 * 1000
_DESK_IDLE_MS: Final = 5 * 60 * 1000
_MOST_WAITING: Final = 32


class Window:
    """Which of a tablet's last numbers have come; they may overtake each other on the way."""

    __slots__ = ("_highest", "_seen")

    def __init__(self) -> None:
        self._highest = -1
        self._seen = 0

    def take(self, number: int) -> bool:
        """Whether the number is new; it never is again. Numbers 256 below the highest are too old to tell."""
        ahead = number - self._highest
        if ahead > 0:
            self._seen = ((self._seen << ahead) | 1) & ((1 << WINDOW) - 1) if ahead < WINDOW else 1
            self._highest = number
            return True
        if -ahead >= WINDOW or self._seen >> -ahead & 1:
            return False
        self._seen |= 1 << -ahead
        return True


class Memory:
    """One start of the server."""

    def __init__(self) -> None:
        self.start = new_start()
        self.windows: defaultdict[TabletId, Window] = defaultdict(Window)
        self.last_seen: dict[TabletId, int] = {}  # wall times, for people to read
        self.at_work: dict[TabletId, int] = {}  # the boot's clock, when a session was last used
        self._one_pin = asyncio.Lock()
        self._waiting = 0

    def is_alive(self, session: SignIn, now: Reading) -> bool:
        """Whether a session goes on: of this boot, not too old, and at work a short while ago."""
        at_work = max(session.mono, self.at_work.get(session.tab, 0))
        fresh = now.mono_ms - at_work <= _idle_ms(session.role)
        return session.boot == now.boot and now.mono_ms - session.opened <= LONGEST_MS and fresh

    def use(self, session: SignIn, now: Reading, *, looks: bool) -> None:
        """The session was used. A look keeps a kiosk's alive and no desk's: a page asks for the status by itself."""
        if not looks or session.role == "kiosk":
            self.at_work[session.tab] = now.mono_ms

    @asynccontextmanager
    async def one_pin(self) -> AsyncGenerator[None]:
        """One PIN is looked at at a time: each takes 32 MiB. `Unavailable` (`site-busy`) when too many wait."""
        if self._waiting >= _MOST_WAITING:
            raise Unavailable(Code.SITE_BUSY)
        self._waiting += 1
        try:
            async with self._one_pin:
                yield
        finally:
            self._waiting -= 1


def _idle_ms(role: Role) -> int:
    return _KIOSK_IDLE_MS if role == "kiosk" else _DESK_IDLE_MS
