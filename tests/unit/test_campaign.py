"""A campaign's file, its days, its report and the picture of its puzzle."""

import re
from xml.etree import ElementTree as ET

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldpoint.core.campaigns.add_up import Counts, Event, Given, Tallied, Titles, add_up
from fieldpoint.core.campaigns.campaign import Campaign, Puzzle, State, counts_on, span, state_on
from fieldpoint.core.campaigns.check import check
from fieldpoint.core.campaigns.jigsaw import jigsaw
from fieldpoint.core.campaigns.picture import filled, puzzle_svg
from fieldpoint.core.campaigns.pieces import PieceWord, pieces_for
from fieldpoint.core.campaigns.report_text import report_text
from fieldpoint.core.campaigns.total import PieceTotals
from fieldpoint.core.names import Day, EventId
from fieldpoint.core.rules.sense import FaultKind
from fieldpoint.desk.campaigns.packaged import packaged_campaign, packaged_campaigns, packaged_sources

GOOD = """code = "drive"
version = 1
title_fa = "پویش"
window = [{ first = "1405-09-01", last = "1405-09-30" }]
target = { count = 100, unit_fa = "بسته" }
programmes = ["basket"]
"""
NO_TITLES = Titles(programmes={}, items={})


def own(source: str = GOOD, moon: int = 0) -> Campaign:
    """The campaign of a text that has no fault."""
    found = check(source.encode(), moon).campaign
    assert found is not None
    return found


def test_the_packages_campaigns_are_without_fault() -> None:
    """Each of them is read, is called as its file, and has a day on which it counts."""
    assert [one.code for one in packaged_campaigns()] == list(packaged_sources())
    assert {"karamat", "nazr-yari", "mehr-hamdeli", "chador-yari"} <= set(packaged_sources())


@pytest.mark.parametrize(
    ("line", "text", "field", "kind"),
    [
        (4, GOOD.replace("1405-09-30", "1405-09-31"), "window.1.last", FaultKind.DAY_UNKNOWN),
        (4, GOOD.replace("1405-09-30", "1405-08-30"), "window.1.last", FaultKind.WINDOW_IMPOSSIBLE),
        (6, GOOD.replace('["basket"]', "[]"), "programmes", FaultKind.PROGRAMME_MISSING),
        (7, GOOD + 'puzzle = { columns = 40, rows = 40, scene = "lamp" }', "puzzle", FaultKind.PUZZLE_TOO_LARGE),
        (7, GOOD + 'puzzle = { columns = 4, rows = 4, scene = "a" }', "puzzle.scene", FaultKind.VALUE_UNFIT),
        (7, GOOD + 'moral = "x"', "moral", FaultKind.FIELD_UNKNOWN),
        (2, GOOD.replace("version = 1", "version = 0"), "version", FaultKind.VALUE_UNFIT),
        (3, GOOD.replace('title_fa = "پویش"', "title_fa = "), "", FaultKind.NOT_TOML),
    ],
)  # fmt: skip
def test_every_fault_has_its_line_and_field(line: int, text: str, field: str, kind: FaultKind) -> None:
    """Whoever writes a file is told where it is wrong."""
    (fault,) = check(text.encode()).faults
    assert (fault.line, fault.field, fault.kind) == (line, field, kind)


def test_a_place_stands_once() -> None:
    """Two places of one code could not be told apart in the log."""
    place = '[[places]]\ncode = "square"\ntitle_fa = "میدان"\n'
    (fault,) = check((GOOD + place + place).encode()).faults
    assert (fault.field, fault.kind) == ("places.2.code", FaultKind.PLACE_DOUBLED)


def test_months_of_the_moon_are_days_that_a_site_may_move() -> None:
    """Muharram of 1448 is resolved to Jalali days; seen a day later, all of it is a day later."""
    written, later = (packaged_campaign("nazr-yari", moon) for moon in (0, 1))
    assert written is not None
    assert later is not None
    assert [one.window[0].first for one in (written, later)] == ["1405-03-26", "1405-03-27"]
    assert written.window[1] == later.window[1]


@pytest.mark.parametrize(
    ("moon", "first", "last"),
    [(-1, "1403-12-10", "1405-01-01"), (0, "1403-12-11", "1405-01-02"), (1, "1403-12-12", "1405-01-03")],
)
def test_a_window_of_the_moon_goes_over_a_jalali_years_end(moon: int, first: str, last: str) -> None:
    """Ramadan 1446 with the leap day of 1403 in it, and from Ramadan 1447 over Nowruz of a common year to the feast."""
    written = 'window = [{ calendar = "hijri", first = "1446-09-01", last = "1446-09-30" }, '
    written += '{ calendar = "hijri", first = "1447-09-01", last = "1447-10-03" }]'
    one = own(re.sub(r"(?m)^window = .*$", written, GOOD), moon)
    assert (one.window[0].first, one.window[1].last) == (first, last)
    inside = ("1403-12-30", "1404-01-01", "1404-12-29", "1405-01-01")
    assert all(counts_on(one, Day(day)) for day in inside)
    assert not any(counts_on(one, Day(day)) for day in ("1403-12-09", "1404-01-11", "1404-11-27", "1405-01-04"))


@pytest.mark.parametrize(("day", "state"), [("1405-08-30", "coming"), ("1405-09-05", "now"), ("1405-10-01", "past")])
def test_a_day_stands_before_in_or_behind_it(day: str, state: State) -> None:
    """Both days of the window count."""
    assert (state_on(own(), Day(day)), span(own())) == (state, ("1405-09-01", "1405-09-30"))


