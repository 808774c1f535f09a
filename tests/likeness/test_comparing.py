"""What makes two records one person, and what does not."""

from typing import Any

import msgspec
import pytest

from fieldpoint.core.likeness.households import compare_households
from fieldpoint.core.likeness.keys import keys_of
from fieldpoint.core.likeness.people import compare_people
from fieldpoint.core.likeness.slips import slips
from fieldpoint.core.people import Person
from tests.support import make_household, make_person

HERE = ("راه‌آهن", "راه آهن")
ONE, OTHER = "0012345679", "0084575948"


def woman(**given: Any) -> Person:
    """Somebody of whom much is known."""
    known: dict[str, Any] = {
        "given_name": "گلنار",
        "family_name": "نیک‌پور",
        "born_on": "1362-05-17",
        "phone": "+989121234567",
    }
    return make_person(**(known | given))


SAME = [
    ({"given_name": "گلنر"}, "name-alike"),
    ({"family_name": "نیك پور"}, "same-name"),
    ({"family_name": "نیکپور"}, "same-name"),
    ({"given_name": "سیده گلنار"}, "same-name"),
    ({"given_name": "نیک پور", "family_name": "گلنار"}, "swapped-names"),
    ({"born_on": "1362-01-01"}, "same-birth-year"),
    ({"born_on": "1362-17-05"}, "birth-date-alike"),
    ({"born_on": "1372-05-17"}, "birth-date-alike"),
    ({"born_on": None}, "same-phone"),
    ({"phone": None}, "same-birth-date"),
    ({"family_name": "نیک‌پور تهرانی", "phone": None}, "name-alike"),
]


@pytest.mark.parametrize(("given", "reason"), SAME)
def test_what_people_do_to_a_record_leaves_it_likely(given: dict[str, object], reason: str) -> None:
    """One thing is otherwise, everything else says the same; the two share a key."""
    one, other = woman(), woman(**given)
    found = compare_people(one, other, HERE)
    assert found.level == "likely"
    assert reason in found.reasons
    assert {*keys_of(one)} & {*keys_of(other)}


@pytest.mark.parametrize(
    ("short", "name"), [("ممد", "محمد"), ("فاطی", "فاطمه"), ("ابی", "ابراهیم"), ("مصی", "معصومه"), ("پری", "پروین")]
)
def test_a_nickname_is_the_name(short: str, name: str) -> None:
    """As people are called; but two whole names are two, though one short form stands for both."""
    found = compare_people(woman(given_name=name), woman(given_name=short), HERE)
    assert (found.level, "nickname" in found.reasons) == ("likely", True)
    assert compare_people(woman(given_name="پروین"), woman(given_name="پروانه"), HERE).level == "no"


TWO = [
    ({"given_name": "حسن"}, {"given_name": "حسین"}),  # twins
    ({"given_name": "سارا"}, {"given_name": "ساره"}),
    ({"given_name": "محمدحسن"}, {"given_name": "محمدحسین"}),
    ({"given_name": "ترانه"}, {"born_on": "1365-02-11"}),  # sisters
    ({"given_name": "علی", "born_on": "1330-02-03"}, {"given_name": "محمدعلی"}),  # father and son
    ({"phone": None}, {"phone": None, "born_on": "1363-08-01"}),  # namesakes
    ({"family_name": "حسنی"}, {"family_name": "حسینی"}),
    ({"sex": "male", "phone": None, "born_on": None}, {"phone": None}),
]


@pytest.mark.parametrize(("one", "other"), TWO)
def test_who_is_only_like_somebody_is_somebody_else(one: dict[str, object], other: dict[str, object]) -> None:
    """Twins, sisters, father and son, namesakes of one neighbourhood."""
    assert compare_people(woman(**one), woman(**other), HERE).level == "no"


def test_the_same_valid_id_is_certain_and_another_is_somebody_else() -> None:
    """Whatever else is written; and an ID with a slip, which is not valid, speaks for it."""
    one = woman(id_kind="national", id_value=ONE)
    same = woman(given_name="دیگر", born_on=None, id_kind="national", id_value=ONE)
    assert compare_people(one, same).level == "certain"
    assert compare_people(one, woman(id_kind="national", id_value=OTHER)).level == "no"
    slip = woman(born_on=None, phone=None, id_kind="national", id_value="12345678", id_flag="invalid")
    assert compare_people(one, slip, HERE).reasons == ("same-name", "id-one-slip", "same-neighbourhood")
    assert compare_people(one, woman(id_kind="passport", id_value=ONE), HERE).level == "likely"


def test_nothing_known_is_nothing_alike() -> None:
    """Two records without a name are nobody's."""
    empty = make_person(given_name="", family_name="", born_on=None)
    assert compare_people(empty, empty).level == "no"
    assert keys_of(empty) == []


def test_it_does_not_matter_who_was_first() -> None:
    """The same points both ways round."""
    for given, _ in SAME:
        one, other = woman(), woman(**given)
        assert compare_people(one, other, HERE) == compare_people(other, one, (HERE[1], HERE[0]))


def test_slips_are_counted() -> None:
    """A letter too many, too few, another, two swapped; letters that sound alike are one letter."""
    assert [slips("گلنار", other) for other in ("گلنار", "گلنر", "گللنار", "گلنور", "گنلار", "نارگل")] == [
        0,
        1,
        1,
        1,
        1,
        3,
    ]
    assert slips("صدیقه", "سدیغه") == 0


def test_households_are_one_by_their_people() -> None:
    """By one certain pair, by one likely pair, by two that nearly are; each person counts once."""
    mother, son = woman(id_kind="national", id_value=ONE), woman(given_name="یحیی", born_on="1390-02-03", ordinal=2)
    here = make_household(mother, son)
    same = make_household(woman(id_kind="national", id_value=ONE))
    assert compare_households(here, same).level == "certain"
    again = make_household(woman(given_name="یحیا", born_on="1390-02-03", phone=None))
    found = compare_households(here, again)
    assert (found.level, [pair.person for pair in found.pairs]) == ("likely", [son.person])
    assert compare_households(here, make_household(woman(given_name="ترانه"))).level == "no"
    plain = {"phone": None, "born_on": None, "family_name": "محمدی"}
    two = [woman(given_name="ممد", **plain), woman(given_name="یحیی", ordinal=2, **plain)]
    others = [msgspec.structs.replace(one, person=f"{one.person}x") for one in two]
    found = compare_households(make_household(*two), make_household(*others))
    assert (found.level, len(found.pairs)) == ("likely", 2)
