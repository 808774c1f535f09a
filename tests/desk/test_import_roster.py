"""A list meets a site: new people are registered once, known ones stay, conflicts stay out."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldpoint.core.list_rows import RosterImport
from fieldpoint.core.log_rows import Registration, Registrations
from fieldpoint.core.people import Household
from fieldpoint.database import Connection
from fieldpoint.desk.import_roster import import_roster, try_roster
from fieldpoint.desk.lists.coming import Coming
from fieldpoint.desk.register_household import commitment
from fieldpoint.exchange.import_report import ImportReport
from fieldpoint.exchange.roster_plan import read_roster
from fieldpoint.exchange.synthetic_roster import make_roster
from fieldpoint.store import log, people
from fieldpoint.store.site import SiteFacts, create_site
from fieldpoint.store.transaction import read_head, transaction_on
from tests.exchange.support import ID_A, ID_B, ID_C, TODAY, lines_of, person, text_of, write
from tests.support import NOON

FACTS = SiteFacts(code="s-01", name_fa="محل نمونه", office="s-01", card_host="KART.TEST")


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    """A site where nobody is registered."""
    with closing(create_site(tmp_path / "site", FACTS).connect()) as opened:
        yield opened


def bring(connection: Connection, path: Path, office: str = "o-1") -> ImportReport:
    """Imports a list in a transaction of its own."""
    return import_roster(connection, lambda: NOON, Coming(read_roster(path, TODAY), office, TODAY))


def rows(connection: Connection, folder: Path, *persons: list[str]) -> ImportReport:
    """Imports these rows."""
    return bring(connection, write(folder, text_of(*persons)))


def household(connection: Connection, code: str = "00001") -> Household:
    """The household of this code."""
    found = people.find_household(connection, "o-1", code)
    assert found is not None
    return found


def test_a_person_comes_in_with_every_particular(connection: Connection, tmp_path: Path) -> None:
    """Normalised once, at the edge; what fitted no column stands in the note."""
    rows(
        connection,
        tmp_path,
        person(
            "٠٠٠٠١", name=" علي ", family="كاظمي", id="12345679", born="۱۳۴۸/۲/۸", sex="آقا", phone="0999-000-1122",
            place="راه  آهن", tags="دانش آموز؛معلول", note="=1+1",
        ),
    )  # fmt: skip
    (found,) = household(connection).members
    assert (found.given_name, found.family_name, found.sex) == ("علی", "کاظمی", "male")
    assert (found.id_kind, found.id_value, found.id_flag) == ("national", "0012345679", "")
    assert (found.born_on, found.phone, found.is_head) == ("1348-02-08", "+989990001122", True)
    assert (found.tags, found.note) == (("دانش‌آموز", "معلول"), "=1+1")


def test_a_wrong_id_comes_in_flagged(connection: Connection, tmp_path: Path) -> None:
    """The value is kept, so that a person can mend it."""
    rows(connection, tmp_path, person(id="۱۲۳۴۵۶۷۸۹۰", born="بهار", sex="؟x", phone="12"))
    (found,) = household(connection).members
    assert (found.id_value, found.id_flag) == ("1234567890", "invalid")
    assert found.note == "جنسیت: ؟x؛ تاریخ تولد: بهار؛ تلفن: 12"


def test_a_household_has_exactly_one_head(connection: Connection, tmp_path: Path) -> None:
    """The first that the list calls so; where it calls nobody, the first person."""
    rows(
        connection,
        tmp_path,
        person("1", name="الف", relation="فرزند"),
        person("1", name="ب", id=ID_B),
        person("1", name="پ", id=ID_C),
        person("2", name="ت", id="", relation="همسر"),
    )
    heads = [[one.is_head for one in household(connection, code).members] for code in ("1", "2")]
    assert heads == [[False, True, False], [True]]


def test_a_registration_stands_in_the_log_without_a_name(connection: Connection, tmp_path: Path) -> None:
    """Random ids and a salted commitment, which the record and its salt explain."""
    rows(connection, tmp_path, person(), person(name="علی", id=ID_B, relation="فرزند"))
    head = read_head(connection)
    ((_, line, _), (_, sum_line, _)) = log.lines(connection, 1, head.seq - 1, head.seq)
    found = household(connection)
    stands, counted = log.decode_row(line), log.decode_row(sum_line)
    assert isinstance(stands, Registrations)
    assert isinstance(counted, RosterImport)
    ((hh, members, committed),) = stands.of
    assert (hh, members) == (found.household, [one.person for one in found.members])
    assert committed == commitment(found, people.salt_of(connection, found.household))
    assert (counted.households, counted.people, counted.corrected) == (1, 2, 0)
    assert all(text.encode() not in line for text in ("زهرا", "نوری", ID_A, "00001", "1360"))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_a_second_import_changes_nothing(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    """Everybody is found again, nothing is appended, in any list."""
    folder = tmp_path_factory.mktemp("twice")
    path = write(folder, make_roster(40, seed).csv)
    with closing(create_site(folder / "site", FACTS).connect()) as connection:
        first = bring(connection, path)
        head, everybody = read_head(connection), list(people.households(connection))
        second = bring(connection, path)
        assert (second.added_households, second.added_people, second.changed_people) == (0, 0, 0)
        assert second.unchanged_people == first.added_people == people.count_people(connection)
        assert (read_head(connection), list(people.households(connection))) == (head, everybody)
        figures = ("rows", "households", "distinct_valid_ids", "invalid_id_rows", "missing_id_rows", "repeated_rows")
        assert [getattr(first, name) for name in figures] == [getattr(second, name) for name in figures]


def test_two_alike_are_both_found_again(connection: Connection, tmp_path: Path) -> None:
    """The same ID on two rows, the same name without an ID: both stay in, and neither comes in twice."""
    alike = (person(), person(name="زهره"), person(id="", phone="09990001122"), person(id="", phone="09990001133"))
    assert rows(connection, tmp_path, *alike).added_people == 4
    assert rows(connection, tmp_path, *alike).unchanged_people == 4


def test_a_known_household_gains_people(connection: Connection, tmp_path: Path) -> None:
    """New members join behind the others, under the same ids, with one more registration."""
    rows(connection, tmp_path, person())
    before, head = household(connection), read_head(connection)
    report = rows(connection, tmp_path, person("1"), person("1", name="علی", id=ID_B))
    after = household(connection)
    assert (report.added_households, report.added_people, report.unchanged_people) == (0, 1, 1)
    assert after.members[:1] == before.members
    assert (after.members[1].given_name, after.members[1].ordinal, after.members[1].is_head) == ("علی", 2, False)
    assert read_head(connection).seq == head.seq + 2


def test_what_was_mended_here_is_told_and_left(connection: Connection, tmp_path: Path) -> None:
    """A list must not undo what was mended here since, whether it says the old or something new; a person decides."""
    rows(connection, tmp_path, person())
    (found,) = household(connection).members
    with transaction_on(connection, NOON) as tx:
        people.change_person(tx, msgspec.structs.replace(found, phone="+989990003344"))
    for phone in ("09990001122", ""):
        report = rows(connection, tmp_path, person(phone=phone), person("2", name="علی", id=ID_B))
        assert (report.changed_people, report.updated_people) == (1, 0)
        assert lines_of(report, "differs-from-register") == (2,)
        assert household(connection).members[0].phone == "+989990003344"


def test_a_corrected_list_corrects(connection: Connection, tmp_path: Path) -> None:
    """Whoever was not changed here gets the list's particulars and its neighbourhood, under a new commitment."""
    rows(connection, tmp_path, person(id="123"), person(name="علی", id=ID_B, relation="فرزند"))
    before = household(connection)
    better = (person(phone="09990001122", place="عباسی"), person(name="علی", id=ID_B, relation="فرزند", place="عباسی"))
    report = rows(connection, tmp_path, *better)
    assert (report.updated_people, report.unchanged_people, report.changed_people) == (1, 1, 0)
    after = household(connection)
    assert (after.members[0].id_value, after.members[0].id_flag, after.members[0].phone) == (ID_A, "", "+989990001122")
    assert (after.members[0].person, after.members[1]) == (before.members[0].person, before.members[1])
    assert after.neighbourhood == "عباسی"
    head = read_head(connection)
    ((_, line, _),) = log.lines(connection, 1, head.seq - 1, head.seq - 1)
    anew = log.decode_row(line)
    assert isinstance(anew, Registration)
    assert anew.commitment == commitment(after, people.salt_of(connection, after.household))
    assert rows(connection, tmp_path, *better).unchanged_people == 2
    assert read_head(connection) == head