def test_wednesdays_are_wednesdays() -> None:
    """Of the first week of Azar 1405 the campaign of Wednesdays counts the fourth alone (25 November 2026)."""
    karamat = packaged_campaign("karamat")
    assert karamat is not None
    week = [Day(f"1405-09-0{number}") for number in range(1, 8)]
    assert [day for day in week if counts_on(karamat, day)] == ["1405-09-04"]


GIVEN = st.builds(
    Given,
    site=st.sampled_from(["s-1", "s-2"]),
    prog=st.sampled_from(["basket", "bread"]),
    item=st.sampled_from(["a", "b"]),
    day=st.sampled_from([Day("1405-09-01"), Day("1405-09-30"), Day("1405-10-01")]),
    qty=st.integers(1, 9),
    holder=st.sampled_from(["h1", "h2", "h3"]),
)


@given(st.lists(GIVEN), st.randoms())
def test_sums_hold_in_any_order(rows: list[Given], chance: object) -> None:
    """Lines add up to the whole, whatever order the rows come in, and nothing outside counts."""
    shuffled = list(rows)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  hypothesis's own
    first, second = (
        add_up(own(), Counts(programmes=["basket"], given=some), NO_TITLES, "s", Day("1405-09-05"))
        for some in (rows, shuffled)
    )
    belonging = [one for one in rows if one.prog == "basket" and one.day != "1405-10-01"]
    assert first == second
    assert sum(line.qty for line in first.given) == first.reached == sum(one.qty for one in belonging)
    assert sum(line.handouts for line in first.given) == first.handouts == len(belonging)
    assert first.households == len({one.holder for one in belonging}) <= sum(one.households for one in first.given)


@given(st.permutations([
    PieceWord(event_id=EventId("a"), gift=EventId("a"), what="pledged", campaign="drive", qty=5),
    PieceWord(event_id=EventId("b"), gift=EventId("a"), what="arrived", qty=2),
    PieceWord(event_id=EventId("c"), gift=EventId("c"), what="pledged", qty=4),
    PieceWord(event_id=EventId("d"), gift=EventId("c"), what="named", campaign="drive"),
    PieceWord(event_id=EventId("e"), gift=EventId("e"), what="there", campaign="drive", qty=1),
    PieceWord(event_id=EventId("f"), gift=EventId("f"), what="arrived", qty=7),
    PieceWord(event_id=EventId("g"), gift=EventId("a"), what="ended"),
]))  # fmt: skip
def test_pieces_are_the_same_in_any_order(words: list[PieceWord]) -> None:
    """Withdrawn after two arrived, named later, unannounced; a delivery of what is no piece counts nothing."""
    assert pieces_for("drive", words) == (7, 3)


def test_a_report_always_fits_into_a_row() -> None:
    """A hundred sites with long titles: the sums hold all, the lists as many as there is room for, and say it."""
    days = Day("1405-09-05")
    rows = [Given(site=f"site-{n:03}", prog="basket", item="food-basket", day=days, qty=n + 1) for n in range(300)]
    tents = [
        Event(event=EventId(f"{n:022}"), site="s-1", place="square", day=days, first="18:00", last="22:00")
        for n in range(100)
    ]
    counts = Counts(
        programmes=["basket"],
        given=rows,
        events=tents,
        tallied=[Tallied(event=one.event, item="meal", qty=2) for one in tents],
    )
    titles = Titles(programmes={"basket": ("س" * 60, "بسته")}, items={})
    report = add_up(own(), counts, titles, "s", days)
    assert len(msgspec.json.encode(report)) <= 15_000
    assert report.more == 400 - len(report.given) - len(report.events)
    assert (report.handouts, report.tallied, report.given[0].qty) == (300, 200, 300)
    assert f"and {report.more} more entries" in report_text(report, "")


def test_pieces_fit_each_other() -> None:
    """Each inner edge is drawn alike by both its pieces, and no two campaigns are cut alike."""
    cut, other = jigsaw("one", 5, 4), jigsaw("two", 5, 4)
    points = [re.findall(r"-?\d+ -?\d+", cut.piece(number)) for number in range(20)]
    right_of_first = set(points[0]) & set(points[1])
    assert len(right_of_first) >= 9  # two of an edge's ten points may fall together
    assert cut.pieces(range(20)) != other.pieces(range(20))
    assert sorted(cut.order) == list(range(20)) != cut.order


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_a_picture_is_never_fuller_than_full(handed: int, arrived: int, pledged: int) -> None:
    """More may be handed out than was pledged, and more pledged than there are pieces."""
    first, second, third = filled(PieceTotals(total=12, pledged=pledged, arrived=arrived, handed=handed))
    assert 0 <= first <= second <= third <= 12


@pytest.mark.parametrize("scene", ["school", "bowl", "tent", "lamp"])
def test_a_picture_is_well_formed_and_says_what_it_shows(scene: str) -> None:
    """It is XML with one outline for each state, a text for who cannot see it, and no style that a page refuses."""
    puzzle = Puzzle(columns=6, rows=4, scene=scene)  # type: ignore[arg-type]  one of them
    pieces = PieceTotals(total=24, pledged=18, arrived=12, handed=6)
    drawn = puzzle_svg("drive", puzzle, pieces, title='۶ تکه <&"')
    root = ET.fromstring(drawn)  # noqa: S314  our own drawing
    shapes = {one.get("class"): one for one in root.iter() if one.get("class")}
    assert (root.get("aria-label"), root.get("role")) == ('۶ تکه <&"', "img")
    assert (shapes["pledged"].get("d") or "").count("M") == 6
    assert "style=" not in drawn
    assert drawn == puzzle_svg("drive", puzzle, pieces, title='۶ تکه <&"')
