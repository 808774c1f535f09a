"""Many cards, many requests, and tablets that keep their own list of what was acknowledged."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import httpx

from fieldpoint import ids
from fieldpoint.core.card import CardName, sign_token
from fieldpoint.desk.issue_card import issue_card
from fieldpoint.desk.register_household import register_household
from fieldpoint.store import log
from fieldpoint.store.identity import card_key
from fieldpoint.store.site import Site
from fieldpoint.store.transaction import transaction_on
from tests.live import LiveSite
from tests.support import NOON, make_household

CONNECTIONS = 8


def make_cards(site: Site, count: int) -> list[str]:
    """The tokens of so many households of one."""
    connection = site.connect()
    key = card_key(connection)
    tokens: list[str] = []
    with transaction_on(connection, NOON) as tx:
        for number in range(count):
            household = make_household(code=f"{number:05d}")
            register_household(tx, household)
            card = issue_card(tx, household.household, key.kid)
            tokens.append(sign_token(CardName(card=card.card, kid=card.kid, serial=card.serial), key.seed))
    connection.close()
    return tokens


def requests_for(tokens: list[str]) -> list[dict[str, Any]]:
    """One basket for every card."""
    return [
        {
            "text": token,
            "lines": [{"handout_id": ids.new_event_id(), "tseq": number, "programme": "basket", "quantity": 1}],
        }
        for number, token in enumerate(tokens, start=1)
    ]


class Tablets:
    """Eight connections that send what is not answered yet, and keep their own list of answers."""

    def __init__(self, live: LiveSite, asked: list[dict[str, Any]], enough: int) -> None:
        self.live, self.asked, self._enough = live, asked, enough
        self.answered: dict[str, dict[str, Any]] = {}
        self.enough = threading.Event()

    def send_all(self) -> None:
        """Sends every request that has no answer; a dead server leaves the rest unanswered."""
        waiting = [one for one in self.asked if one["lines"][0]["handout_id"] not in self.answered]
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            list(pool.map(self._send_some, [waiting[start::CONNECTIONS] for start in range(CONNECTIONS)]))

    def _send_some(self, mine: list[dict[str, Any]]) -> None:
        try:
            with self.live.browser() as desk:
                for body in mine:
                    answer = desk.post("/api/v1/handouts", json=body)
                    if answer.status_code == 201:
                        line = answer.json()["lines"][0]
                        self.answered[line["handout_id"]] = line
                    if len(self.answered) >= self._enough:
                        self.enough.set()
        except httpx.HTTPError:
            return  # the server is gone; unknown is not no


def assert_stands(site: Site, acknowledged: dict[str, dict[str, Any]]) -> None:
    """Each receipt names its row in the log of a site that was opened again."""
    with closing(site.connect(read_only=True)) as connection:
        for handout_id, line in acknowledged.items():
            found = log.find(connection, handout_id)  # type: ignore[arg-type]
            assert found is not None
            assert (found[1].seq, found[1].head.hex()) == (line["receipt"]["seq"], line["receipt"]["head"])
