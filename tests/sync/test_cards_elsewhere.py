"""A card that one site printed is scanned at another of the scope."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from fieldpoint.core.card import CardName
from fieldpoint.core.people import Household
from fieldpoint.desk.act import Act
from fieldpoint.desk.card_keys import end_card_key, rotate_card_key
from fieldpoint.desk.issue_card import issue_card
from fieldpoint.desk.look import Shown, read_holder
from fieldpoint.desk.open_day import open_day
from fieldpoint.desk.replace_card import reprint_card
from fieldpoint.desk.set_up_site import set_up_site
from fieldpoint.desk.stop_card import revoke_card, suspend_card
from fieldpoint.registry.feed.roster import assign, take_in
from fieldpoint.registry.folder import Registry
from fieldpoint.store.cards import CardRow, find_card
from fieldpoint.store.identity import card_key
from fieldpoint.store.site import Site, SiteFacts, create_site
from fieldpoint.store.transaction import transaction_on
from tests.live import live_site
from tests.support import NOON, TODAY, make_household, token_of
from tests.sync.feeds import pull
from tests.sync.support import AppLine, enrol_site, push


class Two:
    """Two sites of one scope, and a household with a card of the first."""

    def __init__(self, folder: Path, registry: Registry, line: AppLine) -> None:
        self.registry, self.line = registry, line
        self.here, self.there = (self._site(folder / code, code) for code in ("s-01", "s-02"))
        self.household: Household = make_household()
        take_in(registry, [(self.household.code, self.household)])
        for site in (self.here, self.there):
            assign(registry, site.facts.code, None)
        pull(self.here, line)
        with closing(self.here.connect()) as connection, transaction_on(connection, NOON) as tx:
            self.card = issue_card(tx, self.household.household, card_key(connection).kid)
        self.tell()

    def _site(self, folder: Path, code: str) -> Site:
        site = create_site(folder, SiteFacts(code=code, name_fa="محل نمونه", office=code, card_host="KART.TEST"))
        set_up_site(site)
        with closing(site.connect()) as connection, transaction_on(connection, NOON) as tx:
            open_day(tx, TODAY, "lead")
        enrol_site(site, self.registry)
        return site

    def tell(self) -> None:
        """What the first site wrote reaches the second."""
        push(self.here, self.line)
        assert pull(self.there, self.line).code is None

    def act(self, deed: Any, *args: Any, **more: Any) -> None:
        """Something is done with the card where it is from, and the other site hears of it."""
        with closing(self.here.connect()) as connection, transaction_on(connection, NOON) as tx:
            deed(tx, self.card.card, *args, Act(operator="lead"), **more)
        self.tell()

    def shown(self, serial: int | None = None) -> Shown:
        """What the second site sees when the card is shown."""
        name = CardName(card=self.card.card, kid=self.card.kid, serial=serial or self.card.serial)
        with closing(self.there.connect(read_only=True)) as connection:
            return read_holder(connection, name)


@pytest.fixture
def two(tmp_path: Path, registry: Registry, line: AppLine) -> Two:
    """Both sites know the household, and the second knows the card."""
    return Two(tmp_path, registry, line)


def test_it_names_its_household_there(two: Two) -> None:
    """The other site finds the household with its people, as if the card were its own."""
    shown = two.shown()
    assert (shown.holder.card_state, shown.holder.household) == ("bound", two.household)


def test_a_paused_card_waits_there_until_it_is_given_back(two: Two) -> None:
    """Suspended with the date, then good again."""
    two.act(suspend_card)
    assert (two.shown().holder.card_state, two.shown().since) == ("suspended", NOON.wall_ms)
    two.act(suspend_card, on=False)
    assert two.shown().holder.card_state == "bound"


def test_an_older_print_is_blocked_there(two: Two) -> None:
    """Only the newest print is good; revoked, none is."""
    two.act(reprint_card)
    assert two.shown().holder.card_state == "blocked"
    assert two.shown(serial=2).holder.card_state == "bound"
    two.act(revoke_card)
    assert {two.shown(serial=one).holder.card_state for one in (1, 2)} == {"revoked"}


def test_a_card_of_an_ended_key_is_blocked_there(two: Two) -> None:
    """The site made another key and ended the first."""
    with closing(two.here.connect()) as connection, transaction_on(connection, NOON) as tx:
        rotate_card_key(tx, "lead")
        end_card_key(tx, two.card.kid, "compromised", "lead")
    two.tell()
    assert two.shown().holder.card_state == "blocked"


@pytest.mark.timeout(120)
def test_it_is_scanned_served_and_proven_without_the_site(two: Two) -> None:
    """The second site's server takes the printed token, hands over, and gives its tablets the key and the stop."""
    torn = _second_card(two)
    server = live_site(two.there)
    server.start()
    with server.browser() as desk:
        scan = desk.post("/api/v1/scans", json={"text": token_of(two.here, two.card)}).json()
        assert next(one for one in scan["due"] if one["programme"] == "basket")["quantity"] == 1
        line = {"handout_id": f"{1:021}A", "tseq": 1, "programme": "basket", "quantity": 1}
        answer = desk.post("/api/v1/handouts", json={"text": token_of(two.here, two.card), "lines": [line]})
        assert answer.json()["lines"][0]["decision"] == "granted"
        typed = desk.post("/api/v1/scans", json={"text": two.card.short}).json()
        assert next(one for one in typed["due"] if one["programme"] == "basket")["reason"] == "already-collected"
        kit = desk.get("/api/v1/offline").json()
    server.stop()
    assert two.card.kid in {key["kid"] for key in kit["keys"]}
    assert kit["serials"] == {torn.card: 2}
    assert kit["stopped"] == []


def _second_card(two: Two) -> CardRow:
    """Another card of the household, printed twice."""
    with closing(two.here.connect()) as connection:
        with transaction_on(connection, NOON) as tx:
            row = issue_card(tx, two.household.household, two.card.kid)
            reprint_card(tx, row.card, Act(operator="lead"))
        found = find_card(connection, row.card)
    assert found is not None
    two.tell()
    return found
