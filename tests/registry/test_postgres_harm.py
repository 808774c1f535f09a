"""PostgreSQL in trouble while sites send: killed in mid-ingest, full, read-only; what was answered stays, once."""

import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Generator
from pathlib import Path

import psycopg
import pytest

from fieldpoint.errors import Code, Unavailable
from fieldpoint.registry.folder import Registry, open_registry
from fieldpoint.registry.intake.accept_batch import Arrival, accept_batch
from fieldpoint.registry.verify import verify_registry
from tests.postgres import Cluster, private_cluster
from tests.registry.cases import give, site, whole
from tests.registry.support import Sender, make_registry, rows_of, sender, stored, totals_of

CRASHES = 3
SPACE_MIB = 16


def offer(registry: Registry, arrivals: list[Arrival], answered: set[str], over: threading.Event) -> None:
    """A site sends its batches in order, each until it is answered, as long as it takes."""
    for arrival in arrivals:
        while not over.is_set():
            try:
                accept_batch(registry.store, arrival)
            except Unavailable:
                over.wait(0.02)
                continue
            answered.add(arrival.batch_id)
            break


@pytest.mark.timeout(300)
def test_a_server_killed_in_mid_ingest_keeps_what_was_answered(tmp_path: Path) -> None:
    """F04, F42: killed again and again while two registries take batches in: each answer stands, each row is one."""
    logs = [sender(300, site=f"s-{number:02}", seed=bytes([number]) * 32) for number in (1, 2)]
    arrivals = [[log.arrival(first, first + 9) for first in range(1, 300, 10)] for log in logs]
    with private_cluster() as own:
        first = make_registry(tmp_path / "registry", *logs, dsn=own.new_database())
        registries, answered, over = (
            [first, open_registry(tmp_path / "registry")],
            [set[str](), set[str]()],
            threading.Event(),
        )
        threads = [
            threading.Thread(target=offer, args=(registries[number], arrivals[number], answered[number], over))
            for number in (0, 1)
        ]
        for thread in threads:
            thread.start()
        for crash in range(1, CRASHES + 1):
            while min(map(len, answered)) < 6 * crash and any(thread.is_alive() for thread in threads):
                over.wait(0.01)
            own.stop("immediate")
            own.start()
        for thread in threads:
            thread.join(timeout=120)
        over.set()
        assert [len(one) for one in answered] == [30, 30]
        verify_registry(first.store)
        assert [line for _, _, line in rows_of(first)] == [line for log in logs for line in log.lines]
        assert sum(totals_of(first).values()) == sum(len(log.lines) - 1 for log in logs)
        for registry in registries:
            registry.store.close()


@pytest.fixture
def small_space(cluster: Cluster) -> Generator[str]:
    """The way to a database whose tables lie on a file system of their own, of a few MiB; only root can mount one."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small file system")
    place = Path(tempfile.mkdtemp(prefix="fp-space-"))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SPACE_MIB}m", "tmpfs", str(place)]
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")
    (place / "tables").mkdir()
    shutil.chown(place / "tables", cluster.user, cluster.user)
    name = f"space_{place.name[-8:].lower().replace('-', '_')}"
    with psycopg.connect(cluster.dsn, autocommit=True) as db:
        db.execute(f"CREATE TABLESPACE {name} LOCATION '{place / 'tables'}'")  # type: ignore[arg-type]
        db.execute(f"CREATE DATABASE {name} TABLESPACE {name}")  # type: ignore[arg-type]
    yield cluster.dsn_of(name)
    with psycopg.connect(cluster.dsn, autocommit=True) as db:
        db.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]
        db.execute(f"DROP TABLESPACE {name}")  # type: ignore[arg-type]
    subprocess.run(["umount", "-l", str(place)], check=True)
    place.rmdir()


def test_a_full_disk_refuses_whole_batches(small_space: str, tmp_path: Path) -> None:
    """F42: a batch that finds no room leaves nothing; with room again it and the rest come in."""
    log = sender(100)
    registry = make_registry(tmp_path / "registry", log, dsn=small_space)
    stored(registry, log.arrival(1, 50))
    # One connection to fill and to empty: a new one may find no room for what it keeps of the tables' shapes.
    with psycopg.connect(small_space, autocommit=True) as db:
        db.execute("CREATE TABLE filler (x TEXT)")
        while not is_full(db):
            pass
        held = rows_of(registry)
        for _ in range(2):
            with pytest.raises(Unavailable) as refused:
                fill_up(log, registry)
            assert refused.value.code == Code.DISK_FULL
        assert rows_of(registry)[: len(held)] == held
        verify_registry(registry.store)
        db.execute("DROP TABLE filler")
    assert stored(registry, whole(log)).hwm == len(log.lines)
    assert sum(totals_of(registry).values()) == len(log.lines) - 1
    registry.store.close()


def is_full(db: psycopg.Connection) -> bool:
    """Somebody else's table grows; whether it could not."""
    try:
        db.execute("INSERT INTO filler SELECT repeat(md5(n::text), 60) FROM generate_series(1, 400) n")
    except psycopg.errors.DiskFull:
        return True
    return False


def fill_up(log: Sender, registry: Registry) -> None:
    """More and more rows, until what pages had left is used up."""
    for _ in range(100):
        first = len(log.lines) + 1
        for _ in range(50):
            log.hand_out(f"h{len(log.lines)}")
        stored(registry, log.arrival(first, first + 49))


def test_a_database_that_turns_read_only_takes_the_rest_later(cluster: Cluster, tmp_path: Path) -> None:
    """F42: as a failover leaves it: away, in its words, nothing by halves; writable again it takes what was kept."""
    dsn, log = cluster.new_database(), site(1, 20)
    give(log)
    registry = make_registry(tmp_path / "registry", log, dsn=dsn)
    stored(registry, log.arrival(1, 5))
    turn_read_only(dsn, "on")
    for _ in range(3):  # the first one meets a connection that is gone
        with pytest.raises(Unavailable) as refused:
            stored(registry, log.arrival(6, 21))
        assert refused.value.code == Code.REGISTRY_DATABASE_AWAY
    assert len(rows_of(registry)) == 5
    turn_read_only(dsn, "off")
    with pytest.raises(Unavailable):
        stored(registry, log.arrival(6, 21))
    assert stored(registry, whole(log)).hwm == len(log.lines)
    assert len(rows_of(registry)) == len(log.lines)
    registry.store.close()


def turn_read_only(dsn: str, way: str) -> None:
    """Whoever connects from now on may write or may not; who is connected is thrown out."""
    with psycopg.connect(dsn, autocommit=True) as db:
        db.execute("SET default_transaction_read_only = off")
        name = db.execute("SELECT current_database()").fetchone() or ("",)
        db.execute(f"ALTER DATABASE {name[0]} SET default_transaction_read_only = {way}")  # type: ignore[arg-type]
        db.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'fieldpoint-registry' AND datname = current_database()"
        )
