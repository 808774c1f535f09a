"""Whatever lies on a stick: a stable code for each file, little memory, nothing half-applied, nothing removed."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from fieldpoint.core.batch import deflate
from fieldpoint.core.letter import closed_for
from fieldpoint.errors import Code
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.usb.unpack import unpack
from tests.registry.support import make_registry, rows_of, sender
from tests.registry.test_bad_input import MIB, bomb

# Reads the stick and says how much memory that took above what stood before.
READ = textwrap.dedent("""
    import sys
    from pathlib import Path
    from fieldpoint.registry.folder import open_registry
    from fieldpoint.registry.usb.unpack import unpack

    def memory(field):
        status = Path("/proc/self/status").read_text()
        return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith(field))

    registry = open_registry(Path(sys.argv[1]))
    Path("/proc/self/clear_refs").write_text("5")
    before = memory("VmRSS")
    codes = [file.code for file in unpack(registry, Path(sys.argv[2]))]
    print(memory("VmHWM") - before, *codes)
""")


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    """A registry that knows one site."""
    return make_registry(tmp_path / "registry", sender(1))


def test_a_file_cut_at_any_byte_is_told_and_stays(registry: Registry, tmp_path: Path) -> None:
    """F16: a hundred files of one batch, each broken off elsewhere: none is believed, all stay; the whole is read."""
    log, stick = sender(20), tmp_path / "stick"
    stick.mkdir()
    whole = closed_for(registry.public, log.arrival(1, 20).sent)
    cuts = range(0, len(whole), max(1, len(whole) // 100))
    for cut in cuts:
        (stick / f"{cut:06}.fpb").write_bytes(whole[:cut])
    codes = {file.code for file in unpack(registry, stick)}
    assert codes <= {Code.STICK_FILE_UNREADABLE, Code.BATCH_MALFORMED}  # the latter where it breaks off behind its head
    assert (rows_of(registry), len(list(stick.iterdir()))) == ([], len(cuts))
    (stick / "whole.fpb").write_bytes(whole)
    assert [file.new for file in unpack(registry, stick) if file.code is None] == [20]


def test_bombs_on_a_stick_take_little_memory(registry: Registry, tmp_path: Path) -> None:
    """F40: 100 MB of zeros, a line of 100 MB, a million rows, a file of 3 MiB: at most 64 MiB above idle."""
    stick = tmp_path / "stick"
    stick.mkdir()
    bodies = (bomb(100 * MIB), bomb(100 * MIB, b"y"), deflate(b"{}\n" * 1_000_000), deflate(b"\n" * 1_000_000))
    for number, body in enumerate(bodies):
        (stick / f"{number}.fpb").write_bytes(closed_for(registry.public, body))
    (stick / "large.fpb").write_bytes(bytes(3 * MIB))
    registry.store.close()
    command = [sys.executable, "-c", READ, str(tmp_path / "registry"), str(stick)]
    above, *codes = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert codes == [Code.BATCH_TOO_LARGE] * 4 + [Code.STICK_FILE_UNREADABLE]
    assert int(above) <= 64 * MIB
