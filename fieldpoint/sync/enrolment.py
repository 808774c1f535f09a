"""A site becomes known to a registry: a single-use code and the site's own key, for a token.

Imports core, store and the line.
"""

from http import HTTPStatus

import msgspec

from fieldpoint import __version__
from fieldpoint.core.answer import EnrolAnswer, EnrolRequest, enrol_proof
from fieldpoint.core.base64url import b64url, from_b64url
from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.signature import sign
from fieldpoint.database import Connection, transaction
from fieldpoint.errors import Code, Conflict, Invalid, NotAllowed, Unavailable
from fieldpoint.store import outbox
from fieldpoint.store.feed import state
from fieldpoint.store.identity import SigningKey
from fieldpoint.store.outbox import Enrolment
from fieldpoint.store.register.practising import PRACTICE
from fieldpoint.sync.line import Line, Question, Reply
from fieldpoint.sync.registry_client import denied


def enrol_request(site: str, key: SigningKey, code: str) -> EnrolRequest:
    """What a site sends to be enrolled, with the proof that it holds the key.

    `NotAllowed` (`practice-stays`) for a practice site: no registry ever hears of one.
    """
    if site == PRACTICE:
        raise NotAllowed(Code.PRACTICE_STAYS)
    return EnrolRequest(
        code=code,
        site=site,
        kid=key.kid,
        pubkey=b64url(key.public),
        proof=b64url(sign(key.seed, enrol_proof(code, key.public))),
        sw=__version__,
    )


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a registry is asked: its address, and the authority (PEM) that is pinned for it, if any."""

    url: str
    authority: str | None = None


async def enrol(connection: Connection, request: EnrolRequest, place: Place, line: Line) -> Enrolment:
    """The site speaks to this registry from here on; it pins the key its answers are checked with. Commits.

    `NotAllowed` or `Conflict` with the registry's code when it says no, `Unavailable`
    (`registry-unreachable`) when it was not reached.
    """
    question = Question(
        method="POST",
        path="/v1/enrol",
        headers={"Content-Type": "application/json"},
        body=msgspec.json.encode(request),
    )
    answer = _answer(await line.ask(question))
    if answer.site != request.site:
        raise Unavailable(Code.REGISTRY_UNREACHABLE)
    new = Enrolment(
        url=place.url.rstrip("/"),
        token=answer.token,
        public=from_b64url(answer.registry_keys[0].public),
        authority=place.authority,
    )
    with transaction(connection):
        outbox.save_enrolment(connection, new)
        for key in answer.registry_keys:
            state.add_key(connection, key.kid, from_b64url(key.public))
    return new


def _answer(reply: Reply) -> EnrolAnswer:
    if reply.status in (HTTPStatus.OK, HTTPStatus.CREATED):
        try:
            return msgspec.json.decode(reply.body, type=EnrolAnswer)
        except UNREADABLE:
            raise Unavailable(Code.REGISTRY_UNREACHABLE) from None
    said = denied(reply)
    if said.code not in set(Code):
        raise Unavailable(Code.REGISTRY_UNREACHABLE)
    kind = {HTTPStatus.CONFLICT: Conflict, HTTPStatus.FORBIDDEN: NotAllowed}.get(HTTPStatus(said.status), Invalid)
    raise kind(Code(said.code))
