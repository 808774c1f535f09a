"""A tablet's own key, in Python: what WebCrypto does in the page, with the same bytes."""

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from fieldpoint.core.base64url import b64url
from fieldpoint.core.request_signature import pairing_bytes
from fieldpoint.desk.pair_tablet import Showing


class Device:
    """A P-256 key that signs as the page does: r and s, 32 bytes each."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self.public = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of a signature."""
        r, s = decode_dss_signature(self._key.sign(message, ec.ECDSA(SHA256())))
        return r.to_bytes(32) + s.to_bytes(32)

    def show(self, code: str, name: str = "میز یک") -> Showing:
        """What it shows to be paired."""
        return Showing(code=code, public=self.public, proof=self.sign(pairing_bytes(code)), name=name)

    def asks(self, code: str, name: str = "میز یک") -> dict[str, str]:
        """The same as the members of a request."""
        proof = b64url(self.sign(pairing_bytes(code)))
        return {"code": code, "public_key": b64url(self.public), "tablet_name": name, "proof": proof}
