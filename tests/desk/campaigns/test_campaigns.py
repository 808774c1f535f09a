"""A campaign counts what its programmes gave on its days, its pieces and its tents, and is closed once."""

from pathlib import Path

import msgspec
import pytest

from fieldpoint.core.act_rows import StockOut
from fieldpoint.core.campaigns.campaign import Target, Weekday
from fieldpoint.core.campaigns.rows import CampaignClose
from fieldpoint.core.names import Day, EventId
from fieldpoint.core.rules.window import Hours, Window
from fieldpoint.desk.act import Act
from fieldpoint.desk.bind_card import bind_card
from fieldpoint.desk.campaigns.acts import take_down
from fieldpoint.desk.campaigns.look import see, see_in_public
from fieldpoint.desk.close_day import close_day
from fieldpoint.desk.packaged_programmes import packaged_programmes
from fieldpoint.desk.set_up_site import take_in
from fieldpoint.desk.void_handout import void_handout
from fieldpoint.errors import Conflict, Invalid, NotFound
from fieldpoint.paper.campaign_sheet import campaign_pdf
from fieldpoint.store import log
from fieldpoint.store.projected.tables import TABLES
from tests.desk.campaigns.drive import CODE, EVENING, Drive, make_campaign
from tests.support import TODAY

KEPT = sorted(table for table in TABLES if table.startswith("campaign"))


@pytest.fixture
def drive(tmp_path: Path) -> Drive:
    """A till with five households."""
    return Drive(tmp_path)


def test_what_was_given_before_it_was_opened_counts_too(drive: Drive) -> None:
    """A campaign that is opened late counts the handouts of its days, and those that follow."""
    drive.give("basket")
    drive.open()
    drive.give("basket", drive.others[0])
    assert (drive.report().reached, drive.report().households, drive.pieces()[2]) == (2, 2, 2)


def test_only_its_programmes_and_its_days_count(drive: Drive) -> None:
    """Another programme's handout, one before the window and one of another weekday are none of it."""
    drive.give("basket")
    drive.hand_out(drive.line("bread", drive.household.members[0].person))
    drive.open(make_campaign(window=(Window(first="1405-09-02", last="1405-09-30"),)))
    assert drive.report().reached == 0
    days: list[Weekday] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    counted: list[int] = []
    for number, day in enumerate(days):
        drive.open(make_campaign(version=2 + number, weekdays=(day,)))
        counted.append(drive.report().reached)
    assert sorted(counted) == [0, 0, 0, 0, 0, 0, 1]


def test_what_is_taken_back_is_gone_from_it(drive: Drive) -> None:
    """A voided handout and a voided tap count no more."""
    drive.open()
    given, tap = drive.give("basket"), drive.tap(drive.tent())
    for ref in (given.row.id, tap):
        drive.write(lambda tx, ref=ref: void_handout(tx, ref, drive.act(), "mistake", "lead"))
    assert (drive.report().reached, drive.report().tallied) == (0, 0)


def test_two_cards_of_one_household_are_one(drive: Drive) -> None:
    """Who was reached follows a card that is bound later."""
    drive.open(make_campaign(programmes=("bread", "basket")))
    blank = drive.blank_card()
    drive.hand_out(drive.line("bread", drive.household.members[0].person))
    drive.connection.execute("UPDATE campaign_handouts SET holder = ?", (blank.card,))
    drive.give("basket")
    assert drive.report().households == 2
    drive.write(lambda tx: bind_card(tx, blank.card, drive.household.household, drive.book.versions, Act(operator="l")))
    assert drive.report().households == 1


def test_pieces_are_pledged_arrive_and_are_withdrawn(drive: Drive) -> None:
    """Of a contribution that is withdrawn what had arrived still counts; one may be named for the campaign later."""
    drive.open()
    first, nameless = drive.pledge(5), drive.pledge(3, None)
    drive.pledge(2, unannounced=True)
    drive.pledge(9, "another-drive")
    assert drive.pieces() == (7, 2, 0)
    drive.arrive(first, 1)
    drive.complete(nameless)
    assert drive.pieces() == (10, 3, 0)
    drive.withdraw(first)
    assert drive.pieces() == (6, 3, 0)


def test_taps_count_at_their_event(drive: Drive) -> None:
    """What is given freely at tents stands there by its item; a tap elsewhere is none of it."""
    drive.open(make_campaign(target=Target(count=50, unit_fa="پرس", item="surplus-meal")))
    event = drive.tent()
    drive.tap(event, 10)
    drive.tap(event, 1)
    drive.tap(None, 5)
    (told,) = drive.report().events
    assert (told.place, told.counts, drive.report().reached) == ("میدان نمونه", [("غذای مازاد", 11)], 11)


def test_a_tap_at_no_event_is_kept_and_says_so(drive: Drive) -> None:
    """It has happened; the row is flagged and the campaign does not count it."""
    drive.open()
    tap = drive.tap(EventId("A" * 22))
    found = log.find(drive.connection, tap)
    assert found is not None
    assert isinstance(found[0], StockOut)
    assert (found[0].flags, found[0].event, drive.report().tallied) == (["event-ended"], msgspec.UNSET, 0)


