"""What the registry tells a site travels on sticks: the same bytes as over HTTP, in any order, any number of times."""

import itertools
from contextlib import closing
from pathlib import Path

import pytest

from fieldpoint.core.letter import closed_for, opened_by
from fieldpoint.errors import Code
from fieldpoint.ids import new_secret
from fieldpoint.registry.feed.pages import page_after, snapshot_of
from fieldpoint.registry.feed.roster import assign, take_in
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.usb.pack import pack as give
from fieldpoint.store.identity import log_key
from fieldpoint.store.site import Site
from fieldpoint.sync.usb.unpack import unpack
from tests.support import make_household, make_site
from tests.sync.feeds import cursor_of, households_at, pull, stopped_at, tell
from tests.sync.support import AppLine, enrol_site


@pytest.fixture
def site(tmp_path: Path, registry: Registry) -> Site:
    """A site that is enrolled and never had a line since."""
    made = make_site(tmp_path / "site")
    enrol_site(made, registry)
    return made


def stick(folder: Path, registry: Registry, name: str) -> Path:
    """A stick on which lies what the registry has to say now."""
    made = folder / name
    made.mkdir()
    give(registry, made)
    return made


def put_on(made: Path, *files: Path) -> Path:
    """A stick with these files only."""
    made.mkdir()
    for file in files:
        (made / file.name).write_bytes(file.read_bytes())
    return made


def codes(site: Site, folder: Path) -> set[str | None]:
    """What became of the files of a stick."""
    return {file.code for file in unpack(site, folder)}


def test_a_site_without_a_line_gets_its_households(site: Site, registry: Registry, tmp_path: Path) -> None:
    """A stick brings all that a snapshot over HTTP would, and the site goes on over HTTP where the stick ended."""
    made = make_household()
    take_in(registry, [(made.code, made)])
    assign(registry, site.facts.code, None)
    assert codes(site, stick(tmp_path, registry, "stick")) == {None}
    assert households_at(site) == [made]
    at = cursor_of(site)
    assert at is not None
    assert at.n == registry.store.last_number(site.facts.code)
    assert pull(site, AppLine(registry)).items == 0


def test_inside_are_the_bytes_that_http_sends(site: Site, registry: Registry, tmp_path: Path) -> None:
    """Snapshot and page of a stick are those of the registry's server, bit by bit."""
    tell(registry, "card-1")
    made = stick(tmp_path, registry, "stick")
    with closing(site.connect(read_only=True)) as connection:
        seed = log_key(connection).seed
    inside = {file.suffix: opened_by([seed], file.read_bytes()) for file in made.iterdir()}
    assert inside[".fps"] == snapshot_of(registry, site.facts.code).sent
    assert inside[".fpf"] == page_after(registry, site.facts.code, (registry.store.feed() or "", 0), 1_000)


@pytest.mark.parametrize("order", [*itertools.permutations(range(3))])
def test_sticks_in_any_order_and_again(site: Site, registry: Registry, tmp_path: Path, order: tuple[int, ...]) -> None:
    """F15, F18: whichever of three sticks comes last or twice, the newest word stands."""
    made = []
    for number in range(3):
        tell(registry, f"card-{number}")
        made.append(stick(tmp_path, registry, f"stick-{number}"))
    for number in (*order, order[0]):
        assert codes(site, made[number]) == {None}
    assert all(stopped_at(site, f"card-{number}") for number in range(3))


def test_a_large_feed_goes_on_with_its_pages(site: Site, registry: Registry, tmp_path: Path) -> None:
    """Files of pages stand in the order of their numbers, and one that is missing is named by those behind it."""
    tell(registry, "card-0")
    begun = stick(tmp_path, registry, "begun")
    assert codes(site, begun) == {None}
    tell(registry, *(f"card-{new_secret()}" for _ in range(2_500)))
    tell(registry, "card-1")
    pages = sorted(stick(tmp_path, registry, "stick").glob("*.fpf"))
    assert len(pages) == 3
    assert codes(site, put_on(tmp_path / "last", *pages[1:])) == {Code.FEED_GAP}
    assert not stopped_at(site, "card-1")
    assert codes(site, put_on(tmp_path / "rest", *pages)) == {None}
    assert stopped_at(site, "card-1")


def test_a_stick_of_a_feed_that_is_no_more_changes_nothing(site: Site, registry: Registry, tmp_path: Path) -> None:
    """A stick from before the registry was put back brings nothing back that the new feed took away."""
    tell(registry, "card-1")
    old = stick(tmp_path, registry, "old")
    assert codes(site, old) == {None}
    with registry.store.transaction():
        registry.store.renew_feed("N" * 21 + "A")
    registry.store._db.execute("UPDATE feed_items SET body = NULL WHERE name = 'card-1'")  # pyright: ignore[reportPrivateUsage]  # noqa: SLF001
    assert codes(site, stick(tmp_path, registry, "new")) == {None}
    assert not stopped_at(site, "card-1")
    assert codes(site, old) == {None}
    assert not stopped_at(site, "card-1")


def test_damaged_and_forged_files_are_named(site: Site, registry: Registry, tmp_path: Path) -> None:
    """F16, F48: what is bent or signed by another key has no effect; the files beside it are read."""
    tell(registry, "card-1")
    made = stick(tmp_path, registry, "stick")
    (snapshot,) = made.glob("*.fps")
    (page,) = made.glob("*.fpf")
    whole = snapshot.read_bytes()
    for bent in (b"", whole[:-30], closed_for(_public(site), b"{}")):
        snapshot.write_bytes(bent)
        assert codes(site, made) == {None, Code.STICK_FILE_UNREADABLE, Code.FEED_GAP}  # the keys beside are read
        assert cursor_of(site) is None
    snapshot.write_bytes(whole)
    page.write_bytes(b"x")
    assert codes(site, made) == {None, Code.STICK_FILE_UNREADABLE}
    assert stopped_at(site, "card-1")


def _public(site: Site) -> bytes:
    with closing(site.connect(read_only=True)) as connection:
        return log_key(connection).public
