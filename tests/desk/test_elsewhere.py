"""What other sites gave counts here as soon as it is known, and only for whom it was given."""

from pathlib import Path

import msgspec
import pytest

from fieldpoint.core.feed import ConsumptionBody, FeedItem, RevocationBody, SiteShare
from fieldpoint.core.log_rows import Refusal
from fieldpoint.sync.feed.apply import apply_items
from tests.desk.support import Desk
from tests.support import member_ids


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk in front of a household of three."""
    return Desk(tmp_path / "site", members=3)


def hears(desk: Desk, programme: str, cycle: str, *shares: tuple[str, int], name: str | None = None) -> None:
    """The registry says what another site gave: for whom (empty: the household), how much."""
    household = name or desk.household.household
    by = [SiteShare(site="s-02", member=member, qty=qty, day=None) for member, qty in shares]
    body = ConsumptionBody(hh=household, prog=programme, cycle=cycle, item="x", by=by)
    told(desk, "cons", f"{household}/{programme}/{cycle}/x", msgspec.json.encode(body))


def told(desk: Desk, kind: str, key: str, body: bytes) -> None:
    """One item of the feed has its effect."""
    item = FeedItem(n=1, k=kind, key=key, b=msgspec.Raw(body))
    desk.write(lambda tx: apply_items(tx, [item]))


def test_what_another_site_gave_is_collected(desk: Desk) -> None:
    """The basket of this month was given elsewhere: nothing is due, and the refusal names the other site."""
    assert desk.due("basket") == 1
    hears(desk, "basket", "1405-09", ("", 1))
    assert desk.due("basket") == 0
    answered = desk.give("basket")
    assert isinstance(answered.row, Refusal)
    assert (answered.row.reason, answered.row.elsewhere, answered.row.earlier) == ("already-collected", "s-02", None)


def test_another_period_is_another_matter(desk: Desk) -> None:
    """What was given elsewhere last month takes nothing from this one."""
    hears(desk, "basket", "1405-08", ("", 1))
    assert desk.due("basket") == 1


def test_a_meal_elsewhere_is_one_members(desk: Desk) -> None:
    """Of three members one ate elsewhere today: two meals are due here."""
    hears(desk, "hot-meal", "1405-09-01", (member_ids(desk.household)[0], 1))
    assert desk.due("hot-meal") == 2


def test_a_sum_is_replaced_and_never_added(desk: Desk) -> None:
    """Told twice it counts once; told as nothing it is due again."""
    for _ in range(2):
        hears(desk, "hot-meal", "1405-09-01", (member_ids(desk.household)[0], 1))
    assert desk.due("hot-meal") == 2
    told(desk, "cons", f"{desk.household.household}/hot-meal/1405-09-01/x", b"null")
    assert desk.due("hot-meal") == 3


def test_a_card_that_was_stopped_elsewhere_is_refused_here(desk: Desk) -> None:
    """The other site revoked it; given back there, it is good here too."""
    body = msgspec.json.encode(RevocationBody(card=desk.card.card, why="revoked"))
    told(desk, "rev", desk.card.card, body)
    row = desk.give("basket").row
    assert isinstance(row, Refusal)
    assert row.reason == "card-revoked"
    told(desk, "rev", desk.card.card, b"null")
    assert desk.due("basket") == 1


@pytest.mark.parametrize("kind", ["cons", "rev", "hh", "prog", "key", "verdict", "weather"])
def test_an_item_that_cannot_be_read_keeps_no_other_out(desk: Desk, kind: str) -> None:
    """An item of another form or an unknown kind is passed over, and the one behind it has its effect."""
    told(desk, kind, "a/b/c/d", b'{"other":1}')
    hears(desk, "basket", "1405-09", ("", 1))
    assert desk.due("basket") == 0
