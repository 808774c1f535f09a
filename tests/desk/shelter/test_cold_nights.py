"""A cold night never ends in a no (design 8): every case in which somebody is admitted all the same."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from fieldpoint import ids
from fieldpoint.core.card import CardName
from fieldpoint.core.rules.window import Hours
from fieldpoint.desk.set_up_site import take_in
from fieldpoint.desk.shelter.admit import Wanted
from fieldpoint.desk.stop_card import revoke_card, suspend_card
from fieldpoint.store.programmes import rule_book
from tests.desk.shelter.house import House, one_room
from tests.desk.support import LEAD


def only_in_the_evening(house: House, waiting_days: int = 0) -> None:
    """The bed-night is given from six to ten, and to those registered long enough."""
    beds = next(one for one in house.book.on(None).programmes.values() if one.kind == "bed_night")
    rule = replace(beds, version=2, hours=Hours(first="18:00", last="22:00"), waiting_days=waiting_days)
    take_in(house.site, [rule])
    house.book = rule_book(house.connection)


def stranger(house: House) -> CardName:
    """A genuine card of which this site knows nothing."""
    return CardName(card=ids.new_card_id(), kid=house.card.kid, serial=1)


def test_unknown_blank_and_no_card_are_admitted_on_any_night(tmp_path: Path) -> None:
    """card-unknown and not-registered; the handout says despite what."""
    house = House(tmp_path, one_room())
    unknown = house.ask(Wanted(ref=stranger(house), lines=house.asked()))
    blank, nobody = house.admit(house.blank_card()), house.admit()
    assert [one.result for one in (unknown, blank, nobody)] == ["admitted"] * 3
    flags = [getattr(one.lines[0].row, "flags", None) or [] for one in (unknown, nobody)]
    assert flags == [["card-unknown"], ["not-registered"]]


def test_no_open_day_and_a_clock_that_fell_back_keep_nobody_out(tmp_path: Path) -> None:
    """day-not-open and clock-suspect."""
    house = House(tmp_path / "closed", one_room(), day=None)
    assert house.admit(house.card).result == "admitted"
    house = House(tmp_path / "fell back", one_room())
    only_in_the_evening(house)
    house.now = replace(house.now, wall_ms=0)
    assert house.admit(house.card).result == "admitted"


@pytest.mark.parametrize("stop", ["revoked", "suspended", "waiting", "hours"])
def test_a_cold_night_admits_whoever_was_refused(tmp_path: Path, stop: str) -> None:
    """A card that was stopped, an hour that is not the rule's; waiting days keep nobody out on any night."""
    house = House(tmp_path, one_room())
    if stop == "revoked":
        house.write(lambda tx: revoke_card(tx, house.card.card, LEAD))
    if stop == "suspended":
        house.write(lambda tx: suspend_card(tx, house.card.card, LEAD))
    if stop in ("hours", "waiting"):
        only_in_the_evening(house, waiting_days=400 if stop == "waiting" else 0)
        house.at("14:00" if stop == "hours" else "19:00")
    assert house.admit(house.card).result == ("admitted" if stop == "waiting" else "refused")
    house.cold()
    assert house.admit(house.card).result == ("here" if stop == "waiting" else "admitted")


def test_a_cold_night_gives_no_second_bed_and_no_bed_that_is_not_there(tmp_path: Path) -> None:
    """Who is here is here; a full house is full, cold or not: the floor is as large as it is."""
    house = House(tmp_path, one_room(beds=1, floor=0))
    house.cold()
    assert [house.admit(house.card).result, house.admit(house.card).result] == ["admitted", "here"]
    assert house.admit().result == "full"
    assert house.tonight().cold
