r"""What a paired tablet signs, byte for byte, and whether a signature is that tablet's: ECDSA on P-256 with SHA-256.

WebCrypto makes keys that no script can read out on this curve in every browser, and signatures as r and s of 32
bytes each (IEEE P1363). A public key is the 65 bytes of its point, uncompressed (SEC 1, section 2.3.3). A signed
request names its method, its path with the query, the start of the server that it is meant for, its number and
its body, so that it is good for that one request alone.

Imports cryptography and its neighbours.
"""

from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

PUBLIC_BYTES = 65
SIGNATURE_BYTES = 64
START_BYTES = 16
_HALF = SIGNATURE_BYTES // 2
_UNCOMPRESSED = 4


def request_bytes(method: str, target: str, start: str, sequence: int, body: bytes) -> bytes:
    """What is signed of a request; `target` is its path with the query as it stands in the request."""
    said = "\n".join((method, target, start, str(sequence), sha256(body).hexdigest()))
    return b"fp/request/1\0" + said.encode("latin-1")


def pairing_bytes(code: str) -> bytes:
    """What a new tablet signs to prove that the key which it shows is its own."""
    return b"fp/pair/1\0" + code.encode()


def is_public_key(public: bytes) -> bool:
    """Whether these are the bytes of a point of the curve."""
    try:
        return bool(_read_key(public))
    except ValueError:
        return False


def is_signed_by(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the key's owner signed exactly this message; a malformed key or signature is a plain no."""
    if len(signature) != SIGNATURE_BYTES:
        return False
    r, s = (int.from_bytes(half, "big") for half in (signature[:_HALF], signature[_HALF:]))
    try:
        _read_key(public).verify(encode_dss_signature(r, s), message, ECDSA(SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True


@lru_cache(maxsize=256)
def _read_key(public: bytes) -> EllipticCurvePublicKey:
    """The key of a tablet; reading it takes as long as checking a signature, so tablets at work are remembered."""
    if len(public) != PUBLIC_BYTES or public[0] != _UNCOMPRESSED:
        raise ValueError
    return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), public)
