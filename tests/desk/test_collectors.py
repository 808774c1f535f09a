"""Who may collect for a household: stored alternates, and people who were blocked without a word."""

from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from fieldpoint import ids
from fieldpoint.core.log_rows import Refusal
from fieldpoint.core.names import Day, HouseholdId, PersonId
from fieldpoint.core.people import Alternate
from fieldpoint.core.rules.programme import CollectorRule
from fieldpoint.desk.collectors import add_alternate, block_collector
from fieldpoint.desk.merge_households import merge_households
from fieldpoint.desk.set_up_site import take_in
from fieldpoint.errors import Code, FieldpointError
from fieldpoint.store import log
from fieldpoint.store.collectors import READ_ALTERNATES, READ_BLOCKED, alternates_of, blocked_of
from fieldpoint.store.programmes import rule_book
from fieldpoint.store.repair.rebuild import rebuild
from fieldpoint.store.repair.verify import verify
from fieldpoint.store.site import open_site
from tests.desk.support import LEAD, Desk
from tests.rules import make_programme
from tests.store.replay import replayed

AUNT = Alternate(person=PersonId(""), given_name="زهرا", family_name="نوري", relation="خاله", born_on=Day("1350-01-01"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A till with a household of two, and a box that members and alternates of fifteen years on collect."""
    made = Desk(tmp_path, members=2)
    rule = CollectorRule(who="alternates", age_from=15)
    take_in(made.site, [make_programme("box", item="food-basket", quantity=9, collector=rule)])
    made.book = rule_book(made.connection)
    return made


def add(desk: Desk, named: Alternate = AUNT, household: HouseholdId | None = None) -> PersonId:
    """The random id of a new alternate."""
    holder = household or desk.household.household
    return desk.write(lambda tx: add_alternate(tx, holder, named, LEAD))[0].person


def block(desk: Desk, person: PersonId, *, on: bool = True) -> None:
    """The person may not collect, or may again."""
    desk.write(lambda tx: block_collector(tx, desk.household.household, person, LEAD, on=on))


def collect(desk: Desk, person: PersonId | None, programme: str = "box", *members: PersonId) -> str:
    """What comes of a line while somebody stands at the desk: the reason, or nothing."""
    line = msgspec.structs.replace(desk.line(programme, *members), collector=person)
    row = desk.hand_out(line).row
    return row.reason if isinstance(row, Refusal) else ""


def test_stored_alternate_collects_and_a_stranger_does_not(desk: Desk) -> None:
    """Whoever the lead stored is as good as a member; nobody named, or somebody else's alternate, is not."""
    aunt = add(desk)
    assert collect(desk, aunt) == ""
    assert collect(desk, None) == "collector-not-registered"
    with pytest.raises(FieldpointError) as refused:
        collect(desk, add(desk, household=desk.another("00002")[0].household))
    assert refused.value.code is Code.MEMBER_UNKNOWN


def test_alternate_who_is_too_young_does_not_collect(desk: Desk) -> None:
    """The rule's age is for alternates too; one whose age nobody knows is believed."""
    assert collect(desk, add(desk, msgspec.structs.replace(AUNT, born_on=Day("1395-01-01")))) == (
        "collector-not-registered"
    )
    assert collect(desk, add(desk, msgspec.structs.replace(AUNT, born_on=None))) == ""


def test_who_is_blocked_hears_what_a_stranger_hears(desk: Desk) -> None:
    """Alternate or member, under every rule; others of the household collect as before, and a block can be lifted."""
    aunt, (first, second) = add(desk), (one.person for one in desk.household.members)
    for person in (aunt, second):
        block(desk, person)
        assert collect(desk, person) == collect(desk, person, "basket") == "collector-not-registered"
    assert collect(desk, first) == ""
    block(desk, aunt, on=False)
    assert collect(desk, aunt) == ""


def test_nobody_withholds_a_meal_from_who_is_blocked(desk: Desk) -> None:
    """He does not collect for the household, and he eats."""
    person = desk.household.members[1].person
    block(desk, person)
    assert collect(desk, person, "hot-meal", person) == ""


def test_rows_and_a_rebuild_know_ids_alone(desk: Desk) -> None:
    """No name is in the log; tables follow from it; from a witness alone the alternate stands without a name."""
    aunt, member = add(desk), desk.household.members[1].person
    block(desk, member)
    before, after = replayed(desk.connection)
    assert after == before
    assert verify(desk.site)
    lines = b"".join(bytes(row[0]) for row in desk.connection.execute("SELECT line FROM log").fetchall())
    assert not any(word.encode() in lines for word in (AUNT.given_name, AUNT.family_name, "نوری", AUNT.relation))
    desk.connection.close()
    desk.site.database.unlink()
    (desk.site.folder / "site.key").unlink()
    rebuild(desk.site.folder)
    with closing(open_site(desk.site.folder).connect(read_only=True)) as connection:
        holder = desk.household.household
        assert [(one.person, one.family_name) for one in alternates_of(connection, holder)] == [(aunt, "")]
        assert blocked_of(connection, holder) == {member}


def test_name_is_kept_in_one_spelling(desk: Desk) -> None:
    """As in a list that is imported."""
    add(desk)
    assert alternates_of(desk.connection, desk.household.household)[0].family_name == "نوری"


def test_merge_moves_alternates_and_blocks(desk: Desk) -> None:
    """Who could collect for either collects for both; who was blocked in one is blocked as the same person."""
    kept, gone = desk.household, desk.another("00002", members=1)[0]
    aunt, same = add(desk, household=gone.household), gone.members[0].person
    desk.write(lambda tx: block_collector(tx, gone.household, same, LEAD))
    pairs = {same: kept.members[1].person}
    desk.write(lambda tx: merge_households(tx, kept.household, gone.household, pairs, LEAD))
    assert collect(desk, aunt) == ""
    assert collect(desk, kept.members[1].person) == "collector-not-registered"
    before, after = replayed(desk.connection)
    assert after == before


def test_same_act_again_writes_nothing(desk: Desk) -> None:
    """The first answer, and the id stands for nothing else."""
    act, household = desk.act(), desk.household.household
    first = desk.write(lambda tx: add_alternate(tx, household, AUNT, act))
    assert desk.write(lambda tx: add_alternate(tx, household, AUNT, act)) == first
    assert log.verify(desk.connection) == first[1].seq
    with pytest.raises(FieldpointError) as refused:
        desk.write(lambda tx: block_collector(tx, household, first[0].person, act))
    assert refused.value.code is Code.EVENT_ID_REUSED


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"family_name": " \u200c "}, Code.REQUEST_INVALID),
        ({"born_on": Day("1404-12-30")}, Code.DAY_INVALID),
    ],
)
def test_alternate_needs_a_name_and_a_real_day(desk: Desk, changed: dict[str, str], code: Code) -> None:
    """Nothing is written of one without."""
    with pytest.raises(FieldpointError) as refused:
        add(desk, msgspec.structs.replace(AUNT, **changed))
    assert refused.value.code is code
    assert desk.rows("alternates") == []


def test_nobody_is_blocked_who_is_nothing_to_the_household(desk: Desk) -> None:
    """A stranger's id, and a household that is not here."""
    with pytest.raises(FieldpointError) as refused:
        block(desk, ids.new_person_id())
    assert refused.value.code is Code.MEMBER_UNKNOWN
    with pytest.raises(FieldpointError) as unknown:
        add(desk, household=ids.new_household_id())
    assert unknown.value.code is Code.HOUSEHOLD_UNKNOWN


def test_collectors_are_found_by_index(desk: Desk) -> None:
    """However many households there are."""
    for sql in (READ_ALTERNATES, READ_BLOCKED):
        plan = desk.connection.execute("EXPLAIN QUERY PLAN " + sql, ("x",)).fetchall()
        assert all("SCAN" not in str(step) for step in plan)
