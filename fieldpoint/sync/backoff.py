"""How long to wait after a failure: full jitter, so that two hundred sites do not come back in one second.

Imports ids.
"""

from collections.abc import Callable

from fieldpoint.ids import below

BASE_S = 5.0
CAP_S = 15 * 60.0
# Where nobody was reached at all. A line that is there for 40 seconds every ten minutes must be met; knocking where
# nobody opens costs a packet, and a registry that is up again sheds what is too much by `Retry-After`.
AWAY_CAP_S = 30.0


class Backoff:
    """Waits that grow with each failure in a row, for ever, and never beyond the cap."""

    def __init__(self, base_s: float = BASE_S, cap_s: float = CAP_S, chance: Callable[[int], int] = below) -> None:
        self._base_s = base_s
        self._cap_s = cap_s
        self._chance = chance
        self._failures = 0

    def next_s(self, cap_s: float | None = None) -> float:
        """Seconds to wait after one more failure: anything from 0 to base * 2**failures, or to a lower cap."""
        limit_s = min(self._cap_s, cap_s or self._cap_s, self._base_s * 2 ** min(self._failures, 32))
        self._failures += 1
        return self._chance(int(limit_s * 1000) + 1) / 1000

    def reset(self) -> None:
        """It worked; the next failure begins at the base again."""
        self._failures = 0
