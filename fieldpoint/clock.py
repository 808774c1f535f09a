"""The only reader of the clock (design chapter 4.3: time without a clock).

A box without internet may believe it is 1970, so a log row carries three times: the boot it was written
in, the milliseconds since that boot, and the wall clock with a mark that says how far to trust it. None
of them orders anything.

Imports the standard library only.
"""

import time
from datetime import date, datetime
from enum import IntEnum
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

import msgspec

_KERNEL_BOOT = Path("/proc/sys/kernel/random/boot_id")


class Trust(IntEnum):
    """How far a wall time is to be trusted (`tq` on the wire)."""

    UNKNOWN = 0
    RESTORED = 1
    CONFIRMED = 2
    REGISTRY = 3


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One look at the clock. `mono_ms` counts from the boot, `wall_ms` from 1970 in UTC."""

    boot: int
    mono_ms: int
    wall_ms: int
    trust: Trust


class Clock(Protocol):
    """Whatever tells the time: the machine's clock, or a test's."""

    def now(self) -> Reading:
        """The time at this moment."""
        ...


class MachineClock:
    """The clock of this machine in one of its boots, numbered by the store."""

    def __init__(self, boot: int, trust: Trust = Trust.UNKNOWN) -> None:
        self._boot = boot
        self.trust = trust

    def now(self) -> Reading:
        """The time at this moment; `mono_ms` goes on through suspends."""
        return Reading(
            boot=self._boot,
            mono_ms=time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000,
            wall_ms=time.time_ns() // 1_000_000,
            trust=self.trust,
        )


def wall_ms() -> int:
    """The wall clock in milliseconds since 1970 UTC, for stamps that order nothing."""
    return time.time_ns() // 1_000_000


def monotonic_s() -> float:
    """Seconds that only go forward, for durations."""
    return time.monotonic()


def kernel_boot() -> str:
    """The kernel's random id of the present boot."""
    return _KERNEL_BOOT.read_text(encoding="ascii").strip()


def day_in_zone(at_ms: int, zone: str) -> date:
    """The calendar day (Gregorian) that an instant falls on in a zone such as Asia/Tehran."""
    return datetime.fromtimestamp(at_ms / 1000, ZoneInfo(zone)).date()
