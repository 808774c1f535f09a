"""Every statement of a scan and of a handout goes by an index, whatever its past holds: asked of SQLite itself."""

import re
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import pytest

from fieldpoint import ids
from fieldpoint.core.card import CardName
from fieldpoint.core.names import ProgrammeCode
from fieldpoint.database import Connection
from fieldpoint.desk.hand_out import AskedLine, Place, hand_out
from fieldpoint.desk.look import look, read_holder
from fieldpoint.desk.moment import moment_at
from fieldpoint.store.entry.sign_ins import find_session
from fieldpoint.store.programmes import rule_book
from fieldpoint.store.site import Site
from fieldpoint.store.transaction import transaction_on
from tests.device import paired
from tests.support import NOON, add_card, make_household, make_person, make_site, member_ids

# Tables that grow with the years; the others hold a few rows of settings.
GROWING = {
    "log",
    "takings",
    "people",
    "households",
    "cards",
    "days",
    "sign_ins",
    "voids",
    "paper_lines",
    "batches",
    "card_heirs",
}


def traced(connection: Connection) -> list[str]:
    """The statements that a connection runs from here on, with their values."""
    said: list[str] = []
    cast("Any", connection).set_trace_callback(said.append)
    return said


def whole_tables(connection: Connection, statements: list[str]) -> list[str]:
    """What of the plans of these statements reads a growing table from its beginning, or sorts."""
    found: list[str] = []
    for sql in statements:
        if not re.match(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)", sql):
            continue
        for row in connection.execute("EXPLAIN QUERY PLAN " + sql).fetchall():
            step = str(row[3])
            scanned = re.match(r"SCAN (\w+)", step)
            first_only = "USING INDEX" in step and sql.endswith("LIMIT 1")  # an index in order, left after one row
            if (scanned is not None and scanned[1] in GROWING and not first_only) or "TEMP B-TREE" in step:
                found.append(f"{step}: {sql}")
    return found


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with its day open."""
    return make_site(tmp_path / "site")


def test_a_scan_and_a_handout_read_by_index(site: Site) -> None:
    """A scan, a grant of each programme, the refusal that follows it, the same question again."""
    household = make_household(*(make_person(ordinal) for ordinal in (1, 2, 3)))
    card = add_card(site, household)
    name = CardName(card=card.card, kid=card.kid, serial=card.serial)
    with closing(site.connect()) as connection:
        _, token = paired(site)
        said = traced(connection)
        book = rule_book(connection)
        said.clear()  # the rules are read once, at the start
        moment = moment_at(connection, NOON, book.zone)
        dues = look(connection, book, name, moment).dues
        lines = [
            AskedLine(
                handout_id=ids.new_event_id(),
                tseq=number,
                programme=ProgrammeCode(one.programme.name),
                quantity=1,
                members=tuple(member_ids(household)[:1]) if one.programme.counts_for == "member" else (),
            )
            for number, one in enumerate([*dues, *dues], start=1)
        ]
        place = Place(desk="d1", tab="t", operator="desk")
        find_session(connection, token)
        for line in [*lines, *lines[:2]]:
            with transaction_on(connection, NOON) as tx:
                hand_out(tx, book, read_holder(tx.connection, name), line, place)
        assert {"log", "takings", "people", "cards", "days", "sign_ins"} <= tables_of(said)
        assert not whole_tables(connection, said[:])


def test_the_harness_sees_a_whole_table(site: Site) -> None:
    """A search by what no index knows is named, and so is a sort."""
    with closing(site.connect()) as connection:
        assert whole_tables(connection, ["SELECT * FROM log WHERE line = x'00'"])
        assert whole_tables(connection, ["SELECT * FROM people WHERE person = 'x' ORDER BY note"]) == []
        assert whole_tables(connection, ["SELECT * FROM takings WHERE holder = 'x' ORDER BY at"])


def tables_of(statements: list[str]) -> set[str]:
    """The growing tables that the statements name."""
    return {word for sql in statements for word in re.findall(r"\w+", sql) if word in GROWING}
