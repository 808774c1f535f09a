"""What tests of this room share."""

from collections.abc import Iterator

import pytest

from tests.reports.world import World, make_world


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Made once; only the last test of test_registry_reports.py adds to it: a day that stays open."""
    made = make_world(tmp_path_factory.mktemp("world"))
    yield made
    made.registry.store.close()
