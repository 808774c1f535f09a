"""The registry's server: who is answered, with which status and code, and that answers are signed."""

import json

import httpx
import msgspec
import pytest

from fieldpoint.clock import wall_ms
from fieldpoint.core.answer import (
    BATCH_MEDIA_TYPE,
    StateAnswer,
    StoredAnswer,
    content_digest,
    signed_answer,
    verified_body,
)
from fieldpoint.core.batch import batch_id, deflate
from fieldpoint.errors import Code, Invalid
from fieldpoint.registry.sites import make_enrol_code
from tests.registry.conftest import Asked
from tests.registry.support import SITE, Sender, enrol_request, enrol_sender, plain, sender

NONCE = "n" * 22


def put(asked: Asked, body: bytes, token: str | None = None, **headers: str) -> httpx.Response:
    """A batch is sent as a site sends it; headers may be bent."""
    sent = deflate(body)
    right = {"Content-Type": BATCH_MEDIA_TYPE, "Content-Digest": content_digest(sent)}
    path = f"/v1/batches/{batch_id(body)}"
    bent = {name.replace("_", "-"): value for name, value in headers.items()}
    return asked.send("PUT", path, token or asked.token, content=sent, headers=right | bent)


def code_of(response: httpx.Response) -> str:
    """The code of a problem answer, whose form is checked."""
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["type"] == f"urn:fp:{problem['code']}"
    assert problem["status"] == response.status_code
    return problem["code"]


def test_health_answers_anybody(asked: Asked) -> None:
    """No token, no facts."""
    assert asked.send("GET", "/health").json()["status"] == "ok"


def test_state_is_signed_and_says_what_was_asked(asked: Asked) -> None:
    """The nonce comes back under the registry's signature; a new site holds nothing."""
    response = asked.send("GET", f"/v1/sites/{SITE}/state?nonce={NONCE}", asked.token)
    answer = msgspec.json.decode(verified_body(response.content, asked.registry.public), type=StateAnswer)
    assert (answer.nonce, answer.site, answer.epochs) == (NONCE, SITE, [])
    assert "handout/1" in answer.accepts


def test_a_batch_is_answered_with_a_signed_mark(asked: Asked, log: Sender) -> None:
    """200 names the batch, the mark and its head; the state agrees."""
    response = put(asked, log.body(1, 10))
    answer = msgspec.json.decode(verified_body(response.content, asked.registry.public), type=StoredAnswer)
    assert (response.status_code, answer.batch, answer.hwm) == (200, batch_id(log.body(1, 10)), 10)
    state = asked.send("GET", f"/v1/sites/{SITE}/state?nonce={NONCE}", asked.token).json()
    assert [(epoch["hwm"], epoch["head"]) for epoch in state["epochs"]] == [(10, answer.head)]


