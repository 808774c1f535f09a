"""`init --witness`, `verify` and `rebuild` as people type them."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from fieldpoint.store.site import open_site
from tests.cli.test_bad_terminal import refused
from tests.live import fieldpoint
from tests.support import add_card, make_household, make_site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder of a site with one card."""
    site = make_site(tmp_path / "site")
    add_card(site, make_household())
    return site.folder


def test_verify_says_that_all_is_whole(folder: Path) -> None:
    """One sentence with the number of rows."""
    assert "10 rows, the chain is whole" in fieldpoint("verify", "--data", folder)


def test_rebuild_says_what_came_back(folder: Path) -> None:
    """A database with a damaged page: found by verify, put together from the witness, whole again."""
    with closing(open_site(folder).connect(read_only=True)) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'takings'").fetchone() or (0,)
        size = connection.execute("PRAGMA page_size").fetchone() or (0,)
    content = bytearray((folder / "site.db").read_bytes())
    content[(int(page[0]) - 1) * int(size[0]) + int(size[0]) // 2] ^= 1
    (folder / "site.db").write_bytes(content)
    assert "fieldpoint rebuild" in refused("verify", "--data", folder)
    assert "10 rows stand again, from the witness." in fieldpoint("rebuild", "--data", folder)
    assert "10 rows" in fieldpoint("verify", "--data", folder)


def test_a_lost_folder_comes_back_from_the_second_medium(tmp_path: Path) -> None:
    """Only the witness is left: the log stands again, and what is lost is said."""
    medium = tmp_path / "medium.witness"
    fieldpoint("init", "s-01", "--witness", medium, "--data", tmp_path / "site")
    shutil.rmtree(tmp_path / "site")
    said = fieldpoint("rebuild", "--witness", medium, "--data", tmp_path / "again")
    assert "6 rows stand again, from the witness." in said
    assert "its printed cards scan on" in said
    assert "8 rows" in fieldpoint("verify", "--data", tmp_path / "again")


def test_a_witness_of_another_site_is_one_sentence(folder: Path, tmp_path: Path) -> None:
    """The file is named, and what to do; nothing is served."""
    fieldpoint("init", "s-02", "--data", tmp_path / "other")
    shutil.copyfile(tmp_path / "other/site.witness", folder / "site.witness")
    assert "«site.witness» is none, or belongs to another site" in refused("serve", "--data", folder)


def test_a_lost_database_is_not_begun_anew(folder: Path) -> None:
    """Neither serving nor a new site over it: the witness is there, and rebuild is named."""
    (folder / "site.db").unlink()
    assert "fieldpoint rebuild" in refused("serve", "--data", folder)
    assert "fieldpoint rebuild" in refused("init", "s-01", "--data", folder)
