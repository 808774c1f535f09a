"""Whom a running server has shown which household as a duplicate hint. Imports clock and core."""

from collections.abc import Sequence

from fieldpoint.clock import Reading
from fieldpoint.core.names import HouseholdId

_HOUR_MS = 3_600_000


class Hinted:
    """Who was shown which household within the hour, in this start of the server."""

    def __init__(self) -> None:
        self._shown: dict[tuple[str, HouseholdId], int] = {}

    def shown(self, operator: str, households: Sequence[HouseholdId], now: Reading) -> list[HouseholdId]:
        """Those of them that this person was shown already."""
        self._shown = {key: at for key, at in self._shown.items() if now.mono_ms - at < _HOUR_MS}
        return [one for one in households if (operator, one) in self._shown]

    def add(self, operator: str, households: Sequence[HouseholdId], now: Reading) -> None:
        """This person sees them now."""
        self._shown.update({(operator, one): now.mono_ms for one in households})
