"""The registry itself was put back from an older copy: sites send again what it lost."""

from pathlib import Path

from fieldpoint.registry.folder import Registry, create_registry, open_registry
from fieldpoint.store.site import open_site
from tests.sync.lives_support import (
    all_count_once,
    copy_of,
    counted_ids,
    hand_over_to,
    handout_ids,
    learned_of,
    make_counting_site,
    open_next,
)
from tests.sync.support import AppLine, enrol_site, push


def test_registry_that_was_put_back_gets_every_life_again(registry: Registry, line: AppLine, tmp_path: Path) -> None:
    """F29: an empty registry stands in the place of the old one; both lives of a site that had forked arrive again."""
    site = make_counting_site(tmp_path / "site", registry)
    copy = open_site(copy_of(site, tmp_path / "before"))
    hand_over_to(site, ["a1", "a2"])
    push(site, line)
    hand_over_to(copy, ["b1", "b2", "b3"])
    push(copy, line)
    open_next(copy)
    assert push(copy, line).unsent == 0
    create_registry(tmp_path / "second", "registry")
    second = open_registry(tmp_path / "second")
    enrol_site(copy, second)
    assert push(copy, AppLine(second)).code is None
    all_count_once(second, handout_ids(copy), learned_of(copy))
    second.store.close()
    assert len(counted_ids(registry)) == 250 + 2 + 3
