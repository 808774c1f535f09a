"""A registry in a program of its own, stopped and started as the field does it."""

import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from fieldpoint.registry.folder import create_registry, open_registry
from fieldpoint.store.site import Site
from tests.sync.support import held_lines


def spare_port() -> int:
    """A port that nothing uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class LiveRegistry:
    """A registry in a program of its own, as systemd starts it."""

    folder: Path
    port: int = field(default_factory=spare_port)
    program: "subprocess.Popen[str] | None" = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Starts it and waits until it says that it answers."""
        command = [sys.executable, "-m", "fieldpoint", "registry", "serve", "--data", str(self.folder)]
        self.program = subprocess.Popen(
            [*command, "--port", str(self.port)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self.program.stdout is not None
        if not self.program.stdout.readline():
            _, words = self.program.communicate(timeout=10)
            pytest.fail(f"the registry did not start: {words}")

    def stop(self, *, kill: bool = False) -> None:
        """Stops it as systemd does, or as a power cut does."""
        assert self.program is not None
        if kill:
            self.program.kill()
        else:
            self.program.terminate()
        _, words = self.program.communicate(timeout=20)
        assert "Traceback" not in words

    def lines(self) -> list[bytes]:
        """Every row it holds; for a registry that is stopped."""
        registry = open_registry(self.folder)
        found = held_lines(registry)
        registry.store.close()
        return found


def make_live_registry(folder: Path) -> LiveRegistry:
    """A new registry, running."""
    create_registry(folder, "registry")
    live = LiveRegistry(folder)
    live.start()
    return live


def enrol_live(site: Site, live: LiveRegistry) -> None:
    """The site is enrolled at a running registry, by the commands that people type."""
    fieldpoint = [sys.executable, "-m", "fieldpoint"]
    invite = [*fieldpoint, "registry", "enrol", site.facts.code, "--data", str(live.folder)]
    code = subprocess.run(invite, check=True, capture_output=True, text=True).stdout.strip()
    join = [*fieldpoint, "enrol", live.url, code, "--data", str(site.folder)]
    subprocess.run(join, check=True, capture_output=True)
