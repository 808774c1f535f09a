"""The life of a card: printed anew, issued anew, found, lost and replaced; keys that come and go. All with dates."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from fieldpoint.core.feed import RevocationBody
from fieldpoint.core.log_rows import Handout, Refusal
from fieldpoint.core.names import CardId
from fieldpoint.desk.look import read_holder
from fieldpoint.desk.replace_card import Swap, reissue_card, replace_card, reprint_card
from fieldpoint.desk.stop_card import revoke_card, suspend_card
from fieldpoint.errors import Code, FieldpointError
from fieldpoint.store import cards
from fieldpoint.store.cards import CardRow
from fieldpoint.store.feed.told import set_stopped
from tests.desk.support import LEAD, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A till with one household."""
    return Desk(tmp_path)


def now_of(desk: Desk, card: CardId) -> CardRow:
    """The card as it stands."""
    found = cards.find_card(desk.connection, card)
    assert found is not None
    return found


def refusal(desk: Desk, card: CardRow | None = None) -> tuple[str, int | None]:
    """Why the basket is refused, and since when."""
    row = desk.give("basket", card).row
    assert isinstance(row, Refusal)
    return row.reason, row.since or None


def refused(desk: Desk, act: str, card: CardRow) -> tuple[Code, int | None]:
    """The code and the time of a refused act."""
    acts = {
        "bind": lambda: desk.bind(card),
        "reprint": lambda: desk.write(lambda tx: reprint_card(tx, card.card, LEAD)),
        "reissue": lambda: desk.write(lambda tx: reissue_card(tx, card.card, LEAD)),
        "suspend": lambda: desk.write(lambda tx: suspend_card(tx, card.card, LEAD)),
    }
    with pytest.raises(FieldpointError) as fault:
        acts[act]()
    at = fault.value.facts.get("at")
    return fault.value.code, None if at is None else int(at)


def test_every_refusal_says_since_when(desk: Desk) -> None:
    """Suspended, then revoked: each with the time at which it became so, at the scan and in the log's row."""
    desk.later(wall_ms=1_000)
    suspended_at = desk.now.wall_ms
    desk.write(lambda tx: suspend_card(tx, desk.card.card, LEAD))
    desk.later(wall_ms=5_000)
    assert refusal(desk) == ("suspended", suspended_at)
    assert read_holder(desk.connection, desk.name()).since == suspended_at
    desk.write(lambda tx: suspend_card(tx, desk.card.card, LEAD))
    assert now_of(desk, desk.card.card).stopped_at == suspended_at
    desk.write(lambda tx: revoke_card(tx, desk.card.card, LEAD, why="lost"))
    revoked_at = desk.now.wall_ms
    desk.later(wall_ms=5_000)
    desk.write(lambda tx: revoke_card(tx, desk.card.card, LEAD))
    assert refusal(desk) == ("card-revoked", revoked_at)
    for act in ("bind", "reprint", "reissue", "suspend"):
        assert refused(desk, act, desk.card) == (Code.CARD_REVOKED, revoked_at)


def test_card_of_nobody_is_refused_with_the_day_it_was_made(desk: Desk) -> None:
    """A blank one that nobody was given yet: at the scan and in the log's row; once it is somebody's, no date."""
    blank = desk.blank_card()
    made_at = desk.now.wall_ms
    desk.later(wall_ms=4_000)
    assert refusal(desk, blank) == ("not-registered", made_at)
    assert read_holder(desk.connection, desk.name(blank)).since == made_at
    desk.bind(blank)
    assert read_holder(desk.connection, desk.name(blank)).since is None


def test_card_that_is_replaced_is_refused_since_then(desk: Desk) -> None:
    """Issued anew, or a blank one bound in its place: the old one says since when."""
    desk.later(wall_ms=2_000)
    desk.write(lambda tx: reissue_card(tx, desk.card.card, LEAD))
    replaced_at = desk.now.wall_ms
    desk.later(wall_ms=2_000)
    assert refusal(desk) == ("card-revoked", replaced_at)


def test_card_that_another_site_stopped_says_since_when(desk: Desk) -> None:
    """The registry told it with its time; one of an older registry has none."""
    told = RevocationBody(card=desk.card.card, why="revoked", since=5_000)
    desk.write(lambda tx: set_stopped(tx.connection, desk.card.card, told))
    assert refusal(desk) == ("card-revoked", 5_000)
    desk.write(lambda tx: set_stopped(tx.connection, desk.card.card, replace(told, since=None)))
    assert refusal(desk) == ("card-revoked", None)


def test_card_that_is_given_back_has_no_date_any_more(desk: Desk) -> None:
    """A found card: suspended by one scan, given back by one scan, and suspended anew with a new date."""
    desk.write(lambda tx: suspend_card(tx, desk.card.card, LEAD, why="found"))
    desk.write(lambda tx: suspend_card(tx, desk.card.card, LEAD, on=False))
    assert now_of(desk, desk.card.card).stopped_at is None
    desk.later(wall_ms=9_000)
    desk.write(lambda tx: suspend_card(tx, desk.card.card, LEAD))
    assert now_of(desk, desk.card.card).stopped_at == desk.now.wall_ms


