"""All of a list is here at once or nothing is, and the desks go on meanwhile."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from fieldpoint.database import Connection, file_of, open_database
from fieldpoint.desk.import_roster import import_roster
from fieldpoint.desk.lists.coming import Coming
from fieldpoint.desk.register_household import register_household
from fieldpoint.errors import Code, Conflict
from fieldpoint.exchange.roster_plan import read_roster
from fieldpoint.exchange.synthetic_roster import make_roster
from fieldpoint.keyfile import read_key
from fieldpoint.store import people
from fieldpoint.store.lists import arriving
from fieldpoint.store.site import SiteFacts, create_site
from fieldpoint.store.transaction import read_head, transaction_on
from tests.exchange.support import ID_B, ID_C, TODAY, person, text_of, write
from tests.support import NOON, make_household, make_person

FACTS = SiteFacts(code="s-01", name_fa="محل نمونه", office="s-01", card_host="KART.TEST")


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    """A site where nobody is registered."""
    with closing(create_site(tmp_path / "site", FACTS).connect()) as opened:
        yield opened


def bring(connection: Connection, path: Path) -> int:
    """Imports a list; answers how many of its rows were in conflict."""
    return import_roster(connection, lambda: NOON, Coming(read_roster(path, TODAY), "o-1", TODAY)).conflict_rows


def test_an_import_that_fails_leaves_nothing(connection: Connection, tmp_path: Path) -> None:
    """All of a list or nothing of it: a failure at the last household takes back the first."""
    head = read_head(connection)
    plan = read_roster(write(tmp_path, make_roster(1500, 1).csv), TODAY)

    def fail_late(_step: str, done: int, _total: int) -> None:
        if done >= 1400:
            raise KeyboardInterrupt
        assert people.count_people(connection) == 0

    with pytest.raises(KeyboardInterrupt):
        import_roster(connection, lambda: NOON, Coming(plan, "o-1", TODAY, progress=fail_late))
    assert (people.count_people(connection), read_head(connection)) == (0, head)
    assert connection.execute("SELECT count(*) FROM people").fetchone() == (0,)


def test_a_household_that_came_meanwhile_stops_the_list(connection: Connection, tmp_path: Path) -> None:
    """Its code is another family's now; nothing of the list is written, and the next try shows the conflict."""
    plan = read_roster(write(tmp_path, text_of(person(), person("2", id=ID_B))), TODAY)

    def come_between(_step: str, done: int, _total: int) -> None:
        if done == 0 and people.count_people(connection) == 0:
            with transaction_on(connection, NOON) as tx:
                household = make_household(code="2")
                register_household(tx, msgspec.structs.replace(household, office="o-1"))

    with pytest.raises(Conflict) as fault:
        import_roster(connection, lambda: NOON, Coming(plan, "o-1", TODAY, progress=come_between))
    assert fault.value.code is Code.IMPORT_OVERTAKEN
    assert people.count_people(connection) == 1
    assert bring(connection, tmp_path / "list.csv") == 1


def test_rest_of_a_killed_import_is_swept(connection: Connection, tmp_path: Path) -> None:
    """Nobody sees who was on the way in, and the next import takes them away."""
    with arriving.before_their_households(connection), transaction_on(connection, NOON) as tx:
        household = make_household(make_person(id_kind="national", id_value=ID_C))
        arriving.arrive(tx, [arriving.arriving(household, b"salt", [b"said"])])
    assert not people.is_registered(connection, "national", ID_C)
    assert (people.count_people(connection), list(people.households(connection))) == (0, [])
    bring(connection, write(tmp_path, text_of(person())))
    assert connection.execute("SELECT count(*) FROM people").fetchone() == (1,)


def test_desks_write_between_the_slices(connection: Connection, tmp_path: Path) -> None:
    """Others get the database again and again while a long list arrives, and see nobody of it before all are here."""
    plan = read_roster(write(tmp_path, make_roster(4000, 2).csv), TODAY)
    seen: list[int] = []
    over = threading.Event()

    def work(desk: Connection) -> None:
        while not over.is_set():
            with transaction_on(desk, NOON) as tx:
                seen.append(people.count_people(tx.connection))
            over.wait(0.02)

    with closing(open_database(file_of(connection), read_key(tmp_path / "site" / "site.key"))) as desk:
        thread = threading.Thread(target=work, args=(desk,))
        thread.start()
        report = import_roster(connection, lambda: NOON, Coming(plan, "o-1", TODAY))
        over.set()
        thread.join()
    assert seen.count(0) > 4
    assert set(seen) <= {0, report.added_people}
    assert people.count_people(connection) == report.added_people
