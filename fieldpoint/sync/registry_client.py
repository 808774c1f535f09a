"""The registry's answers, believed only when its own key signed them or they say urn:fp:<code>.

A captive portal, a proxy, a page that says 200 or 404: all of that is "not reached", never an answer.

Imports core, store and the line.
"""

import re
from collections.abc import Sequence
from hashlib import sha256
from http import HTTPStatus
from typing import TypeVar

import msgspec

from fieldpoint.core.answer import (
    BATCH_MEDIA_TYPE,
    DonorsAnswer,
    HaveAnswer,
    HaveRequest,
    KeptAnswer,
    StateAnswer,
    StoredAnswer,
    content_digest,
)
from fieldpoint.core.base64url import b64url
from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.feed import believed
from fieldpoint.errors import Code, Invalid, Unavailable
from fieldpoint.ids import new_salt
from fieldpoint.store.outbox import Enrolment, SealedBatch
from fieldpoint.sync.line import Line, Question, Reply

_CODE = re.compile(r"urn:fp:([a-z0-9-]{1,40})", re.ASCII)
_STATE_TIMEOUT_S = 60.0
Answer = TypeVar("Answer", StateAnswer, StoredAnswer, KeptAnswer, HaveAnswer, DonorsAnswer)


class Denied(msgspec.Struct, frozen=True, kw_only=True):
    """The registry said no, with its code. Not signed: it never moves the mark and never ends a row.

    `retry_after_s` is how long it asks to be left alone.
    """

    status: int
    code: str
    retry_after_s: int | None = None


class _Problem(msgspec.Struct, frozen=True):
    type: str


class RegistryClient:
    """What a site asks of its registry."""

    def __init__(self, enrolled: Enrolment, site: str, line: Line, keys: Sequence[bytes] = ()) -> None:
        self._enrolled = enrolled
        self._keys = keys or [enrolled.public]
        self._site = site
        self._line = line

    async def state(self) -> StateAnswer | Denied:
        """What the registry holds of this site. `Unavailable` (`registry-unreachable`)."""
        nonce = b64url(new_salt())
        path = f"/v1/sites/{self._site}/state?nonce={nonce}"
        question = Question(method="GET", path=path, headers=self._bearer(), timeout_s=_STATE_TIMEOUT_S)
        reply = await self._line.ask(question)
        if reply.status != HTTPStatus.OK:
            return denied(reply)
        answer = self._believed(reply, StateAnswer)
        if answer.nonce != nonce:  # an old answer, played again
            raise Unavailable(Code.REGISTRY_UNREACHABLE)
        return answer

    async def put(self, batch: SealedBatch, timeout_s: float) -> StoredAnswer | KeptAnswer | Denied:
        """What became of a batch. `Unavailable` (`registry-unreachable`)."""
        headers = {
            **self._bearer(),
            "Content-Type": BATCH_MEDIA_TYPE,
            "Content-Digest": content_digest(batch.sealed),
        }
        path = f"/v1/batches/{batch.batch_id}"
        question = Question(method="PUT", path=path, headers=headers, body=batch.sealed, timeout_s=timeout_s)
        reply = await self._line.ask(question)
        if reply.status == HTTPStatus.OK:
            answer = self._believed(reply, StoredAnswer)
        elif reply.status == HTTPStatus.ACCEPTED:
            answer = self._believed(reply, KeptAnswer)
        else:
            return denied(reply)
        if answer.batch != batch.batch_id:
            raise Unavailable(Code.REGISTRY_UNREACHABLE)
        return answer

    async def have(self, ids: list[str]) -> HaveAnswer | Denied:
        """Which of at most 2,000 rows of this site the registry has nowhere. `Unavailable` (`registry-unreachable`)."""
        asked = HaveRequest(nonce=b64url(new_salt()), ids=ids)
        reply = await self._line.ask(
            Question(
                method="POST",
                path=f"/v1/sites/{self._site}/have",
                headers=self._bearer(),
                body=msgspec.json.encode(asked),
            )
        )
        if reply.status != HTTPStatus.OK:
            return denied(reply)
        answer = self._believed(reply, HaveAnswer)
        if answer.nonce != asked.nonce:
            raise Unavailable(Code.REGISTRY_UNREACHABLE)
        return answer

    async def sealed_rows(self, epoch: str, seq: int) -> bytes | Denied:
        """The batch with a row, as this site sealed it; whoever reads it proves that. `Unavailable` as above."""
        path = f"/v1/sites/{self._site}/events?epoch={epoch}&from={seq}"
        reply = await self._line.ask(Question(method="GET", path=path, headers=self._bearer()))
        return reply.body if reply.status == HTTPStatus.OK else denied(reply)

    async def tell_names(self, letter: bytes) -> DonorsAnswer | Denied:
        """The registry holds the names in a letter. `Unavailable` (`registry-unreachable`)."""
        path = f"/v1/sites/{self._site}/donors"
        reply = await self._line.ask(Question(method="PUT", path=path, headers=self._bearer(), body=letter))
        if reply.status != HTTPStatus.OK:
            return denied(reply)
        answer = self._believed(reply, DonorsAnswer)
        if answer.letter != b64url(sha256(letter).digest()):
            raise Unavailable(Code.REGISTRY_UNREACHABLE)
        return answer

    async def keys(self) -> bytes | Denied:
        """The registry's keys with their links; whoever reads them proves them. `Unavailable` as above."""
        reply = await self._line.ask(Question(method="GET", path="/v1/keys", headers=self._bearer()))
        return reply.body if reply.status == HTTPStatus.OK else denied(reply)

    def _bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._enrolled.token}"}

    def _believed(self, reply: Reply, kind: type[Answer]) -> Answer:
        try:
            answer = msgspec.json.decode(believed(reply.body, self._keys), type=kind)
        except Invalid as fault:
            raise Unavailable(fault.code) from None
        except UNREADABLE:
            raise Unavailable(Code.REGISTRY_UNREACHABLE) from None
        if answer.site != self._site:
            raise Unavailable(Code.REGISTRY_UNREACHABLE)
        return answer


def denied(reply: Reply) -> Denied:
    """The registry's no. `Unavailable` (`registry-unreachable`) when it is somebody else's."""
    try:
        found = _CODE.fullmatch(msgspec.json.decode(reply.body, type=_Problem).type)
    except UNREADABLE:
        found = None
    if found is None or reply.status < HTTPStatus.BAD_REQUEST:
        raise Unavailable(Code.REGISTRY_UNREACHABLE)
    return Denied(status=reply.status, code=found[1], retry_after_s=reply.retry_after_s)
