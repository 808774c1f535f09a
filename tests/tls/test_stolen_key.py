"""What the authority's key is worth to whoever steals it: nothing beyond the site's own network."""

import datetime as dt
import ssl
import subprocess
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from fieldpoint.tls.authority import Authority
from tests.tls.support import found, handshake

NOW = dt.datetime.now(dt.UTC)  # OpenSSL checks by the real clock
FOREIGN: list[tuple[str, x509.GeneralName]] = [
    ("example.com", x509.DNSName("example.com")),
    ("www.bank.ir", x509.DNSName("www.bank.ir")),
    ("fieldpoint.local.example.com", x509.DNSName("fieldpoint.local.example.com")),
    ("203.0.113.9", x509.IPAddress(ip_address("203.0.113.9"))),
    ("2001:db8::1", x509.IPAddress(ip_address("2001:db8::1"))),
]


def sign(by: Authority, alternative: x509.GeneralName, *, authority: bool = False) -> Authority:
    """What a thief of the key signs: a certificate for whatever he likes, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    made = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, str(alternative.value))]))
        .issuer_name(by.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - dt.timedelta(days=1))
        .not_valid_after(NOW + dt.timedelta(days=9))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([alternative]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key()), critical=False)
    )
    return Authority(certificate=made.sign(by.key, hashes.SHA256()), key=key)


def served(place: Path, *chain: Authority) -> ssl.SSLContext:
    """A server that shows a chain, with the key of its first certificate."""
    key = chain[0].key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    place.write_bytes(key + b"".join(one.certificate.public_bytes(Encoding.PEM) for one in chain))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(place)
    return context


@pytest.mark.parametrize(("name", "alternative"), FOREIGN, ids=[name for name, _ in FOREIGN])
def test_a_false_bank_is_refused_although_the_authority_signed_it(
    tmp_path: Path, name: str, alternative: x509.GeneralName
) -> None:
    """A tablet that trusts the authority believes it nothing of the internet."""
    tls, _ = found(tmp_path, NOW.date())
    context = served(tmp_path / "stolen", sign(tls.read_authority(), alternative))
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree violation"):
        handshake(context, tls.authority_file, name)


def test_the_same_thief_is_believed_on_the_private_network(tmp_path: Path) -> None:
    """The test above fails for the name and nothing else: the same certificate for a private name passes."""
    tls, _ = found(tmp_path, NOW.date())
    context = served(tmp_path / "stolen", sign(tls.read_authority(), x509.DNSName("other.local")))
    handshake(context, tls.authority_file, "other.local")


def test_an_authority_below_it_is_worth_nothing(tmp_path: Path) -> None:
    """Path length 0: what a second authority signs is refused."""
    tls, _ = found(tmp_path, NOW.date())
    below = sign(tls.read_authority(), x509.DNSName("below.local"), authority=True)
    context = served(tmp_path / "chain", sign(below, x509.DNSName("deep.local")), below)
    with pytest.raises(ssl.SSLCertVerificationError, match="path length constraint exceeded"):
        handshake(context, tls.authority_file, "deep.local")


@pytest.mark.needs_real_part("openssl", "openssl")
def test_openssl_refuses_it_too(tmp_path: Path) -> None:
    """`openssl verify` names the constraint, and takes the box's own certificate."""
    tls, _ = found(tmp_path, NOW.date())
    served(tmp_path / "stolen", sign(tls.read_authority(), x509.DNSName("example.com")))

    def verify(certificate: Path) -> subprocess.CompletedProcess[str]:
        command = ["openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", tls.authority_file]
        return subprocess.run([*command, certificate], capture_output=True, text=True, check=False)

    assert verify(tls.server_file).returncode == 0
    refused = verify(tmp_path / "stolen")
    assert refused.returncode != 0
    assert "permitted subtree violation" in refused.stderr
