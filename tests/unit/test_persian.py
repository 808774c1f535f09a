"""Persian as people type it comes out in one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldpoint.core.persian import clean, fold, fold_word, is_phone_shaped, read_phone, whole_number

MESSY = st.text(
    alphabet=st.one_of(st.sampled_from("یيىکكهةۀآأإٱؤئء‌ـ َّ۰۱٠١ \u00a0\u200f\ufeff\t\n'.-"), st.characters()), max_size=20
)


@given(MESSY)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """What was cleaned is clean, whatever it was."""
    assert clean(clean(text)) == clean(text)


@given(MESSY)
def test_folding_sees_no_difference_that_cleaning_takes_away(text: str) -> None:
    """Dirty and clean spellings of one text fold alike."""
    assert fold(clean(text)) == fold(text)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("  علي \u00a0 كاظمي ", "علی کاظمی"),
        ("فاطمة", "فاطمه"),
        ("محمّد", "محمد"),
        ("رضـــا", "رضا"),
        ("ٱحمد", "احمد"),
        ("طبقه ۲ و ٣", "طبقه 2 و 3"),
        ("بی\u200c\u200cخانمان", "بی\u200cخانمان"),
        ("\u200cبی \u200cخانمان\u200c", "بی خانمان"),
        ("\ufeffنام\u200f", "نام"),
        ("ﻋﻠﻰ", "علی"),
        ("ＡＢ１２", "AB12"),
        ("a\x00b\tc\nd", "ab c d"),
    ],
)
def test_one_spelling(typed: str, expected: str) -> None:
    """Letters, digits, joiners and spaces come out in one form."""
    assert clean(typed) == expected


@pytest.mark.parametrize("spelling", ["راه‌آهن", "راه آهن", " راه  اهن", "راهآهن", "رَاه‌آهن"])
def test_spellings_of_one_place_fold_alike(spelling: str) -> None:
    """Spaces, joiners, hamza and vowels make no other neighbourhood."""
    assert fold(spelling) == "راهاهن"


def test_a_column_name_folds_without_punctuation() -> None:
    """A star, a colon or brackets make no other word."""
    assert fold_word("* كُد‌ ملي:") == fold_word("کد ملی")


@pytest.mark.parametrize(
    ("typed", "expected"), [("29.0", "29"), ("'0012", "0012"), ("۱۲٫۵", "12٫5"), ("1.5", "1.5"), ("v1.0", "v1.0")]
)
def test_numbers_lose_what_a_spreadsheet_hung_on_them(typed: str, expected: str) -> None:
    """The apostrophe and an empty fraction go, anything else stays."""
    assert whole_number(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "09990001122", "9990001122", "+989990001122", "00989990001122", "989990001122", "۰۹۹۹۰۰۰۱۱۲۲", "٠٩٩٩٠٠٠١١٢٢",
        "0999 000 11 22", "0999-000-1122", "+98 (0)999 000 1122", "9990001122.0", "'09990001122",
    ],
)  # fmt: skip
def test_a_mobile_number_has_one_form(typed: str) -> None:
    """However it is written, a mobile number comes out with +98."""
    assert read_phone(typed) == "+989990001122"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("02155000000", "+982155000000"),
        ("+93700000000", "+93700000000"),
        ("0093700000000", "+93700000000"),
        ("2155000000", None),
        ("55000000", None),
        ("0999000112", None),
        ("ندارد", None),
        ("=09990001122", None),
        ("", None),
    ],
)
def test_other_numbers(typed: str, expected: str | None) -> None:
    """An area code and a foreign number are read; what is too short or no number is not."""
    assert read_phone(typed) == expected


@given(st.from_regex(r"9[0-9]{9}", fullmatch=True))
def test_reading_a_read_phone_changes_nothing(ten: str) -> None:
    """The one form is itself a form that is read."""
    assert read_phone(read_phone(ten) or "") == f"+98{ten}"


@pytest.mark.parametrize(
    ("text", "expected"), [("+98 999 000 1122", True), ("+1+cmd", False), ("-2+3", False), ("+", False)]
)
def test_a_phone_is_told_from_a_formula(text: str, expected: bool) -> None:  # noqa: FBT001  a column of the table
    """Only digits with the signs of a telephone number are one."""
    assert is_phone_shaped(text) is expected
