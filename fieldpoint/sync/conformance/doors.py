"""Who is let in at all, and with which status and code everything unfit is refused.

Imports core and its neighbours.
"""

import zlib
from http import HTTPStatus

from fieldpoint.core.answer import content_digest
from fieldpoint.core.batch import MAX_OPEN_BYTES, batch_id, deflate
from fieldpoint.errors import Code
from fieldpoint.ids import new_seed
from fieldpoint.sync.conformance.asking import Registry, expect, expect_problem

_PATH = "/v1/sites/{}/state?nonce=AAAAAAAAAAAAAAAAAAAAAA"


async def health(registry: Registry) -> None:
    """GET /health is answered to anybody."""
    expect("status", (await registry.ask("GET", "/health")).status, HTTPStatus.OK)


async def enrolment(registry: Registry, code: str) -> None:
    """A code enrols one key: 201, 200 for the same key again, 409 for another."""
    first = await registry.enrol(code, registry.seed)
    expect("status of the first enrolment", first.status, HTTPStatus.CREATED, HTTPStatus.OK)
    registry.believe(first)
    again = await registry.enrol(code, registry.seed)
    expect("status of the second enrolment", again.status, HTTPStatus.OK)
    registry.believe(again)
    expect_problem(await registry.enrol(code, new_seed()), HTTPStatus.CONFLICT, "enrol-code-used", "site-key-taken")


async def wrong_code(registry: Registry) -> None:
    """A code that nobody gave out enrols nobody."""
    expect_problem(await registry.enrol("0000000000", new_seed()), HTTPStatus.FORBIDDEN, Code.ENROL_CODE_WRONG)


async def token(registry: Registry) -> None:
    """Without the token, or with a wrong one, nothing is answered."""
    path = _PATH.format(registry.site)
    expect_problem(await registry.ask("GET", path), HTTPStatus.UNAUTHORIZED, Code.TOKEN_WRONG)
    bent = await registry.ask("GET", path, Authorization=f"Bearer {registry.token[::-1]}")
    expect_problem(bent, HTTPStatus.UNAUTHORIZED, Code.TOKEN_WRONG)


async def another_site(registry: Registry) -> None:
    """The token opens no other site's state."""
    path = _PATH.format(f"{registry.site}x"[:32])
    reply = await registry.ask("GET", path, Authorization=f"Bearer {registry.token}")
    expect_problem(reply, HTTPStatus.FORBIDDEN, Code.SITE_FOREIGN)


async def empty_state(registry: Registry) -> None:
    """A state is signed, brings the nonce back, and a new epoch is not in it."""
    expect("a new epoch", await registry.state("A" * 22), None)


async def wrong_digest(registry: Registry) -> None:
    """Bytes that are not what the header or the name says are refused."""
    body = registry.log.body(1, 1)
    refused = await registry.put(body, Content_Digest=content_digest(b"other"))
    expect_problem(refused, HTTPStatus.BAD_REQUEST, Code.BATCH_DIGEST_WRONG)
    refused = await registry.put(body, name=batch_id(b"other"))
    expect_problem(refused, HTTPStatus.BAD_REQUEST, Code.BATCH_DIGEST_WRONG)


async def cut_off(registry: Registry) -> None:
    """A batch that breaks off is refused, compressed or inside."""
    body = registry.log.body(1, 1)
    refused = await registry.put(body, deflate(body)[:-9])
    expect_problem(refused, HTTPStatus.BAD_REQUEST, Code.BATCH_MALFORMED)
    expect_problem(await registry.put(body[:-1]), HTTPStatus.BAD_REQUEST, Code.BATCH_MALFORMED)


async def too_large(registry: Registry) -> None:
    """Nine megabytes of zeros in nine kilobytes, and too many rows, are refused."""
    bomb = zlib.compressobj(9, zlib.DEFLATED, 31)
    sent = bomb.compress(bytes(MAX_OPEN_BYTES + 1024 * 1024)) + bomb.flush()
    refused = await registry.put(b"", sent, name=batch_id(b"x"))
    expect_problem(refused, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, Code.BATCH_TOO_LARGE)
    refused = await registry.put(b"\n" * 3_000)
    expect_problem(refused, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, Code.BATCH_TOO_LARGE)


async def unknown_envelope(registry: Registry) -> None:
    """Another version of the envelope is not guessed at."""
    body = registry.log.body(1, 1).replace(b'"batch/1"', b'"batch/9"', 1)
    refused = await registry.put(body)
    expect_problem(refused, HTTPStatus.UNSUPPORTED_MEDIA_TYPE, Code.BATCH_VERSION_UNKNOWN)


async def forged(registry: Registry) -> None:
    """A changed header is no longer signed, a changed row no longer bound."""
    body = registry.log.body(1, 1)
    refused = await registry.put(body.replace(b'"tq":1', b'"tq":3', 1))
    expect_problem(refused, HTTPStatus.UNPROCESSABLE_ENTITY, Code.BATCH_SIGNATURE_WRONG)
    refused = await registry.put(body.replace(b'"genesis"', b'"Genesis"', 1))
    expect_problem(refused, HTTPStatus.UNPROCESSABLE_ENTITY, Code.BATCH_CHAIN_BROKEN)


async def nothing_was_taken(registry: Registry) -> None:
    """Of everything that was refused nothing is held."""
    held = await registry.state(registry.log_epoch)
    expect("rows held", 0 if held is None else held.top, 0)
