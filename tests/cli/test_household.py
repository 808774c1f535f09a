"""What people type about households: added by asking, looked at, merged and taken back, erased, retained."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from fieldpoint.cli import cli
from fieldpoint.errors import Code, FieldpointError
from fieldpoint.store.site import open_site
from tests.device import paired
from tests.support import make_site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site's data folder."""
    return make_site(tmp_path / "site").folder


def say(folder: Path, *words: str, typed: str = "") -> str:
    """What a command says; it must succeed."""
    done = CliRunner().invoke(cli, [*words, "--data", str(folder)], input=typed, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def people(*names: str) -> str:
    """What is typed to add a household."""
    return "راه‌آهن\n" + "".join(f"{name}\nنام\nعضو\n۴۸/۲/۱۸\n\n\n" for name in names) + "\n"


def test_a_household_is_added_and_looked_at(folder: Path) -> None:
    """It is asked for, never typed as an argument; the date is read as it is written."""
    assert "Household 00001 is registered" in say(folder, "household", "add", typed=people("نوری", "کریمی"))
    shown = say(folder, "household", "show", "00001")
    assert " * نام نوری  عضو  1348-02-18  -" in shown
    assert "version 1: register by lead" in say(folder, "household", "versions", "00001")


def test_two_are_merged_and_taken_apart(folder: Path) -> None:
    """The merge says by which word it is taken back."""
    say(folder, "household", "add", typed=people("نوری"))
    say(folder, "household", "add", typed=people("صادقی"))
    said = say(folder, "household", "merge", "00001", "00002")
    assert "صادقی" in say(folder, "household", "show", "00001")
    found = re.search(r"unmerge (\S+)", said)
    assert found
    say(folder, "household", "unmerge", found[1])
    assert "صادقی" not in say(folder, "household", "show", "00001")


def test_erasing_asks_and_is_for_ever(folder: Path) -> None:
    """A no changes nothing; a yes leaves nobody, and the log still holds."""
    say(folder, "household", "add", typed=people("نوری"))
    assert CliRunner().invoke(cli, ["erase", "00001", "--data", str(folder)], input="n\n").exit_code == 1
    assert "نوری" in say(folder, "household", "show", "00001")
    (folder / "cards.pdf").write_bytes(b"%PDF")
    assert "Look at cards.pdf" in say(folder, "erase", "00001", typed="y\n")
    with pytest.raises(FieldpointError) as gone:
        say(folder, "erase", "00001", "--yes")
    assert gone.value.code is Code.HOUSEHOLD_UNKNOWN
    assert "the chain is whole" in say(folder, "verify")


def test_the_nightly_job_says_what_it_did(folder: Path) -> None:
    """Numbers, and why nobody was erased."""
    say(folder, "household", "add", typed=people("نوری"))
    said = say(folder, "retention")
    assert "1 households; 1 may still be given something" in said
    assert "has no registry" in said


def test_practice_has_its_own_cards_and_may_begin_afresh(folder: Path) -> None:
    """A sheet of practice cards, a lesson on a tablet, and a fresh start; an unknown tablet is named."""
    assert "6 practice cards" in say(folder, "practice", "cards")
    assert (folder / "practice-cards.pdf").read_bytes().startswith(b"%PDF")
    tablet, _ = paired(open_site(folder))
    assert "practises" in say(folder, "practice", "on", tablet.tablet)
    assert "real desk" in say(folder, "practice", "off", tablet.tablet)
    with pytest.raises(FieldpointError) as unknown:
        say(folder, "practice", "on", "t00000")
    assert unknown.value.code is Code.TABLET_NOT_FOUND
    say(folder, "practice", "reset", "--yes")
    assert not (folder / "practice").exists()


def test_an_operator_is_allowed_to_register(folder: Path) -> None:
    """And no more, when it is said; somebody who is not there is named."""
    who = re.search(r"o[0-9a-z]{7}", say(folder, "operators", "add", "نوری"))
    assert who
    assert "may register people" in say(folder, "operators", "allow", who[0])
    assert "no longer" in say(folder, "operators", "allow", who[0], "--off")
    with pytest.raises(FieldpointError) as unknown:
        say(folder, "operators", "allow", "o0000000")
    assert unknown.value.code is Code.OPERATOR_UNKNOWN
