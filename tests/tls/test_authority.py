"""What the authority is, what it may vouch for, and what is refused although it signed it."""

import datetime as dt
import ssl
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID

from fieldpoint.errors import Code, Conflict
from fieldpoint.tls.authority import make_authority, sign_leaf
from fieldpoint.tls.keeper import Keeper
from fieldpoint.tls.leaf import Host, new_leaf
from tests.tls.support import BOX, TODAY, found, handshake, shown

# Python's clock cannot be set, so what OpenSSL checks is dated around the real day.
REAL_DAY = dt.datetime.now(dt.UTC).date()


def extension(certificate: x509.Certificate, kind: type[x509.ExtensionType]) -> x509.Extension:
    """An extension with its criticality."""
    return certificate.extensions.get_extension_for_class(kind)


def test_the_authority_is_limited_and_lasts_twenty_years() -> None:
    """P-256, path length 0, server certificates only, constraints critical, 20 years from a year before the day."""
    made = make_authority("s-01", ("box", "box.local"), TODAY).certificate
    basic, limits = extension(made, x509.BasicConstraints), extension(made, x509.NameConstraints)
    key = made.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert key.curve.name == "secp256r1"
    assert (basic.critical, basic.value.ca, basic.value.path_length) == (True, True, 0)
    assert limits.critical
    assert list(extension(made, x509.ExtendedKeyUsage).value) == [ExtendedKeyUsageOID.SERVER_AUTH]
    assert {str(one.value) for one in limits.value.permitted_subtrees} == {
        *("fieldpoint.local", "local", "localhost", "box", "box.local"),
        *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8"),
        *("fd00::/8", "fe80::/10", "::1/128"),
    }
    assert made.not_valid_before_utc.date() == TODAY - dt.timedelta(days=365)
    assert 19.99 * 365.25 < (made.not_valid_after_utc - made.not_valid_before_utc).days < 20.01 * 365.25


def test_a_server_certificate_is_short_enough_for_an_ipad(tmp_path: Path) -> None:
    """820 days from 60 before the confirmed day, for the box's names and addresses."""
    tls, leaf = found(tmp_path)
    made = shown(tls)
    names = extension(made, x509.SubjectAlternativeName).value
    assert (made.not_valid_after_utc - made.not_valid_before_utc).days == 820
    assert made.not_valid_before_utc.date() == TODAY - dt.timedelta(days=60) == leaf.begins
    assert made.not_valid_after_utc.date() == leaf.until
    assert tuple(names.get_values_for_type(x509.DNSName)) == BOX.names
    assert names.get_values_for_type(x509.IPAddress) == [ip_address(one) for one in BOX.addresses]
    assert extension(made, x509.BasicConstraints).value.ca is False


def test_no_certificate_outlives_the_authority() -> None:
    """Near its end it is shorter, after it there is none."""
    authority = make_authority("s-01", (), TODAY)
    end = authority.certificate.not_valid_after_utc.date()
    last = sign_leaf(authority, new_leaf(BOX, end - dt.timedelta(days=30), None))
    assert last.leaf.until == end == last.certificate.not_valid_after_utc.date()
    with pytest.raises(Conflict) as refused:
        sign_leaf(authority, new_leaf(BOX, end, None))
    assert refused.value.code == Code.AUTHORITY_ENDED


def test_what_it_may_not_vouch_for_is_left_out() -> None:
    """A public address and a name of the internet are not asked of tablets to believe."""
    host = Host(names=("fieldpoint.local", "box", "bank.example"), addresses=("192.168.4.1", "203.0.113.9"))
    names = extension(
        sign_leaf(make_authority("s-01", ("box",), TODAY), new_leaf(host, TODAY, None)).certificate,
        x509.SubjectAlternativeName,
    ).value
    assert names.get_values_for_type(x509.DNSName) == ["fieldpoint.local", "box"]
    assert names.get_values_for_type(x509.IPAddress) == [ip_address("192.168.4.1")]


@pytest.mark.parametrize("name", ["fieldpoint.local", "box", "box.local", "localhost", "192.168.4.1", "::1"])
def test_a_device_that_trusts_the_authority_reaches_the_box(tmp_path: Path, name: str) -> None:
    """By every name and address, with OpenSSL's own checks."""
    tls, _ = found(tmp_path, REAL_DAY)
    handshake(Keeper(tls, None, lambda: BOX).context, tls.authority_file, name)


@pytest.mark.parametrize("name", ["other.local", "192.168.4.2", "fieldpoint.example"])
def test_another_name_is_refused(tmp_path: Path, name: str) -> None:
    """The certificate is for the box alone."""
    tls, _ = found(tmp_path, REAL_DAY)
    with pytest.raises(ssl.SSLCertVerificationError):
        handshake(Keeper(tls, None, lambda: BOX).context, tls.authority_file, name)


def test_without_the_authority_the_box_is_a_stranger(tmp_path: Path) -> None:
    """A device that did not install it, or installed another site's, refuses."""
    tls, _ = found(tmp_path / "one", REAL_DAY)
    other, _ = found(tmp_path / "other", REAL_DAY)
    with pytest.raises(ssl.SSLCertVerificationError):
        handshake(Keeper(tls, None, lambda: BOX).context, other.authority_file, "fieldpoint.local")
