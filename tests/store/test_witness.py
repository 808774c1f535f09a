"""The witness and the start: which of two files is right, and what is refused."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from fieldpoint.desk.act import Act
from fieldpoint.desk.register_household import register_household
from fieldpoint.desk.stock.tally import tally
from fieldpoint.errors import Code, FieldpointError
from fieldpoint.store.repair.verify import verify
from fieldpoint.store.site import Site, SiteFacts, create_site, open_site
from fieldpoint.store.transaction import read_head, transaction_on, unwitnessed
from fieldpoint.store.witness_form import MAGIC, look_through, pack, rows_after
from tests.support import FACTS, NOON, add_card, make_household, make_site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with an open day and one card."""
    made = make_site(tmp_path / "site")
    add_card(made, make_household())
    return made


def rows_of(site: Site) -> list[tuple[int, bytes]]:
    """Every row of the log as it is stored."""
    with closing(site.connect(read_only=True)) as connection:
        return [(row.seq, row.line) for row in rows_after(connection, (1, 0))]


def kept(site: Site) -> int:
    """The last row that the witness holds."""
    return look_through(witness(site).read_bytes()).last.seq


def witness(site: Site) -> Path:
    """The witness's file."""
    return site.folder / "site.witness"


def lose_the_wal(site: Site, rows: int) -> None:
    """More days are opened, and then the database is as it was before: its WAL is gone."""
    copy = site.database.with_name("before")
    shutil.copyfile(site.database, copy)
    for _ in range(rows):
        append(site)
    shutil.copyfile(copy, site.database)


def append(site: Site, *, witnessed: bool = True) -> None:
    """One row more."""
    opened = transaction_on if witnessed else unwitnessed
    with closing(site.connect()) as connection, opened(connection, NOON) as tx:
        tally(tx, "bread-loaf", 1, Act(operator="lead"))


def refused(folder: Path) -> Code:
    """Why the site does not open; nothing in its folder is another afterwards."""
    before = {path: path.read_bytes() for path in folder.iterdir() if path.suffix in (".db", ".witness")}
    with pytest.raises(FieldpointError) as fault:
        open_site(folder)
    assert {path: path.read_bytes() for path in before} == before
    assert not (folder / "quarantine").exists()
    return fault.value.code


def test_every_row_stands_in_both(site: Site) -> None:
    """What was committed is in the witness, byte for byte."""
    with closing(site.connect(read_only=True)) as connection:
        expected = MAGIC + b"".join(map(pack, rows_after(connection, (1, 0))))
    assert witness(site).read_bytes() == expected


def test_rows_that_the_database_lost_come_back(site: Site) -> None:
    """A WAL that was cut loses nothing: rows and their effects are replayed byte for byte."""
    lose_the_wal(site, 3)
    with closing(site.connect(read_only=True)) as connection:
        assert read_head(connection).seq == kept(site) - 3
    assert verify(open_site(site.folder)) == kept(site)


def test_a_witness_that_fell_behind_is_extended(site: Site) -> None:
    """A stop between COMMIT and witness leaves the row in the database, and the start brings the witness up."""
    append(site, witnessed=False)
    assert kept(site) == len(rows_of(site)) - 1
    assert verify(open_site(site.folder)) == kept(site)


def test_whoever_writes_next_catches_up(site: Site) -> None:
    """A row that another program left out goes into the witness before the next one."""
    append(site, witnessed=False)
    append(site)
    assert verify(site) == kept(site)


def test_two_programs_append_without_a_gap(site: Site) -> None:
    """A server and a command write at the same time; the witness has every row once, in order."""

    def write(first: int) -> None:
        with closing(site.connect()) as connection:
            for number in range(first, first + 25):
                with transaction_on(connection, NOON) as tx:
                    register_household(tx, make_household(code=f"{number:05d}"))

    with ThreadPoolExecutor(2) as both:
        list(both.map(write, (100, 200)))
        verify(site)
    assert verify(site) == kept(site) == 60


def test_a_removed_witness_is_made_from_the_log(site: Site) -> None:
    """Without its witness a site is given a new one that holds everything."""
    witness(site).unlink()
    assert verify(open_site(site.folder)) == kept(site)


