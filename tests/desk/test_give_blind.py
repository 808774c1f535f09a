"""What a tablet may give while the site cannot be asked, as the rules say it beforehand."""

from fieldpoint.core.names import Day, ProgrammeCode
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.rules.check import check
from fieldpoint.core.rules.explain_fa import explain
from fieldpoint.core.rules.period import Moment
from fieldpoint.core.rules.programme import Offline
from fieldpoint.core.rules.sense import Known
from fieldpoint.core.rules.window import Window
from fieldpoint.desk.give_blind import blind_programmes
from fieldpoint.desk.packaged_programmes import packaged_programmes, packaged_sources
from tests.rules import make_meal, make_programme
from tests.support import TODAY

OPEN = Moment(day=TODAY, clock_day=TODAY)
DEAR = {"basket", "livelihood-package", "dowry-kit", "toys", "stationery", "insurance", "family-doctor"}


def blind(*versions: object, moment: Moment = OPEN, **book: object) -> list[str]:
    """The codes of what may be given blind under these rules."""
    rules = RuleBook(versions=versions, **book)  # type: ignore[arg-type]
    return [one.programme.code for one in blind_programmes(rules, moment)]


def test_packaged_programmes_feed_and_shelter_blind_and_nothing_dear() -> None:
    """Beds, meals and bread go on without the site; what is given once, or once a month, waits for it."""
    found = set(blind(*packaged_programmes()))
    assert {"bread", "hot-meal", "cold-meal", "bed-night", "night-dinner"} <= found
    assert not found & DEAR


def test_before_the_day_is_open_only_beds_and_meals() -> None:
    """A tablet that was told of no day gives no bread, and sends nobody away from a bed."""
    found = blind(*packaged_programmes(), moment=Moment(day=None, clock_day=TODAY))
    assert "bed-night" in found
    assert "bread" not in found


def test_programme_that_does_not_run_today_is_not_given_blind() -> None:
    """Outside its window, and at another site, a programme is not among them."""
    over = make_meal(offline=Offline(most=1), window=(Window(first="1405-01-01", last="1405-02-01"),))
    assert blind(over) == []
    assert blind(over, moment=Moment(day=Day("1405-01-15"), clock_day=TODAY)) == ["hot-meal"]


def test_what_excludes_another_is_told() -> None:
    """The tablet hears of both directions, so that it does not give both to one card."""
    hot = make_meal(offline=Offline(most=1))
    cold = make_meal("cold-meal", offline=Offline(most=1), exclusive_with=("hot-meal",))
    told = {one.programme.code: one.excludes for one in blind_programmes(RuleBook(versions=(hot, cold)), OPEN)}
    assert told == {"hot-meal": (ProgrammeCode("cold-meal"),), "cold-meal": (ProgrammeCode("hot-meal"),)}


def test_period_is_that_of_the_business_day() -> None:
    """What the tablet remembers is compared within the period that the day belongs to."""
    (told,) = blind_programmes(RuleBook(versions=(make_programme(offline=Offline(most=1)),)), OPEN)
    assert (told.cycle, told.most) == (TODAY[:7], 1)


def test_more_than_a_card_may_have_is_a_fault_of_the_file() -> None:
    """A household that gets one basket does not get two blind; the line is named."""
    source = packaged_sources()["basket"] + b"offline = { most = 2 }\n"
    checked = check(source, Known(items=frozenset({"food-basket"}), exclusions={}))
    assert [(fault.field, str(fault.kind)) for fault in checked.faults] == [("offline.most", "offline-unfit")]
    assert checked.faults[0].line == source.count(b"\n")


def test_rule_says_how_much_is_given_blind() -> None:
    """The lead reads the number, or that nothing is given until the site answers."""
    assert "اگر محل پاسخ ندهد، هر کارت در هر دوره تا ۱ بسته می‌گیرد." in explain(make_programme(offline=Offline(most=1)))
    assert "تا محل پاسخ ندهد تحویل داده نمی‌شود." in explain(make_programme())
