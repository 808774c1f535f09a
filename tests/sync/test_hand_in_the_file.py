"""A row that somebody changed in the site's own file, and a file that an older or a newer version wrote."""

from contextlib import closing

import pytest

from fieldpoint.core.chain import next_head
from fieldpoint.core.day_sheet import seal_code
from fieldpoint.errors import Broken, Code
from fieldpoint.registry.folder import Registry
from fieldpoint.store import log, outbox
from fieldpoint.store.repair.rebuild import rebuild
from fieldpoint.store.repair.verify import verify
from fieldpoint.store.site import Site, open_site
from tests.sync.support import AppLine, all_arrived, contact, held_lines, own_lines, push, unsent, write_handouts

CHANGED = 180


def change(site: Site, seq: int) -> None:
    """Somebody makes two of one."""
    with closing(site.connect()) as connection:
        connection.execute(
            "UPDATE log SET line = CAST(replace(line, '\"qty\":1,', '\"qty\":2,') AS BLOB) WHERE seq = ?", (seq,)
        )


def test_a_row_changed_by_hand_is_never_signed(site: Site, registry: Registry, line: AppLine) -> None:
    """F47: verify names it, nothing of its batch leaves, the lead is told; put together again the site sends all."""
    whole = own_lines(site)
    change(site, CHANGED)
    with pytest.raises(Broken) as caught:
        verify(open_site(site.folder))
    assert (caught.value.code, caught.value.facts["seq"]) == (Code.CHAIN_BROKEN, CHANGED)
    assert push(site, line).code == contact(site).code == Code.CHAIN_BROKEN
    assert held_lines(registry) == whole[:100]
    rebuild(site.folder)
    assert push(open_site(site.folder), line).code is None
    assert held_lines(registry) == whole


def test_a_row_changed_after_it_was_sealed_goes_as_it_was(site: Site, registry: Registry, line: AppLine) -> None:
    """F47: sealed bytes are kept, so what was once signed stays what is sent."""
    whole = own_lines(site)
    pack_all(site)
    change(site, CHANGED)
    assert push(site, line).code is None
    assert held_lines(registry) == whole


def test_a_changed_row_gives_the_day_another_seal(site: Site) -> None:
    """F47: whoever changes a row and all heads behind it cannot change the printed code too."""
    with closing(site.connect(read_only=True)) as connection:
        rows = list(log.lines(connection, 1, CHANGED, 2**53))
        head = outbox.head_at(connection, 1, CHANGED - 1)
    assert head is not None
    changed = before = head
    for seq, row, _ in rows:
        before = next_head(before, row)
        changed = next_head(changed, row.replace(b'"qty":1,', b'"qty":2,') if seq == CHANGED else row)
    assert seal_code(before) == seal_code(rows[-1][2])
    assert seal_code(changed) != seal_code(before)


def test_an_upgrade_leaves_unsent_rows_as_they_were(site: Site, registry: Registry, line: AppLine) -> None:
    """F45: 5,000 rows of the version before go out byte for byte; a version that is too old touches nothing."""
    write_handouts(site, 5_000)
    before, version = own_lines(site), _version(site)
    _as_the_version_before(site, version)
    newer = open_site(site.folder)
    assert _version(newer) == version
    assert own_lines(newer)[: len(before)] == before
    with closing(newer.connect()) as connection:
        assert log.verify(connection) >= len(before)
        connection.execute(f"PRAGMA user_version = {version + 1}")
    with pytest.raises(Broken) as caught:
        open_site(site.folder)
    assert caught.value.code == Code.DATABASE_NEWER
    with closing(newer.connect()) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    assert unsent(newer) >= len(before)
    assert push(newer, line).code is None
    assert all_arrived(newer, registry)


def pack_all(site: Site) -> None:
    """Every row is in a sealed batch."""
    from fieldpoint.sync.usb.pack import pack  # noqa: PLC0415

    stick = site.folder.parent / "stick"
    stick.mkdir()
    pack(site, stick)


def _version(site: Site) -> int:
    with closing(site.connect(read_only=True)) as connection:
        row = connection.execute("PRAGMA user_version").fetchone()
    return row[0] if row else 0


def _as_the_version_before(site: Site, version: int) -> None:
    """The tables without one step, which the next opening takes."""
    with closing(site.connect()) as connection:
        connection.execute("DROP INDEX log_rules")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm501_rules_in_the_log'")
        connection.execute(f"PRAGMA user_version = {version - 1}")
