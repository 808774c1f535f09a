"""Donors and contributions at a site: promised, arrived, unannounced, completed, withdrawn; and whom they reached."""

import random
from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

from fieldpoint.core.gifts.rows import GiftWithdraw
from fieldpoint.core.gifts.statement import statement_of
from fieldpoint.core.gifts.sums import sums_by_donor
from fieldpoint.core.log_rows import Handout, decode_row
from fieldpoint.core.names import Day, DonorId, EventId
from fieldpoint.core.stock.rows import StockReceipt
from fieldpoint.desk.gifts.donors import DonorDraft, donor_by_name, set_donor
from fieldpoint.desk.gifts.gather import gather
from fieldpoint.desk.gifts.give import (
    GiftDraft,
    More,
    complete_gift,
    take_unannounced,
    withdraw_gift,
)
from fieldpoint.desk.stock.goods import name_gift
from fieldpoint.errors import Conflict, Invalid, NotFound
from fieldpoint.store.gifts.book import donor_names, gift_book, given_lots
from fieldpoint.store.repair.rebuild import rebuild
from tests.desk.gifts.giving import Giving
from tests.desk.stock.store import ITEM, ORG
from tests.desk.stock.test_identities import act

NEXT_QUARTER = Day("1405-10-01")
QUARTER = "1405-S3"


@pytest.fixture
def giving(tmp_path: Path) -> Giving:
    """A till whose donors give kits."""
    return Giving(tmp_path)


def test_a_promise_that_arrives_is_a_lot_of_its_own(giving: Giving) -> None:
    """Ten were promised, six arrived and two of them were handed out: all four numbers are known."""
    gift = giving.promise(giving.kits(10, giving.donor()))
    giving.deliver(gift, 6)
    giving.give_kit(0)
    giving.give_kit(1)
    one, lots = gift_book(giving.connection).gifts[gift], given_lots(giving.connection)
    assert (one.qty, one.delivered(lots)) == (10, 6)
    assert [(lot.gift, lot.handed, lot.left) for lot in lots] == [(gift, 2, 4)]


def test_what_comes_unannounced_is_gift_and_lot_at_once(giving: Giving) -> None:
    """Three fields, no giver: a contribution of nobody who is known, whose kits can be handed out; once only."""
    done, draft = giving.act(), giving.kits(4)
    first = giving.write(lambda tx: take_unannounced(tx, draft, done))
    again = giving.write(lambda tx: take_unannounced(tx, draft, done))
    assert (first.again, again.again) == (False, True)
    (one,) = gift_book(giving.connection).gifts.values()
    assert (one.unannounced, one.donor, giving.balance()) == (True, None, 4)


def test_what_was_not_known_is_completed_later(giving: Giving) -> None:
    """The giver's name is said a day later: a new donor, and what was handed out before is theirs too."""
    gift = giving.come(giving.kits(4))
    giving.give_kit(0)

    def complete(name: str) -> None:
        giving.write(
            lambda tx: complete_gift(tx, gift, More(donor=donor_by_name(tx, name, "goods", "lead")), giving.act())
        )

    complete("خانم نمونه")
    book = gift_book(giving.connection)
    (donor,) = book.donors
    assert donor_names(giving.connection)[donor].name == "خانم نمونه"
    assert sums_by_donor(giving.drawn(), book) == {donor: {(ORG, ITEM): 1}}


def test_a_name_that_is_spelt_otherwise_is_the_same_donor(giving: Giving) -> None:
    """Arabic letters and double spaces make no second donor; an empty name is nobody's."""
    donor = giving.donor("شرکت کیمیای نمونه")
    same = giving.write(lambda tx: donor_by_name(tx, "شركت  كيمياي نمونه", "goods", "lead"))
    assert (same, giving.write(lambda tx: donor_by_name(tx, " ", "goods", "lead"))) == (donor, None)


def test_no_name_and_no_phone_stands_in_the_log(giving: Giving) -> None:
    """Rows say of a donor a random id, a kind and what they can give."""
    giving.come(giving.kits(4, giving.donor()))
    lines = b"\n".join(line for (line,) in giving.connection.execute("SELECT line FROM log"))
    assert "مهر".encode() not in lines
    assert b"9121234567" not in lines


def test_withdrawn_after_it_was_handed_out_says_so_and_undoes_nothing(giving: Giving) -> None:
    """Two of five kits are with households: the row says two and three, the stock keeps three, sums keep two."""
    donor = giving.donor()
    gift = giving.come(giving.kits(5, donor))
    giving.give_kit(0)
    giving.give_kit(1)
    done = giving.write(lambda tx: withdraw_gift(tx, gift, "donor", giving.act())).row
    assert isinstance(done, GiftWithdraw)
    assert (done.handed, done.left, giving.balance()) == (2, 3, 3)
    book = gift_book(giving.connection)
    assert book.gifts[gift].withdrawn == "donor"
    assert sums_by_donor(giving.drawn(), book) == {donor: {(ORG, ITEM): 2}}
    with pytest.raises(Conflict, match="gift-withdrawn"):
        giving.deliver(gift, 1)


def test_what_was_entered_by_mistake_leaves_the_stock_by_rows(giving: Giving) -> None:
    """One of five was handed out: four leave as a mistake, and the contribution says that one arrived."""
    gift = giving.come(giving.kits(5))
    giving.give_kit(0)
    giving.write(lambda tx: withdraw_gift(tx, gift, "mistake", giving.act()))
    one, lots = gift_book(giving.connection).gifts[gift], given_lots(giving.connection)
    assert (giving.balance(), one.delivered(lots), lots[0].handed) == (0, 1, 1)


