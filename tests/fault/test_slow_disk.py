"""A writer that stands still: whoever comes when too many wait is told to come again, and nothing is lost."""

import asyncio
import json
import resource
from collections import Counter
from contextlib import closing
from pathlib import Path

from fieldpoint.database import transaction
from fieldpoint.store.repair.verify import verify
from fieldpoint.store.site import Site, open_site
from fieldpoint.store.writer import WAITING_LIMIT
from tests.fault.support import make_cards, requests_for
from tests.live import LiveSite, live_site
from tests.support import make_site

TABLETS = WAITING_LIMIT + 60


async def ask(live: LiveSite, cookie: str, body: object) -> bytes:
    """The head of one answer, on a connection of its own."""
    reader, writer = await asyncio.open_connection("127.0.0.1", live.port)
    content = json.dumps(body).encode()
    head = f"POST /api/v1/handouts HTTP/1.1\r\nHost: localhost:{live.port}\r\nCookie: {cookie}\r\n"
    head += f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\nConnection: close\r\n\r\n"
    writer.write(head.encode() + content)
    answer = await reader.read()
    writer.close()
    return answer.partition(b"\r\n\r\n")[0].lower()


async def ask_all(live: LiveSite, cookie: str, site: Site, bodies: list[dict[str, object]]) -> list[bytes]:
    """Everybody asks while another program holds the database; it lets go after a while."""
    with closing(site.connect()) as other, transaction(other):
        answers = [asyncio.ensure_future(ask(live, cookie, body)) for body in bodies]
        await asyncio.wait(answers, timeout=8, return_when=asyncio.FIRST_COMPLETED)
    return await asyncio.gather(*answers)


def test_a_full_queue_is_a_503_with_a_time_to_come_again(tmp_path: Path) -> None:
    """More than 512 wait: the others hear 503 and Retry-After; all that were granted stand."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 8192), most))
    site = make_site(tmp_path / "site")
    bodies = requests_for(make_cards(site, TABLETS))
    live = live_site(site)
    live.start()
    with live.browser() as desk:
        cookie = "; ".join(f"{name}={value}" for name, value in desk.cookies.items())
        answers = asyncio.run(ask_all(live, cookie, site, bodies))
    live.stop()
    met = Counter(answer.split(b" ")[1] for answer in answers)
    assert set(met) == {b"201", b"503"}
    assert all(b"\r\nretry-after: " in answer for answer in answers if b" 503 " in answer[:20])
    verify(open_site(site.folder))
    with closing(site.connect(read_only=True)) as connection:
        assert connection.execute("SELECT count(*) FROM takings WHERE slot > 0").fetchone() == (met[b"201"],)
