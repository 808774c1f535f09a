"""A real site and a real registry, with lines between them that fail in every way a line can."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import httpx

from fieldpoint.clock import wall_ms
from fieldpoint.core.log_rows import Handout
from fieldpoint.core.names import CardId, Cycle, Day, HouseholdId, ProgrammeCode
from fieldpoint.errors import Code, Unavailable
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.sites import make_enrol_code
from fieldpoint.registry.verify import verify_registry
from fieldpoint.store import log, outbox
from fieldpoint.store.feed import state
from fieldpoint.store.identity import log_key
from fieldpoint.store.outbox import Enrolment
from fieldpoint.store.site import Site
from fieldpoint.store.transaction import transaction_on
from fieldpoint.sync.enrolment import Place, enrol, enrol_request
from fieldpoint.sync.line import Line, Question, Reply
from fieldpoint.sync.loop import pusher_of
from fieldpoint.sync.push import Pace, Pushed
from fieldpoint.sync.registry_client import RegistryClient
from tests.served import serve
from tests.support import NOON

URL = "http://localhost"


def write_handouts(site: Site, count: int) -> None:
    """So many more handout rows in the site's log, committed together."""
    connection = site.connect()
    with transaction_on(connection, NOON) as tx:
        for _ in range(count):
            row = Handout(
                **tx.stamp(),
                card=CardId("AAAAAAAAAAA"),
                hh=HouseholdId("AAAAAAAAAAA"),
                prog=ProgrammeCode("basket"),
                cycle=Cycle("1405-09"),
                item="food-basket",
                qty=1,
                members=[],
                rule="basket@1",
                day=Day("1405-09-01"),
                desk="d1",
                tab="t01",
                tseq=1,
                op="desk",
            )
            log.append(tx, row)
    connection.close()


@dataclass
class AppLine:
    """A line to a registry in this very process: real bodies, real answers, no network."""

    registry: Registry

    async def ask(self, question: Question) -> Reply:
        """The registry's answer."""
        transport = httpx.ASGITransport(serve(self.registry))  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url=URL) as client:
            answer = await client.request(
                question.method, question.path, headers=dict(question.headers), content=question.body
            )
            return Reply(status=answer.status_code, body=answer.content, headers=dict(answer.headers))

    async def close(self) -> None:
        """Nothing to hang up."""


Meddler = Callable[[Question, Line], Awaitable[Reply]]


@dataclass
class BentLine:
    """A line whose questions go through a test's own hands; `asked` remembers them."""

    line: Line
    meddle: Meddler
    asked: list[Question] = field(default_factory=list[Question])

    async def ask(self, question: Question) -> Reply:
        """Whatever the test makes of the question."""
        self.asked.append(question)
        return await self.meddle(question, self.line)

    async def close(self) -> None:
        """Hang up."""
        await self.line.close()


async def cut(_: Question, __: Line) -> Reply:
    """The question never arrives."""
    raise Unavailable(Code.REGISTRY_UNREACHABLE)


async def lose_answer_to_put(question: Question, line: Line) -> Reply:
    """A batch arrives, its answer does not."""
    reply = await line.ask(question)
    if question.method == "PUT":
        raise Unavailable(Code.REGISTRY_UNREACHABLE)
    return reply


def reply_to_put(status: int, body: bytes) -> Meddler:
    """Every batch is answered by somebody on the way."""

    async def meddle(question: Question, line: Line) -> Reply:
        return Reply(status=status, body=body) if question.method == "PUT" else await line.ask(question)

    return meddle


def always(status: int, body: bytes) -> Meddler:
    """Everything is answered by somebody on the way."""

    async def meddle(question: Question, line: Line) -> Reply:  # noqa: ARG001
        return Reply(status=status, body=body)

    return meddle


def push(site: Site, line: Line) -> Pushed:
    """One session of the site over a line, with a pusher that knows nothing of earlier ones."""
    connection = site.connect()
    try:
        enrolled = outbox.enrolment(connection)
        assert enrolled is not None
        client = RegistryClient(enrolled, site.facts.code, line, state.keys(connection))
        return asyncio.run(pusher_of(site, connection, client, Pace()).push_once())
    finally:
        connection.close()


def enrol_site(site: Site, registry: Registry) -> Enrolment:
    """The site is enrolled at the registry, over HTTP as it would be."""
    code = make_enrol_code(registry.store, site.facts.code, wall_ms())
    connection = site.connect()
    try:
        request = enrol_request(site.facts.code, log_key(connection), code)
        return asyncio.run(enrol(connection, request, Place(url=URL), AppLine(registry)))
    finally:
        connection.close()


def mark_anchored(site: Site) -> None:
    """The registry has told this boot the time before, so that a session adds no row of its own."""
    connection = site.connect()
    connection.execute("UPDATE boots SET anchored = 1")
    connection.close()


def own_lines(site: Site) -> list[bytes]:
    """Every row of the site's log."""
    connection = site.connect(read_only=True)
    found = [line for _, line, _ in log.lines(connection, 1, 1, 2**53)]
    connection.close()
    return found


def held_lines(registry: Registry) -> list[bytes]:
    """Every row the registry holds, in order, over all sites."""
    store = registry.store
    return [
        line for site in store.sites() for epoch in store.epochs(site.site) for _, line in store.lines(epoch.number)
    ]


def all_arrived(site: Site, registry: Registry) -> bool:
    """Every row of the site stands at the registry, once, byte for byte, and the site knows it."""
    verify_registry(registry.store)
    return held_lines(registry) == own_lines(site) and unsent(site) == 0


def unsent(site: Site) -> int:
    """Rows the site does not know to be at the registry."""
    connection = site.connect(read_only=True)
    count = outbox.unsent(connection)
    connection.close()
    return count


def contact(site: Site) -> outbox.Contact:
    """How it stands with the registry, as the status shows it."""
    connection = site.connect(read_only=True)
    found = outbox.contact(connection)
    connection.close()
    assert found is not None
    return found
