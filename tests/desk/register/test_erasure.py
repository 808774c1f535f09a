"""Whoever is erased is nowhere: not in a table, a page, the WAL, an earlier version or a copy restored later."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from fieldpoint.core.names import PersonId
from fieldpoint.core.people import Alternate, Household
from fieldpoint.desk.act import Act
from fieldpoint.desk.collectors import add_alternate
from fieldpoint.desk.merge_households import merge_households
from fieldpoint.desk.register import edit as edits
from fieldpoint.desk.register.edit import Edit, save_version
from fieldpoint.desk.register.erase import erase
from fieldpoint.desk.register.undo_merge import undo_merge
from fieldpoint.desk.register_household import register_household
from fieldpoint.errors import Code, FieldpointError
from fieldpoint.store import people
from fieldpoint.store.repair.rebuild import rebuild
from fieldpoint.store.repair.verify import verify
from fieldpoint.store.site import Site, open_site
from fieldpoint.store.transaction import transaction_on
from tests.canaries import Canaries
from tests.desk.register.raw_pages import raw_pages
from tests.desk.support import LEAD, Desk
from tests.support import NOON, make_household, make_person, make_site

PEOPLE, ERASED = 200, 120


def fill(site: Site, canaries: Canaries) -> list[Household]:
    """Everybody is registered, a household each, and edited once, so that there is an earlier version."""
    made = [make_household(one, code=f"{number:05d}") for number, one in enumerate(canaries.people)]
    with closing(site.connect()) as connection:
        for start in range(0, PEOPLE, 50):
            with transaction_on(connection, NOON) as tx:
                for household in made[start : start + 50]:
                    register_household(tx, household, LEAD)
                    edit = Edit(household=household.household, kind="move")
                    save_version(tx, edit, lambda one: edits.moved(one, "ونک"), LEAD)
    return made


def everything(site: Site) -> bytes:
    """All that the folder holds: files as they are, the database decrypted, its pages one by one."""
    with closing(site.connect(read_only=True)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [str(row) for name in tables for row in connection.execute(f"SELECT * FROM {name}")]  # noqa: S608
    files = [path.read_bytes() for path in sorted(site.folder.rglob("*")) if path.is_file()]
    return b"\n".join([*files, "\n".join(rows).encode(), raw_pages(site.database, site.key)])


def test_erased_people_are_in_no_page(tmp_path: Path) -> None:
    """A thousand planted texts: those of the erased are gone, those of the others stand, and the log verifies."""
    canaries = Canaries(PEOPLE)
    site = make_site(tmp_path / "site")
    made = fill(site, canaries)
    gone = Canaries(ERASED)  # the same seed: the first of them
    assert [one.id_value for one in gone.people] == [one.id_value for one in canaries.people[:ERASED]]
    assert len(gone.found_in(everything(site))) == ERASED * 5
    rows = verify(site)
    done = erase(site, [one.household for one in made[:ERASED]], Act(operator="lead"))
    assert (done.households, done.wal_empty, done.left) == (ERASED, True, ())
    left = everything(site)
    assert not gone.found_in(left)
    assert len(canaries.found_in(left)) == (PEOPLE - ERASED) * 5
    assert verify(site) == rows + ERASED


def copy_of(site: Site, place: Path, *, witness: bool) -> None:
    """A copy of the site's files, as a backup has them."""
    shutil.copytree(site.folder, place)
    if not witness:
        (place / "site.witness").unlink()


@pytest.mark.parametrize("witness", [True, False])
def test_a_restored_copy_erases_again(tmp_path: Path, *, witness: bool) -> None:
    """Yesterday's database comes back, with its witness or without: the next opening erases once more."""
    canaries = Canaries(PEOPLE)
    site = make_site(tmp_path / "site")
    made = fill(site, canaries)
    copy_of(site, tmp_path / "yesterday", witness=witness)
    erase(site, [made[0].household], Act(operator="lead"))
    for name in ("site.db", "site.witness"):
        if (tmp_path / "yesterday" / name).exists():
            shutil.copy(tmp_path / "yesterday" / name, site.folder / name)
    restored = open_site(site.folder)
    with closing(restored.connect(read_only=True)) as connection:
        assert people.read_household(connection, made[0].household) is None
        assert people.read_household(connection, made[1].household) is not None
    one = Canaries(1)
    assert not one.found_in(everything(restored))
    assert verify(restored) > 0


def test_a_rebuild_knows_nobody_who_was_erased(tmp_path: Path) -> None:
    """From the log or, with the database damaged, from the witness: the ids come back and nobody else."""
    canaries = Canaries(PEOPLE)
    site = make_site(tmp_path / "site")
    made = fill(site, canaries)
    erase(site, [made[0].household], Act(operator="lead"))
    rebuild(site.folder)
    content = bytearray(site.database.read_bytes())
    content[5 * 2048 + 100] ^= 1
    site.database.write_bytes(content)
    rebuild(site.folder)
    again = open_site(site.folder)
    assert not Canaries(1).found_in(everything(again))
    with closing(again.connect(read_only=True)) as connection:
        assert people.read_household(connection, made[0].household) is None
    assert verify(again) > 0


def test_nobody_is_left_in_the_records_of_others(tmp_path: Path) -> None:
    """Whoever was merged by mistake, edited there and taken out again is in no earlier version of the other family."""
    desk = Desk(tmp_path)
    (planted,) = Canaries(1).people
    other = make_household(planted, make_person(2), code="00088")
    desk.write(lambda tx: register_household(tx, other, LEAD))
    named = Alternate(person=PersonId(""), given_name="", family_name=planted.note, relation="", born_on=None)
    desk.write(lambda tx: add_alternate(tx, other.household, named, LEAD))
    row, _ = desk.write(lambda tx: merge_households(tx, desk.household.household, other.household, {}, LEAD))
    edit = Edit(household=desk.household.household, kind="move")
    desk.write(lambda tx: save_version(tx, edit, lambda one: edits.moved(one, "ونک"), LEAD))
    desk.write(lambda tx: save_version(tx, edit, lambda one: edits.moved(one, "تجریش"), LEAD))
    desk.write(lambda tx: undo_merge(tx, row.id, LEAD))
    erase(desk.site, [other.household], LEAD)
    assert not Canaries(1).found_in(everything(desk.site))
    assert people.read_household(desk.connection, desk.household.household) is not None


def test_an_erased_household_is_registered_nowhere(tmp_path: Path) -> None:
    """Its card names nobody, its code is free, and it is not erased twice; a merged one goes with the other."""
    desk = Desk(tmp_path)
    other, _ = desk.another("00002")
    desk.write(lambda tx: merge_households(tx, desk.household.household, other.household, {}, LEAD))
    erase(desk.site, [other.household], LEAD)
    assert desk.give("basket").row.reason == "not-registered"  # type: ignore[union-attr]
    assert list(people.households(desk.connection)) == []
    with pytest.raises(FieldpointError) as again:
        erase(desk.site, [desk.household.household], LEAD)
    assert again.value.code is Code.HOUSEHOLD_UNKNOWN


def test_whoever_comes_back_uses_the_old_card(tmp_path: Path) -> None:
    """The card of an erased household is bound to the one that is registered anew."""
    desk = Desk(tmp_path)
    erase(desk.site, [desk.household.household], LEAD)
    again, _ = desk.another("00005")
    desk.bind(desk.card, again)
    assert desk.due("basket") == 1
    assert verify(desk.site) > 0
