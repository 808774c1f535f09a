"""Whom the lead looks for is found, however it is typed."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from fieldpoint.core.card import show_short
from fieldpoint.core.people import Household
from fieldpoint.database import Connection
from fieldpoint.desk.act import Act
from fieldpoint.desk.issue_card import issue_card
from fieldpoint.desk.merge_households import merge_households
from fieldpoint.desk.register_household import register_household
from fieldpoint.store.cards import revoke
from fieldpoint.store.identity import card_key
from fieldpoint.store.search.find import MOST_FOUND, find_households
from fieldpoint.store.search.rows import index_again
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


def family(code: str = "00042", **given: object) -> Household:
    """A household of one woman and her son."""
    head = {"given_name": "سیده زهرا", "family_name": "نیک‌پور", "phone": "+989121234567", **given}
    return make_household(make_person(1, **head), make_person(2, given_name="یحیی", family_name="کریمی"), code=code)


def codes(connection: Connection, text: str) -> list[str]:
    """The codes of the households that a text finds, in order."""
    return [one.code for one in find_households(connection, text).households]


@pytest.mark.parametrize(
    "text",
    [
        *("زهرا", "زه", "نیک‌پور", "نیک پور", "نیکپور", "نیكپور", "پور", "نیک زهرا", "زهرا نیک", "سیده زهرا نیک پور"),
        *("يحيى", "یحیی کر", "كريمي", "  کریمی  ", "زهرا نیکپور", "زَهرا"),
    ],
)
def test_a_name_is_found_by_the_beginnings_of_its_words(connection: Connection, text: str) -> None:
    """In any order, in Persian or Arabic spelling, with or without joiners."""
    register(connection, family(), family("7", given_name="مهین", family_name="راد", phone=None))
    assert "00042" in codes(connection, text)


@pytest.mark.parametrize("text", ["زهرا راد", "هرا", "پورنیک", "زهرا یحیی", '"', "*", "زهرا* OR", "a AND", "(", ""])
def test_who_is_not_meant_is_not_found(connection: Connection, text: str) -> None:
    """All words of one person must fit; signs of the index's own language are only signs."""
    register(connection, family(), family("7", given_name="مهین", family_name="راد", phone=None))
    assert codes(connection, text) == []


@pytest.mark.parametrize("text", ["4567", "1234567", "09121234567", "+98 912 123 4567", "00989121234567", "۴۵۶۷"])
def test_a_telephone_number_is_found_by_its_end(connection: Connection, text: str) -> None:
    """Four digits or more, as people say or write them."""
    register(connection, family())
    assert codes(connection, text) == ["00042"]
    assert codes(connection, "567") == []


def test_an_id_is_found_whole_only(connection: Connection) -> None:
    """With or without the zeros that a spreadsheet ate; the answer tells its last two digits."""
    register(connection, family(id_kind="national", id_value=NATIONAL, phone=None))
    for text in (NATIONAL, "12345679", "۰۰۱۲۳۴۵۶۷۹", "001-234567-9"):
        found = find_households(connection, text).households
        assert [one.head and one.head.id_end for one in found] == ["79"]
    assert codes(connection, NATIONAL[:-1]) == []
    assert codes(connection, NATIONAL[-4:]) == []


def test_a_household_is_found_by_its_code(connection: Connection) -> None:
    """Whole, whatever zeros and letters it is typed with."""
    register(connection, family(), family("Ab-12", phone=None))
    assert codes(connection, "42") == codes(connection, "۰۰۴۲") == ["00042"]
    assert codes(connection, "ab-12") == ["Ab-12"]
    assert codes(connection, "4") == []


def test_a_household_is_found_by_the_short_code_of_its_card(connection: Connection) -> None:
    """As it is printed; and how its best card stands is told."""
    household = family()
    register(connection, household)
    assert find_households(connection, "42").households[0].card == "none"
    with transaction_on(connection, NOON) as tx:
        card = issue_card(tx, household.household, card_key(connection).kid)
    found = find_households(connection, show_short(card.short))
    assert (found.by, [one.card for one in found.households]) == (("card",), ["bound"])
    with transaction_on(connection, NOON) as tx:
        revoke(tx, card.card)
    assert find_households(connection, card.short.lower()).households[0].card == "revoked"


def test_the_answer_names_the_head_and_who_was_found(connection: Connection) -> None:
    """The son is found, his mother is the head."""
    register(connection, family())
    (found,) = find_households(connection, "یحیی").households
    assert found.head is not None
    assert (found.head.name, [one.name for one in found.found], found.size) == ("سیده زهرا نیک‌پور", ["یحیی کریمی"], 2)
    assert found.neighbourhood == "راه‌آهن"


def test_no_more_than_twenty_households_are_told(connection: Connection) -> None:
    """And that there are others."""
    register(connection, *(family(str(number)) for number in range(1, MOST_FOUND + 6)))
    found = find_households(connection, "زهرا")
    assert (len(found.households), found.more, found.by) == (MOST_FOUND, True, ("name",))


def test_a_merged_household_is_found_as_what_it_is_now(connection: Connection) -> None:
    """By the code and the people of either."""
    kept, gone = family("1"), family("2", given_name="فرشته")
    register(connection, kept, gone)
    with transaction_on(connection, NOON) as tx:
        merge_households(tx, kept.household, gone.household, {}, Act(operator="lead"))
    assert codes(connection, "2") == codes(connection, "1") == codes(connection, "فرشته") == ["1"]
    assert codes(connection, "یحیی") == ["1"]


def test_a_person_with_another_name_is_found_by_that_name_only(connection: Connection) -> None:
    """As soon as the change is written."""
    household = family()
    register(connection, household)
    renamed = msgspec.structs.replace(household.members[0], given_name="مهتاب")
    with transaction_on(connection, NOON) as tx:
        tx.connection.execute("UPDATE people SET given_name = 'مهتاب' WHERE person = ?", (renamed.person,))
        index_again(tx.connection, [renamed])
    assert (codes(connection, "مهتاب"), codes(connection, "زهرا")) == (["00042"], [])
