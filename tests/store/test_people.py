"""Households are kept as they are and found by id, by code and in order."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from fieldpoint.core.names import HouseholdId
from fieldpoint.core.people import Household
from fieldpoint.database import Connection, database_errors
from fieldpoint.errors import FieldpointError
from fieldpoint.store import people
from fieldpoint.store.transaction import transaction_on
from tests.support import NOON, make_household, make_person, make_site


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    """A site where nobody is registered."""
    with closing(make_site(tmp_path / "site").connect()) as opened:
        yield opened


def keep(connection: Connection, *households: Household) -> None:
    """Writes households in one transaction."""
    with transaction_on(connection, NOON) as tx:
        for household in households:
            people.add_household(tx, household, b"salt")


def test_a_household_comes_back_as_it_was(connection: Connection) -> None:
    """Every field of it and of its people, in their order."""
    full = make_person(
        id_kind="national",
        id_value="1234567890",
        id_flag="invalid",
        tags=("معلول", "سالمند"),
        note="=1",
        phone="+989990001122",
    )
    household = make_household(full, make_person(2, born_on=None, sex="", note=""))
    keep(connection, household)
    assert people.read_household(connection, household.household) == household
    assert people.find_household(connection, "s-01", "00001") == household


def test_nobody_is_found_where_nobody_is(connection: Connection) -> None:
    """An unknown id and an unknown code are nothing; a salt that should be there and is not is a fault."""
    assert people.read_household(connection, HouseholdId("x")) is None
    assert people.find_household(connection, "s-01", "x") is None
    with pytest.raises(FieldpointError):
        people.salt_of(connection, HouseholdId("x"))


def test_households_come_in_the_order_of_office_and_code(connection: Connection) -> None:
    """Whatever order they were written in."""
    made = [
        msgspec.structs.replace(make_household(code=code), office=office)
        for office, code in (("b", "1"), ("a", "2"), ("a", "1"))
    ]
    keep(connection, *made)
    assert [(one.office, one.code) for one in people.households(connection)] == [("a", "1"), ("a", "2"), ("b", "1")]
    assert dict(people.codes(connection, "b")) == {"1": made[0].household}


def test_a_code_is_free_once(connection: Connection) -> None:
    """Office and code name one household; the database itself keeps it so."""
    keep(connection, make_household())
    with pytest.raises(FieldpointError), database_errors():
        keep(connection, make_household())


def test_counts(connection: Connection) -> None:
    """People, households by neighbourhood, and whether an ID is known."""
    keep(
        connection,
        make_household(make_person(id_kind="national", id_value="0012345679"), make_person(2)),
        make_household(code="2"),
    )
    assert people.count_people(connection) == 3
    assert people.count_by_neighbourhood(connection) == {"راه‌آهن": 2}
    assert people.is_registered(connection, "national", "0012345679")
    assert not people.is_registered(connection, "national", "1234567890")


def test_reading_a_household_looks_nothing_through(connection: Connection) -> None:
    """The hot path goes by index, however many people there are."""
    for sql in (people.READ_HOUSEHOLD, people.READ_PEOPLE):
        plan = connection.execute("EXPLAIN QUERY PLAN " + sql, ("x",)).fetchall()
        assert all("SCAN" not in str(step) for step in plan)
