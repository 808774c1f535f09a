"""A sealed copy of a site: made while it serves, put back and proven, or refused."""

from contextlib import closing
from pathlib import Path

import pytest

from fieldpoint.errors import Broken, Code, Conflict, Invalid
from fieldpoint.sealed_copy import make_identity
from fieldpoint.store.repair.backup import back_up, restore
from fieldpoint.store.repair.verify import verify
from fieldpoint.store.site import Site, open_site
from fieldpoint.store.transaction import read_head
from tests.live import fieldpoint
from tests.support import add_card, make_household, make_person, make_site
from tests.sync.lives_support import due_of, hand_over_to, taken
from tests.sync.support import own_lines

NAME = "نام‌یکتا"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with people, cards and handouts."""
    made = make_site(tmp_path / "site")
    add_card(made, make_household(make_person(given_name=NAME)))
    hand_over_to(made, (f"h{number}" for number in range(40)))
    return made


@pytest.fixture
def copy(site: Site, tmp_path: Path) -> Path:
    """A sealed copy of it; the key lies beside in lead.key."""
    (tmp_path / "stick").mkdir()
    back_up(site, tmp_path / "stick", [make_identity(tmp_path / "lead.key")])
    (file,) = (tmp_path / "stick").iterdir()
    return file


def test_restored_site_is_the_copied_one(site: Site, copy: Path, tmp_path: Path) -> None:
    """R6: head, counts and every row are equal; it hands nothing over before a new life, and verify is content."""
    hand_over_to(site, ["later"])
    restore(copy, tmp_path / "lead.key", tmp_path / "back")
    back = open_site(tmp_path / "back")
    assert own_lines(back) == own_lines(site)[:-1]
    assert len(taken(back)) == 40
    assert due_of(back) == "restored"
    verify(back)
    with closing(back.connect(read_only=True)) as connection:
        assert connection.execute("SELECT given_name FROM people").fetchall() == [(NAME,)]
        assert read_head(connection).epoch_no == 1


def test_copy_tells_nobody_else_anything(site: Site, copy: Path, tmp_path: Path) -> None:
    """No name stands in the copy, nothing is left over in the folder, and the machine cannot open what it made."""
    assert NAME.encode() not in copy.read_bytes()
    assert not [path for path in site.folder.iterdir() if path.name.startswith("copy-")]
    assert (tmp_path / "lead.key").stat().st_mode & 0o077 == 0


def test_wrong_key_and_altered_copy_are_refused(copy: Path, tmp_path: Path) -> None:
    """Another key, one flipped bit anywhere, a cut end: refused, and the folder holds nothing."""
    make_identity(tmp_path / "other.key")
    content = copy.read_bytes()
    bad: list[tuple[bytes, str]] = [(content, "other.key"), (content[:-1], "lead.key"), (b"", "lead.key")]
    for place in range(0, len(content), len(content) // 40):
        bad += [(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :], "lead.key")]
    for number, (altered, key) in enumerate(bad):
        file, folder = tmp_path / f"{number}.fpc", tmp_path / f"to{number}"
        file.write_bytes(altered)
        with pytest.raises(Broken) as caught:
            restore(file, tmp_path / key, folder)
        assert caught.value.code == Code.COPY_UNREADABLE
        assert not list(folder.iterdir())


def test_nothing_is_written_over(site: Site, copy: Path, tmp_path: Path) -> None:
    """A folder with a site keeps it; a copy wants a key; a private key's file is never replaced."""
    with pytest.raises(Conflict):
        restore(copy, tmp_path / "lead.key", site.folder)
    for keys in ([], ["age1nonsense"]):
        with pytest.raises(Invalid):
            back_up(site, tmp_path / "stick", keys)
    with pytest.raises(Conflict):
        make_identity(tmp_path / "lead.key")


def test_commands_of_a_copy(site: Site, tmp_path: Path) -> None:
    """What people type: a key, a copy, the copy put back, a new life."""
    stick, back = tmp_path / "media", tmp_path / "new"
    stick.mkdir()
    fieldpoint("backup-key", stick / "lead.key", "--data", site.folder)
    assert "1 people" in fieldpoint("backup", stick, "--data", site.folder)
    (file,) = stick.glob("*.fpc")
    assert "stand again" in fieldpoint("restore", file, "--key", stick / "lead.key", "--data", back)
    assert "(rollback)" in fieldpoint("epoch", "open", "--offline", "--data", back)
    assert due_of(open_site(back)) is None