def test_reprint_is_the_same_card_and_blocks_the_old_print(desk: Desk) -> None:
    """The next serial scans, the print before it is refused with the day of the new one; what was taken counts."""
    old = desk.card
    desk.give("basket")
    desk.later(wall_ms=7_000)
    row, _ = desk.write(lambda tx: reprint_card(tx, old.card, LEAD))
    new = now_of(desk, old.card)
    assert (row.serial, new.serial, new.short, new.household) == (2, 2, old.short, old.household)
    assert refusal(desk, old) == ("card-blocked", desk.now.wall_ms)
    assert refusal(desk, new)[0] == "already-collected"


def test_reprint_of_a_suspended_card_stays_suspended(desk: Desk) -> None:
    """Paper changes nothing of what the card is."""
    desk.write(lambda tx: suspend_card(tx, desk.card.card, LEAD))
    desk.write(lambda tx: reprint_card(tx, desk.card.card, LEAD))
    assert refusal(desk, now_of(desk, desk.card.card))[0] == "suspended"


def test_prints_are_used_up_after_255(desk: Desk) -> None:
    """The serial is one byte; then a new card is needed."""
    desk.connection.execute("UPDATE cards SET serial = 254")
    desk.write(lambda tx: reprint_card(tx, desk.card.card, LEAD))
    assert refused(desk, "reprint", desk.card) == (Code.CARD_PRINTS_USED_UP, None)
    desk.write(lambda tx: reissue_card(tx, desk.card.card, LEAD))


def test_reissue_is_a_new_card_of_the_same_household(desk: Desk) -> None:
    """The old one is revoked, the new one goes on where it was, and the row names the one it replaces."""
    desk.give("basket")
    row, _ = desk.write(lambda tx: reissue_card(tx, desk.card.card, LEAD))
    new = now_of(desk, row.card)
    assert (row.replaces, new.household, new.serial) == (desk.card.card, desk.household.household, 1)
    assert refusal(desk)[0] == "card-revoked"
    assert refusal(desk, new)[0] == "already-collected"


def test_repeated_act_is_one_act(desk: Desk) -> None:
    """The same id gives the same print and the same new card, and an id of another card is a conflict."""
    act, other = desk.act(), desk.blank_card()
    first = desk.write(lambda tx: reprint_card(tx, desk.card.card, act))
    assert desk.write(lambda tx: reprint_card(tx, desk.card.card, act)) == first
    again = desk.act()
    issued = desk.write(lambda tx: reissue_card(tx, desk.card.card, again))
    assert desk.write(lambda tx: reissue_card(tx, desk.card.card, again)) == issued
    for make in (reprint_card, reissue_card):
        with pytest.raises(FieldpointError) as fault:
            desk.write(lambda tx, make=make: make(tx, other.card, act))
        assert fault.value.code is Code.EVENT_ID_REUSED


@pytest.mark.parametrize("named", [True, False])
def test_lost_card_is_replaced_in_one_act(desk: Desk, named: bool) -> None:  # noqa: FBT001  a pytest parameter
    """One scan of a blank: what was taken on it while it was nobody's moves, and the lost card is refused."""
    blank, act = desk.blank_card(), desk.act()
    desk.fact(desk.line("basket"), blank)
    swap = Swap(lost=desk.card.card if named else None, blank=blank.card, household=desk.household.household)
    row, _ = desk.write(lambda tx: replace_card(tx, swap, desk.book.versions, act))
    assert row.moved == ["basket"]
    assert refusal(desk) == ("card-revoked", desk.now.wall_ms)
    assert refusal(desk, now_of(desk, blank.card))[0] == "already-collected"
    assert desk.write(lambda tx: replace_card(tx, swap, desk.book.versions, act))[0] == row


def test_replacement_that_cannot_be_revokes_nothing(desk: Desk) -> None:
    """A blank that is another's, a lost card of another household, the same card twice: all is as it was."""
    other, theirs = desk.another("00002")
    blank, household = desk.blank_card(), desk.household.household
    for swap, code in (
        (Swap(lost=desk.card.card, blank=theirs.card, household=household), Code.CARD_BOUND),
        (Swap(lost=theirs.card, blank=blank.card, household=household), Code.CARD_BOUND),
        (Swap(lost=blank.card, blank=blank.card, household=other.household), Code.CARD_UNKNOWN),
    ):
        with pytest.raises(FieldpointError) as fault:
            desk.write(lambda tx, swap=swap: replace_card(tx, swap, desk.book.versions, LEAD))
        assert fault.value.code is code
        assert isinstance(fault.value.facts.get("at"), int) == (code is Code.CARD_BOUND)
    assert isinstance(desk.give("basket").row, Handout)
    assert now_of(desk, blank.card).household is None
