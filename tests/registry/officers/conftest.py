"""The registry's server with the people who work at it; what asks the databases is tried on both in test_both.py."""

import pytest

from fieldpoint.registry.folder import Registry
from tests.registry.officers.desk import Office


@pytest.fixture
def dsn() -> str | None:
    """The database of these tests: a file."""
    return None


@pytest.fixture
def office(registry: Registry) -> Office:
    """The server of a registry at which a site of ten rows is enrolled."""
    return Office(registry)
