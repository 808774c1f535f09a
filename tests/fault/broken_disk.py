"""A disk of which one call fails, under any of our programs: built from broken_disk.c, loaded before the C library."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import real_part

EIO, ENOSPC, SHORT = "5", "28", "short"


@dataclass(frozen=True)
class Fault:
    """The so-manieth call of a kind (open, write, sync, ftruncate, rename) fails: with an error, or half of it done."""

    kind: str
    how: str
    when: int

    def __str__(self) -> str:
        name = {EIO: "EIO", ENOSPC: "ENOSPC"}.get(self.how, self.how)
        return f"{self.kind} {self.when} {name}"


@dataclass(frozen=True)
class Noted:
    """A call on a file of the folder, and when it was, in seconds of `time.monotonic`."""

    kind: str
    file: str
    at: float


@dataclass(frozen=True)
class BrokenDisk:
    """The built library, and where it writes down what it did."""

    library: Path
    notes: Path

    def start(self, folder: Path, fault: Fault, *arguments: object) -> "subprocess.Popen[str]":
        """A `fieldpoint` command whose calls on the folder go so; earlier notes are gone."""
        self.notes.unlink(missing_ok=True)
        broken = {
            "LD_PRELOAD": str(self.library),
            "BROKEN_FOLDER": str(folder),
            "BROKEN_CALL": fault.kind,
            "BROKEN_HOW": fault.how,
            "BROKEN_WHEN": str(fault.when),
            "BROKEN_NOTES": str(self.notes),
        }
        return subprocess.Popen(
            [sys.executable, "-m", "fieldpoint", *map(str, arguments)],
            env={**os.environ, **broken},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def noted(self) -> list[Noted]:
        """Every call that was written down."""
        if not self.notes.exists():
            return []
        lines = [line.split(" ") for line in self.notes.read_text(encoding="utf-8").splitlines()]
        return [Noted(kind, file.strip("/"), int(at) / 1000) for kind, file, at in lines]


def build(folder: Path) -> BrokenDisk:
    """The library, built by the C compiler of this machine."""
    library = folder / "broken_disk.so"
    source = Path(__file__).with_name("broken_disk.c")
    compiler = real_part("cc", "build-essential")
    subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o", library, source], check=True)
    return BrokenDisk(library, folder / "notes")


def assert_in_words(code: int, words: str) -> None:
    """The program ended well, or says in a sentence why not; never in a traceback."""
    assert "Traceback" not in words
    assert code in (0, 1, -signal.SIGTERM), (code, words)  # a server that is told to stop ends by that signal
    assert code != 1 or words.startswith("fieldpoint: ") or "\nfieldpoint: " in words
