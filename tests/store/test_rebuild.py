"""`verify` names the first fault; `rebuild` puts a damaged site together from its log or its witness."""

import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from fieldpoint import ids
from fieldpoint.core.card import ShortCode
from fieldpoint.core.names import ProgrammeCode
from fieldpoint.desk.act import Act
from fieldpoint.desk.hand_out import AskedLine, Place, hand_out
from fieldpoint.desk.look import read_holder
from fieldpoint.desk.stock.tally import tally
from fieldpoint.errors import Code, FieldpointError
from fieldpoint.store.programmes import rule_book
from fieldpoint.store.projected.tables import TABLES
from fieldpoint.store.repair.rebuild import rebuild
from fieldpoint.store.repair.verify import verify
from fieldpoint.store.site import Site, open_site
from fieldpoint.store.transaction import transaction_on
from tests.support import NOON, TODAY, add_card, make_household, make_person, make_site, member_ids


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site where two households took baskets, meals and bread."""
    made = make_site(tmp_path / "site")
    for number in range(2):
        household = make_household(*(make_person(ordinal) for ordinal in (1, 2, 3)), code=f"{number:05d}")
        card = add_card(made, household)
        with closing(made.connect()) as connection, transaction_on(connection, NOON) as tx:
            shown = read_holder(connection, ShortCode(text=card.short))
            for name, programme in rule_book(connection).on(TODAY).programmes.items():
                members = tuple(member_ids(household)[:2]) if programme.counts_for == "member" else ()
                line = AskedLine(
                    handout_id=ids.new_event_id(), tseq=1, programme=ProgrammeCode(name),
                    quantity=max(len(members), 1), members=members,
                )  # fmt: skip
                hand_out(tx, rule_book(connection), shown, line, Place(desk="d", tab="t", operator="o"))
    return made


def tables(site: Site) -> dict[str, list[tuple[Any, ...]]]:
    """The tables made from the log, and who is registered."""
    with closing(site.connect(read_only=True)) as connection:
        found = {
            name: connection.execute(f"SELECT * FROM {name} ORDER BY {key}")  # noqa: S608  our own names
            for name, key in TABLES.items()
        }
        found["people"] = connection.execute("SELECT * FROM people ORDER BY person")
        found["log"] = connection.execute("SELECT * FROM log ORDER BY epoch_no, seq")
        return {name: rows.fetchall() for name, rows in found.items()}


def change(site: Site, statement: str) -> None:
    """Somebody edits the database by hand."""
    with closing(site.connect()) as connection:
        connection.execute(statement)


def damage(site: Site, table: str) -> None:
    """One bit of the table's first page is another."""
    with closing(site.connect(read_only=True)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone() or (0,)
        (size,) = map(int, connection.execute("PRAGMA page_size").fetchone() or (0,))
    content = bytearray(site.database.read_bytes())
    content[(page - 1) * int(size) + int(size) // 2] ^= 1
    site.database.write_bytes(content)


def fault_of(site: Site) -> FieldpointError:
    """What verify finds first."""
    with pytest.raises(FieldpointError) as fault:
        verify(open_site(site.folder))
    return fault.value


def test_a_whole_site_is_found_whole(site: Site) -> None:
    """Everything that the desk wrote follows from the log alone."""
    assert tables(site)["takings"]
    assert verify(site) == len(tables(site)["log"])


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("takings", "UPDATE takings SET at = at + 1"),
        ("takings", "DELETE FROM takings WHERE slot = 1"),
        ("days", "UPDATE days SET opened_seq = 1"),
        ("cards", "UPDATE cards SET state = 'revoked'"),
    ],
)
def test_a_table_that_was_changed_by_hand_is_named_and_made_anew(site: Site, table: str, statement: str) -> None:
    """The log says otherwise, so the table is wrong; rebuild gives it back as it was."""
    before = tables(site)
    change(site, statement)
    fault = fault_of(site)
    assert (fault.code, fault.facts["table"]) == (Code.PROJECTION_WRONG, table)
    rebuild(site.folder)
    assert tables(site) == before
    verify(open_site(site.folder))


