"""The real servers as child programs on spare ports, with their words shown when they die."""

import socket
import ssl
import subprocess
import sys
from collections.abc import Generator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from fieldpoint.core.access_rows import Role
from fieldpoint.registry.folder import create_registry, open_registry
from fieldpoint.store.site import Site
from fieldpoint.tls.files import TlsFolder, tls_folder
from tests.device import paired
from tests.sync.support import held_lines


def spare_port() -> int:
    """A port that nothing uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def spare_ports(count: int) -> int:
    """The first of so many ports in a row that nothing uses at this moment."""
    while True:
        first = spare_port()
        with ExitStack() as stack, suppress(OSError, OverflowError):
            for port in range(first, first + count):
                stack.enter_context(socket.socket()).bind(("127.0.0.1", port))
            return first


def fieldpoint(*arguments: object) -> str:
    """What a command says; the test fails with its words when it fails."""
    command = [sys.executable, "-m", "fieldpoint", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@dataclass
class LiveServer:
    """A server in a program of its own, as systemd starts it."""

    folder: Path
    port: int = field(default_factory=spare_port)
    program: "subprocess.Popen[str] | None" = None
    command: tuple[str, ...] = ("serve",)
    python: tuple[str, ...] = ("-m", "fieldpoint")

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Starts it and waits until it says that it answers."""
        arguments = [*self.command, "--data", str(self.folder), "--port", str(self.port)]
        self.program = subprocess.Popen(
            [sys.executable, *self.python, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self.program.stdout is not None
        if not self.program.stdout.readline():
            _, words = self.program.communicate(timeout=10)
            pytest.fail(f"{self.command} did not start: {words}")

    def stop(self, *, kill: bool = False) -> str:
        """Stops it as systemd does, or as a power cut does, as far as a program can see one; answers all it said."""
        assert self.program is not None
        if kill:
            self.program.kill()
        else:
            self.program.terminate()
        said, words = self.program.communicate(timeout=20)
        assert "Traceback" not in words, words
        return said + words

    @property
    def runs(self) -> bool:
        """Whether it was started and has not ended."""
        return self.program is not None and self.program.poll() is None


@dataclass
class LiveSite(LiveServer):
    """A site's server."""

    site: Site = None  # type: ignore[assignment]  given by live_site

    @property
    def trust(self) -> ssl.SSLContext | bool:
        """Whom a browser in front of it trusts: nobody is asked for a certificate without TLS."""
        return True

    @contextmanager
    def browser(
        self, *, session: bool = True, role: Role = "lead", address: str | None = None
    ) -> Generator[httpx.Client]:
        """A new tablet with somebody signed in on it, or a stranger's browser, at an address of its own (127.x.y.z)."""
        line = httpx.HTTPTransport(local_address=address, verify=self.trust)
        with httpx.Client(base_url=self.url, transport=line, timeout=30) as opened:
            if session:
                tablet, token = paired(self.site, role)
                opened.auth = tablet
                opened.cookies.set(self.cookie, token)
                tablet.start = opened.get("/api/v1/session").json()["start"]
            yield opened

    @property
    def cookie(self) -> str:
        """The name of a session's cookie."""
        return f"fieldpoint-{self.site.facts.code}"


@dataclass
class SecureSite(LiveSite):
    """A site's server that speaks TLS, with plain http beside it."""

    plain_port: int = field(default_factory=spare_port)

    def __post_init__(self) -> None:
        self.command = ("serve", "--plain-port", str(self.plain_port))

    @property
    def url(self) -> str:
        """Where it answers over https."""
        return f"https://localhost:{self.port}"

    @property
    def cookie(self) -> str:
        """The name of a session's cookie, bound to its host."""
        return f"__Host-{super().cookie}"

    @property
    def plain_url(self) -> str:
        """Where it answers without."""
        return f"http://localhost:{self.plain_port}"

    @property
    def tls(self) -> TlsFolder:
        """Its authority and certificate."""
        return tls_folder(self.folder)

    @property
    def trust(self) -> ssl.SSLContext:
        """A tablet on which the site's authority was installed, and nothing else is trusted."""
        return ssl.create_default_context(cafile=str(self.tls.authority_file))

    @contextmanager
    def phone(self) -> Generator[httpx.Client]:
        """Somebody's phone that trusts nothing yet, over plain http; it follows no redirect by itself."""
        with httpx.Client(base_url=self.plain_url, trust_env=False, timeout=30) as opened:
            yield opened


@dataclass
class LiveRegistry(LiveServer):
    """A registry's server."""

    command: tuple[str, ...] = ("registry", "serve")

    def lines(self) -> list[bytes]:
        """Every row it holds; for a registry that is stopped."""
        registry = open_registry(self.folder)
        found = held_lines(registry)
        registry.store.close()
        return found


def live_site(site: Site) -> LiveSite:
    """The server of a site, not started yet."""
    return LiveSite(site.folder, site=site)


def secure_site(site: Site) -> SecureSite:
    """The server of a site that got its authority by the command that people type; not started yet."""
    fieldpoint("tls", "init", "--yes", "--data", site.folder)
    return SecureSite(site.folder, site=site)


def make_live_registry(folder: Path) -> LiveRegistry:
    """A new registry, running."""
    create_registry(folder, "registry")
    live = LiveRegistry(folder)
    live.start()
    return live


def enrol_live(site: Site, live: LiveRegistry) -> None:
    """The site is enrolled at a running registry, by the commands that people type."""
    code = fieldpoint("registry", "enrol", site.facts.code, "--data", live.folder)
    fieldpoint("enrol", live.url, code, "--data", site.folder)