def test_money_and_places_arrive_beside_the_stock(giving: Giving) -> None:
    """Rials for rent, a hall for an event: no lot, and the statement says where they end."""
    donor = giving.donor()
    rent = GiftDraft(kind="money", item="rial", quantity=500_000_000, donor=donor, end="rent")
    hall = GiftDraft(kind="place", item="hall", quantity=1, donor=donor, end="event")
    money = giving.promise(rent)
    giving.deliver(money, 200_000_000)
    giving.come(hall)
    told = statement_of(gather(giving.connection), donor, QUARTER, NEXT_QUARTER)
    assert [(line.item, line.promised, line.arrived, line.end) for line in told.lines] == [
        ("rial", 500_000_000, 200_000_000, "rent"),
        ("hall", 1, 1, "event"),
    ]
    assert given_lots(giving.connection) == []


def test_pieces_of_a_picture_name_their_campaign(giving: Giving) -> None:
    """A piece without a campaign is none; with one its promise and what arrived stand in the book."""
    piece = GiftDraft(kind="piece", item="piece", quantity=3, donor=giving.donor())
    with pytest.raises(Invalid, match="request-invalid"):
        giving.promise(piece)
    gift = giving.promise(GiftDraft(kind="piece", item="piece", quantity=3, campaign="mehr-1405"))
    giving.deliver(gift, 2)
    one = gift_book(giving.connection).gifts[gift]
    assert (one.campaign, one.qty, one.delivered([])) == ("mehr-1405", 3, 2)


def test_what_is_unknown_or_unfit_is_refused(giving: Giving) -> None:
    """A donor nobody entered, a contribution that is none, money in pots, a name of nothing, a phone of words."""
    with pytest.raises(NotFound, match="donor-unknown"):
        giving.promise(giving.kits(1, DonorId("AAAAAAAAAAA")))
    with pytest.raises(NotFound, match="gift-unknown"):
        giving.deliver(EventId("AAAAAAAAAAAAAAAAAAAAAA"), 1)
    with pytest.raises(Invalid, match="request-invalid"):
        giving.promise(GiftDraft(kind="money", item="pot", quantity=1))
    for draft in (GiftDraft(kind="goods", item="kit", quantity=1, org="هر چه"), giving.kits(10**7)):
        with pytest.raises(Invalid, match="request-invalid"):
            giving.promise(draft)
    for draft in (DonorDraft(name=" "), DonorDraft(name="الف", phone="تلفن")):
        with pytest.raises(Invalid, match="request-invalid"):
            giving.write(lambda tx, draft=draft: set_donor(tx, draft, giving.act()))


def test_a_rebuilt_site_has_the_same_contributions(giving: Giving) -> None:
    """The rows of gifts are a projection of the log."""
    giving.come(giving.kits(3, giving.donor()))
    before = giving.rows("gift_rows")
    giving.connection.close()
    rebuild(giving.site.folder)
    giving.connection = giving.site.connect()
    assert giving.rows("gift_rows") == before


def test_over_whatever_happens_donors_and_unknown_are_all_handouts(giving: Giving) -> None:
    """The sums over donors with those of unknown origin are what standing handouts drew, whatever was done between.

    And the rows alone, played again as a registry plays them, say the same as the site's tables.
    """
    chance, donors = random.Random(17), [giving.donor(f"خیّر نمونهٔ {number}") for number in "اب"]
    for number in range(120):
        if chance.random() < 0.2:
            giving.come(giving.kits(chance.randint(1, 6), chance.choice([*donors, None])))
        else:
            act(giving, chance, number)
        if chance.random() < 0.1:
            _name_a_lot(giving, chance, donors)
    drawn = giving.drawn()
    assert [replace(one, programme="") for one in drawn] == giving.replayed()
    sums = sums_by_donor(drawn, gift_book(giving.connection))
    assert sum((Counter(one) for one in sums.values()), Counter()) == _handed(giving)
    assert len(sums) == 3


def _name_a_lot(giving: Giving, chance: random.Random, donors: list[DonorId]) -> None:
    """A receipt of before turns out to be somebody's gift."""
    lines = giving.connection.execute("SELECT line FROM log WHERE type = 'stock.receipt'").fetchall()
    receipts = [row for (line,) in lines if isinstance(row := decode_row(line), StockReceipt) and not row.gift]
    if receipts:
        lot = chance.choice(receipts)
        gift = giving.promise(giving.kits(lot.qty, chance.choice(donors)))
        giving.write(lambda tx: name_gift(tx, lot.id, gift, giving.act()))


def _handed(giving: Giving) -> Counter[tuple[str, str]]:
    """What handouts that stand drew, added up from the log alone."""
    lines = giving.connection.execute("SELECT line FROM log WHERE event_id NOT IN (SELECT ref FROM voids)")
    rows = [decode_row(line) for (line,) in lines]
    handed: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if isinstance(row, Handout) and isinstance(row.draws, str):
            handed[row.draws, row.item] += row.qty
    return handed


def test_a_statement_before_the_quarters_end_tells_of_no_household(giving: Giving) -> None:
    """Eight households had a kit: told after the quarter, by neighbourhood; before it, nothing."""
    donor = giving.donor()
    giving.come(giving.kits(10, donor))
    for number in range(8):
        giving.give_kit(number)
    gathered = gather(giving.connection)
    assert statement_of(gathered, donor, QUARTER, Day("1405-09-30")).items == ()
    (item,) = statement_of(gathered, donor, QUARTER, NEXT_QUARTER).items
    (cell,) = item.cells
    assert (cell.neighbourhood, cell.households, cell.quantity, item.together.more) == ("راه‌آهن", 8, 8, False)
