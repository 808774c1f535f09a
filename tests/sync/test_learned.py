"""What a site did after its copy was made is learned from the registry: who is erased, who may do less from then on."""

from contextlib import closing
from pathlib import Path

from fieldpoint.core.access_rows import OperatorRight
from fieldpoint.core.act_rows import AlternateAdd, CollectorBlock
from fieldpoint.core.names import PersonId
from fieldpoint.core.register.rows import HouseholdSplit
from fieldpoint.core.row import Row
from fieldpoint.desk.act import Act
from fieldpoint.desk.register.erase import erase
from fieldpoint.ids import new_household_id
from fieldpoint.registry.folder import Registry
from fieldpoint.store import effects, log, people
from fieldpoint.store.repair.verify import verify
from fieldpoint.store.site import Site
from fieldpoint.store.transaction import transaction_on
from tests.support import NOON, add_card, make_household, make_person
from tests.sync.lives_support import copy_of, make_counting_site, open_next, put_back
from tests.sync.support import AppLine, push


def write(site: Site, kind: type[Row], **members: object) -> None:
    """One more row of the site, with its effect."""
    with closing(site.connect()) as connection, transaction_on(connection, NOON) as tx:
        row = kind(**tx.stamp(), **members)  # type: ignore[arg-type]
        log.append(tx, row)
        effects.apply(tx, row)  # type: ignore[arg-type]


def names_of(site: Site, table: str, column: str) -> set[str]:
    """One column of a table."""
    with closing(site.connect(read_only=True)) as connection:
        return {row[0] for row in connection.execute(f"SELECT {column} FROM {table}")}  # noqa: S608


def test_what_was_done_after_the_copy_is_done_again(tmp_path: Path, registry: Registry, line: AppLine) -> None:
    """The old copy is put back without its list and goes on offline; then nobody who was erased is known there."""
    site = make_counting_site(tmp_path / "site", registry)
    gone = make_household(make_person(family_name="فراموش‌شده"), code="00701")
    stays = make_household(make_person(), make_person(2), code="00702")
    for household in (gone, stays):
        add_card(site, household)
    write(site, OperatorRight, who="desk", right="register", on=True, op="lead")
    push(site, line)
    copy = copy_of(site, tmp_path / "copy")
    erase(site, [gone.household], Act(operator="lead"))
    blocked, other = stays.members[1].person, PersonId("P" * 10 + "A")
    write(site, CollectorBlock, hh=stays.household, person=blocked, on=True, op="lead")
    write(site, AlternateAdd, hh=stays.household, person=other, op="lead")
    write(site, OperatorRight, who="desk", right="register", on=False, op="lead")
    new = new_household_id()
    parted = [stays.members[1].person]
    write(site, HouseholdSplit, old=stays.household, new=new, people=parted, head=parted[0], counts=[], op="lead")
    assert push(site, line).code is None
    back = put_back(site, copy)
    assert people_at(back, gone.household) is not None
    open_next(back, "rollback")
    assert push(back, line).code is None
    assert people_at(back, gone.household) is None
    assert (back.folder / "site.erased").read_text().split() == [gone.household]
    assert (back.folder / "site.db-wal").stat().st_size == 0 if (back.folder / "site.db-wal").exists() else True
    assert (names_of(back, "blocked_collectors", "person"), names_of(back, "alternates", "person")) == (
        {blocked},
        {other},
    )
    assert names_of(back, "splits", "new") == {new}
    assert names_of(back, "operator_rights", "operator") == set()
    verify(back)


def people_at(site: Site, household: str) -> object:
    """The household with its people, as the site knows it."""
    with closing(site.connect(read_only=True)) as connection:
        return people.read_household(connection, household)  # type: ignore[arg-type]
