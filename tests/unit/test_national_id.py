"""National IDs are checked; IDs of another kind are told apart and never called wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldpoint.core.national_id import NO_ID, check_digit, is_national_id, read_id, read_kind
from fieldpoint.core.people import IdKind

NINE = st.from_regex(r"[0-9]{9}", fullmatch=True).filter(lambda nine: len(set(nine)) > 1)


@given(NINE)
def test_exactly_one_tenth_digit_is_right(nine: str) -> None:
    """Of ten candidates one is a national ID: the one with the check digit."""
    assert [digit for digit in "0123456789" if is_national_id(nine + digit)] == [str(check_digit(nine))]


@given(NINE, st.integers(0, 8), st.integers(1, 9))
def test_one_mistyped_digit_is_noticed(nine: str, place: int, by: int) -> None:
    """Every single wrong digit before the check digit makes the ID invalid, or changes it into no other."""
    whole = nine + str(check_digit(nine))
    wrong = whole[:place] + str((int(whole[place]) + by) % 10) + whole[place + 1 :]
    # Sums 0 and 10 share no digit with others, so only a remainder of 0 or 1 may hide one.
    same_rest = check_digit(wrong[:9]) == int(whole[9])
    assert is_national_id(wrong) is (same_rest and len(set(wrong)) > 1)


@pytest.mark.parametrize("digit", "0123456789")
def test_ten_equal_digits_are_no_id(digit: str) -> None:
    """They pass the sum and were never given to anybody."""
    assert read_id(digit * 10).flag == "invalid"


@given(NINE)
def test_eaten_zeros_come_back(nine: str) -> None:
    """Up to three leading zeros that a spreadsheet ate are put back."""
    nine = "000" + nine[3:]
    if len(set(nine)) == 1:
        return
    whole = nine + str(check_digit(nine))
    assert {read_id(text).value for text in (whole, whole[1:], whole[2:], f"{whole[3:]}.0")} == {whole}


@pytest.mark.parametrize(
    "typed", ["0012345679", "۰۰۱۲۳۴۵۶۷۹", "001-234567-9", " 001 2345679 ", "'0012345679", "12345679"]
)
def test_spellings_of_one_id(typed: str) -> None:
    """Scripts, dashes, spaces and an apostrophe make no other ID."""
    reading = read_id(typed)
    assert (reading.value, reading.is_valid_national) == ("0012345679", True)


@pytest.mark.parametrize(
    "typed", ["1234567890", "123456", "1234567", "12345678901", "+989990001122", "12a45", "شناسنامه گم شد"]
)
def test_a_wrong_id_is_kept_and_flagged(typed: str) -> None:
    """What is neither a national ID nor of another kind stays as it is, for a person to mend."""
    reading = read_id(typed)
    assert (reading.kind, reading.flag) == ("national", "invalid")
    assert reading.value


@pytest.mark.parametrize("typed", ["", " ", "-", "ندارد", "فاقد کد ملی", "نامشخص", "0", "NULL"])
def test_words_for_nothing_are_no_id(typed: str) -> None:
    """An ID that is missing is not an invalid one."""
    assert read_id(typed) == NO_ID


@pytest.mark.parametrize(
    ("typed", "kind", "expected"),
    [
        ("999912345678", None, ("foreign", "999912345678")),
        ("۹۹۹۹-۱۲۳۴-۵۶۷۸", None, ("foreign", "999912345678")),
        ("P1234567", None, ("passport", "P1234567")),
        ("ab 1234567", None, ("passport", "AB1234567")),
        ("گذرنامه P123456", None, ("passport", "P123456")),
        ("1234567890", "foreign", ("foreign", "1234567890")),
        ("12-34", "residence", ("residence", "1234")),
    ],
)
def test_other_kinds_are_not_invalid(typed: str, kind: IdKind | None, expected: tuple[str, str]) -> None:
    """The check digit is asked of national IDs only."""
    reading = read_id(typed, kind)
    assert (reading.kind, reading.value, reading.flag) == (*expected, "")


def test_a_passport_called_a_national_id_is_invalid() -> None:
    """Where the list says the kind, the list is believed."""
    assert read_id("P1234567", "national").flag == "invalid"


@pytest.mark.parametrize(
    ("word", "kind"),
    [("کد ملی", "national"), ("کد فراگیر", "foreign"), ("كد يكتا", "foreign"), ("گذرنامه", "passport"),
     ("کارت آمایش", "residence"), ("شناسنامه", "other"), ("", None)],
)  # fmt: skip
def test_words_for_kinds(word: str, kind: IdKind | None) -> None:
    """The column «نوع شناسه» is read in the words that offices use."""
    assert read_kind(word) == kind
