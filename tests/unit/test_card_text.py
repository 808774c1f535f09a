"""What a camera read or fingers typed: a card's address, a bare token, a short code, or no card."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldpoint.core.card import ShortCode, Token, make_short_code, parse_card_text, show_short
from fieldpoint.core.crockford import ALPHABET
from fieldpoint.errors import Code, Invalid

TOKEN = "05A8" + "7KX0" * 29 + "9M"
RTL, POP = "\u202e", "\u202c"

HOSTILE = {
    "nothing": "",
    "spaces": " \n\t",
    "script": f"javascript:alert('{TOKEN}')",
    "data": f"data:text/html,<script>location='HTTP://KART.TEST/C/{TOKEN}'</script>",
    "wi-fi": "WIFI:T:WPA;S=camp;P=secret;;",
    "telephone": "tel:+989990001122",
    "message": f"SMSTO:+989990001122:{TOKEN}",
    "vcard": "BEGIN:VCARD\nN:x\nEND:VCARD",
    "sql": "' OR 1=1; DROP TABLE cards; --",
    "sql of eight": "';--1234",
    "nul": "\0",
    "nul behind": f"{TOKEN}\0",
    "nul inside": f"HTTP://KART.TEST/C/{TOKEN[:60]}\0{TOKEN[61:]}",
    "turned": f"{RTL}HTTP://KART.TEST/C/{TOKEN}{POP}",
    "turned inside": f"HTTP://KART.TEST/C/{TOKEN[:60]}{RTL}{TOKEN[60:]}",
    "mark before": f"\u200f{TOKEN}",
    "byte order mark": f"\ufeff{TOKEN}",
    "largest code": "0" * 2953,
    "largest code of letters": "آ" * 1476,
    "spaces around a token": " " * 300 + TOKEN,
    "half a surrogate": "\udc80" * 8,
    "root": "HTTP://KART.TEST/",
    "other path": f"HTTP://KART.TEST/D/{TOKEN}",
    "path in front": f"HTTP://KART.TEST/X/C/{TOKEN}",
    "path behind": f"HTTP://KART.TEST/C/{TOKEN}/",
    "path up": f"HTTP://KART.TEST/C/../{TOKEN}",
    "doubled slash": f"HTTP://KART.TEST//C/{TOKEN}",
    "query": f"HTTP://KART.TEST/C/{TOKEN}?a=1",
    "fragment": f"HTTP://KART.TEST/C/{TOKEN}#a",
    "no host": f"HTTP:///C/{TOKEN}",
    "somebody at a host": f"HTTP://A@KART.TEST/C/{TOKEN}",
    "file": f"FILE://KART.TEST/C/{TOKEN}",
    "no scheme": f"//KART.TEST/C/{TOKEN}",
    "two": f"HTTP://KART.TEST/C/{TOKEN}\nHTTP://KART.TEST/C/{TOKEN}",
    "line end inside": f"HTTP://KART.TEST/C/{TOKEN[:60]}\n{TOKEN[60:]}",
    "121 symbols at a host": f"HTTP://host/C/{TOKEN[:-1]}",
    "123 symbols at a host": f"HTTP://host/C/{TOKEN}0",
    "121 symbols": TOKEN[:-1],
    "123 symbols": TOKEN + "0",
    "persian digits": "۱" * 122,
    "arabic digits at a host": "HTTP://KART.TEST/C/" + "٣" * 122,
    "wide digits": "\uff11" * 122,
    "wide letters": "\uff21" * 8,
    "kelvin": "\u212a" * 122,
    "long s": f"HTTP\u017f://KART.TEST/C/{TOKEN}",
    "underscores": "1_000_000",
    "number with a sign": "+1234567",
    "seven symbols": "1234567",
    "nine symbols": "123456789",
}


def is_no_card(text: str) -> bool:
    """Whether the text is refused with `card-forged` and not a word of it repeated."""
    with pytest.raises(Invalid) as refused:
        parse_card_text(text)
    return str(refused.value) == Code.CARD_FORGED.value and not refused.value.facts


def short_codes(count: int) -> list[str]:
    """Some codes, and those at the ends of their range."""
    chance = Random(22)
    codes = [make_short_code(chance.randrange) for _ in range(count)]
    return [make_short_code(lambda _: 0), make_short_code(lambda limit: limit - 1), *codes]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_no_card(text: str) -> None:
    """Whatever somebody printed on a sticker gets the one answer."""
    assert is_no_card(text)


@given(st.text(max_size=500))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text brings up any other failure."""
    answers: set[str] = set()
    try:
        parse_card_text(text)
    except Invalid as refused:
        answers.add(str(refused))
    assert answers <= {Code.CARD_FORGED.value}