def test_a_code_of_other_people_is_a_conflict(connection: Connection, tmp_path: Path) -> None:
    """Row by row with line numbers; nothing of that household is written, the others come in."""
    rows(connection, tmp_path, person("00001"))
    before = household(connection)
    others = (person("1", name="علی", id=ID_B), person("1", name="رضا", id="1"), person("2", name="سارا", id=ID_C))
    report = rows(connection, tmp_path, *others)
    assert (report.conflict_rows, report.invalid_id_rows, report.valid_id_rows) == (2, 0, 1)
    assert (lines_of(report, "code-of-others"), report.added_households) == ((2, 3), 1)
    assert household(connection) == before


def test_another_office_may_use_the_same_code(connection: Connection, tmp_path: Path) -> None:
    """A household's key is its office and its code; an ID known elsewhere is a hint."""
    path = write(tmp_path, text_of(person()))
    bring(connection, path)
    report = bring(connection, path, office="o-2")
    assert (report.added_households, report.warnings) == (1, {"same-id-elsewhere": 1})
    assert rows(connection, tmp_path, person("2", name="علی")).warnings == {"same-id-elsewhere": 1}


def test_neighbourhoods_keep_one_spelling(connection: Connection, tmp_path: Path) -> None:
    """The one that the list uses most, and from then on that one."""
    both = (person("1", place="راه‌آهن"), person("1", name="علی", id="", place="راه‌آهن"))
    rows(connection, tmp_path, person("2", id=ID_B, place="راه آهن"), *both)
    rows(connection, tmp_path, person("3", id=ID_C, place="راهآهن"))
    assert people.count_by_neighbourhood(connection) == {"راه‌آهن": 3}


def test_a_dry_run_writes_nothing(connection: Connection, tmp_path: Path) -> None:
    """It says what an import would do beside the people of the site."""
    rows(connection, tmp_path, person())
    head = read_head(connection)
    plan = read_roster(write(tmp_path, text_of(person(), person("2", id=ID_B))), TODAY)
    report = try_roster(connection, plan, "o-1", TODAY)
    assert (report.dry_run, report.added_people, report.unchanged_people) == (True, 1, 1)
    assert (people.count_people(connection), read_head(connection)) == (1, head)


def test_progress_is_told(connection: Connection, tmp_path: Path) -> None:
    """Both steps go from little to all."""
    told: list[tuple[str, int, int]] = []
    plan = read_roster(write(tmp_path, make_roster(300, 1).csv), TODAY, lambda *step: told.append(step))
    import_roster(connection, lambda: NOON, Coming(plan, "o-1", TODAY, progress=lambda *step: told.append(step)))
    for name in ("read", "write"):
        steps = [(done, total) for step, done, total in told if step == name]
        assert len(steps) > 2
        assert steps == sorted(steps)
        assert steps[-1][0] == steps[-1][1]
