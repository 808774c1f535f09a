"""The systemd units explain themselves and stay shut."""

import subprocess
from pathlib import Path

import pytest

UNITS = ("fieldpoint.service", "fieldpoint-registry.service")
EXPOSURE = 15  # tenths: the design's bar is 1.5


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.needs_real_part("systemd-analyze", "systemd")
def test_a_unit_is_shut(root: Path, unit: str) -> None:
    """By systemd's own count the unit has an exposure of at most 1.5."""
    look = ("systemd-analyze", "security", "--no-pager", "--offline=true", f"--threshold={EXPOSURE}")
    unit_file = root / "deploy/systemd" / unit
    result = subprocess.run([*look, unit_file], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout.splitlines()[-1:] + result.stderr.splitlines()


@pytest.mark.parametrize("unit", UNITS)
def test_every_group_of_switches_has_its_reason(root: Path, unit: str) -> None:
    """A group of switches opens with a comment that says why."""
    service = (root / "deploy/systemd" / unit).read_text(encoding="utf-8").split("[Service]\n")[1].split("[Install]")[0]
    groups = [group for group in service.split("\n\n")[1:] if group.strip()]
    assert groups
    assert not [group for group in groups if not group.startswith("# ")]
