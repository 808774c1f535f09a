"""A tablet's own key, in Python: what WebCrypto does in the page, with the same bytes; and somebody at work on it."""

from collections.abc import Generator
from contextlib import closing
from itertools import count

import httpx
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from fieldpoint.core.access_rows import Role
from fieldpoint.core.base64url import b64url
from fieldpoint.core.names import OperatorId, TabletId
from fieldpoint.core.persian import fold
from fieldpoint.core.request_signature import pairing_bytes, request_bytes
from fieldpoint.desk.appoint import add_operator, hash_new_pin
from fieldpoint.desk.pair_tablet import Showing, pair_tablet
from fieldpoint.store.entry.operators import find_name
from fieldpoint.store.entry.sign_ins import make_code, open_session
from fieldpoint.store.site import Site
from fieldpoint.store.transaction import Transaction, transaction_on

PIN, QUICK = "402913", 4  # a hash that is quick to make


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


class Tablet(httpx.Auth):
    """A paired tablet: signs whatever changes something, and once more when the server was started anew."""

    requires_request_body = True
    requires_response_body = True

    def __init__(self, device: Device, tablet: TabletId) -> None:
        self.device, self.tablet = device, tablet
        self.start = ""
        self.numbers = count(1)

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response]:
        """One request, or two."""
        if request.method == "GET":
            yield request
            return
        request.headers.update(self.headers(request.method, request.url.raw_path.decode(), request.content))
        answer = yield request
        if answer.status_code == 401 and answer.json()["code"] == "stale-start":
            self.start = answer.json()["start"]
            request.headers.update(self.headers(request.method, request.url.raw_path.decode(), request.content))
            yield request

    def headers(self, method: str, target: str, body: bytes) -> dict[str, str]:
        """The headers of a request that this tablet signs."""
        number, start = next(self.numbers), self.start  # another thread may hear of a newer start meanwhile
        signed = self.device.sign(request_bytes(method, target, start, number, body))
        return {
            "Fieldpoint-Tablet": self.tablet,
            "Fieldpoint-Start": start,
            "Fieldpoint-Sequence": str(number),
            "Fieldpoint-Signature": b64url(signed),
        }


def paired(site: Site, role: Role | None = "lead") -> tuple[Tablet, str]:
    """A new tablet of a site, and the cookie's secret of somebody of that role who is signed in on it."""
    device = Device()
    with closing(site.connect()) as connection, transaction_on(connection, site.clock.now()) as tx:
        tablet = pair_tablet(tx, device.show(make_code(tx, "tablet")))
        token = "" if role is None else open_session(tx, tablet, person(tx, role))
    return Tablet(device, tablet), token


def person(tx: Transaction, role: Role, name: str = "") -> OperatorId:
    """Somebody of that role, added when nobody is."""
    wanted = name or f"{role} نمونه"
    found = find_name(tx.connection, fold(wanted))
    return found.operator if found else add_operator(tx, wanted, role, hash_new_pin(PIN, QUICK), "terminal")
