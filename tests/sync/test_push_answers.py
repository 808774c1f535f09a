"""What the registry says no to, and what somebody else says in its place."""

import json

import pytest

from fieldpoint.core.answer import StateAnswer, signed_answer
from fieldpoint.errors import Code
from fieldpoint.registry.folder import Registry
from fieldpoint.store import outbox
from fieldpoint.store.site import Site
from fieldpoint.sync.line import Line, Question, Reply
from tests.sync.support import (
    AppLine,
    BentLine,
    all_arrived,
    always,
    contact,
    held_lines,
    own_lines,
    push,
    reply_to_put,
    unsent,
)

PORTAL = b"<!doctype html><title>Wi-Fi</title><p>urn:fp:batch-malformed"


def problem(code: str) -> bytes:
    """A registry's no."""
    return json.dumps({"type": f"urn:fp:{code}", "title": code, "status": 0, "code": code}).encode()


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, PORTAL),
        (200, b""),
        (200, b"{}"),
        (302, PORTAL),
        (302, problem("batch-malformed")),
        (404, PORTAL),
        (401, b'{"error":"login"}'),
        (422, PORTAL),
        (500, b"\xff\xfe"),
        (200, b"[" * 50_000),
        (400, b'{"type":' + b"[" * 50_000),
    ],
)
def test_a_portals_page_is_no_answer(site: Site, line: AppLine, status: int, body: bytes) -> None:
    """F34: Whoever answers on the way in the registry's place: not reached, nothing parked, nothing marked."""
    before = unsent(site)
    for meddle in (always(status, body), reply_to_put(status, body)):
        pushed = push(site, BentLine(line, meddle))
        assert (pushed.code, pushed.parked) == (Code.REGISTRY_UNREACHABLE, None)
    assert unsent(site) == before


def test_an_answer_signed_by_another_key_is_none(site: Site, line: AppLine) -> None:
    """Somebody who poses as the registry moves no mark."""

    async def pose(question: Question, to: Line) -> Reply:  # noqa: ARG001
        nonce = question.path.partition("nonce=")[2]
        answer = StateAnswer(site="s-01", nonce=nonce, registry_time=1, epochs=[], accepts=[], max_batch_bytes=1)
        return Reply(status=200, body=signed_answer(answer, b"\x55" * 32))

    assert push(site, BentLine(line, pose)).code == Code.REGISTRY_KEY_UNKNOWN


def test_an_old_answer_played_again_is_none(site: Site, line: AppLine) -> None:
    """The registry's own words of yesterday, about another question or another batch, are not believed."""
    heard: dict[str, Reply] = {}

    async def remember(question: Question, to: Line) -> Reply:
        if question.method not in heard:
            heard[question.method] = await to.ask(question)
            return heard[question.method]
        return heard[question.method]

    assert push(site, BentLine(line, remember)).code == Code.REGISTRY_UNREACHABLE
    assert push(site, BentLine(line, remember)).code == Code.REGISTRY_UNREACHABLE


@pytest.mark.parametrize(
    ("status", "code"), [(401, "token-wrong"), (403, "site-foreign"), (415, "batch-version-unknown")]
)
def test_a_no_that_passes_keeps_every_row(
    site: Site, registry: Registry, line: AppLine, status: int, code: str
) -> None:
    """A dead token or an old version parks nothing: after it is mended everything drains."""
    pushed = push(site, BentLine(line, reply_to_put(status, problem(code))))
    assert (pushed.code, pushed.parked, contact(site).code) == (code, None, code)
    push(site, line)
    assert all_arrived(site, registry)


def test_a_damaged_batch_is_parked_and_later_rows_go_on(site: Site, registry: Registry, line: AppLine) -> None:
    """422 on one batch: its rows stay and are told, the others arrive and leave a gap."""
    refused: list[str] = []

    async def refuse_first(question: Question, to: Line) -> Reply:
        if question.method == "PUT":
            refused.append(question.path)
            if question.path == refused[0]:
                return Reply(status=422, body=problem("batch-chain-broken"))
        return await to.ask(question)

    rows = len(own_lines(site))
    pushed = push(site, BentLine(line, refuse_first))
    assert (pushed.code, pushed.parked, pushed.mark) == (None, "batch-chain-broken", 0)
    assert held_lines(registry) == own_lines(site)[100:]
    again = BentLine(line, refuse_first)
    assert push(site, again).sent == 0
    assert [question.method for question in again.asked] == ["GET"]
    assert unsent(site) == rows
    assert contact(site).code == "batch-chain-broken"
    connection = site.connect()
    outbox.unpark(connection)
    connection.close()
    push(site, line)
    assert all_arrived(site, registry)


def test_a_malformed_batch_gets_a_second_chance_before_it_is_parked(site: Site, line: AppLine) -> None:
    """400 may be the line's fault once."""
    bent = BentLine(line, reply_to_put(400, problem("batch-digest-wrong")))
    assert push(site, bent).parked == "batch-digest-wrong"
    puts = [question.path for question in bent.asked if question.method == "PUT"]
    assert puts[0] == puts[1]
    assert puts.count(puts[0]) == 2


def test_a_batch_that_is_too_large_goes_in_halves(site: Site, registry: Registry, line: AppLine) -> None:
    """413 from whatever stands before the registry: smaller and smaller, until it passes."""

    async def narrow(question: Question, to: Line) -> Reply:
        if len(question.body) > 2_000:
            return Reply(status=413, body=problem("body-too-large"))
        return await to.ask(question)

    pushed = push(site, BentLine(line, narrow))
    assert (pushed.code, pushed.parked) == (None, None)
    assert all_arrived(site, registry)
