"""A tablet of a made-up site that signs what it asks for, with somebody at work on it.

Imports desk, store and core.
"""

from contextlib import closing
from itertools import count

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from fieldpoint.core.access_rows import Role
from fieldpoint.core.base64url import b64url
from fieldpoint.core.request_signature import pairing_bytes, request_bytes
from fieldpoint.desk.appoint import add_operator, hash_new_pin, random_pin
from fieldpoint.desk.pair_tablet import Showing, pair_tablet
from fieldpoint.store.entry.sign_ins import make_code, open_session
from fieldpoint.store.site import Site
from fieldpoint.store.transaction import transaction_on

_QUICK = 4  # nobody guesses at a scratch site


class SigningTablet:
    """A tablet with a key of its own, paired with the site, and one person of a role who works on it."""

    def __init__(self, site: Site, role: Role = "operator") -> None:
        self._site = site
        self._key = generate_private_key(SECP256R1())
        self._numbers = count(1)
        public = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        pin = hash_new_pin(random_pin(), _QUICK)
        with closing(site.connect()) as connection, transaction_on(connection, site.clock.now()) as tx:
            code = make_code(tx, "tablet")
            shown = Showing(code=code, public=public, proof=self._sign(pairing_bytes(code)), name="bench")
            self.tablet = pair_tablet(tx, shown)
            self._operator = add_operator(tx, f"bench {self.tablet}", role, pin, "bench")
        self.cookie = ""

    def sign_in(self) -> None:
        """Its person is at work on it, until the day's close; `cookie` is the line that says so."""
        with closing(self._site.connect()) as connection, transaction_on(connection, self._site.clock.now()) as tx:
            token = open_session(tx, self.tablet, self._operator)
        self.cookie = f"Cookie: fieldpoint-{self._site.facts.code}={token}\r\n"

    def headers(self, path: str, start: str, body: bytes) -> str:
        """The lines that sign one POST at a server that was started so."""
        number = next(self._numbers)
        signature = b64url(self._sign(request_bytes("POST", path, start, number, body)))
        return (
            f"{self.cookie}Fieldpoint-Tablet: {self.tablet}\r\nFieldpoint-Start: {start}\r\n"
            f"Fieldpoint-Sequence: {number}\r\nFieldpoint-Signature: {signature}\r\n"
        )

    def _sign(self, message: bytes) -> bytes:
        r, s = decode_dss_signature(self._key.sign(message, ECDSA(SHA256())))
        return r.to_bytes(32) + s.to_bytes(32)
