"""F29: the registry is put back from yesterday's copy; its sites bring again what it lost, and read everything anew."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fieldpoint.clock import wall_ms
from fieldpoint.errors import Broken, Code, Conflict
from fieldpoint.registry.copies.backup import back_up, restore
from fieldpoint.registry.decide import By
from fieldpoint.registry.feed.roster import assign, take_in
from fieldpoint.registry.folder import Registry, create_registry, open_registry
from fieldpoint.sealed_copy import make_identity
from fieldpoint.store.site import Site
from tests.live import LiveRegistry, enrol_live, fieldpoint
from tests.postgres import Cluster, private_cluster
from tests.support import make_household, make_site
from tests.sync.feeds import cursor_of, households_at, let_time_pass
from tests.sync.support import held_lines, own_lines, write_handouts

OFFICER = By(who="officer", now_ms=wall_ms())
PutBack = Callable[[], object]


def lose_a_day(site: Site, live: LiveRegistry, copy: PutBack, put_back: PutBack) -> None:
    """A day of a site and of the city's roster comes in after the copy was made; then the copy takes its place."""
    for code in ("1", "2"):
        write_handouts(site, 200)
        made = make_household(code=code)
        change(live, lambda registry, made=made: take_in(registry, [(made.code, made)]))
        change(live, lambda registry: assign(registry, site.facts.code, None))
        fieldpoint("sync", "--data", site.folder)
        if code == "1":
            copy()
    live.stop()
    put_back()


def change(live: LiveRegistry, deed: Callable[[Registry], object]) -> None:
    """An officer does something at the registry while it serves."""
    registry = open_registry(live.folder)
    with registry.store:
        deed(registry)


def comes_to_its_rows(site: Site, live: LiveRegistry) -> None:
    """The copy lacks rows; after one sending every row of the site is there once, and its feed is the new one."""
    before = cursor_of(site)
    let_time_pass(site)  # a snapshot is asked for every ten minutes at most
    assert live.lines() != own_lines(site)
    live.start()
    said = fieldpoint("sync", "--data", site.folder)
    assert "; 0 unsent" in said
    live.stop()
    assert live.lines() == own_lines(site)
    after = cursor_of(site)
    assert before is not None
    assert after is not None
    assert after.feed != before.feed
    assert len(households_at(site)) == 2  # whom the city told of once stays, whatever the copy knew


@pytest.mark.timeout(240)
def test_a_registry_that_was_put_back_gets_everything_again(tmp_path: Path) -> None:
    """By the commands: backup-key, backup, restore, serve; the site needs no person."""
    live = LiveRegistry(tmp_path / "registry")
    create_registry(live.folder, "registry")
    live.start()
    site = make_site(tmp_path / "site")
    enrol_live(site, live)
    copies = tmp_path / "stick"
    copies.mkdir()
    fieldpoint("registry", "backup-key", tmp_path / "officer.key", "--data", live.folder)

    def put_back() -> None:
        live.folder = tmp_path / "second"
        (file,) = copies.glob("*.fpc")
        said = fieldpoint("registry", "restore", file, "--key", tmp_path / "officer.key", "--data", live.folder)
        assert "stand again" in said

    lose_a_day(site, live, lambda: fieldpoint("registry", "backup", copies, "--data", tmp_path / "registry"), put_back)
    comes_to_its_rows(site, live)


@pytest.mark.timeout(240)
def test_a_database_that_was_put_back_is_renewed(tmp_path: Path) -> None:
    """In PostgreSQL as it is written down: pg_dump, pg_restore, `registry renew`, serve."""
    with private_cluster() as cluster:
        dsn = cluster.new_database()
        live = LiveRegistry(tmp_path / "registry")
        create_registry(live.folder, "registry", dsn)
        live.start()
        site = make_site(tmp_path / "site")
        enrol_live(site, live)
        dump = cluster.folder / "dump"

        def put_back() -> None:
            database = dsn.rpartition("dbname=")[2]
            connect = ("-h", str(cluster.folder), "-U", cluster.user, "-d", database)
            cluster.run("pg_restore", "--clean", "--if-exists", *connect, str(dump))
            assert "The feed is new" in fieldpoint("registry", "renew", "--data", live.folder)

        lose_a_day(site, live, lambda: _dump(cluster, dsn, dump), put_back)
        comes_to_its_rows(site, live)


def _dump(cluster: Cluster, dsn: str, file: Path) -> None:
    database = dsn.rpartition("dbname=")[2]
    cluster.run("pg_dump", "-Fc", "-h", str(cluster.folder), "-U", cluster.user, "-f", str(file), database)


def test_only_a_whole_copy_and_its_key_make_a_registry(tmp_path: Path) -> None:
    """A wrong key, a changed byte, a place that is taken: refused, and nothing is left behind."""
    create_registry(tmp_path / "registry", "registry")
    public = make_identity(tmp_path / "right.key")
    make_identity(tmp_path / "wrong.key")
    copies = tmp_path / "copies"
    copies.mkdir()
    back_up(tmp_path / "registry", copies, [public])
    (file,) = copies.iterdir()
    whole = file.read_bytes()
    second = tmp_path / "second"
    with pytest.raises(Broken) as wrong:
        restore(file, tmp_path / "wrong.key", second, OFFICER)
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(Broken) as changed:
        restore(file, tmp_path / "right.key", second, OFFICER)
    assert wrong.value.code == changed.value.code == Code.COPY_UNREADABLE
    assert list(second.iterdir()) == []
    file.write_bytes(whole)
    with pytest.raises(Conflict) as taken:
        restore(file, tmp_path / "right.key", tmp_path / "registry", OFFICER)
    assert taken.value.code == Code.REGISTRY_EXISTS
    restore(file, tmp_path / "right.key", second, OFFICER)
    registry = open_registry(second)
    assert held_lines(registry) == []
    assert registry.store.feed() is not None
    registry.store.close()
