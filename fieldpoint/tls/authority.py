"""The site's certificate authority, and the server certificates that it signs.

What an authority may vouch for is written into it, critical: private addresses, `.local` names and this machine's
own. A tablet that trusts it is not one step nearer to believing a false bank (RFC 5280, section 4.2.1.10).
"""

from datetime import UTC, date, datetime, time, timedelta
from ipaddress import ip_address, ip_network
from typing import Final

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from fieldpoint.errors import Code, Conflict
from fieldpoint.ids import new_salt
from fieldpoint.tls.leaf import BACK_DATED, VALID, Leaf

# Whole domains: a name with `local` permitted has every name under it permitted.
DOMAINS: Final = ("fieldpoint.local", "local", "localhost")
NETWORKS: Final = (
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8",
    "fd00::/8", "fe80::/10", "::1/128",
)  # fmt: skip
_YEARS: Final = timedelta(days=20 * 365 + 5)
# Tablets whose own clock is behind must not find an authority of the future.
AUTHORITY_BACK_DATED: Final = timedelta(days=365)
_NAME: Final = "Fieldpoint"


class Authority(msgspec.Struct, frozen=True, kw_only=True):
    """A certificate authority: its certificate and the key that belongs to it."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def day(self) -> date:
        """The confirmed day it was made on."""
        return self.certificate.not_valid_before_utc.date() + AUTHORITY_BACK_DATED

    @property
    def certificate_text(self) -> bytes:
        """Its certificate as PEM."""
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def key_text(self) -> bytes:
        """Its key as PEM, for a file that only its owner reads."""
        return _key_text(self.key)


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """A server's certificate and what it is for; `text` is its key and its certificate as PEM."""

    certificate: x509.Certificate
    leaf: Leaf
    text: bytes


def make_authority(site: str, names: tuple[str, ...], day: date) -> Authority:
    """A new authority for 20 years from a year before the day, limited to private networks and these names.

    `site` is the code that people see in a tablet's list of authorities.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    domains = list(dict.fromkeys([*DOMAINS, *names]))
    permitted = [
        *(x509.DNSName(name) for name in domains),
        *(x509.IPAddress(ip_network(network)) for network in NETWORKS),
    ]
    begins = day - AUTHORITY_BACK_DATED
    subject = _name(f"{_NAME} {site}")
    built = (
        _certificate(subject, subject, key.public_key(), (begins, begins + _YEARS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        # It is no authority for programs or letters, even where name constraints do not reach.
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.NameConstraints(permitted_subtrees=permitted, excluded_subtrees=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return Authority(certificate=built.sign(key, SHA256()), key=key)


def sign_leaf(authority: Authority, wanted: Leaf) -> Signed:
    """A certificate under a new key for those of the wanted names and addresses that the authority may vouch for.

    `leaf.until` of the answer is its last day, never after the authority's own. `Conflict` (`authority-ended`) when
    the authority's days are over.
    """
    ends = authority.certificate.not_valid_after_utc.date()
    if wanted.dated >= ends:
        raise Conflict(Code.AUTHORITY_ENDED)
    begins = max(wanted.dated - BACK_DATED, authority.certificate.not_valid_before_utc.date())
    leaf = msgspec.structs.replace(wanted, until=min(begins + VALID, ends))
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = authority.certificate
    built = (
        _certificate(_name(_NAME), issuer.subject, key.public_key(), (begins, leaf.until))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(_vouched(authority, leaf)), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), critical=False)
    )
    certificate = built.sign(authority.key, SHA256())
    text = _key_text(key) + certificate.public_bytes(Encoding.PEM)
    return Signed(certificate=certificate, leaf=leaf, text=text)


def read_authority(certificate: bytes, key: bytes) -> Authority:
    """The authority of two PEM texts. `ValueError` when they are none or do not belong together."""
    read, private = x509.load_pem_x509_certificate(certificate), load_pem_private_key(key, None)
    if not isinstance(private, ec.EllipticCurvePrivateKey) or private.public_key() != read.public_key():
        raise ValueError("the key is not the authority's")
    return Authority(certificate=read, key=private)


def _certificate(
    subject: x509.Name, issuer: x509.Name, public: ec.EllipticCurvePublicKey, days: tuple[date, date]
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(int.from_bytes(new_salt()) >> 1 | 1)  # positive, 127 bits (RFC 5280, section 4.1.2.2)
        .not_valid_before(_midnight(days[0]))
        .not_valid_after(_midnight(days[1]))
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _vouched(authority: Authority, leaf: Leaf) -> list[x509.GeneralName]:
    """The names and addresses that the authority's own constraints permit."""
    limits = authority.certificate.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees
    domains = [limit.value for limit in limits or () if isinstance(limit, x509.DNSName)]
    networks = [limit.value for limit in limits or () if isinstance(limit, x509.IPAddress)]
    names = [name for name in leaf.names if any(f".{name}".endswith(f".{domain}") for domain in domains)]
    addresses = [ip_address(text) for text in leaf.addresses]
    return [
        *(x509.DNSName(name) for name in names),
        *(x509.IPAddress(one) for one in addresses if any(one in ip_network(network) for network in networks)),
    ]


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _key_text(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
