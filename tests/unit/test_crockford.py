"""Crockford's base32: one spelling is written, the common misspellings are read, nothing else is."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldpoint.core import crockford

LETTERS_READ_AS = {"I": "1", "i": "1", "L": "1", "l": "1", "O": "0", "o": "0"}
# Python reads several of these as part of a number: signs, the underscore, spaces, digits of other scripts.
NO_SYMBOLS = [*"Uu_-+ \t\n\0*~$=!", "\u0663", "\u06f3", "\uff13", "\u00df", "\u212a", "\udc80"]


@given(st.binary(max_size=100))
def test_bytes_come_back(raw: bytes) -> None:
    """What was written is read, in upper and in lower case, and is made of the 32 symbols only."""
    text = crockford.encode(raw)
    assert set(text) <= set(crockford.ALPHABET)
    assert len(text) == -(-len(raw) * 8 // 5)
    if raw:
        assert crockford.decode(text) == crockford.decode(text.lower()) == raw


def test_the_words_of_the_specification() -> None:
    """A few texts worked out by hand: first bit first, filled up with zeros."""
    assert crockford.encode(b"\x00") == "00"
    assert crockford.encode(b"\xff") == "ZW"
    assert crockford.encode(b"f") == "CR"
    assert crockford.encode(b"\x08\x42\x10\x84\x21") == "11111111"


def test_the_alphabet_leaves_four_letters_out() -> None:
    """32 symbols: the digits and the letters without I, L, O and U."""
    expected = string.digits + "".join(letter for letter in string.ascii_uppercase if letter not in "ILOU")
    assert expected == crockford.ALPHABET


@pytest.mark.parametrize(("typed", "meant"), LETTERS_READ_AS.items())
def test_letters_that_look_like_digits_are_read_as_digits(typed: str, meant: str) -> None:
    """I and L are one, O is nought, in either case."""
    assert crockford.decode(f"CS{typed}G") == crockford.decode(f"CS{meant}G")
    assert crockford.value(typed) == int(meant)


@pytest.mark.parametrize("stranger", NO_SYMBOLS)
@pytest.mark.parametrize("place", [0, 1, 7])
def test_other_characters_are_refused(stranger: str, place: int) -> None:
    """At the beginning, in the middle and at the end."""
    text = "0000000"[:place] + stranger + "0000000"[place:]
    with pytest.raises(ValueError):  # noqa: PT011  it carries no text, so that nothing typed is repeated
        crockford.decode(text)


@pytest.mark.parametrize("text", ["", "0", "000", "000000", "00000000" + "0"])
def test_a_length_that_no_bytes_have_is_refused(text: str) -> None:
    """Nothing, and one symbol too many."""
    with pytest.raises(ValueError):  # noqa: PT011
        crockford.decode(text)


@given(st.binary(min_size=1, max_size=80), st.data())
def test_bits_that_only_fill_up_are_zero(raw: bytes, data: st.DataObject) -> None:
    """Setting any of them makes a text that is refused, so bytes have one spelling."""
    text = crockford.encode(raw)
    spare = len(text) * 5 - len(raw) * 8
    bits = data.draw(st.integers(0, 2**spare - 1))
    changed = text[:-1] + crockford.ALPHABET[crockford.ALPHABET.index(text[-1]) | bits]
    if bits:
        with pytest.raises(ValueError):  # noqa: PT011
            crockford.decode(changed)
    else:
        assert crockford.decode(changed) == raw


@given(st.integers(0, 32**8 - 1))
def test_a_number_and_its_symbols_belong_together(number: int) -> None:
    """Eight symbols stand for one number, noughts in front."""
    text = crockford.symbols(number, 8)
    assert (len(text), crockford.value(text)) == (8, number)