def test_a_changed_row_of_the_log_is_named_and_comes_back_from_the_witness(site: Site) -> None:
    """F47: The first row that is not as it was written, by its number; its people are taken over whole."""
    before = tables(site)
    change(site, "UPDATE log SET line = CAST(replace(line, 'lead', 'thief') AS BLOB) WHERE seq = 3")
    fault = fault_of(site)
    assert (fault.code, fault.facts["seq"]) == (Code.CHAIN_BROKEN, 3)
    done = rebuild(site.folder)
    assert (done.from_witness, done.lost, done.new_keys, done.nameless) == (True, (), False, 0)
    assert tables(open_site(site.folder)) == before
    assert list((site.folder / "quarantine").iterdir())


def test_a_damaged_page_costs_nothing_of_the_log(site: Site) -> None:
    """A page that nobody reads at the start: found by its check sum, put together again."""
    before = tables(site)
    damage(site, "households")
    assert fault_of(site).code == Code.DATABASE_DAMAGED
    assert rebuild(site.folder).from_witness
    after = tables(open_site(site.folder))
    assert {name: after[name] for name in (*TABLES, "log")} == {name: before[name] for name in (*TABLES, "log")}
    verify(open_site(site.folder))


@pytest.mark.parametrize("table", ["site", "people", "households", "cards", "log", "takings", "programmes"])
def test_a_damaged_page_costs_its_own_rows_only(site: Site, table: str) -> None:
    """At most one table is not whole, and who the site is, is known."""
    damage(site, table)
    done = rebuild(site.folder)
    assert len(done.lost) <= 1
    again = open_site(site.folder)
    assert "site" in done.lost or again.facts == site.facts
    verify(again)


def test_a_witness_alone_gives_the_log_back(site: Site) -> None:
    """Names and keys are lost and said so; cards, days and what was taken stand again, in a new epoch."""
    before = tables(site)
    site.database.unlink()
    (site.folder / "site.key").unlink()
    done = rebuild(site.folder)
    assert (done.new_keys, done.nameless, done.rows) == (True, 2, len(before["log"]))
    again = open_site(site.folder)
    after = tables(again)
    made = [name for name in TABLES if name != "card_keys"]
    assert [after[name] for name in made] == [before[name] for name in made]
    assert set(before["card_keys"]) < set(after["card_keys"])  # the cards that were printed scan on
    assert after["log"][:-2] == before["log"]
    assert verify(again) == done.rows + 2


def test_a_database_that_does_not_open_is_not_given_up_unasked(site: Site, tmp_path: Path) -> None:
    """With another site's key rebuild stops, for its names would be lost; asked to, it goes on with the log."""
    other = make_site(tmp_path / "other")
    shutil.copyfile(other.folder / "site.key", site.folder / "site.key")
    with pytest.raises(FieldpointError) as fault:
        rebuild(site.folder)
    assert fault.value.code == Code.KEY_WRONG
    assert rebuild(site.folder, log_only=True).nameless == 2


def test_a_damage_in_the_middle_of_the_witness_is_found_and_mended(site: Site) -> None:
    """The start looks at its end only; verify at every row, and rebuild makes it anew."""
    path = site.folder / "site.witness"
    with closing(site.connect()) as connection, transaction_on(connection, NOON) as tx:
        for _ in range(3_000):
            tally(tx, "bread-loaf", 1, Act(operator="lead"))
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"day.open", b"day.0pen"))
    fault = fault_of(site)
    assert (fault.code, fault.facts["seq"]) == (Code.WITNESS_DAMAGED, 7)
    rebuild(site.folder)
    assert path.read_bytes() == whole
    verify(open_site(site.folder))
