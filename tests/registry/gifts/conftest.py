"""A registry on a file; a test that asks for it has both databases."""

import pytest

from tests.postgres import Cluster


@pytest.fixture
def dsn(request: pytest.FixtureRequest) -> str | None:
    """None for a file; the way to an empty database of the cluster where a test asks for one."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return None
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.new_tables()
