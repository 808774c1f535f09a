"""`fieldpoint epoch`: a new life of the log from the terminal, also where witness and database fell apart."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from fieldpoint.errors import Broken, Code
from fieldpoint.store.repair.verify import verify
from fieldpoint.store.site import open_site
from tests.live import fieldpoint
from tests.support import make_site
from tests.sync.lives_support import due_of, hand_over_to, taken


def test_a_copied_folder_begins_a_life_at_the_terminal(tmp_path: Path) -> None:
    """The copy says that a life is due, and begins one; nothing is due after that, nor at the next start."""
    site = make_site(tmp_path / "site")
    moved = tmp_path / "moved"
    shutil.copytree(site.folder, moved)
    assert "due: moved" in fieldpoint("epoch", "show", "--data", moved)
    assert "(moved)" in fieldpoint("epoch", "open", "--data", moved)
    assert due_of(open_site(moved)) is None
    assert "No new one is due." in fieldpoint("epoch", "show", "--data", moved)


def test_diverged_witness_gives_what_only_it_held(tmp_path: Path) -> None:
    """F07, F47: database and witness went on apart; the rows of both count, in a new life, and verify is content."""
    site = make_site(tmp_path / "site")
    before = tmp_path / "before"
    shutil.copytree(site.folder, before)
    lost = hand_over_to(site, ["h1", "h2", "h3"])
    other = open_site(before)
    own = hand_over_to(other, ["h4", "h5"])
    shutil.copy(site.folder / "site.witness", before / "site.witness")
    with pytest.raises(Broken) as caught:
        open_site(before)
    assert caught.value.code == Code.WITNESS_DIVERGED
    said = fieldpoint("epoch", "open", "--offline", "--data", before)
    assert "3 rows" in said
    joined = open_site(before)
    assert taken(joined) == {*lost, *own}
    verify(joined)
    assert list((before / "quarantine").iterdir())
    with closing(joined.connect(read_only=True)) as connection:
        assert connection.execute("SELECT count(*) FROM epochs").fetchone() == (2,)
