"""The line over TLS: a server whose authority this machine knows is asked, any other is not reached."""

import asyncio
import datetime as dt
import ipaddress
import ssl
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from fieldpoint.errors import Unavailable
from fieldpoint.sync.http_line import HttpLine
from fieldpoint.sync.line import Question, Reply


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A synthetic certificate for this machine's address, its own authority, with its key in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "registry.test")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    place = tmp_path / "registry.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    place.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return place


def ask(certificate: Path, host: str = "127.0.0.1") -> Reply:
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
        line = HttpLine(f"https://{host}:{server.sockets[0].getsockname()[1]}")
        try:
            return await line.ask(Question(method="GET", path="/x", timeout_s=10))
        finally:
            await line.close()
            server.close()

    return asyncio.run(run())


def test_a_server_that_this_machine_trusts_is_asked(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An authority that an organisation added to the machine's own counts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert ask(certificate) == Reply(status=200, body=b"hello")


def test_a_stranger_is_not_reached(certificate: Path) -> None:
    """Whoever sits on the way with a certificate of his own hears no token."""
    with pytest.raises(Unavailable):
        ask(certificate)


def test_a_certificate_for_another_name_is_not_enough(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name in the address must be the name in the certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with pytest.raises(Unavailable):
        ask(certificate, "localhost")
