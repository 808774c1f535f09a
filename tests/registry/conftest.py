"""A fresh registry with one enrolled site, and its server asked in this very process."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from fieldpoint.registry.folder import Registry
from tests.postgres import Cluster, private_cluster
from tests.registry.support import Sender, enrol_sender, make_registry, sender
from tests.served import serve


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A running PostgreSQL of these tests' own."""
    with private_cluster() as running:
        yield running


@pytest.fixture
def log() -> Sender:
    """Ten rows of a site."""
    return sender(10)


@pytest.fixture(params=["sqlite", "postgres"])
def dsn(request: pytest.FixtureRequest) -> str | None:
    """Each of the two databases: None for a file, else the way to an empty database of the cluster."""
    if request.param == "sqlite":
        return None
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.new_tables()


@pytest.fixture
def registry(tmp_path: Path, log: Sender, dsn: str | None) -> Iterator[Registry]:
    """A registry at which that site is enrolled, in each of the two databases."""
    made = make_registry(tmp_path / "registry", log, dsn=dsn)
    yield made
    made.store.close()


@pytest.fixture
def south(registry: Registry) -> Sender:
    """A second site, enrolled, that has written nothing but its first row."""
    made = Sender(site="s-02", seed=b"\x22" * 32)
    enrol_sender(registry, made)
    return made


@dataclass
class Asked:
    """The registry's server without a network between."""

    registry: Registry
    token: str
    send: Callable[..., httpx.Response]


@pytest.fixture
def asked(registry: Registry, log: Sender) -> Asked:
    """The server of that registry, and the site's token."""
    app = serve(registry, {"registry.test"})

    def send(method: str, path: str, token: str | None = None, **more: object) -> httpx.Response:
        async def ask() -> httpx.Response:
            line = httpx.ASGITransport(app)  # type: ignore[arg-type]
            async with httpx.AsyncClient(transport=line, base_url="http://registry.test") as client:
                headers = {"Authorization": f"Bearer {token}"} if token else {}
                headers |= more.pop("headers", {})  # type: ignore[operator]
                return await client.request(method, path, headers=headers, **more)  # type: ignore[arg-type]

        return asyncio.run(ask())

    return Asked(registry, enrol_sender(registry, log), send)
