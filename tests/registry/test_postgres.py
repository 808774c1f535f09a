"""What only a database server can do to a registry: several at once, gone, read-only, older, under a wrong key."""

import shutil
import threading
from pathlib import Path

import psycopg
import pytest

from fieldpoint.errors import Broken, Code, Unavailable
from fieldpoint.registry.folder import create_registry, open_registry
from fieldpoint.registry.intake.accept_batch import accept_batch
from tests.postgres import Cluster, private_cluster
from tests.registry.support import enrol_sender, make_registry, rows_of, sender, stored


def test_two_registries_serve_one_database(cluster: Cluster, tmp_path: Path) -> None:
    """A second process with a copy of the key signs with the same key and holds the same rows."""
    dsn, log = cluster.new_database(), sender(10)
    first = make_registry(tmp_path / "first", log, dsn=dsn)
    stored(first, log.arrival(1, 6))
    (tmp_path / "second").mkdir()
    shutil.copy(tmp_path / "first/registry.key", tmp_path / "second/registry.key")
    create_registry(tmp_path / "second", "another name", dsn)
    second = open_registry(tmp_path / "second")
    assert (second.name, second.seed) == (first.name, first.seed)
    assert stored(second, log.arrival(7, 10)).hwm == 10
    assert rows_of(first) == rows_of(second)


def test_another_key_opens_nothing(cluster: Cluster, tmp_path: Path) -> None:
    """Who has the database alone, without the registry's key, signs nothing."""
    dsn = cluster.new_database()
    create_registry(tmp_path / "first", "registry", dsn)
    with pytest.raises(Broken) as refused:
        create_registry(tmp_path / "second", "registry", dsn)
    assert refused.value.code == Code.KEY_WRONG
    with psycopg.connect(dsn) as db:
        kept = db.execute("SELECT seed FROM registry").fetchone()
    assert kept
    assert open_registry(tmp_path / "first").seed not in kept[0]


def test_batches_of_one_site_at_once_take_their_places_once(cluster: Cluster, tmp_path: Path) -> None:
    """Eight registries that get the same and different batches at one instant hold every row once."""
    dsn, log = cluster.new_database(), sender(80)
    make_registry(tmp_path / "registry", log, dsn=dsn)
    registries = [open_registry(tmp_path / "registry") for _ in range(8)]
    together = threading.Barrier(8)

    def push(number: int) -> None:
        first = 1 + 10 * number
        together.wait()
        stored(registries[number], log.arrival(first, first + 9))
        stored(registries[number], log.arrival(1, 80))

    threads = [threading.Thread(target=push, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (epoch,) = registries[0].store.epochs(log.site)
    assert epoch.hwm == 80
    assert len(rows_of(registries[0])) == 80
    assert sum(qty for _, qty in registries[0].store.totals()) == 79


def test_a_server_that_crashes_takes_nothing_halfway(tmp_path: Path) -> None:
    """Gone in mid-work: the site is told to come again, and what it sends then is whole and counts once."""
    with private_cluster() as own:
        log = sender(10)
        registry = make_registry(tmp_path / "registry", log, dsn=own.new_database())
        stored(registry, log.arrival(1, 5))

        def half() -> None:
            with registry.store.transaction():
                registry.store.add_seal(1, next(registry.store.seals(1)), 1)
                own.stop("immediate")
                accept_batch(registry.store, log.arrival(6, 10))

        with pytest.raises(Unavailable) as refused:
            half()
        assert refused.value.code == Code.REGISTRY_DATABASE_AWAY
        with pytest.raises(Unavailable):
            accept_batch(registry.store, log.arrival(6, 10))
        own.start()
        assert stored(registry, log.arrival(6, 10)).hwm == 10
        assert stored(registry, log.arrival(1, 10)).accepted == 0
        registry.store.close()


def test_a_database_that_takes_no_writing_is_told_as_away(cluster: Cluster, tmp_path: Path) -> None:
    """F42: Read-only, as after a failover: nothing is lost, the site keeps its rows and comes again."""
    dsn, log = cluster.new_database(), sender(10)
    registry = make_registry(tmp_path / "registry", log, dsn=dsn)
    registry.store.close()
    (tmp_path / "registry/postgres.dsn").write_text(f"{dsn} options='-c default_transaction_read_only=on'")
    with pytest.raises(Unavailable) as refused:
        stored(open_registry(tmp_path / "registry"), log.arrival(1, 5))
    assert refused.value.code == Code.REGISTRY_DATABASE_AWAY


def test_tables_of_a_newer_version_are_left_alone(cluster: Cluster, tmp_path: Path) -> None:
    """An older fieldpoint does not touch what a newer one made."""
    dsn = cluster.new_database()
    create_registry(tmp_path / "registry", "registry", dsn)
    with psycopg.connect(dsn, autocommit=True) as db:
        db.execute("INSERT INTO steps SELECT max(number) + 1 FROM steps")
    with pytest.raises(Broken) as refused:
        open_registry(tmp_path / "registry")
    assert refused.value.code == Code.DATABASE_NEWER


def test_one_id_from_two_sites_counts_once(cluster: Cluster, tmp_path: Path) -> None:
    """Two sites that carry the same event are both held, and it counts once."""
    one, other = sender(10), sender(10, site="s-02", name="a", seed=b"\x22" * 32)
    registry = make_registry(tmp_path / "registry", one, dsn=cluster.new_database())
    enrol_sender(registry, other)
    stored(registry, one.arrival(1, 10))
    answer = stored(registry, other.arrival(1, 10))
    assert answer.hwm == 10
    assert {row.code for row in answer.quarantined} <= {"id_reuse"}
