"""What a tablet signs, and that nothing else passes for it."""

from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from fieldpoint.core.request_signature import is_public_key, is_signed_by, pairing_bytes, request_bytes
from tests.device import Device

DEVICE = Device()
BODY = b'{"text": "x"}'
MESSAGE = request_bytes("POST", "/api/v1/scans?x=1", "A" * 22, 7, BODY)


def test_signed_bytes_are_as_the_page_makes_them() -> None:
    """The golden text: a name of its own, then method, path with query, start, number, hash of the body."""
    assert MESSAGE == (
        b"fp/request/1\0POST\n/api/v1/scans?x=1\nAAAAAAAAAAAAAAAAAAAAAA\n7\n"
        b"74320d521b6977345d62697a818f6e87081caa86bb48f3d9b375403dccecce45"
    )
    assert pairing_bytes("ABCDEFGHJK") == b"fp/pair/1\0ABCDEFGHJK"


def test_own_signature_passes_and_no_other() -> None:
    """Another key, body, path, method, start or number: a plain no."""
    signature = DEVICE.sign(MESSAGE)
    assert is_signed_by(DEVICE.public, signature, MESSAGE)
    assert not is_signed_by(Device().public, signature, MESSAGE)
    others = [
        ("POST", "/api/v1/scans?x=1", "A" * 22, 7, b"{}"),
        ("POST", "/api/v1/scans?x=2", "A" * 22, 7, BODY),
        ("DELETE", "/api/v1/scans?x=1", "A" * 22, 7, BODY),
        ("POST", "/api/v1/scans?x=1", "B" * 22, 7, BODY),
        ("POST", "/api/v1/scans?x=1", "A" * 22, 8, BODY),
    ]
    assert not [one for one in others if is_signed_by(DEVICE.public, signature, request_bytes(*one))]
    assert not is_signed_by(DEVICE.public, signature, pairing_bytes("x"))


@given(signature=st.binary(max_size=80), public=st.binary(max_size=70))
def test_nonsense_is_a_plain_no(signature: bytes, public: bytes) -> None:
    """Keys and signatures of any length never raise."""
    assert not is_signed_by(DEVICE.public, signature, MESSAGE)
    assert not is_signed_by(public, DEVICE.sign(MESSAGE), MESSAGE)


def test_only_a_point_of_the_curve_is_a_key() -> None:
    """A flipped bit, the point at infinity, a compressed point and another curve's key are none."""
    off = bytes([*DEVICE.public[:-1], DEVICE.public[-1] ^ 1])
    other = ec.generate_private_key(ec.SECP384R1()).public_key().public_numbers()
    points = [off, b"\0", b"\2" + DEVICE.public[1:33], b"\4" + other.x.to_bytes(48) + other.y.to_bytes(48), b"\4" * 65]
    assert is_public_key(DEVICE.public)
    assert not [point for point in points if is_public_key(point)]
