"""A full disk on either side of the line: rows wait or go on, and nothing is half there (F41, F42)."""

from pathlib import Path

import pytest

from fieldpoint.errors import Code
from fieldpoint.registry.folder import Registry, create_registry, open_registry
from fieldpoint.store.ballast import LAST_ROOM
from fieldpoint.store.repair.verify import verify
from fieldpoint.store.site import open_site
from tests.fault.conftest import MakeDisk
from tests.fault.test_full_disk import take_room
from tests.support import make_site
from tests.sync.feeds import households_at, pull, roster_of
from tests.sync.lives_support import hand_over_to
from tests.sync.support import AppLine, all_arrived, contact, enrol_site, held_lines, mark_anchored, push, unsent


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    """A registry on a disk with room."""
    create_registry(tmp_path / "registry", "registry")
    return open_registry(tmp_path / "registry")


def test_a_site_without_room_still_sends_and_hears(small_disk: MakeDisk, registry: Registry) -> None:
    """F41: less is free than a handout would be taken with; push and pull go on, and the file is whole."""
    site = make_site(small_disk(13, 4096) / "site")
    enrol_site(site, registry)
    mark_anchored(site)
    hand_over_to(site, (f"h{number}" for number in range(300)))
    told = roster_of(registry, site, 20)
    take_room(site.folder.parent, LAST_ROOM - 100_000)
    assert push(site, AppLine(registry)).code is None
    assert pull(site, AppLine(registry)).code is None
    assert all_arrived(site, registry)
    assert households_at(site) == told
    (site.folder.parent / "filler").unlink()
    verify(open_site(site.folder))


def test_a_registry_without_room_takes_nothing_by_halves(small_disk: MakeDisk, tmp_path: Path) -> None:
    """F42: the site keeps every row and is told why; when there is room again all of it drains."""
    folder = small_disk(8, 1024) / "registry"
    create_registry(folder, "registry")
    registry, site = open_registry(folder), make_site(tmp_path / "site")
    enrol_site(site, registry)
    mark_anchored(site)
    hand_over_to(site, (f"h{number}" for number in range(3_000)))
    rows = unsent(site)
    take_room(folder.parent, 100_000)
    pushed = push(site, AppLine(registry))
    assert (pushed.code, contact(site).code) == (Code.DISK_FULL, Code.DISK_FULL)
    assert len(held_lines(registry)) == pushed.mark < rows == unsent(site) + pushed.mark
    assert push(site, AppLine(registry)).code == Code.DISK_FULL
    (folder.parent / "filler").unlink()
    registry.store.close()
    again = open_registry(folder)
    assert push(site, AppLine(again)).code is None
    assert all_arrived(site, again)
    again.store.close()
