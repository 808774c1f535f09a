"""The office of a registry with two organisations, in each of the two databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldpoint.core.names import Day
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.officers.accounts import save_organisation
from tests.registry.cases import close_day, give, set_rule, site, whole
from tests.registry.officers.desk import Office, by_terminal
from tests.registry.support import make_registry, stored


@pytest.fixture
def served(tmp_path: Path, dsn: str | None) -> Iterator[Registry]:
    """Six households had a basket from one organisation's site, two from another's, in a month that is long over."""
    one, other = site(1), site(2)
    registry = make_registry(tmp_path / "registry", one, other, dsn=dsn)
    set_rule(one, 2)
    for number in range(6):
        give(one, f"h{number}", day="1404-09-01")
    for number in range(2):
        give(other, f"g{number}", day="1404-09-02")
    for log in (one, other):
        close_day(log, day=Day("1404-09-02"))
    for code, organisation in (("s-01", "city"), ("s-02", "mosque")):
        save_organisation(registry.store, by_terminal(), organisation, f"نهاد {organisation}", counts_only=False)
        with registry.store.transaction():
            query = "UPDATE sites SET organisation = ? WHERE site = ?"
            registry.store._db.execute(query, (organisation, code))  # type: ignore[attr-defined]  # noqa: SLF001
    stored(registry, whole(one))
    stored(registry, whole(other))
    yield registry
    registry.store.close()


@pytest.fixture
def office(served: Registry) -> Office:
    """That registry's server and the people who work at it."""
    return Office(served, site(1))
