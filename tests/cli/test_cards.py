"""`fieldpoint cards print` at a terminal."""

from pathlib import Path

import pytest

from fieldpoint.desk.register_household import register_household
from fieldpoint.store.cards import households_without_card
from fieldpoint.store.site import Site
from fieldpoint.store.transaction import transaction_on
from tests.cli.test_bad_terminal import refused
from tests.live import fieldpoint
from tests.support import NOON, make_household, make_site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with twelve households and no card."""
    made = make_site(tmp_path / "site")
    connection = made.connect()
    with transaction_on(connection, NOON) as tx:
        for number in range(12):
            register_household(tx, make_household(code=f"{number:05d}"))
    connection.close()
    return made


def without_card(site: Site) -> int:
    """How many households have no card."""
    connection = site.connect(read_only=True)
    count = len(households_without_card(connection, 100))
    connection.close()
    return count


def test_missing_cards_are_issued_and_printed(site: Site) -> None:
    """Twelve cards on two sheets, in the data folder unless told otherwise."""
    said = fieldpoint("cards", "print", "--data", site.folder)
    assert "12 cards issued, 12 printed on 2 sheets" in said
    assert (site.folder / "cards.pdf").read_bytes().startswith(b"%PDF")
    assert without_card(site) == 0


def test_second_run_has_nothing_to_do_and_all_prints_again(site: Site, tmp_path: Path) -> None:
    """Cards are issued once; --all prints the same ones."""
    fieldpoint("cards", "print", "--data", site.folder)
    assert "--all prints them again" in fieldpoint("cards", "print", "--data", site.folder)
    again = fieldpoint("cards", "print", "--all", "--out", tmp_path / "again.pdf", "--data", site.folder)
    assert "0 cards issued, 12 printed" in again


def test_sheet_that_cannot_be_written_issues_no_card(site: Site, tmp_path: Path) -> None:
    """The place of the file is proven first."""
    said = refused("cards", "print", "--out", tmp_path / "missing" / "cards.pdf", "--data", site.folder)
    assert "cannot be written" in said
    assert without_card(site) == 12
