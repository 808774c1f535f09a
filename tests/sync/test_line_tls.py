"""The line over TLS: a server whose authority this machine knows is asked, any other is not reached."""

import asyncio
import ssl
from pathlib import Path

import pytest

from fieldpoint.errors import Code, Invalid, Unavailable
from fieldpoint.sync.http_line import HttpLine, trusting
from fieldpoint.sync.line import Question, Reply
from tests.certificate import make_certificate


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A synthetic certificate for this machine's address, its own authority, with its key in one file."""
    return make_certificate(tmp_path / "registry.pem")


def ask(certificate: Path, host: str = "127.0.0.1", pinned: str | None = None) -> Reply:
    """One question to a TLS server with this certificate."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
        await writer.drain()
        writer.close()

    async def run() -> Reply:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context)
        line = HttpLine(f"https://{host}:{server.sockets[0].getsockname()[1]}", pinned)
        try:
            return await line.ask(Question(method="GET", path="/x", timeout_s=10))
        finally:
            await line.close()
            server.close()

    return asyncio.run(run())


def test_a_server_that_this_machine_trusts_is_asked(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An authority that an organisation added to the machine's own counts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    answered = ask(certificate)
    assert (answered.status, answered.body) == (200, b"hello")


def test_a_stranger_is_not_reached(certificate: Path) -> None:
    """Whoever sits on the way with a certificate of his own hears no token."""
    with pytest.raises(Unavailable):
        ask(certificate)


def test_a_certificate_for_another_name_is_not_enough(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name in the address must be the name in the certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with pytest.raises(Unavailable):
        ask(certificate, "localhost")


def test_a_pinned_authority_is_the_only_one(certificate: Path, tmp_path: Path) -> None:
    """A registry under its own authority is reached without touching the machine's list; any other is not."""
    assert ask(certificate, pinned=certificate.read_text()).status == 200
    stranger = make_certificate(tmp_path / "stranger.pem").read_text()
    with pytest.raises(Unavailable):
        ask(certificate, pinned=stranger)


def test_a_pinned_authority_holds_by_name_too(certificate: Path) -> None:
    """The name in the address must be the name in the certificate, pinned or not."""
    with pytest.raises(Unavailable):
        ask(certificate, "localhost", certificate.read_text())


@pytest.mark.parametrize("days", [-20_000, 5_000])
def test_a_wrong_clock_is_no_dead_end_with_a_pinned_authority(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    """F27: a box that believes another year reaches its registry by the pinned authority, and nobody without."""
    other_year = make_certificate(tmp_path / "other.pem", days)
    assert ask(other_year, pinned=other_year.read_text()).status == 200
    monkeypatch.setenv("SSL_CERT_FILE", str(other_year))
    with pytest.raises(Unavailable):
        ask(other_year)


def test_a_file_without_a_certificate_is_no_authority() -> None:
    """Said at once, not taken for a line that is down."""
    with pytest.raises(Invalid) as caught:
        trusting("no certificate")
    assert caught.value.code == Code.REGISTRY_AUTHORITY_UNFIT
