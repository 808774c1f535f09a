"""Records every write and sync of a program, and rebuilds what a power cut could have left on the disk.

strace writes the calls down with their bytes. Between two syncs of a file the disk may have kept none of its
writes, all of them, or any of their 512-byte pieces; that is what `states` makes.
"""

import random
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from tests.conftest import real_part
from tests.fault.crash_work import FILES

CALL = re.compile(
    r'^(pwrite64|write|fdatasync|fsync|ftruncate)\(\d+<([^>]*)>(?:, "((?:\\x[0-9a-f]{2})*)")?([^=]*)= \d+'
)
SECTOR = 512


@dataclass(frozen=True)
class Call:
    """One call: on which file, what, where. A `write` on the acks is an acknowledgement."""

    kind: str
    file: str
    content: bytes = b""
    at: int = 0


@dataclass
class State:
    """What a power cut left, and the last acknowledgement before it."""

    files: dict[str, bytes]
    acknowledged: tuple[int, str] | None


@dataclass
class Disk:
    """One file: what is surely there, and what was written since."""

    sure: bytearray
    pending: list[Call] = field(default_factory=list)

    def sync(self) -> None:
        """Whatever was written is there from now on."""
        for call in self.pending:
            apply(self.sure, call)
        self.pending = []

    def left(self, choose: random.Random | None, *, everything: bool = False) -> bytes:
        """The content after a cut: nothing of what was pending, everything, or what chance keeps."""
        content = bytearray(self.sure)
        for call in self.pending:
            for piece in [call] if everything else pieces(call):
                if everything or (choose is not None and choose.random() < 0.5):
                    apply(content, piece)
        return bytes(content)


def record(folder: Path, work: Path, count: int, synchronous: str) -> tuple[dict[str, bytes], list[Call]]:
    """The files as they stood at the beginning, and every call after it in order."""
    base, acks, calls = work / "base", work / "acks", work / "calls"
    base.mkdir(parents=True)
    program = [sys.executable, str(Path(__file__).with_name("crash_work.py"))]
    program += [str(folder), str(base), str(acks), str(count), synchronous]
    wanted = "trace=pwrite64,write,fdatasync,fsync,ftruncate"
    strace = [real_part("strace", "strace"), "-qq", "-y", "-xx", "-s", "1000000", "-e", wanted, "-o", str(calls)]
    root = Path(__file__).parents[2]
    subprocess.run([*strace, *program], check=True, cwd=root, env={"PYTHONPATH": str(root), "PATH": "/usr/bin:/bin"})
    found = list(_read(calls))
    begin = next(place for place, call in enumerate(found) if call.content == b"begin")
    return {name: (base / name).read_bytes() for name in FILES}, found[begin + 1 :]


def _read(calls: Path) -> Iterator[Call]:
    with calls.open(encoding="ascii") as lines:
        for line in lines:
            matched = CALL.match(line)
            if matched is None:
                continue
            kind, path, content, rest = matched.groups()
            name = bytes.fromhex(path.replace("\\x", "")).decode() if path.startswith("\\x") else path
            numbers = [int(number) for number in re.findall(r"\d+", rest.split(")")[0])]
            raw = bytes.fromhex((content or "").replace("\\x", ""))
            yield Call(kind, name.rpartition("/")[2], raw, numbers[-1] if numbers else 0)


def states(base: dict[str, bytes], calls: list[Call], seed: int, chances: int, no_sync: str = "") -> Iterator[State]:
    """Every state after every call: none, all, and `chances` random ones; states that were seen are left out.

    `no_sync` names a file whose syncs do nothing, as on a disk that lies.
    """
    choose, seen = random.Random(seed), set[int]()
    disks = {name: Disk(bytearray(content)) for name, content in base.items()}
    acknowledged: tuple[int, str] | None = None
    for call in calls:
        if call.file == "acks":
            seq, _, head = call.content.decode().partition(":")
            acknowledged = int(seq), head
        elif call.file in disks:
            if call.kind in ("fsync", "fdatasync"):
                if call.file != no_sync:
                    disks[call.file].sync()
            else:
                disks[call.file].pending.append(call)
        for kept in range(chances + 2):
            files = {
                name: disk.left(choose if kept > 1 else None, everything=kept == 1) for name, disk in disks.items()
            }
            mark = hash((acknowledged, *files.values()))
            if mark not in seen:
                seen.add(mark)
                yield State(files, acknowledged)


def apply(content: bytearray, call: Call) -> None:
    """The call's effect on a file; what lies between its old end and a later write is zero."""
    if call.kind == "ftruncate":
        del content[call.at :]
        content.extend(bytes(call.at - len(content)))
        return
    content.extend(bytes(max(0, call.at - len(content))))
    content[call.at : call.at + len(call.content)] = call.content


def pieces(call: Call) -> list[Call]:
    """The sectors of one write, each of which may have reached the disk alone."""
    if call.kind == "ftruncate":
        return [call]
    edges = [0, *range(SECTOR - call.at % SECTOR, len(call.content), SECTOR), len(call.content)]
    return [Call(call.kind, call.file, call.content[start:end], call.at + start) for start, end in pairwise(edges)]
