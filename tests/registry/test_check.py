"""The conformance run: our registry keeps the protocol on both databases, and one that does not is found out."""

import asyncio
from collections.abc import Callable

import msgspec
import pytest

from fieldpoint.clock import wall_ms
from fieldpoint.core.answer import KeptAnswer, StateAnswer, StoredAnswer, signed_answer
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.sites import make_enrol_code
from fieldpoint.sync.conformance.run import Checked, check
from fieldpoint.sync.line import Line, Question, Reply
from tests.sync.support import AppLine

Bend = Callable[[Question, Reply, bytes], Reply]


def checked(registry: Registry, line: Line) -> list[Checked]:
    """What the run finds, with a code of its own."""
    code = make_enrol_code(registry.store, "fp-check", wall_ms())

    async def run() -> list[Checked]:
        return [one async for one in check(line, "fp-check", code)]

    return asyncio.run(run())


def test_our_registry_keeps_the_protocol(registry: Registry) -> None:
    """Every check holds, on both databases."""
    found = checked(registry, AppLine(registry))
    assert [one for one in found if one.wrong] == []
    assert len(found) == 20
    assert all(one.what for one in found)


class Misbehaving:
    """Our registry with one habit of its own, and the key to sign it."""

    def __init__(self, registry: Registry, bend: Bend) -> None:
        self._inner = AppLine(registry)
        self._seed = registry.seed
        self._bend = bend

    async def ask(self, question: Question) -> Reply:
        """The registry's answer, bent."""
        return self._bend(question, await self._inner.ask(question), self._seed)

    async def close(self) -> None:
        """Nothing to hang up."""


def mark_jumps_gaps(_: Question, reply: Reply, seed: bytes) -> Reply:
    """Its mark is its highest row, whatever is missing below."""
    if b'"stored/1"' not in reply.body:
        return reply
    answer = msgspec.json.decode(reply.body, type=StoredAnswer)
    return Reply(status=200, body=signed_answer(msgspec.structs.replace(answer, hwm=answer.top, gaps=[]), seed))


def takes_clones_for_one(_: Question, reply: Reply, seed: bytes) -> Reply:
    """It says of another history that it is held."""
    if reply.status != 202:
        return reply
    kept = msgspec.json.decode(reply.body, type=KeptAnswer)
    stored = StoredAnswer(
        batch=kept.batch, site=kept.site, status="stored", epoch=kept.epoch, hwm=0, head=None, top=0, gaps=[],
        accepted=1, duplicate=0, quarantined=[],
    )  # fmt: skip
    return Reply(status=200, body=signed_answer(stored, seed))


def forgets_the_nonce(_: Question, reply: Reply, seed: bytes) -> Reply:
    """Every state it signs could be an old one."""
    if b'"state/1"' not in reply.body:
        return reply
    answer = msgspec.json.decode(reply.body, type=StateAnswer)
    return Reply(status=200, body=signed_answer(msgspec.structs.replace(answer, nonce="A" * 22), seed))


def does_not_sign(_: Question, reply: Reply, seed: bytes) -> Reply:  # noqa: ARG001  a bend's form
    """Anybody on the way could have said it."""
    cut = reply.body.rfind(b',"sig"')
    return reply if cut < 0 else Reply(status=reply.status, body=reply.body[:cut] + b"}")


def says_500_for_bad_bytes(_: Question, reply: Reply, seed: bytes) -> Reply:  # noqa: ARG001  a bend's form
    """It stumbles where it should refuse."""
    return Reply(status=500, body=reply.body) if reply.status in {400, 413, 422} else reply


def hides_withheld_rows(_: Question, reply: Reply, seed: bytes) -> Reply:
    """Rows have no effect, and nobody hears of it."""
    if b'"stored/1"' not in reply.body:
        return reply
    answer = msgspec.json.decode(reply.body, type=StoredAnswer)
    return Reply(status=200, body=signed_answer(msgspec.structs.replace(answer, quarantined=[]), seed))


def lets_anybody_in(question: Question, reply: Reply, seed: bytes) -> Reply:
    """It answers without a token."""
    if question.method != "GET" or reply.status not in {401, 403}:
        return reply
    nonce = question.path.partition("nonce=")[2]
    answer = StateAnswer(site="fp-check", nonce=nonce, registry_time=1, epochs=[], accepts=[], max_batch_bytes=1)
    return Reply(status=200, body=signed_answer(answer, seed))


@pytest.mark.parametrize(
    ("habit", "found_by"),
    [
        (mark_jumps_gaps, "Rows above a hole"),
        (takes_clones_for_one, "Other rows at taken places"),
        (forgets_the_nonce, "A state is signed"),
        (does_not_sign, "A state is signed"),
        (says_500_for_bad_bytes, "A batch that breaks off"),
        (hides_withheld_rows, "One row that cannot be used"),
        (lets_anybody_in, "Without the token"),
    ],
)
@pytest.mark.parametrize("dsn", [None], ids=["sqlite"])
def test_a_registry_with_a_habit_is_found_out(registry: Registry, habit: Bend, found_by: str) -> None:
    """Each habit fails the check that is about it."""
    wrong = [one.what for one in checked(registry, Misbehaving(registry, habit)) if one.wrong]
    assert [what for what in wrong if what.startswith(found_by)]


@pytest.mark.parametrize("dsn", [None], ids=["sqlite"])
def test_a_page_that_is_no_registry_is_found_out_at_once(registry: Registry) -> None:
    """A captive portal passes nothing, and the run ends by itself."""

    def portal(_: Question, __: Reply, ___: bytes) -> Reply:
        return Reply(status=200, body=b"<!doctype html>")

    found = checked(registry, Misbehaving(registry, portal))
    assert len(found) == 3
    assert [one.wrong is None for one in found] == [True, False, False]
