"""A writer that stands still: whoever comes when too many wait is told to come again, and nothing is lost."""

import asyncio
import resource
from collections import Counter
from contextlib import ExitStack, closing
from itertools import cycle
from pathlib import Path

import httpx

from fieldpoint.database import transaction
from fieldpoint.store.repair.verify import verify
from fieldpoint.store.site import open_site
from fieldpoint.store.writer import WAITING_LIMIT
from tests.fault.conftest import Serve
from tests.fault.support import make_cards, requests_for
from tests.live import LiveSite
from tests.support import make_site

ASKED = WAITING_LIMIT + 60
DESKS = 8  # none has more on the way than the numbers that its requests may overtake each other by


async def ask(live: LiveSite, desk: httpx.Client, body: object) -> bytes:
    """The head of one answer, on a connection of its own."""
    asked = desk.build_request("POST", "/api/v1/handouts", json=body, headers={"Connection": "close"})
    signed = next((desk.auth or httpx.Auth()).sync_auth_flow(asked))
    reader, writer = await asyncio.open_connection("127.0.0.1", live.port)
    head = b"".join(b"%s: %s\r\n" % header for header in signed.headers.raw)
    writer.write(b"POST /api/v1/handouts HTTP/1.1\r\n" + head + b"\r\n" + signed.content)
    answer = await reader.read()
    writer.close()
    return answer.partition(b"\r\n\r\n")[0].lower()


async def ask_all(live: LiveSite, desks: list[httpx.Client], bodies: list[dict[str, object]]) -> list[bytes]:
    """Every desk asks in its turn while another program holds the database; it lets go after a while."""
    with closing(live.site.connect()) as other, transaction(other):
        answers = [
            asyncio.ensure_future(ask(live, desk, body)) for desk, body in zip(cycle(desks), bodies, strict=False)
        ]
        await asyncio.wait(answers, timeout=8, return_when=asyncio.FIRST_COMPLETED)
    return await asyncio.gather(*answers)


def test_a_full_queue_is_a_503_with_a_time_to_come_again(tmp_path: Path, serving: Serve) -> None:
    """More than 512 wait: the others hear 503 and Retry-After; all that were granted stand."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 8192), most))
    site = make_site(tmp_path / "site")
    bodies = requests_for(make_cards(site, ASKED))
    live = serving(site)
    with ExitStack() as stack:
        desks = [stack.enter_context(live.browser()) for _ in range(DESKS)]
        answers = asyncio.run(ask_all(live, desks, bodies))
    live.stop()
    met = Counter(answer.split(b" ")[1] for answer in answers)
    assert set(met) == {b"201", b"503"}
    assert all(b"\r\nretry-after: " in answer for answer in answers if b" 503 " in answer[:20])
    verify(open_site(site.folder))
    with closing(site.connect(read_only=True)) as connection:
        assert connection.execute("SELECT count(*) FROM takings WHERE slot > 0").fetchone() == (met[b"201"],)
