"""`fieldpoint cards` and `fieldpoint keys` at a terminal, through the life of a few cards."""

import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from fieldpoint.core.card import Token, parse_card_text, read_token
from fieldpoint.desk.register_household import register_household
from fieldpoint.store.card_keys import card_keys, public_card_keys
from fieldpoint.store.site import Site
from fieldpoint.store.transaction import transaction_on
from tests.cli.test_bad_terminal import refused
from tests.live import fieldpoint
from tests.paper.camera import by_zxing
from tests.support import NOON, add_card, make_household, make_site

SHORT = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{8}\b")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with one household that has a card, and one that has none."""
    made = make_site(tmp_path / "site")
    connection = made.connect()
    with transaction_on(connection, NOON) as tx:
        register_household(tx, make_household(code="00002"))
    connection.close()
    return made


def shorts(site: Site) -> list[str]:
    """The short codes of all cards."""
    connection = site.connect(read_only=True)
    found = [short for (short,) in connection.execute("SELECT short FROM cards ORDER BY card")]
    connection.close()
    return found


def test_life_of_a_card_at_the_terminal(site: Site) -> None:
    """Blank, bound, suspended, given back, printed and issued anew, revoked: each says what, and when."""
    said = fieldpoint("cards", "blank", "--count", "11", "--data", site.folder)
    assert "11 cards issued, 11 printed on 2 sheets" in said
    short = shorts(site)[0]

    def cards(*words: str) -> str:
        return fieldpoint("cards", *words, "--data", site.folder)

    assert "blank" in cards("status", short)
    assert "household 00002" in cards("bind", f"{short[:4]}-{short[4:].lower()}", "00002")
    cards("suspend", short, "--found")
    assert re.search(r"suspended since 1[45]\d\d-\d\d-\d\d", cards("status", short))
    cards("give-back", short)
    assert "in force" in cards("status", short)
    assert "1 printed on 2 pages" in cards("reprint", short, "--single", "--large")
    assert "Print 2" in cards("status", short)
    new = SHORT.findall(cards("reissue", short))[0]
    assert re.search(r"revoked since 1[45]\d\d", cards("status", short))
    assert "00002" in cards("status", new)
    cards("revoke", new, "--lost")
    assert "not active any more" in refused("cards", "suspend", new, "--data", site.folder)
    assert "This is no card" in refused("cards", "status", "1234567", "--data", site.folder)


def test_keys_are_rotated_and_ended_and_their_cards_printed_anew(site: Site) -> None:
    """The list says which key signs; the cards of a retired one are left out of --all until they are printed anew."""
    old = add_card(site, make_household())
    assert "signs new cards" in fieldpoint("keys", "list", "--data", site.folder)
    assert "make the next one first" in refused("keys", "retire", str(old.kid), "--yes", "--data", site.folder)
    fieldpoint("keys", "rotate", "--data", site.folder)
    said = fieldpoint("keys", "retire", old.kid, "--compromised", "--yes", "--data", site.folder)
    assert "1 cards are refused" in said
    assert re.search(r"compromised 1[45]\d\d-\d\d-\d\d", fieldpoint("keys", "list", "--data", site.folder))
    assert "1 cards were left out" in fieldpoint("cards", "print", "--all", "--data", site.folder)
    assert "1 cards issued, 1 printed" in fieldpoint("cards", "reprint", "--ended", "--data", site.folder)
    assert "0 cards issued, 0 printed" in fieldpoint("cards", "reprint", "--ended", "--data", site.folder)
    connection = site.connect(read_only=True)
    assert len(card_keys(connection)) == 2
    connection.close()
    assert {(site.folder / name).stat().st_mode & 0o777 for name in ("site.key", "cards.pdf")} == {0o600}


def test_picture_and_terminal_show_the_same_card(site: Site, tmp_path: Path) -> None:
    """Both are read back; the picture is private and names nobody."""
    row = add_card(site, make_household())
    fieldpoint("cards", "picture", row.short, "--out", tmp_path / "card.png", "--data", site.folder)
    with Image.open(tmp_path / "card.png") as picture:
        text = by_zxing(np.asarray(picture.convert("L")))
    parsed = parse_card_text(text)
    assert isinstance(parsed, Token)
    connection = site.connect(read_only=True)
    assert read_token(parsed.text, public_card_keys(connection)).card == row.card
    connection.close()
    assert by_zxing(drawn(fieldpoint("cards", "show", row.short, "--data", site.folder))) == text


def drawn(said: str) -> np.ndarray:
    """The picture that a terminal's half blocks make; light on dark, as the terminal's colours are."""
    rows = [line for line in said.splitlines() if set(line) & set("█▀▄")]
    wide = max(map(len, rows))
    upper = [[char in "█▀" for char in line.ljust(wide)] for line in rows]
    lower = [[char in "█▄" for char in line.ljust(wide)] for line in rows]
    halves = [half for pair in zip(upper, lower, strict=True) for half in pair]
    lit = np.array(halves, dtype=np.uint8) * 255
    return np.kron(np.pad(lit, 4, constant_values=255), np.ones((6, 6), dtype=np.uint8))
