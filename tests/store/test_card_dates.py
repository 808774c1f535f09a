"""A site of an older fieldpoint gets the dates of its cards from its log, as if they had always been kept."""

from pathlib import Path

from fieldpoint.desk.replace_card import reissue_card
from fieldpoint.desk.stop_card import revoke_card, suspend_card
from fieldpoint.store.site import open_site
from tests.desk.support import LEAD, Desk

COLUMNS = ("bound_at", "stopped_at", "reprinted_at", "issued_at")


def test_dates_of_cards_come_from_the_log(tmp_path: Path) -> None:
    """Bound, suspended twice, given back between, revoked twice, replaced: the columns are what the rows say."""
    desk = Desk(tmp_path)
    others = [desk.another(f"1000{number}")[1] for number in range(3)]
    desk.blank_card()
    for card, acts in zip(others, ("on", "on off on", "revoke on-not revoke"), strict=True):
        for act in acts.split():
            desk.later(wall_ms=1_000)
            if act in {"on", "off"}:
                desk.write(lambda tx, card=card, act=act: suspend_card(tx, card.card, LEAD, on=act == "on"))
            elif act == "revoke":
                desk.write(lambda tx, card=card: revoke_card(tx, card.card, LEAD))
    heir, _ = desk.write(lambda tx: reissue_card(tx, desk.card.card, LEAD))
    before = desk.rows("cards")
    for column in COLUMNS:
        desk.connection.execute(f"ALTER TABLE cards DROP COLUMN {column}")
    for sql in ("DROP TABLE card_keys", "DROP TABLE card_heirs"):
        desk.connection.execute(sql)
    desk.connection.execute("DELETE FROM _sqlite_migrations WHERE name IN ('m901_card_life', 'm992_card_heirs')")
    desk.connection.execute("PRAGMA user_version = 15")
    desk.connection.close()
    site = open_site(desk.site.folder)
    desk.connection = site.connect()
    assert desk.rows("cards") == before
    stopped = "SELECT count(*) FROM cards WHERE stopped_at IS NOT NULL"
    assert desk.connection.execute(stopped).fetchone() == (4,)
    assert desk.rows("card_heirs") == [(desk.card.card, heir.card)]
