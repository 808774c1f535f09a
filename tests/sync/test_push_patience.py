"""A registry that stumbles, denies or asks for patience: later rows flow, nothing is dropped, the lead is told."""

import asyncio
from contextlib import closing

from fieldpoint.errors import Code
from fieldpoint.registry.folder import Registry
from fieldpoint.store import outbox
from fieldpoint.store.site import Site
from fieldpoint.store.transaction import LogHead, read_head
from fieldpoint.sync.line import Line, Question, Reply
from fieldpoint.sync.loop import Pauses, PushLoop
from fieldpoint.sync.push import Pushed
from tests.sync.support import (
    AppLine,
    BentLine,
    Meddler,
    all_arrived,
    contact,
    held_lines,
    own_lines,
    push,
    reply_to_put,
    unsent,
)
from tests.sync.test_push_answers import problem


def stumbling_at_the_first(status: int = 500) -> Meddler:
    """A registry that fails at the first batch it ever sees, for ever."""
    first: list[str] = []

    async def meddle(question: Question, to: Line) -> Reply:
        if question.method == "PUT":
            first.append(question.path)
            if question.path == first[0]:
                return Reply(status=status, body=problem("unexpected"))
        return await to.ask(question)

    return meddle


def test_later_rows_flow_around_a_batch_at_which_the_registry_stumbles(
    site: Site, registry: Registry, line: AppLine
) -> None:
    """F36: 500 for ever on one batch leaves a gap, and nothing else waits for it."""
    pushed = push(site, BentLine(line, stumbling_at_the_first()))
    assert (pushed.code, pushed.parked) == ("unexpected", None)
    assert held_lines(registry) == own_lines(site)[100:]


def test_after_ten_tries_the_lead_is_told_and_it_is_tried_on(site: Site, registry: Registry, line: AppLine) -> None:
    """F36: the status says so from the tenth try on; when the registry is mended everything drains by itself."""
    bent = stumbling_at_the_first()
    for _ in range(9):
        assert push(site, BentLine(line, bent)).parked is None
    told = push(site, BentLine(line, bent))
    assert (told.code, told.parked, contact(site).code) == (None, Code.BATCH_STUMBLES, Code.BATCH_STUMBLES)
    watched = BentLine(line, bent)
    push(site, watched)
    assert sum(question.method == "PUT" for question in watched.asked) == 1
    push(site, line)
    assert all_arrived(site, registry)
    assert contact(site).code is None


def test_a_registry_that_fails_at_everything_is_left_alone(site: Site, line: AppLine) -> None:
    """Two batches in a row: the fault is its own, and the session ends."""
    bent = BentLine(line, reply_to_put(500, problem("unexpected")))
    assert push(site, bent).code == "unexpected"
    assert sum(question.method == "PUT" for question in bent.asked) == 2


def test_two_hours_of_401_drop_nothing(site: Site, registry: Registry, line: AppLine) -> None:
    """F35: however often the token is denied, no row and no mark moves, and then everything drains."""
    rows, before = len(own_lines(site)), unsent(site)

    async def deny(_: Question, __: Line) -> Reply:
        return Reply(status=401, body=problem("token-wrong"))

    for _ in range(24):  # two hours of five minutes each
        assert push(site, BentLine(line, deny)).code == Code.TOKEN_WRONG
    assert (unsent(site), len(own_lines(site)), contact(site).code) == (before, rows, Code.TOKEN_WRONG)
    connection = site.connect(read_only=True)
    assert [standing.mark for standing in outbox.standings(connection)] == [0]
    connection.close()
    push(site, line)
    assert all_arrived(site, registry)


def test_what_retry_after_asks_is_told_on(site: Site, line: AppLine) -> None:
    """A registry that sheds load says for how long."""

    async def shed(question: Question, to: Line) -> Reply:
        if question.method == "PUT":
            return Reply(status=503, body=problem("registry-database-away"), retry_after_s=70)
        return await to.ask(question)

    pushed = push(site, BentLine(line, shed))
    assert (pushed.code, pushed.wait_s) == ("registry-database-away", 70)


def wait_after(site: Site, last: Pushed, pauses: Pauses) -> list[float]:
    """How long the loop would wait after twenty such sessions in a row."""
    loop = PushLoop(site, pauses)
    loop._last = last  # type: ignore[attr-defined]  # noqa: SLF001  what the session before came to
    return [loop._wait_s() for _ in range(20)]  # type: ignore[attr-defined]  # noqa: SLF001


def test_the_loop_waits_as_long_as_it_was_asked_and_no_longer_than_its_cap(site: Site) -> None:
    """Retry-After is a lower bound; a day of it is not believed."""
    pauses = Pauses(cap_s=900)
    asked = Pushed(sent=0, unsent=1, mark=0, code="x", parked=None, wait_s=70)
    assert min(wait_after(site, asked, pauses)) >= 70
    forever = Pushed(sent=0, unsent=1, mark=0, code="x", parked=None, wait_s=86_400)
    assert max(wait_after(site, forever, pauses)) == 900


def test_where_nobody_is_reached_the_loop_knocks_often(site: Site) -> None:
    """F38: a link that is there for forty seconds every ten minutes is met; after progress the waits begin anew."""
    away = Pushed(sent=0, unsent=1, mark=0, code="registry-unreachable", parked=None, away=True)
    assert max(wait_after(site, away, Pauses())) <= 30
    some = Pushed(sent=100, unsent=1, mark=0, code="registry-unreachable", parked=None)
    assert max(wait_after(site, some, Pauses())) <= 5


def head_of(site: Site) -> LogHead:
    """Where the site's log stands."""
    with closing(site.connect(read_only=True)) as connection:
        return read_head(connection)


def test_a_parked_batch_is_not_asked_about_every_few_seconds(site: Site, line: AppLine) -> None:
    """When only parked rows are left the loop is idle until something new is written."""
    push(site, BentLine(line, reply_to_put(422, problem("batch-chain-broken"))))
    loop = PushLoop(site, Pauses(first_s=0, between_s=0.05))
    loop._left = unsent(site)  # type: ignore[attr-defined]  # noqa: SLF001  a session went to its end
    loop._began_at = head_of(site)  # type: ignore[attr-defined]  # noqa: SLF001  nothing was written since
    loop._asked_at = 1e12  # type: ignore[attr-defined]  # noqa: SLF001  and just now

    async def run() -> None:
        loop.start()
        await asyncio.sleep(0.3)
        await loop.stop()

    asyncio.run(run())
    assert loop._last is None  # type: ignore[attr-defined]  # noqa: SLF001  no session was held
