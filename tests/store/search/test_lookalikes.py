"""Who looks like somebody that is being registered is found among everybody who stands."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldpoint.core.likeness.keys import keys_of
from fieldpoint.core.people import Household
from fieldpoint.database import Connection
from fieldpoint.desk.act import Act
from fieldpoint.desk.merge_households import merge_households
from fieldpoint.desk.register_household import register_household
from fieldpoint.store.search.lookalikes import lookalikes
from fieldpoint.store.transaction import transaction_on
from tests.support import NOON, make_household, make_person, make_site

NATIONAL = "0012345679"


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    """A site where nobody is registered."""
    with closing(make_site(tmp_path / "site").connect()) as opened:
        yield opened


def register(connection: Connection, *households: Household) -> None:
    """The households stand."""
    with transaction_on(connection, NOON) as tx:
        for household in households:
            register_household(tx, household)


def house(code: str, given: str, family: str = "نیک‌پور", **more: Any) -> Household:
    """A household of one."""
    return make_household(make_person(given_name=given, family_name=family, **more), code=code)


def test_the_likeliest_come_first_and_others_not_at_all(connection: Connection) -> None:
    """The same ID before the same name; a crowd with the same family name is nobody."""
    same_id = house("1", "ناشناس", "دیگر", id_kind="national", id_value=NATIONAL, born_on="1360-04-05")
    same_name = house("2", "گلنارر", born_on="1362-05-17")
    crowd = [
        house(f"9{number}", name, born_on=f"13{number}-05-06") for number, name in enumerate(("ترانه", "هوشنگ"), 50)
    ]
    register(connection, same_name, *crowd, same_id)
    asked = house("x", "گلنار", "نیک پور", id_kind="national", id_value=NATIONAL, born_on="1362-05-17")
    found = lookalikes(connection, asked)
    assert [(one.household.code, one.likeness.level) for one in found] == [("1", "certain"), ("2", "likely")]
    found = lookalikes(connection, house("x", "گلنار", "نیک پور", born_on="1362-05-17"))
    assert [(one.household.code, one.likeness.level) for one in found] == [("2", "likely")]
    assert "name-alike" in found[0].likeness.reasons


def test_nobody_looks_like_himself(connection: Connection) -> None:
    """A household that stands and is changed is not its own double."""
    standing = house("1", "گلنار", born_on="1362-05-17")
    register(connection, standing)
    assert lookalikes(connection, standing) == []


def test_a_merged_household_is_looked_at_as_what_it_is_now(connection: Connection) -> None:
    """Whoever came along with a merge is compared there, once."""
    kept, gone = house("1", "گلنار", born_on="1362-05-17"), house("2", "یزدان", "کفاشلو", born_on="1350-02-03")
    register(connection, kept, gone)
    with transaction_on(connection, NOON) as tx:
        merge_households(tx, kept.household, gone.household, {}, Act(operator="lead"))
    found = lookalikes(connection, house("3", "یزدان", "کفاش‌لو", born_on="1350-02-03"))
    assert [one.household.code for one in found] == ["1"]


@given(first=st.text(max_size=20), family=st.text(max_size=20), number=st.text(max_size=20), phone=st.text(max_size=20))
def test_keys_are_single_words(first: str, family: str, number: str, phone: str) -> None:
    """Whatever was typed: the index would take a key of two words for a phrase, which it cannot look for."""
    whoever = make_person(given_name=first, family_name=family, id_kind="passport", id_value=number, phone=phone)
    assert all(re.fullmatch(r"[0-9A-Za-z]|[^\x00-\x7f]", letter) for key in keys_of(whoever) for letter in key)


def test_an_id_with_signs_in_it_is_looked_for(connection: Connection) -> None:
    """A passport's number as people write it, with a dash and a space, leads to whoever has it."""
    written = {"id_kind": "passport", "id_value": "A-12/34 567"}
    register(connection, house("1", "گلنار", **written))
    found = lookalikes(connection, house("x", "ناشناس", **written))
    assert [one.household.code for one in found] == ["1"]
