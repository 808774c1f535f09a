"""/api/v1/first-leads, /pairings and /tablets: how tablets are let in, and out again."""

import asyncio
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from fieldpoint.core.base64url import from_b64url
from fieldpoint.core.names import TabletId
from fieldpoint.desk.appoint import add_first_lead, check_chosen_pin, hash_new_pin
from fieldpoint.desk.pair_tablet import Showing, check_showing, pair_tablet, rename_tablet, revoke_tablet
from fieldpoint.errors import Code, Invalid, NotAllowed
from fieldpoint.store.entry.sign_ins import CODE_MS, CodeKind, SignIn, code_stands, make_code, open_session
from fieldpoint.store.entry.tablets import list_tablets
from fieldpoint.store.transaction import Transaction
from fieldpoint.web.entry.sessions import session_cookie, signed_in_reply
from fieldpoint.web.entry.wire import (
    FirstLeadReply,
    FirstLeadRequest,
    PairingReply,
    PairReply,
    PairRequest,
    Revoked,
    TabletNameRequest,
    TabletView,
)
from fieldpoint.web.till import Till


@post("/api/v1/first-leads", status_code=201)
async def post_first_lead(
    request: Request[Any, Any, Any], data: JSONBody[FirstLeadRequest], till: NamedDependency[Till]
) -> Response[FirstLeadReply]:
    """The first lead is signed in on the first tablet. 403 `pairing-code-wrong`; 400 `pin-weak`."""
    showing = _showing(till, data, "first")
    check_chosen_pin(data.pin)
    async with till.memory.one_pin():
        pin = await asyncio.to_thread(hash_new_pin, data.pin)

    def write(tx: Transaction) -> tuple[TabletId, str]:
        tablet = pair_tablet(tx, showing, "first")
        return tablet, open_session(tx, tablet, add_first_lead(tx, data.name, pin))

    tablet, token = await till.writer.write(write)
    till.pusher.poke()
    reply = FirstLeadReply(tablet=tablet, site=till.site.facts.code, session=signed_in_reply(till, token))
    return Response(reply, status_code=201, cookies=[session_cookie(till, request, token)])


@post("/api/v1/tablets", status_code=201)
async def post_tablet(data: JSONBody[PairRequest], till: NamedDependency[Till]) -> PairReply:
    """The tablet is paired. 403 `pairing-code-wrong`; 401 `signature-invalid`: its key is not its own."""
    showing = _showing(till, data, "tablet")
    tablet = await till.writer.write(lambda tx: pair_tablet(tx, showing))
    till.pusher.poke()
    return PairReply(tablet=tablet, site=till.site.facts.code)


@post("/api/v1/pairings", status_code=201)
async def post_pairing(request: Request[Any, Any, Any], till: NamedDependency[Till]) -> PairingReply:
    """A code that lets one tablet in, once, within ten minutes."""
    code = await till.writer.write(lambda tx: make_code(tx, "tablet"))
    origin = f"{request.scope['scheme']}://{request.headers.get('host', '')}"
    expires_at = till.site.clock.now().wall_ms + CODE_MS
    url = f"{origin}/#pair={code}"
    return PairingReply(code=code, url=url, expires_at=expires_at, qr=qr_rows(url))


@get("/api/v1/tablets")
async def get_tablets(till: NamedDependency[Till]) -> list[TabletView]:
    """Every tablet that was ever paired, in that order."""
    return [
        TabletView(
            tablet=one.tablet,
            name=one.name,
            desk=one.desk,
            paired_at=one.paired_at,
            revoked_at=one.revoked_at,
            operator=one.operator,
            holder=one.holder,
            last_seen_at=till.memory.last_seen.get(one.tablet),
            practises=one.practises,
        )
        for one in list_tablets(till.reader)
    ]


@post("/api/v1/tablets/{tablet:str}/names", status_code=201)
async def post_tablet_name(
    tablet: FromPath[str], data: JSONBody[TabletNameRequest], till: NamedDependency[Till]
) -> TabletNameRequest:
    """The tablet has another name. 404 `tablet-not-found`."""
    await till.writer.write(lambda tx: rename_tablet(tx, tablet, data.tablet_name))
    return data


@post("/api/v1/tablets/{tablet:str}/revocations", status_code=201)
async def post_tablet_revocation(
    tablet: FromPath[str], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> Revoked:
    """The tablet is refused from its next request on; again changes nothing. 404 `tablet-not-found`."""
    await till.writer.write(lambda tx: revoke_tablet(tx, tablet, session.operator))
    till.pusher.poke()
    return Revoked(revoked=tablet)


def qr_rows(text: str) -> list[str]:
    """The text as a QR code, a row of 0 and 1 for each line of it."""
    import segno  # noqa: PLC0415  1 MiB, for the first tablet that is paired

    return ["".join(str(int(module)) for module in row) for row in segno.make_qr(text, error="m").matrix]


def _showing(till: Till, data: PairRequest, kind: CodeKind) -> Showing:
    """What the tablet shows. A wrong code costs a stranger a read and the site no write."""
    try:
        public, proof = from_b64url(data.public_key), from_b64url(data.proof)
    except ValueError:
        raise Invalid(Code.REQUEST_INVALID, field="$.public_key") from None
    showing = Showing(code=data.code, public=public, proof=proof, name=data.tablet_name)
    if not code_stands(till.reader, data.code, kind):
        raise NotAllowed(Code.PAIRING_CODE_WRONG)
    check_showing(showing)
    return showing
