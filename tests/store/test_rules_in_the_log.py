"""What a site goes by are rows of its log: they come back from a witness alone, and an older site's become rows."""

from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from fieldpoint.core.log_rows import MAX_LINE_BYTES
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.database import transaction
from fieldpoint.desk.packaged_programmes import packaged_programmes
from fieldpoint.desk.set_up_site import move_moon, take_in
from fieldpoint.errors import Code, FieldpointError
from fieldpoint.store.programmes import READ_NEWEST, newest_rule, rule_book
from fieldpoint.store.repair.rebuild import rebuild
from fieldpoint.store.repair.verify import verify
from fieldpoint.store.site import Site, create_site, open_site
from tests.rules import make_programme
from tests.support import FACTS, make_site

PACKAGED = {one.code: one for one in packaged_programmes()}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site that runs iftar a day later and beds under a cap besides."""
    made = make_site(tmp_path / "site")
    take_in(made, [PACKAGED["iftar"], PACKAGED["bed-night"]])
    move_moon(made, "iftar", -1)
    move_moon(made, "iftar", 1)
    return made


def book_of(site: Site) -> RuleBook:
    """What the site goes by."""
    with closing(site.connect(read_only=True)) as connection:
        return rule_book(connection)


def test_a_witness_alone_gives_the_rules_back(site: Site) -> None:
    """Every version and every moon shift stand as before, without the package's help."""
    before = book_of(site)
    site.database.unlink()
    (site.folder / "site.key").unlink()
    rebuild(site.folder)
    after = book_of(open_site(site.folder))
    assert (after.versions, after.moon_shifts) == (before.versions, {"iftar": 1})
    verify(open_site(site.folder))


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("programmes", "DELETE FROM programmes WHERE code = 'bread'"),
        ("programmes", "UPDATE programmes SET body = CAST(replace(body, '\"version\":1', '\"version\":2') AS BLOB)"),
        ("moon_shifts", "UPDATE moon_shifts SET days = 0"),
        ("capped", "DELETE FROM capped"),
    ],
)
def test_a_rule_that_was_changed_by_hand_is_named_and_made_anew(site: Site, table: str, statement: str) -> None:
    """Nobody changes what is given to whom but by a row of the log."""
    before = book_of(site)
    with closing(site.connect()) as connection:
        connection.execute(statement)
    with pytest.raises(FieldpointError) as fault:
        verify(open_site(site.folder))
    assert (fault.value.code, fault.value.facts["table"]) == (Code.PROJECTION_WRONG, table)
    rebuild(site.folder)
    assert book_of(site) == before
    verify(open_site(site.folder))


def test_an_older_site_keeps_its_rules_and_its_log_gains_them(tmp_path: Path) -> None:
    """Programmes and shifts that a version without such rows wrote are rows after the first start, once."""
    site = create_site(tmp_path / "site", FACTS)
    _as_it_was_before(site)
    again = open_site(site.folder)
    rows = verify(again)
    assert verify(open_site(site.folder)) == rows == 2 + 2
    site.database.unlink()
    rebuild(site.folder)
    after = book_of(open_site(site.folder))
    assert (after.versions, after.moon_shifts) == ((PACKAGED["iftar"],), {"iftar": -1})


def _as_it_was_before(site: Site) -> None:
    """The tables of the version before, with a programme and a shift that no row names."""
    with closing(site.connect()) as connection, transaction(connection):
        body = msgspec.json.encode(PACKAGED["iftar"])
        connection.execute("INSERT INTO programmes (code, version, body) VALUES ('iftar', 1, ?)", (body,))
        connection.execute("INSERT INTO moon_shifts (programme, days) VALUES ('iftar', -1)")
        connection.execute("DROP INDEX log_rules")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm501_rules_in_the_log'")
        connection.execute("PRAGMA user_version = 7")


def test_a_programme_longer_than_a_row_is_refused(site: Site) -> None:
    """A row that no batch could carry is never written; nothing was changed."""
    before = book_of(site)
    others = tuple(f"{number:05d}".replace("0", "o") for number in range(MAX_LINE_BYTES // 5))
    with pytest.raises(FieldpointError) as fault:
        take_in(site, [make_programme("long", exclusive_with=others)])
    assert fault.value.code == Code.PROGRAMME_TOO_LARGE
    assert book_of(site) == before


def test_whether_the_rules_have_changed_is_a_glance(site: Site) -> None:
    """A running server asks before every look: by the small index, never through the log."""
    with closing(site.connect()) as connection:
        plan = [str(row[3]) for row in connection.execute(f"EXPLAIN QUERY PLAN {READ_NEWEST}").fetchall()]
        assert plan == ["SCAN log USING INDEX log_rules"]
        before = newest_rule(connection)
        take_in(site, [PACKAGED["toys"]])
        assert newest_rule(connection) == (1, (before or (0, 0))[1] + 1)