@pytest.mark.parametrize(
    "address",
    [
        "HTTP://KART.TEST/C/",
        "http://kart.test/c/",
        "https://kart.test:8443/c/",
        "HTTP://10.0.0.7/C/",
        "http://[::1]/c/",
        "",
    ],
)
def test_a_card_is_known_at_every_host(address: str) -> None:
    """The site's own name may change; spaces that a scanner adds around the text do not matter."""
    assert parse_card_text(f" {address}{TOKEN}\r\n") == Token(text=TOKEN)
    assert parse_card_text(address + TOKEN.lower()) == Token(text=TOKEN.lower())


def test_a_short_code_is_read_as_it_is_printed() -> None:
    """Eight symbols in two groups, in either case."""
    for code in short_codes(200):
        assert len(code) == 8
        assert set(code) <= set(ALPHABET)
        for typed in (code, code.lower(), show_short(code), f" {code[:4]}-{code[4:]} "):
            assert parse_card_text(typed) == ShortCode(text=code)


def test_a_short_code_is_made_of_chance() -> None:
    """Seven symbols of it, from the whole range."""
    asked: list[int] = []

    def below(limit: int) -> int:
        asked.append(limit)
        return 12_345

    assert make_short_code(below)[:7] == "0000C1S"
    assert asked == [32**7]


def test_what_fingers_put_in_is_forgiven() -> None:
    """Digits of Persian and Arabic keyboards, gaps, dashes, marks that turn, I, L and O."""
    persian, arabic = (str.maketrans("0123456789", digits) for digits in ("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"))
    misread = str.maketrans("10", "lO")
    for code in short_codes(200):
        spread = "\u200f" + "\u200c".join(code) + "\u200e"
        typed = [code.translate(digits) for digits in (persian, arabic, misread)]
        typed += [
            spread,
            " ".join(code),
            "-".join(code),
            "\u2013".join(code),
            "ـ".join(code),
            f"{code[:4]}\u00a0{code[4:]}",
        ]
        assert {parse_card_text(one) for one in typed} == {ShortCode(text=code)}


def test_every_wrong_symbol_is_noticed() -> None:
    """All 8 x 31 substitutions of some hundred codes."""
    for code in short_codes(300):
        for place in range(8):
            for other in ALPHABET.replace(code[place], ""):
                assert is_no_card(code[:place] + other + code[place + 1 :])


def test_every_swap_is_noticed() -> None:
    """Of neighbours, and of any two symbols."""
    swapped = 0
    for code in short_codes(1_000):
        for left in range(8):
            for right in range(left + 1, 8):
                symbols = list(code)
                symbols[left], symbols[right] = symbols[right], symbols[left]
                if symbols != list(code):
                    assert is_no_card("".join(symbols))
                    swapped += 1
    assert swapped > 25_000


def test_a_code_of_chance_is_seldom_a_short_code() -> None:
    """One of 32 has the right check symbol, for seven given ones exactly one."""
    for code in short_codes(100):
        right = [symbol for symbol in ALPHABET if symbol == code[7] or not is_no_card(code[:7] + symbol)]
        assert right == [code[7]]
