"""How fast anybody may ask: by the address for strangers, by tablet and operator for whoever is known.

Addresses are those of the connection itself. Headers that claim another one (`X-Forwarded-For`) are never
looked at. Whoever asks from this machine's own 127.0.0.1 or ::1 is not paced: it could stop the server anyhow.

Imports clock and errors.
"""

from collections import OrderedDict
from ipaddress import IPv6Address, ip_address
from math import ceil
from typing import Final

from fieldpoint.clock import monotonic_s
from fieldpoint.errors import Code, Unavailable

_NO_NETWORK = "local"  # a socket of this machine that has no address
THIS_MACHINE: Final = frozenset({"127.0.0.1", "::1", _NO_NETWORK})
_REMEMBERED = 4096
_IPV6_NEIGHBOURS = 64


def group_of(address: str) -> str:
    """The name by which an address is counted: itself, or of IPv6 its network of 64 bits, which one machine holds."""
    try:
        read = ip_address(address.partition("%")[0])
    except ValueError:
        return _NO_NETWORK
    if not isinstance(read, IPv6Address) or read.is_loopback:
        return str(read)
    if read.ipv4_mapped is not None:
        return str(read.ipv4_mapped)
    host_bits = 128 - _IPV6_NEIGHBOURS
    return f"{IPv6Address(int(read) >> host_bits << host_bits)}/{_IPV6_NEIGHBOURS}"


class Pace:
    """So many at once and then so many a second, for every name of its own (GCRA); nothing is kept on disk."""

    def __init__(self, *, per_s: float, burst: int) -> None:
        self._every_s = 1 / per_s
        self._ahead_s = (burst - 1) / per_s
        self._due_s: OrderedDict[str, float] = OrderedDict()

    def wait_s(self, name: str) -> int:
        """0 and one is used up, or the whole seconds until the next is free."""
        now = monotonic_s()
        due = max(now, self._due_s.pop(name, now))
        too_early = due - now - self._ahead_s
        self._due_s[name] = due if too_early > 0 else due + self._every_s
        if len(self._due_s) > _REMEMBERED:
            self._due_s.popitem(last=False)
        return ceil(too_early) if too_early > 0 else 0

    def is_used_up(self, name: str) -> int:
        """As `wait_s`, but nothing is used up."""
        now = monotonic_s()
        return max(0, ceil(self._due_s.get(name, now) - now - self._ahead_s))

    def keep(self, name: str) -> None:
        """Uses one up. `Unavailable` (`too-fast`, with the seconds to wait) when none is left."""
        wait = self.wait_s(name)
        if wait:
            raise Unavailable(Code.TOO_FAST, retry_s=wait)


class Proven:
    """The addresses where somebody signed in or showed a session lately; a part of the connections is kept for them."""

    def __init__(self, *, for_s: float) -> None:
        self._for_s = for_s
        self._until_s: OrderedDict[str, float] = OrderedDict()

    def add(self, group: str) -> None:
        """Somebody known asks from there."""
        self._until_s.pop(group, None)
        self._until_s[group] = monotonic_s() + self._for_s
        if len(self._until_s) > _REMEMBERED:
            self._until_s.popitem(last=False)

    def knows(self, group: str) -> bool:
        """Whether somebody known asked from there, or it is this machine."""
        return group in THIS_MACHINE or self._until_s.get(group, 0) > monotonic_s()
