"""The systemd units explain themselves and stay shut; what is announced is where they listen."""

import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from fieldpoint.cli.import_upload import MOST_DATA

UNITS = (
    "fieldpoint.service",
    "fieldpoint-registry.service",
    "fieldpoint-card-name.service",
    "fieldpoint-retention.service",
)
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


def test_a_list_and_the_till_fit_side_by_side(root: Path) -> None:
    """What a child that reads a list may take, and 96 MiB for the server, are the unit's; the child goes first."""
    unit = (root / "deploy/systemd/fieldpoint.service").read_text(encoding="utf-8")
    (most,) = re.findall(r"^MemoryMax=(\d+)M$", unit, re.MULTILINE)
    assert int(most) >= MOST_DATA // 2**20 + 96
    assert "\nOOMPolicy=continue\n" in unit


def test_the_announced_ports_are_the_units(root: Path) -> None:
    """Avahi names the ports on which the unit's command speaks https and plain http."""
    unit = (root / "deploy/systemd/fieldpoint.service").read_text(encoding="utf-8")
    listens = {option: int(port) for option, port in re.findall(r"--(port|plain-port) (\d+)", unit)}
    services = ET.parse(root / "deploy/avahi/fieldpoint.service").getroot().iter("service")  # noqa: S314  our own file
    announced = {service.findtext("type"): int(service.findtext("port") or 0) for service in services}
    assert announced == {"_https._tcp": listens["port"], "_http._tcp": listens["plain-port"]}


def test_ports_of_the_unit_need_no_right_of_root(root: Path) -> None:
    """The lowest port is not below the one where the kernel begins to ask for a right, as deploy/sysctl sets it."""
    unit = (root / "deploy/systemd/fieldpoint.service").read_text(encoding="utf-8")
    kernel = (root / "deploy/sysctl/50-fieldpoint.conf").read_text(encoding="utf-8")
    (first,) = re.findall(r"^net\.ipv4\.ip_unprivileged_port_start = (\d+)$", kernel, re.MULTILINE)
    assert min(int(port) for port in re.findall(r"-port (\d+)", unit)) >= int(first)
