"""Two registries as programs of their own on one PostgreSQL: whoever answers, the rows are the same, and once."""

import shutil
import threading
from itertools import cycle
from pathlib import Path

import httpx
import pytest

from fieldpoint.core.answer import BATCH_MEDIA_TYPE, content_digest
from fieldpoint.core.batch import batch_id, deflate
from fieldpoint.registry.folder import open_registry
from fieldpoint.registry.verify import verify_registry
from tests.live import LiveRegistry
from tests.postgres import Cluster
from tests.registry.support import Sender, enrol_sender, make_registry, rows_of, sender, totals_of

BATCH = 20


def send(log: Sender, token: str, urls: list[str], answered: list[int]) -> None:
    """A site brings its log in batches, each to whichever registry answers, in turn."""
    turn, line = cycle(urls), httpx.Client(timeout=60)
    for first in range(1, len(log.lines), BATCH):
        body = log.body(first, first + BATCH - 1)
        sent = deflate(body)
        headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": BATCH_MEDIA_TYPE,
            "Content-Digest": content_digest(sent),
        }
        while True:
            try:
                to = f"{next(turn)}/v1/batches/{batch_id(body)}"
                answer = line.put(to, content=sent, headers=headers)
            except httpx.TransportError:
                continue
            if answer.status_code == 200:
                answered.append(answer.json()["hwm"])
                break
    line.close()


@pytest.mark.timeout(180)
def test_one_of_two_is_killed_and_the_other_goes_on(cluster: Cluster, tmp_path: Path) -> None:
    """F04: two sites send to both at once; one registry is killed on the way, and nobody notices but its own calls."""
    logs = [sender(200, site=f"s-{number:02}", seed=bytes([number]) * 32) for number in (1, 2)]
    registry = make_registry(tmp_path / "first", dsn=cluster.new_tables())
    tokens = [enrol_sender(registry, log) for log in logs]
    shutil.copytree(tmp_path / "first", tmp_path / "second")
    lives = [LiveRegistry(tmp_path / name) for name in ("first", "second")]
    for live in lives:
        live.start()
    urls, answered = [live.url for live in lives], [list[int](), list[int]()]
    ways = [urls, urls[::-1]]
    threads = [
        threading.Thread(target=send, args=(logs[number], tokens[number], ways[number], answered[number]))
        for number in (0, 1)
    ]
    for thread in threads:
        thread.start()
    while min(map(len, answered)) < 3:
        threads[0].join(0.01)
    lives[0].stop(kill=True)
    for thread in threads:
        thread.join(timeout=120)
    lives[1].stop()
    assert answered == [list(range(BATCH, 201, BATCH))] * 2
    verify_registry(registry.store)
    assert [line for _, _, line in rows_of(registry)] == [line for log in logs for line in log.lines]
    assert sum(totals_of(registry).values()) == 2 * 199
    registry.store.close()
    open_registry(tmp_path / "second").store.close()
