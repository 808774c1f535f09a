"""A site enrolled at a registry, with rows to send."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldpoint.registry.folder import Registry, create_registry, open_registry
from fieldpoint.store.site import Site
from tests.support import make_site
from tests.sync.support import AppLine, enrol_site, mark_anchored, write_handouts


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[Registry]:
    """An empty registry."""
    create_registry(tmp_path / "registry", "registry")
    opened = open_registry(tmp_path / "registry")
    yield opened
    opened.store.close()


@pytest.fixture
def line(registry: Registry) -> AppLine:
    """A line to it that works."""
    return AppLine(registry)


@pytest.fixture
def site(tmp_path: Path, registry: Registry) -> Site:
    """A site enrolled there, with 250 handouts to send."""
    made = make_site(tmp_path / "site")
    enrol_site(made, registry)
    mark_anchored(made)
    write_handouts(made, 250)
    return made
