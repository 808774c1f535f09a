"""The witness moves to another medium: compared before and after, and whoever has it open follows."""

from contextlib import closing
from pathlib import Path

import pytest

from fieldpoint.desk.act import Act
from fieldpoint.desk.stock.tally import tally
from fieldpoint.errors import Code, FieldpointError
from fieldpoint.store.repair.move_witness import move_witness
from fieldpoint.store.repair.verify import verify
from fieldpoint.store.site import Site, open_site
from fieldpoint.store.transaction import transaction_on
from fieldpoint.store.witness import Witness, witness_of
from fieldpoint.store.witness_form import look_through
from tests.live import fieldpoint, live_site
from tests.support import NOON, TODAY, make_site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with an open day, its witness beside the database."""
    (tmp_path / "stick").mkdir()
    return make_site(tmp_path / "site")


def append(site: Site, witness: Witness | None = None) -> int:
    """One row more; answers its number."""
    with closing(site.connect()) as connection, transaction_on(connection, NOON, witness) as tx:
        return tally(tx, "bread-loaf", 1, Act(operator="lead"))[1].seq


def last_of(file: Path) -> int:
    """The last row that a witness holds; it is whole."""
    found = look_through(file.read_bytes())
    assert found.whole == found.size
    return found.last.seq


def refused(site: Site, place: Path) -> Code:
    """Why the witness is not moved; it lies where it was."""
    before = site.folder.joinpath("site.witness").resolve()
    with pytest.raises(FieldpointError) as fault:
        move_witness(site, place)
    assert site.folder.joinpath("site.witness").resolve() == before
    return fault.value.code


def test_witness_moves_to_a_stick_and_from_it_and_back(site: Site, tmp_path: Path) -> None:
    """Each time all rows are there, the next one goes there, and the old file is gone."""
    stick, other = tmp_path / "stick", tmp_path / "other.witness"
    for place, file in ((stick, stick / "s-01.witness"), (other, other), (site.folder, site.folder / "site.witness")):
        before = witness_of(site.database).resolve()
        rows = move_witness(site, place)
        assert witness_of(site.database).resolve() == file
        assert last_of(file) == rows
        assert append(open_site(site.folder)) == last_of(file) == rows + 1
        assert before == witness_of(site.database) or not before.exists()
        verify(open_site(site.folder))
    assert sorted(one.name for one in site.folder.iterdir() if "witness" in one.name) == ["site.witness"]
    assert list(stick.iterdir()) == []
    assert not other.exists()


def test_whoever_has_it_open_follows(site: Site, tmp_path: Path) -> None:
    """Rows of a program that opened the old file stand in the new one, without a gap."""
    with closing(Witness(witness_of(site.database))) as witness:
        append(site, witness)
        move_witness(site, tmp_path / "stick")
        assert append(site) + 1 == append(site, witness) == last_of(tmp_path / "stick/s-01.witness")
    verify(open_site(site.folder))


def test_a_running_server_goes_on(site: Site, tmp_path: Path) -> None:
    """The command is run beside it; what is acknowledged afterwards stands on the new medium."""
    live = live_site(site)
    live.start()
    with live.browser() as desk:
        assert "new place" in fieldpoint("witness", tmp_path / "stick", "--data", site.folder)
        closed = desk.post("/api/v1/day/close", json={"day": TODAY})
        assert closed.status_code == 201
        assert last_of(tmp_path / "stick/s-01.witness") == closed.json()["receipt"]["seq"]
    live.stop()
    verify(open_site(site.folder))


def test_a_strange_file_in_its_place_is_not_written_to(site: Site, tmp_path: Path) -> None:
    """Who has the witness open finds another site's there: nothing is acknowledged."""
    other = make_site(tmp_path / "other")
    strange = witness_of(other.database).read_bytes()
    with closing(Witness(witness_of(site.database))) as witness:
        append(site, witness)
        witness_of(site.database).rename(tmp_path / "away")
        witness_of(site.database).write_bytes(strange)
        with pytest.raises(FieldpointError) as fault:
            append(site, witness)
    assert fault.value.code == Code.WITNESS_FOREIGN
    assert witness_of(site.database).read_bytes() == strange


def test_a_place_that_is_not_free_or_not_there_is_refused(site: Site, tmp_path: Path) -> None:
    """Nothing is written over, no folder is made, and the data folder has it already."""
    taken = tmp_path / "stick/s-01.witness"
    taken.write_bytes(b"a family's pictures")
    assert refused(site, tmp_path / "stick") == refused(site, site.folder) == Code.WITNESS_PLACE_TAKEN
    assert taken.read_bytes() == b"a family's pictures"
    assert refused(site, tmp_path / "pulled/s-01.witness") == Code.WITNESS_MISSING


def test_a_witness_that_is_not_whole_is_not_moved(site: Site, tmp_path: Path) -> None:
    """The copy would be no better; nothing stands at the new place."""
    path = witness_of(site.database)
    path.write_bytes(path.read_bytes().replace(b"day.open", b"day.0pen"))
    assert refused(site, tmp_path / "stick") == Code.WITNESS_DAMAGED
    assert list((tmp_path / "stick").iterdir()) == []


def test_a_move_that_was_cut_off_is_made_again(site: Site, tmp_path: Path) -> None:
    """What a power cut left is written over, on both media."""
    for left in (
        tmp_path / "stick/s-01.witness.new",
        site.folder / "site.witness.old",
        site.folder / "site.witness.link",
    ):
        left.write_bytes(b"half")
    assert move_witness(site, tmp_path / "stick") == last_of(tmp_path / "stick/s-01.witness")
    assert [one.name for one in (tmp_path / "stick").iterdir()] == ["s-01.witness"]
    verify(open_site(site.folder))
