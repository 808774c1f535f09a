"""One writer for many requests: isolation, order, back-pressure, and silence after a failed commit."""

import asyncio
import threading
from pathlib import Path

import pytest

from fieldpoint import ids
from fieldpoint.clock import Reading
from fieldpoint.core.log_rows import DayOpen
from fieldpoint.core.names import Day
from fieldpoint.errors import Code, FieldpointError
from fieldpoint.store import log
from fieldpoint.store.site import Site, create_site
from fieldpoint.store.transaction import Transaction
from fieldpoint.store.writer import WAITING_LIMIT, Writer
from tests.support import FACTS, NOON


class Noon:
    """A clock that stands."""

    def now(self) -> Reading:
        """Always noon."""
        return NOON


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site without an open day."""
    return create_site(tmp_path / "site", FACTS)


def append(tx: Transaction) -> int:
    """Appends a row and says where."""
    return log.append(tx, DayOpen(**tx.stamp(ids.new_event_id()), day=Day("1405-09-01"), op="lead")).seq


def fail_after_append(tx: Transaction) -> int:
    """Appends a row and then fails."""
    append(tx)
    raise ZeroDivisionError


def test_failing_request_takes_back_its_own_rows_only(site: Site) -> None:
    """Among twenty requests every fourth fails; the others' rows are numbered without a gap."""

    async def run() -> list[object]:
        writer = Writer(site.connect(), Noon())
        writer.start()
        jobs = [writer.write(fail_after_append if number % 4 == 0 else append) for number in range(20)]
        answers = await asyncio.gather(*jobs, return_exceptions=True)
        await writer.stop()
        return list(answers)

    answers = asyncio.run(run())
    assert sum(isinstance(answer, ZeroDivisionError) for answer in answers) == 5
    assert sorted(answer for answer in answers if isinstance(answer, int)) == list(range(3, 18))
    assert log.verify(site.connect(read_only=True)) == 17


def test_answer_leaves_after_the_commit(site: Site) -> None:
    """Another connection sees the row as soon as its request is answered."""

    async def run() -> int:
        reader = site.connect(read_only=True)
        writer = Writer(site.connect(), Noon())
        writer.start()
        await writer.write(append)
        seen = log.verify(reader)
        await writer.stop()
        return seen

    assert asyncio.run(run()) == 3


def test_full_queue_answers_busy_at_once(site: Site) -> None:
    """Whoever comes when too many wait is told to come again, and those who wait are served."""
    gate = threading.Event()

    def wait(tx: Transaction) -> int:
        gate.wait(20)
        return append(tx)

    async def run() -> tuple[Code, int]:
        writer = Writer(site.connect(), Noon())
        writer.start()
        first = asyncio.ensure_future(writer.write(wait))
        await asyncio.sleep(0.2)  # the writer has taken it and stands at the gate
        waiting = [asyncio.ensure_future(writer.write(append)) for _ in range(WAITING_LIMIT - 1)]
        await asyncio.sleep(0)
        with pytest.raises(FieldpointError) as refused:
            await writer.write(append)
        gate.set()
        answered = await asyncio.gather(first, *waiting)
        await writer.stop()
        return refused.value.code, len(answered)

    assert asyncio.run(run()) == (Code.SITE_BUSY, WAITING_LIMIT)


def test_nothing_is_acknowledged_after_a_failed_commit(site: Site) -> None:
    """When a transaction cannot end, its request fails and so does every later one."""

    async def run() -> list[Code]:
        connection = site.connect()
        writer = Writer(connection, Noon())
        writer.start()

        def pull_the_disk(tx: Transaction) -> None:
            tx.connection.execute("ROLLBACK")  # the transaction is gone under the writer's feet

        codes: list[Code] = []
        for job in (pull_the_disk, append):
            with pytest.raises(FieldpointError) as refused:
                await writer.write(job)
            codes.append(refused.value.code)
        await writer.stop()
        return codes

    assert asyncio.run(run()) == [Code.STORAGE_FAILED, Code.STORAGE_FAILED]
    assert log.verify(site.connect(read_only=True)) == 2


def test_stop_finishes_what_is_waiting(site: Site) -> None:
    """Requests that were taken before the stop are answered."""

    async def run() -> list[int]:
        writer = Writer(site.connect(), Noon())
        writer.start()
        jobs = [asyncio.ensure_future(writer.write(append)) for _ in range(100)]
        await asyncio.sleep(0)
        await writer.stop()
        return await asyncio.gather(*jobs)

    assert asyncio.run(run()) == list(range(3, 103))


def test_transaction_that_the_engine_gave_up_acknowledges_nobody(site: Site) -> None:
    """A full disk in the middle of a group: every request of it fails, and no row of it stands alone."""

    async def run() -> list[object]:
        connection = site.connect()
        (pages,) = connection.execute("PRAGMA page_count").fetchone() or (0,)
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        writer = Writer(connection, Noon())

        def fill_the_disk(tx: Transaction) -> int:
            append(tx)
            for _ in range(2000):
                append(tx)
            return 0

        writer.start()
        gate = threading.Event()
        first = asyncio.ensure_future(writer.write(lambda _: gate.wait(20)))
        await asyncio.sleep(0.2)  # the next jobs wait together and become one group
        jobs = [asyncio.ensure_future(writer.write(job)) for job in (append, fill_the_disk, append, append)]
        await asyncio.sleep(0)
        gate.set()
        await first
        answers = await asyncio.gather(*jobs, return_exceptions=True)
        await writer.stop()
        return list(answers)

    answers = asyncio.run(run())
    assert [fault.code for fault in answers if isinstance(fault, FieldpointError)] == [Code.DISK_FULL] * 4
    assert log.verify(site.connect(read_only=True)) == 2
