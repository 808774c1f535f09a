"""The registry's server with the people who work at it; what asks the databases is tried on both in test_both.py."""

import pytest

from fieldpoint.registry.folder import Registry
from tests.registry.officers.desk import Browser, Office
from tests.registry.support import Sender


@pytest.fixture
def dsn() -> str | None:
    """The database of these tests: a file."""
    return None


@pytest.fixture
def office(registry: Registry, log: Sender) -> Office:
    """The server of a registry at which a site of ten rows is enrolled."""
    return Office(registry, log)


@pytest.fixture
def admin(office: Office) -> Browser:
    """A browser at which an admin is signed in."""
    return office.session(office.account("the admin"))