def test_no_bent_answer_is_believed(asked: Asked) -> None:
    """Each flipped bit of a signed answer, and each cut, makes it worthless."""
    body = asked.send("GET", f"/v1/sites/{SITE}/state?nonce={NONCE}", asked.token).content
    bent = [body[:cut] for cut in range(len(body))]
    for place in range(0, len(body) * 8, 7):
        copy = bytearray(body)
        copy[place // 8] ^= 1 << place % 8
        bent.append(bytes(copy))
    for one in bent:
        with pytest.raises(Invalid):
            verified_body(one, asked.registry.public)


def test_a_signed_answer_is_one_json_object_with_its_signature_last(asked: Asked) -> None:
    """Another implementer reads it with any JSON library and signs what stands before the last member."""
    answer = StateAnswer(site=SITE, nonce=NONCE, registry_time=1, epochs=[], accepts=[], max_batch_bytes=1)
    body = signed_answer(answer, asked.registry.seed)
    assert list(json.loads(body))[-1] == "sig"
    assert body.endswith(b'"}')
    assert body[-96:].startswith(b',"sig":"')
    assert body[:-96] + b"}" == msgspec.json.encode(answer)


@pytest.mark.parametrize("token", ["", "x" * 32, "ü"])
def test_without_the_right_token_nothing_is_answered(asked: Asked, log: Sender, token: str) -> None:
    """401 before anything else is looked at, whatever the body is."""
    headers = {"Authorization": f"Bearer {token}".encode()} if token else {}
    for method, path in (("GET", f"/v1/sites/{SITE}/state?nonce={NONCE}"), ("PUT", "/v1/batches/x")):
        response = asked.send(method, path, headers=headers, content=log.body(1, 2))
        assert (response.status_code, code_of(response)) == (401, Code.TOKEN_WRONG)


def test_another_sites_token_opens_nothing(asked: Asked, log: Sender) -> None:
    """403 for another site's state and for another site's batch."""
    token = enrol_sender(asked.registry, sender(1, site="s-02", seed=b"\x22" * 32))
    state = asked.send("GET", f"/v1/sites/{SITE}/state?nonce={NONCE}", token)
    for response in (state, put(asked, log.body(1, 2), token)):
        assert (response.status_code, code_of(response)) == (403, Code.SITE_FOREIGN)


def test_every_bad_batch_has_its_status_and_code(asked: Asked, log: Sender) -> None:
    """400 malformed, 413 too large, 415 unknown envelope, 422 broken or forged."""
    body = log.body(1, 4)
    header, signature, first, second, *rest = body.split(b"\n")
    cases = [
        (body.replace(b"batch/1", b"batch/9", 1), 415, Code.BATCH_VERSION_UNKNOWN),
        (body[:-1], 400, Code.BATCH_MALFORMED),
        (b"\n" * 3_000, 413, Code.BATCH_TOO_LARGE),
        (b"\n".join((header, signature, second, first, *rest)), 422, Code.BATCH_CHAIN_BROKEN),
        (body.replace(b'"tq":2', b'"tq":3', 1), 422, Code.BATCH_SIGNATURE_WRONG),
    ]
    for bent, status, code in cases:
        response = put(asked, bent)
        assert (response.status_code, code_of(response)) == (status, code)


def test_a_wrong_digest_type_or_coding_is_refused(asked: Asked, log: Sender) -> None:
    """What the headers say of the body must be so."""
    cases = [
        ({"Content_Digest": content_digest(b"other")}, 400, Code.BATCH_DIGEST_WRONG),
        ({"Content_Digest": ""}, 400, Code.BATCH_DIGEST_WRONG),
        ({"Content_Type": "application/json"}, 415, Code.MEDIA_TYPE_UNSUPPORTED),
        ({"Content_Encoding": "gzip"}, 415, Code.MEDIA_TYPE_UNSUPPORTED),
    ]
    for headers, status, code in cases:
        response = put(asked, log.body(1, 2), **headers)
        assert (response.status_code, code_of(response)) == (status, code)


def test_a_batch_under_another_name_is_refused(asked: Asked, log: Sender) -> None:
    """The name in the address must be the name of the bytes."""
    sent = deflate(log.body(1, 2))
    headers = {"Content-Type": BATCH_MEDIA_TYPE, "Content-Digest": content_digest(sent)}
    for name in ("0" * 64, "x", "%00", "../state"):
        response = asked.send("PUT", f"/v1/batches/{name}", asked.token, content=sent, headers=headers)
        assert response.status_code in {400, 404, 405}
        code_of(response)


def test_a_body_over_a_mebibyte_is_refused(asked: Asked) -> None:
    """413, with its length declared and without."""

    async def trickle() -> object:
        for _ in range(20):
            yield bytes(100_000)

    headers = {"Content-Type": BATCH_MEDIA_TYPE, "Content-Digest": "x"}
    for content in (bytes(1024 * 1024 + 1), trickle()):
        response = asked.send("PUT", "/v1/batches/x", asked.token, content=content, headers=headers)
        assert (response.status_code, code_of(response)) == (413, Code.BODY_TOO_LARGE)


@pytest.mark.parametrize("nonce", ["", "x", "n" * 23, "%0a" * 22, "ا" * 22])
def test_a_nonce_of_another_form_is_refused(asked: Asked, nonce: str) -> None:
    """Nothing but 22 characters of base64url is signed for a stranger."""
    response = asked.send("GET", f"/v1/sites/{SITE}/state?nonce={nonce}", asked.token)
    assert (response.status_code, code_of(response)) == (400, Code.REQUEST_INVALID)


def test_a_code_enrols_one_key_once(asked: Asked) -> None:
    """201, then 200 with a fresh token for the same key, then 409 for another; the old token is dead."""
    one, other = sender(1, site="s-05"), sender(1, site="s-05", seed=b"\x44" * 32)
    code = make_enrol_code(asked.registry.store, "s-05", wall_ms())
    first = asked.send("POST", "/v1/enrol", json=plain(enrol_request(one, code)))
    second = asked.send("POST", "/v1/enrol", json=plain(enrol_request(one, code)))
    third = asked.send("POST", "/v1/enrol", json=plain(enrol_request(other, code)))
    assert (first.status_code, second.status_code, third.status_code) == (201, 200, 409)
    assert code_of(third) == Code.ENROL_CODE_USED
    path = f"/v1/sites/s-05/state?nonce={NONCE}"
    answers = [asked.send("GET", path, reply.json()["token"]).status_code for reply in (first, second)]
    assert answers == [401, 200]


def test_a_code_is_read_as_people_type_it(asked: Asked) -> None:
    """Lower case, and o for 0, is the same code."""
    code = make_enrol_code(asked.registry.store, "s-05", wall_ms()).lower().replace("0", "o")
    response = asked.send("POST", "/v1/enrol", json=plain(enrol_request(sender(1, site="s-05"), code)))
    assert response.status_code == 201


def test_what_is_no_invitation_enrols_nobody(asked: Asked) -> None:
    """An unknown code, another site's code, a key that was not proven, an unknown member."""
    one = sender(1, site="s-05")
    code = make_enrol_code(asked.registry.store, "s-05", wall_ms())
    good = plain(enrol_request(one, code))
    stranger = plain(enrol_request(sender(1, site="s-05", seed=b"\x44" * 32), code))
    cases = [
        (plain(enrol_request(one, "0000000000")), 403, Code.ENROL_CODE_WRONG),
        (plain(enrol_request(one, "ی" * 40)), 403, Code.ENROL_CODE_WRONG),
        (plain(enrol_request(sender(1, site="s-06"), code)), 403, Code.SITE_FOREIGN),
        (good | {"pubkey": stranger["pubkey"]}, 400, Code.ENROL_PROOF_WRONG),
        (good | {"more": 1}, 400, Code.REQUEST_INVALID),
        ([], 400, Code.REQUEST_INVALID),
    ]
    for request, status, expected in cases:
        response = asked.send("POST", "/v1/enrol", json=request)
        assert (response.status_code, code_of(response)) == (status, expected)
    assert asked.send("POST", "/v1/enrol", json=good).status_code == 201


@pytest.mark.parametrize(
    "body", [b"", b"null", b"[" * 100_000, b'{"code":' + b"[" * 100_000, b"\xff\xfe", b'{"code":"\\ud800"}', b"a=b"]
)
@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data; boundary=x", ""])
def test_whatever_is_posted_is_answered(asked: Asked, body: bytes, kind: str) -> None:
    """No body makes the registry stumble."""
    response = asked.send("POST", "/v1/enrol", content=body, headers={"Content-Type": kind})
    assert (response.status_code, code_of(response)) in {(400, Code.BODY_MALFORMED), (400, Code.REQUEST_INVALID)}


def test_tokens_and_codes_are_not_kept_in_the_clear(asked: Asked) -> None:
    """Whoever reads the database cannot speak for a site."""
    code = make_enrol_code(asked.registry.store, "s-05", wall_ms())
    found = [
        value
        for table in ("sites", "enrol_codes")
        for row in asked.registry.store._db.execute(f"SELECT * FROM {table}")  # type: ignore[attr-defined]  # noqa: S608, SLF001
        for value in row
    ]
    for secret in (code, asked.token):
        assert not any(value in (secret, secret.encode()) for value in found)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/", 404), ("GET", "/v1/enrol", 405), ("DELETE", "/health", 405), ("GET", "/schema", 404)],
)
def test_what_does_not_exist_is_a_problem_answer(asked: Asked, method: str, path: str, status: int) -> None:
    """Unknown routes and methods have a code too."""
    response = asked.send(method, path, asked.token)
    assert response.status_code == status
    code_of(response)


def test_another_host_name_is_not_answered(asked: Asked) -> None:
    """A page that leads its visitors here by its own name gets nothing."""
    response = asked.send("GET", "/health", headers={"Host": "elsewhere.test"})
    assert (response.status_code, code_of(response)) == (421, Code.HOST_UNKNOWN)
