"""Questions to the registry that is tried, and what must be true of every answer.

Imports core and its neighbours in sync.
"""

from http import HTTPStatus

import msgspec

from fieldpoint.core.answer import (
    BATCH_MEDIA_TYPE,
    EnrolAnswer,
    EnrolRequest,
    EpochState,
    KeptAnswer,
    StateAnswer,
    StoredAnswer,
    content_digest,
    enrol_proof,
    verified_body,
)
from fieldpoint.core.base64url import b64url, from_b64url
from fieldpoint.core.batch import UNREADABLE, batch_id, deflate
from fieldpoint.core.signature import public_key, sign
from fieldpoint.errors import Invalid
from fieldpoint.ids import new_salt
from fieldpoint.sync.conformance.made_up import KID, MadeUpLog
from fieldpoint.sync.line import Line, Question, Reply
from fieldpoint.sync.registry_client import Answer, denied


class Failed(Exception):
    """The registry did otherwise; the text says what, for whoever builds it."""


class Registry:
    """The registry that is tried, as the made-up site meets it."""

    def __init__(self, line: Line, site: str, seed: bytes) -> None:
        self._line = line
        self.site = site
        self.seed = seed
        self.token = ""
        self._public = b""
        self.log = MadeUpLog(site, seed)

    @property
    def log_epoch(self) -> str:
        """The epoch of the log as it stands in an answer."""
        return self.epoch_of(self.log)

    def epoch_of(self, log: MadeUpLog) -> str:
        """The epoch of a log as it stands in an answer."""
        return b64url(log.epoch)

    async def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Reply:
        """Whatever it says; `-` stands for `_` in a header's name."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self._line.ask(Question(method=method, path=path, headers=named, body=body))

    async def enrol(self, code: str, seed: bytes) -> Reply:
        """Enrols the site by a code and a key."""
        public = public_key(seed)
        request = EnrolRequest(
            code=code,
            site=self.site,
            kid=KID,
            pubkey=b64url(public),
            proof=b64url(sign(seed, enrol_proof(code, public))),
        )
        return await self.ask("POST", "/v1/enrol", msgspec.json.encode(request), Content_Type="application/json")

    def believe(self, reply: Reply) -> None:
        """Takes the token and pins the key of an answer to an enrolment."""
        try:
            answer = msgspec.json.decode(reply.body, type=EnrolAnswer)
            self.token, self._public = answer.token, from_b64url(answer.registry_keys[0].public)
        except (*UNREADABLE, ValueError):
            raise Failed("the answer to an enrolment does not read") from None

    async def state(self, epoch: str) -> EpochState | None:
        """What is held of an epoch; the answer is signed and names its question."""
        nonce = b64url(new_salt())
        reply = await self.ask(
            "GET", f"/v1/sites/{self.site}/state?nonce={nonce}", Authorization=f"Bearer {self.token}"
        )
        expect("status of a state", reply.status, HTTPStatus.OK)
        answer = self._signed(reply, StateAnswer)
        expect("nonce of a state", answer.nonce, nonce)
        return next((one for one in answer.epochs if one.epoch == epoch), None)

    async def put(self, body: bytes, sent: bytes | None = None, **bent: str) -> Reply:
        """A batch as a site sends it, headers bent where a check asks; `name` is the name it is sent under."""
        sent = deflate(body) if sent is None else sent
        name = bent.pop("name", batch_id(body))
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content_Type": BATCH_MEDIA_TYPE,
            "Content_Digest": content_digest(sent),
        }
        return await self.ask("PUT", f"/v1/batches/{name}", sent, **(headers | bent))

    async def stored(self, body: bytes) -> StoredAnswer:
        """A batch that must be held."""
        reply = await self.put(body)
        expect("status of a batch", reply.status, HTTPStatus.OK)
        answer = self._signed(reply, StoredAnswer)
        expect("name of the answered batch", answer.batch, batch_id(body))
        return answer

    async def kept(self, body: bytes) -> KeptAnswer:
        """A batch that must be kept beside."""
        reply = await self.put(body)
        expect("status of another history", reply.status, HTTPStatus.ACCEPTED)
        return self._signed(reply, KeptAnswer)

    def _signed(self, reply: Reply, kind: type[Answer]) -> Answer:
        try:
            return msgspec.json.decode(verified_body(reply.body, self._public), type=kind)
        except (*UNREADABLE, Invalid):
            raise Failed("an answer is not signed, or not in its form") from None


def expect(what: str, found: object, *wanted: object) -> None:
    """It is one of these."""
    if found not in wanted:
        raise Failed(f"{what}: {found!r} instead of {' or '.join(map(repr, wanted))}")


def expect_problem(reply: Reply, status: int, *codes: str) -> None:
    """A no with this status and one of these codes."""
    expect("status", reply.status, status)
    expect("code", denied(reply).code, *codes)
