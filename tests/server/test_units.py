"""The very commands that systemd starts, on other folders and ports, under the unit's own expectations."""

import os
import shlex
import signal
import socket
import ssl
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from fieldpoint.registry.folder import create_registry
from tests.live import secure_site, spare_port
from tests.support import make_site

UNITS = Path(__file__).parents[2] / "deploy" / "systemd"


@pytest.mark.parametrize(
    ("unit", "health"), [("fieldpoint.service", "/api/v1/health"), ("fieldpoint-registry.service", "/health")]
)
def test_command_of_a_unit_serves_says_ready_and_stops(tmp_path: Path, unit: str, health: str) -> None:
    """It tells systemd READY=1, answers, and ends cleanly at SIGTERM."""
    folder, port = tmp_path / "data", spare_port()
    trust: ssl.SSLContext | bool = True
    if "registry" in unit:
        create_registry(folder, "registry")
    else:
        trust = secure_site(make_site(folder)).trust
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.settimeout(20)
        environment = os.environ | {"NOTIFY_SOCKET": str(tmp_path / "notify")}
        with subprocess.Popen(_command(unit, folder, port), env=environment, stdout=subprocess.DEVNULL) as program:
            assert systemd.recv(100) == b"READY=1"
            origin = f"{'http' if trust is True else 'https'}://127.0.0.1:{port}"
            answer = httpx.get(f"{origin}{health}", trust_env=False, verify=trust)
            program.terminate()
            assert program.wait(20) in {0, -signal.SIGTERM}  # uvicorn ends by the signal itself, after its last answer
    assert answer.status_code == 200


def _command(unit: str, folder: Path, port: int) -> list[str]:
    """The unit's ExecStart with another folder and a spare port."""
    lines = (UNITS / unit).read_text(encoding="utf-8").splitlines()
    (start,) = [line.removeprefix("ExecStart=") for line in lines if line.startswith("ExecStart=")]
    program, *arguments = shlex.split(start)
    assert program.endswith("/fieldpoint")
    arguments[arguments.index("--data") + 1] = str(folder)
    if "--plain-port" in arguments:
        arguments[arguments.index("--plain-port") + 1] = str(spare_port())
    return [sys.executable, "-m", "fieldpoint", *arguments, "--port", str(port)]