@pytest.mark.parametrize("cut", [1, 50, 300])
def test_a_torn_end_is_cut_and_kept_aside(site: Site, cut: int) -> None:
    """A record that was not written whole is taken off, kept in quarantine, and the row comes from the log."""
    content = witness(site).read_bytes()
    witness(site).write_bytes(content[:-cut])
    assert verify(open_site(site.folder)) == kept(site)
    assert witness(site).read_bytes() == content
    assert list((site.folder / "quarantine").iterdir())


@pytest.mark.parametrize("hole", [2, 5, 6])
def test_a_hole_in_what_was_written_last_is_healed_from_the_database(site: Site, hole: int) -> None:
    """A power cut may keep the end of a long write without its middle; the start sees it, whatever the end says."""
    with closing(site.connect()) as connection, transaction_on(connection, NOON) as tx:
        for _ in range(4):
            tally(tx, "bread-loaf", 1, Act(operator="lead"))
    with closing(site.connect(read_only=True)) as connection:
        parts = list(map(pack, rows_after(connection, (1, 0))))
    content = MAGIC + b"".join(parts)
    parts[hole] = bytes(len(parts[hole]))
    witness(site).write_bytes(MAGIC + b"".join(parts))
    assert verify(open_site(site.folder)) == len(parts)
    assert witness(site).read_bytes() == content


def test_a_damage_before_whole_rows_is_healed_from_the_database(site: Site) -> None:
    """A witness whose beginning does not read is made anew when the database holds its last row."""
    content = witness(site).read_bytes()
    witness(site).write_bytes(b"?" + content[1:])
    assert verify(open_site(site.folder)) == kept(site)
    assert witness(site).read_bytes() == content


def test_a_witness_of_another_site_is_refused(site: Site, tmp_path: Path) -> None:
    """Two sites' files are never mixed."""
    other = create_site(tmp_path / "other", SiteFacts(code="s-02", name_fa="x", office="x", card_host="KART.TEST"))
    shutil.copyfile(witness(other), witness(site))
    assert refused(site.folder) == Code.WITNESS_FOREIGN


def test_a_file_that_is_no_witness_is_refused(site: Site) -> None:
    """Whatever lies there under its name stays as it is."""
    witness(site).write_bytes(b"a shopping list, with nothing of a log in it")
    assert refused(site.folder) == Code.WITNESS_FOREIGN


def test_two_histories_are_refused(site: Site, tmp_path: Path) -> None:
    """A copy that went its own way and the witness of the original do not go together."""
    shutil.copytree(site.folder, tmp_path / "copy")
    append(site)
    append(open_site(tmp_path / "copy"))
    shutil.copyfile(witness(site), tmp_path / "copy/site.witness")
    assert refused(tmp_path / "copy") == Code.WITNESS_DIVERGED


def test_acknowledged_rows_that_nothing_can_bring_back_are_said(site: Site) -> None:
    """Database cut and witness damaged before its whole last rows: nobody serves on that."""
    lose_the_wal(site, 3)
    content = bytearray(witness(site).read_bytes())
    place = content.rindex(b"bread-loaf", 0, content.rindex(b"bread-loaf"))  # in the last row but one
    content[place] ^= 1
    witness(site).write_bytes(content)
    assert refused(site.folder) == Code.WITNESS_DAMAGED


def test_a_second_medium_that_is_not_there_is_said(tmp_path: Path) -> None:
    """The witness lies where it was wanted, and a missing medium is no reason to begin another."""
    medium = tmp_path / "medium"
    medium.mkdir()
    site = create_site(tmp_path / "site", FACTS, medium / "s-01.witness")
    append(site)
    assert look_through((medium / "s-01.witness").read_bytes()).last.seq == 3
    medium.rename(tmp_path / "pulled")
    with pytest.raises(FieldpointError) as fault:
        open_site(site.folder)
    assert fault.value.code == Code.WITNESS_MISSING
    (tmp_path / "pulled").rename(medium)
    assert verify(open_site(site.folder)) == 3


def test_no_site_is_made_over_a_lost_one(site: Site) -> None:
    """Where only the witness is left, neither opening nor making goes on silently."""
    site.database.unlink()
    assert refused(site.folder) == Code.DATABASE_LOST
    with pytest.raises(FieldpointError) as fault:
        create_site(site.folder, FACTS)
    assert fault.value.code == Code.DATABASE_LOST
