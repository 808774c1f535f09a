"""Keys that sign cards come and go: older ones scan on, an ended one refuses its cards with the date."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from fieldpoint.core.log_rows import Handout
from fieldpoint.core.names import CardId
from fieldpoint.desk.card_keys import end_card_key, rotate_card_key
from fieldpoint.desk.look import read_holder
from fieldpoint.desk.replace_card import reissue_card, reprint_card
from fieldpoint.desk.stop_card import suspend_card
from fieldpoint.errors import Code, FieldpointError
from fieldpoint.store.card_keys import card_keys
from fieldpoint.store.identity import card_key, card_seeds
from fieldpoint.store.repair.rebuild import rebuild
from fieldpoint.store.repair.verify import verify
from fieldpoint.store.site import open_site
from tests.desk.support import LEAD, Desk
from tests.desk.test_card_life import now_of, refusal, refused
from tests.support import NOON, add_card, make_household


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A till with one household."""
    return Desk(tmp_path)


def test_cards_of_older_keys_scan_as_before(desk: Desk) -> None:
    """Three keys, a card of each: all are good, and each has a number of its own."""
    made = [desk.card]
    for number in range(2):
        desk.write(lambda tx: rotate_card_key(tx, "lead"))
        made.append(add_card(desk.site, make_household(code=f"1{number}")))
    assert len({row.kid for row in made}) == 3
    assert [isinstance(desk.give("basket", row).row, Handout) for row in made] == [True] * 3
    assert list(card_seeds(desk.connection)) == [row.kid for row in made]


@pytest.mark.parametrize("why", ["retired", "compromised"])
def test_ended_key_refuses_its_cards_with_the_date(desk: Desk, why: str) -> None:
    """A bound card, a blank one, one that is unknown here and one by its short code; a reprint scans again."""
    blank, stranger = desk.blank_card(), replace(desk.card, card=CardId("A" * 11))
    desk.write(lambda tx: rotate_card_key(tx, "lead"))
    desk.later(wall_ms=3_000)
    ended_at = desk.now.wall_ms
    desk.write(lambda tx: end_card_key(tx, desk.card.kid, why, "lead"))  # type: ignore[arg-type]
    for row in (desk.card, blank, stranger):
        shown = read_holder(desk.connection, desk.name(row))
        assert (shown.holder.card_state, shown.holder.household, shown.since) == ("blocked", None, ended_at)
    assert refusal(desk) == ("card-blocked", ended_at)
    assert refused(desk, "bind", blank) == (Code.CARD_BLOCKED, ended_at)
    desk.write(lambda tx: reprint_card(tx, desk.card.card, LEAD))
    assert isinstance(desk.give("basket", now_of(desk, desk.card.card)).row, Handout)
    assert refusal(desk)[0] == "card-blocked"


def test_stolen_key_makes_no_present_print(desk: Desk) -> None:
    """Whoever has an old key cannot sign the next print of a card that is signed with the new one."""
    desk.write(lambda tx: rotate_card_key(tx, "lead"))
    desk.write(lambda tx: reprint_card(tx, desk.card.card, LEAD))
    new = now_of(desk, desk.card.card)
    forged = replace(new, kid=desk.card.kid)
    assert refusal(desk, forged)[0] == "card-blocked"


def test_key_that_signs_is_not_ended(desk: Desk) -> None:
    """Neither the only one nor one that is unknown; an ended one once more only because it proved compromised."""
    kid = desk.card.kid

    def fault_of(kid: int, why: str = "retired") -> Code | None:
        try:
            desk.write(lambda tx: end_card_key(tx, kid, why, "lead"))  # type: ignore[arg-type]
        except FieldpointError as fault:
            return fault.code
        return None

    assert [fault_of(kid), fault_of((kid + 1) % 65536)] == [Code.CARD_KEY_SIGNS, Code.CARD_KEY_UNKNOWN]
    desk.write(lambda tx: rotate_card_key(tx, "lead"))
    assert [fault_of(kid), fault_of(kid), fault_of(kid, "compromised")] == [None, Code.CARD_KEY_ENDED, None]
    assert sorted(str(one.why) for one in card_keys(desk.connection)) == ["None", "compromised"]


def test_keys_and_dates_follow_from_the_log(desk: Desk) -> None:
    """After all of it the tables are those that the log makes; a rebuild changes nothing."""
    blank = desk.blank_card()
    desk.write(lambda tx: rotate_card_key(tx, "lead"))
    desk.write(lambda tx: end_card_key(tx, desk.card.kid, "retired", "lead"))
    desk.write(lambda tx: reprint_card(tx, blank.card, LEAD))
    desk.bind(blank)
    desk.write(lambda tx: reissue_card(tx, desk.card.card, LEAD))
    desk.write(lambda tx: suspend_card(tx, blank.card, LEAD))
    before = [desk.rows(table) for table in ("cards", "card_keys")]
    verify(open_site(desk.site.folder))
    rebuild(desk.site.folder)
    assert [desk.rows(table) for table in ("cards", "card_keys")] == before


def test_new_key_is_known_where_an_older_copy_was_restored(desk: Desk) -> None:
    """The database of yesterday and the witness of today: cards of the new key scan, the ended one stays ended."""
    desk.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = desk.site.database.read_bytes()
    old = desk.card.kid
    desk.write(lambda tx: rotate_card_key(tx, "lead"))
    desk.write(lambda tx: end_card_key(tx, old, "compromised", "lead"))
    new = add_card(desk.site, make_household(code="00009"))
    desk.connection.close()
    desk.site.database.with_name("site.db-wal").unlink(missing_ok=True)
    desk.site.database.write_bytes(before)
    desk.connection = open_site(desk.site.folder).connect()
    assert {one.kid: one.why for one in card_keys(desk.connection)} == {old: "compromised", new.kid: None}
    assert read_holder(desk.connection, desk.name(new)).holder.card_state == "bound"
    assert read_holder(desk.connection, desk.name()).holder.card_state == "blocked"
    with pytest.raises(FieldpointError) as fault:  # the seed was in the newer database only
        card_key(desk.connection)
    assert fault.value.code is Code.CARD_KEY_MISSING
    desk.now = NOON
    desk.write(lambda tx: rotate_card_key(tx, "lead"))
    assert card_key(desk.connection).kid not in {old, new.kid}