def test_tents_stand_at_a_place_and_day_of_the_campaign(drive: Drive) -> None:
    """A place that it does not have, a day outside its windows and hours that are none are refused by their name."""
    drive.open()
    for field, said in (("place", {"place": "nowhere"}), ("day", {"day": Day("1405-11-09")})):
        with pytest.raises(Invalid) as fault:
            drive.tent(**said)  # type: ignore[arg-type]  one of them
        assert (fault.value.code, fault.value.facts["field"]) == ("event-unfit", field)
    with pytest.raises(Invalid):
        drive.tent(hours=Hours(first="18:00", last="18:00"))


def test_an_event_goes_only_while_nothing_was_counted(drive: Drive) -> None:
    """One that was entered by mistake is taken out; one with taps stays."""
    drive.open()
    event, busy = drive.tent(), drive.tent(hours=Hours(first="10:00", last="12:00"))
    drive.tap(busy)
    drive.write(lambda tx: take_down(tx, event, drive.act()))
    with pytest.raises(Conflict) as fault:
        drive.write(lambda tx: take_down(tx, busy, drive.act()))
    with pytest.raises(NotFound):
        drive.write(lambda tx: take_down(tx, event, drive.act()))
    assert (fault.value.code, [one.event for one in drive.report().events]) == ("event-tallied", [busy])


def test_it_is_not_closed_over_an_open_day(drive: Drive) -> None:
    """While a day of the campaign is open more may be handed over, so nothing is written."""
    drive.open()
    with pytest.raises(Conflict) as fault:
        drive.close()
    assert fault.value.code == "campaign-day-open"


def test_a_closed_report_stays_the_same_bytes(drive: Drive) -> None:
    """Whatever programmes are called later and whatever else is handed over, the sheet is the same."""
    drive.open()
    drive.give("basket")
    drive.tap(drive.tent())
    drive.pledge(4)
    drive.write(lambda tx: close_day(tx, "lead"))
    row = drive.close().row
    assert isinstance(row, CampaignClose)
    seen = see(drive.connection, CODE, drive.site.facts, TODAY)
    before = campaign_pdf(seen.report, seen.seal)
    basket = next(one for one in packaged_programmes() if one.code == "basket")
    take_in(drive.site, [msgspec.structs.replace(basket, version=77, title_fa="نام تازه")])
    drive.pledge(3)
    drive.tap(None)
    again = see(
        drive.connection, CODE, msgspec.structs.replace(drive.site.facts, name_fa="نام دیگر"), Day("1406-01-01")
    )
    assert (again.report, again.seal, campaign_pdf(again.report, again.seal)) == (row.report, seen.seal, before)
    assert before.startswith(b"%PDF")


def test_closing_again_answers_the_first_report(drive: Drive) -> None:
    """And a closed campaign is not opened again, nor are tents put up for it."""
    drive.open()
    drive.write(lambda tx: close_day(tx, "lead"))
    first, again = drive.close(), drive.close()
    assert (again.row, again.again) == (first.row, True)
    for act in (lambda: drive.open(make_campaign(version=2)), drive.tent):
        with pytest.raises(Conflict) as fault:
            act()
        assert fault.value.code == "campaign-closed"


def test_a_version_means_one_thing(drive: Drive) -> None:
    """The same campaign again is nothing new; other content needs a higher number."""
    drive.open()
    assert drive.open() is None
    with pytest.raises(Conflict) as fault:
        drive.open(make_campaign(title_fa="دیگر"))
    assert fault.value.code == "campaign-version-taken"
    assert drive.open(make_campaign(title_fa="دیگر", version=2)) is not None
    assert drive.report().title == "دیگر"


def test_everybody_sees_numbers_of_things_only(drive: Drive) -> None:
    """What the public page is made of names nobody and tells no number of households."""
    drive.open()
    drive.give("basket")
    seen = see_in_public(drive.connection, None, drive.site.facts, TODAY)
    assert seen is not None
    assert (seen.report.households, [one.households for one in seen.report.given], seen.report.reached) == (0, [0], 1)
    assert see_in_public(drive.connection, "nothing", drive.site.facts, TODAY) is None


def test_the_log_alone_makes_its_tables(drive: Drive) -> None:
    """Read again row by row, the log gives the same campaigns, counts, events and pieces."""
    from fieldpoint.store.repair.projections import empty, project_all  # noqa: PLC0415  for this test

    drive.give("basket")
    drive.open()
    void = drive.give("basket", drive.others[0]).row.id
    drive.write(lambda tx: void_handout(tx, void, drive.act(), "mistake", "lead"))
    drive.tap(drive.tent())
    drive.pledge(4)
    before = {table: drive.rows(table) for table in KEPT}
    target = drive.site.connect()
    target.execute("BEGIN IMMEDIATE")
    empty(target)
    project_all(drive.connection, target)
    after = {table: sorted(target.execute(f"SELECT * FROM {table}").fetchall()) for table in KEPT}  # noqa: S608  ours
    target.execute("ROLLBACK")
    target.close()
    assert after == before
    assert EVENING.first == before["campaign_events"][0][4]
