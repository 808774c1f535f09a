"""A synthetic authority in a folder, a machine with made-up names, and a handshake with whatever was signed."""

import ssl
from datetime import date
from pathlib import Path

from cryptography import x509

from fieldpoint.tls.files import TlsFolder
from fieldpoint.tls.keeper import found_authority
from fieldpoint.tls.leaf import Host, Leaf

TODAY = date(2026, 11, 22)
BOX = Host(names=("fieldpoint.local", "localhost", "box", "box.local"), addresses=("127.0.0.1", "::1", "192.168.4.1"))


def found(folder: Path, day: date = TODAY, opened: date | None = None, host: Host = BOX) -> tuple[TlsFolder, Leaf]:
    """A new authority in a folder, and the first certificate that it signed."""
    tls = TlsFolder(folder=folder / "tls")
    return tls, found_authority(tls, "s-01", host, day, opened)


def shown(tls: TlsFolder) -> x509.Certificate:
    """The server's certificate as it lies on disk."""
    return x509.load_pem_x509_certificate(tls.server_file.read_bytes())


def handshake(server: ssl.SSLContext, authority: Path, name: str) -> None:
    """A TLS handshake in memory with a client that trusts the authority and asks for a name. `ssl.SSLError`."""
    client = ssl.create_default_context(cafile=str(authority))
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    asking = client.wrap_bio(to_client, to_server, server_hostname=name)
    answering = server.wrap_bio(to_server, to_client, server_side=True)
    for _ in range(4):
        for side in (asking, answering):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
    assert asking.version() in {"TLSv1.2", "TLSv1.3"}
