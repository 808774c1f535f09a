"""Whoever need not be known is erased seven days after the registry held their last row, and nobody before."""

from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from fieldpoint.core.jalali import days_after
from fieldpoint.core.names import Day
from fieldpoint.desk.open_day import open_day
from fieldpoint.desk.packaged_programmes import packaged_programmes
from fieldpoint.desk.register.retention import Retained, retain
from fieldpoint.desk.set_up_site import take_in
from fieldpoint.store import outbox, people
from fieldpoint.store.site import Site, create_site
from fieldpoint.store.transaction import read_head, transaction_on
from tests.support import FACTS, NOON, TODAY, add_card, make_household, make_person

PUPIL = "دانش‌آموز"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with a programme for pupils alone, a pupil's household and another one, enrolled at a registry."""
    made = create_site(tmp_path / "site", FACTS)
    take_in(made, [one for one in packaged_programmes() if one.code == "stationery"])
    open_on(made, TODAY)
    add_card(made, make_household(make_person(), make_person(2, tags=(PUPIL,), born_on="1395-02-03"), code="00001"))
    add_card(made, make_household(make_person(), code="00002"))
    with closing(made.connect()) as connection:
        outbox.save_enrolment(connection, outbox.Enrolment(url="https://registry.test", token="t", public=b"k"))
    return made


def open_on(site: Site, day: Day) -> None:
    """A human opens a day."""
    with closing(site.connect()) as connection, transaction_on(connection, NOON) as tx:
        open_day(tx, day, "lead", anyway=True)


def registry_holds_all(site: Site) -> None:
    """The registry's mark is the log's last row."""
    with closing(site.connect()) as connection:
        head = read_head(connection)
        outbox.acknowledge(connection, head.epoch_no, head.seq)


def codes(site: Site) -> list[str]:
    """The households that are known."""
    with closing(site.connect(read_only=True)) as connection:
        return [one.code for one in people.households(connection)]


def run(site: Site, **now: int) -> Retained:
    """The nightly job, at noon of the first day unless the clock says otherwise."""
    return retain(site, replace(NOON, **now))


def counts(done: Retained) -> tuple[int, int, int, int]:
    """How many there are, are named, wait, were erased."""
    return done.households, done.named, done.waiting, done.erased


def test_seven_days_after_the_registry_held_the_last_row(site: Site) -> None:
    """Sixth day: they wait. Seventh: whoever no programme names is erased; the pupil's household stays."""
    registry_holds_all(site)
    assert counts(run(site)) == (2, 1, 1, 0)
    open_on(site, days_after(TODAY, 6))
    assert counts(run(site)) == (2, 1, 1, 0)
    open_on(site, days_after(TODAY, 7))
    assert counts(run(site)) == (2, 1, 0, 1)
    assert codes(site) == ["00001"]
    assert counts(run(site)) == (1, 1, 0, 0)


def test_what_the_registry_does_not_hold_stays(site: Site) -> None:
    """However many days pass; and a site without a registry erases nobody."""
    for days in (0, 8, 30):
        open_on(site, days_after(TODAY, days)) if days else None
        assert counts(run(site)) == (2, 1, 1, 0)
    registry_holds_all(site)
    with closing(site.connect()) as connection:
        connection.execute("DELETE FROM registry")
    run(site)
    open_on(site, days_after(TODAY, 60))
    done = run(site)
    assert (counts(done), done.registry) == ((2, 1, 1, 0), False)


def test_a_row_since_then_begins_the_days_anew(site: Site) -> None:
    """Whoever was served, or got a card, last week is known for seven days more."""
    registry_holds_all(site)
    run(site)
    add_card(site, make_household(make_person(), code="00003"))
    registry_holds_all(site)
    open_on(site, days_after(TODAY, 7))
    assert counts(run(site)) == (3, 1, 1, 1)
    open_on(site, days_after(TODAY, 14))
    assert counts(run(site)) == (2, 1, 0, 1)


def test_no_clock_erases_anybody(site: Site) -> None:
    """A machine that woke up ten years later goes by the last day that a human opened, until one says the date."""
    registry_holds_all(site)
    run(site)
    later = NOON.wall_ms + 10 * 365 * 86_400_000
    assert counts(run(site, boot=2, wall_ms=later)) == (2, 1, 1, 0)
    assert counts(run(site, wall_ms=later)) == (2, 1, 0, 1)
