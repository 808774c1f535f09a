"""An older list meets what desks have done since: their word stands, and every row that says otherwise is told."""

from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from fieldpoint.core.names import PersonId
from fieldpoint.core.people import Household
from fieldpoint.database import Connection
from fieldpoint.desk.act import Act
from fieldpoint.desk.merge_households import merge_households
from fieldpoint.desk.moment import moment_at
from fieldpoint.desk.register import edit
from fieldpoint.desk.register.edit import Edit, save_version
from fieldpoint.desk.register.split import Parting, split_household
from fieldpoint.exchange.import_report import ImportReport
from fieldpoint.store.site import create_site
from fieldpoint.store.transaction import read_head, transaction_on
from tests.desk.test_import_roster import FACTS, bring, household, rows
from tests.exchange.support import HEADER, ID_A, ID_B, ID_C, lines_of, person, text_of, write
from tests.support import NOON

LEAD = Act(operator="lead")
CHILD = {"name": "علی", "id": ID_B, "relation": "فرزند"}
NAMELESS = {"name": "مریم", "id": "", "born": "1390/02/02", "relation": "فرزند"}


@pytest.fixture
def connection(tmp_path: Path):  # noqa: ANN201  an iterator of connections, as its neighbour has it
    """A site where nobody is registered."""
    with closing(create_site(tmp_path / "site", FACTS).connect()) as opened:
        yield opened


def changed(connection: Connection, kind: str, change) -> Household:  # noqa: ANN001  what a desk makes of a record
    """A desk saves the household's next version."""
    seen = Edit(household=household(connection).household, kind=kind)  # type: ignore[arg-type]
    with transaction_on(connection, NOON) as tx:
        return save_version(tx, seen, change, LEAD).household


def told(report: ImportReport) -> tuple[int, int, int]:
    """How many people came, how many were corrected, how many rows were left alone."""
    return report.added_people, report.updated_people, report.left_rows


def again(connection: Connection, folder: Path, *persons: list[str]) -> ImportReport:
    """The list once more; it writes no row of the log, and the household is as before."""
    before, head = household(connection), read_head(connection)
    report = rows(connection, folder, *persons)
    assert (household(connection), read_head(connection)) == (before, head)
    return report


def test_who_was_taken_out_at_a_desk_is_not_brought_back(connection: Connection, tmp_path: Path) -> None:
    """A child who died: neither the old list nor one that has another telephone of theirs registers them anew."""
    rows(connection, tmp_path, person(), person(**CHILD))
    child = household(connection).members[1].person
    changed(connection, "death", lambda before: edit.died(before, child, None))
    for more in ({}, {"phone": "09990001122"}):
        report = again(connection, tmp_path, person(), person(**CHILD, **more))
        assert (told(report), lines_of(report, "changed-here-since")) == ((0, 0, 1), (3,))


def test_a_name_that_was_mended_at_a_desk_is_nobody_new(connection: Connection, tmp_path: Path) -> None:
    """Without an ID the old spelling with the old birth date would be a person that the register does not know."""
    rows(connection, tmp_path, person(), person(**NAMELESS))

    def mend(before: Household) -> Household:
        head, child = before.members
        better = msgspec.structs.replace(child, given_name="ماریا", born_on="1391-02-02")
        return msgspec.structs.replace(before, members=(head, better))

    changed(connection, "edit", mend)
    report = again(connection, tmp_path, person(), person(**NAMELESS))
    assert (told(report), lines_of(report, "changed-here-since")) == ((0, 0, 1), (3,))


def test_who_left_with_a_split_is_not_in_the_old_household_too(connection: Connection, tmp_path: Path) -> None:
    """The old list still has everybody under the old code."""
    rows(connection, tmp_path, person(), person(**CHILD))
    whole = household(connection)
    leaves = whole.members[1].person
    parting = Parting(household=whole.household, people=(leaves,), head=leaves)
    with transaction_on(connection, NOON) as tx:
        split_household(tx, parting, (), moment_at(tx.connection, tx.now, FACTS.zone), LEAD)
    assert told(again(connection, tmp_path, person(), person(**CHILD))) == (0, 0, 1)


def test_who_is_one_with_somebody_since_a_merge_is_nobody_new(connection: Connection, tmp_path: Path) -> None:
    """The list names the second household, whose head a human has told to be the head of the first."""
    second = person("2", name="زهره", id="", born="1361/01/01")
    rows(connection, tmp_path, person(), second)
    kept, gone = household(connection), household(connection, "2")
    pairs: dict[PersonId, PersonId] = {gone.members[0].person: kept.members[0].person}
    with transaction_on(connection, NOON) as tx:
        merge_households(tx, kept.household, gone.household, pairs, LEAD)
    assert told(again(connection, tmp_path, person(), second)) == (0, 0, 1)


def test_a_household_that_moved_stays_where_it_is(connection: Connection, tmp_path: Path) -> None:
    """Each row that says another neighbourhood is told."""
    rows(connection, tmp_path, person(), person(**CHILD))
    changed(connection, "move", lambda before: edit.moved(before, "ونک"))
    report = again(connection, tmp_path, person(), person(**CHILD))
    assert (told(report), lines_of(report, "moved-here-since")) == ((0, 0, 2), (2, 3))


def test_whoever_the_desk_left_alone_is_still_corrected(connection: Connection, tmp_path: Path) -> None:
    """One member was mended at a desk; a corrected list corrects the other, and brings somebody who is really new."""
    rows(connection, tmp_path, person(), person(**CHILD))

    def mend(before: Household) -> Household:
        head, child = before.members
        return msgspec.structs.replace(before, members=(msgspec.structs.replace(head, phone="+989990003344"), child))

    changed(connection, "edit", mend)
    better = person(**CHILD, phone="09990001122")
    newborn = person(name="سارا", id=ID_C, born="1405/01/01", relation="فرزند")
    report = rows(connection, tmp_path, person(id=ID_A, phone="09990005566"), better, newborn)
    assert (told(report), lines_of(report, "differs-from-register")) == ((1, 1, 1), (2,))
    assert [one.phone for one in household(connection).members] == ["+989990003344", "+989990001122", None]


def test_a_reviewing_date_comes_with_a_list_until_a_desk_sets_another(connection: Connection, tmp_path: Path) -> None:
    """It is read, corrected by a later list, said of nobody by an empty cell; what was set here stays, and is told."""

    def listed(day: str) -> ImportReport:
        text = text_of([*person(), day], header=[*HEADER, "تاریخ بازبینی"])
        return bring(connection, write(tmp_path, text))

    for day, kept in (("۱۴۰۶/۲/۱", "1406-02-01"), ("1406/03/01", "1406-03-01"), ("", "1406-03-01")):
        assert listed(day).left_rows == 0
        assert household(connection).review_on == kept
    changed(connection, "edit", lambda before: msgspec.structs.replace(before, review_on="1408-01-01"))
    report = listed("1406/03/01")
    assert (told(report), lines_of(report, "review-set-here-since")) == ((0, 0, 1), (2,))
    assert household(connection).review_on == "1408-01-01"
    assert lines_of(listed("بعداً"), "review-date-unreadable") == (2,)
