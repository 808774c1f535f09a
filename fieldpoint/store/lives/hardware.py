"""On which machine the log goes on: a card that was copied wakes up on another, or in another file.

Only a hash of each part is kept, and a part that a machine does not tell is no part. Imports database.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from fieldpoint.database import Connection, transaction
from fieldpoint.store.lives.due import set_due

_PARTS: Final = {
    "card": ("sys/block/mmcblk0/device/cid",),
    "board": ("sys/firmware/devicetree/base/serial-number", "sys/class/dmi/id/board_serial"),
    "machine": ("etc/machine-id",),
}
_ROOT: Final = Path("/")
_MARK: Final = b"fp/hardware/1\0"


def hardware_of(database: Path, root: Path = _ROOT) -> dict[str, str]:
    """The hash of every part that this machine tells, and of the database file's own number on its disk."""
    return {**dict(_told(root)), "file": _hashed(str(database.stat().st_ino).encode())}


def notice_hardware(connection: Connection, found: dict[str, str], now_ms: int) -> None:
    """A log that goes on elsewhere than before is due for a new life; what is new here is noted down. Commits."""
    known = dict(connection.execute("SELECT part, hash FROM hardware").fetchall())
    if known == found:
        return
    with transaction(connection):
        if any(known[part] != found[part] for part in known.keys() & found.keys()):
            set_due(connection, "moved", now_ms)
        settle_hardware(connection, found)


def settle_hardware(connection: Connection, found: dict[str, str]) -> None:
    """The log goes on here. Does not commit."""
    connection.executemany(
        "INSERT INTO hardware (part, hash) VALUES (?, ?) ON CONFLICT (part) DO UPDATE SET hash = excluded.hash",
        found.items(),
    )


def _told(root: Path) -> Iterator[tuple[str, str]]:
    for part, places in _PARTS.items():
        for place in places:
            try:
                told = (root / place).read_bytes().strip(b"\0\n ")
            except OSError:
                continue
            if told:
                yield part, _hashed(told)
                break


def _hashed(told: bytes) -> str:
    return sha256(_MARK + told).hexdigest()[:32]
