"""Handouts on a medium whose syncs take longer, as a memory card's do: what grouping them is for shows there only.

The measurement runs once more in a child program under strace, which holds up every sync of both sides, the desk's
and the raw limit's, and looks at nothing else. Where strace is missing the rows are not told.

Imports its neighbours.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import msgspec

from fieldpoint.bench.row import Row, untold_row

_DELAY_MS = 2
_SUFFIX = f", each sync {_DELAY_MS} ms longer"
_ROWS = ("handouts at 32 connections, without HTTP", "slowest of 100 handouts against the middle one")
_GRACE_S = 30


def measure_slow_sync(folder: Path, *, quick: bool) -> list[Row]:
    """The rows of handouts again, on the medium of a folder."""
    strace = shutil.which("strace")
    found = None if strace is None else _run(strace, folder, quick=quick)
    if found is None:
        return [untold_row(name + _SUFFIX) for name in _ROWS]
    return [msgspec.structs.replace(row, name=row.name + _SUFFIX) for row in found if row.name in _ROWS]


def _run(strace: str, folder: Path, *, quick: bool) -> list[Row] | None:
    """All rows of the child; nothing where strace may not hold up another program."""
    syncs = "fsync,fdatasync"
    command = [strace, "-D", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-e", f"trace={syncs}"]
    command += ["-e", f"inject={syncs}:delay_exit={_DELAY_MS * 1000}", sys.executable, "-m", "fieldpoint", "bench"]
    command += ["--handouts-only", "--json", "--data", str(folder), *(["--quick"] if quick else [])]
    # With -D the child is the measurement itself and not strace, so it can be told to stop.
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603  our own
    try:
        said, _ = child.communicate()
    except BaseException:
        child.terminate()
        child.wait(_GRACE_S)
        raise
    return msgspec.json.decode(said, type=list[Row]) if child.returncode == 0 else None
