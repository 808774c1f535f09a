"""Two sites and a registry as programs of their own: what one gave, the other does not give again."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from fieldpoint.core.people import Household
from fieldpoint.desk.issue_card import issue_card
from fieldpoint.desk.open_day import open_day
from fieldpoint.desk.set_up_site import set_up_site
from fieldpoint.store import people
from fieldpoint.store.identity import card_key
from fieldpoint.store.site import Site, SiteFacts, create_site
from fieldpoint.store.transaction import transaction_on
from tests.live import enrol_live, fieldpoint, live_site, make_live_registry
from tests.support import NOON, TODAY, token_of

LIST = "کد خانوار,نام,نام خانوادگی,نسبت,کد ملی,محله\n" + "".join(
    f"{code:04},نام{code},خانوادگی{code},سرپرست,,راه‌آهن\n" for code in range(1, 6)
)


def site_of(folder: Path, code: str) -> Site:
    """A site with the packaged programmes and an open day, and nobody registered."""
    site = create_site(folder, SiteFacts(code=code, name_fa="محل نمونه", office=code, card_host="KART.TEST"))
    set_up_site(site)
    connection = site.connect()
    with transaction_on(connection, NOON) as tx:
        open_day(tx, TODAY, "lead")
    connection.close()
    return site


def household_at(site: Site, code: str) -> Household:
    """The household of this code, as the site has it."""
    connection = site.connect(read_only=True)
    found = people.find_household(connection, "city", code)
    connection.close()
    assert found is not None
    return found


def token_for(site: Site, household: Household) -> str:
    """A card of the site in the household's name."""
    connection = site.connect()
    with transaction_on(connection, NOON) as tx:
        row = issue_card(tx, household.household, card_key(connection).kid)
    connection.close()
    return token_of(site, row)


def hand_out(desk: httpx.Client, token: str, number: int) -> dict[str, Any]:
    """The site's answer to one basket."""
    line = {"handout_id": f"{number:021}A", "tseq": number, "programme": "basket", "quantity": 1}
    answer = desk.post("/api/v1/handouts", json={"text": token, "lines": [line]})
    answer.raise_for_status()
    return answer.json()["lines"][0]


@pytest.mark.timeout(180)
def test_what_one_site_gave_the_other_refuses(tmp_path: Path) -> None:
    """The city's list reaches both; served at A and sent, B refuses, names the site, and repeats it word for word."""
    registry = make_live_registry(tmp_path / "registry")
    sites = [site_of(tmp_path / code, code) for code in ("s-01", "s-02")]
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    fieldpoint("registry", "roster", tmp_path / "list.csv", "--office", "city", "--data", registry.folder)
    for site in sites:
        enrol_live(site, registry)
        fieldpoint("registry", "assign", site.facts.code, "--neighbourhood", "راه‌آهن", "--data", registry.folder)
        fieldpoint("sync", "--data", site.folder)
    here, there = sites
    household = household_at(here, "0003")
    assert household_at(there, "0003") == household
    tokens = [token_for(site, household) for site in sites]
    server = live_site(here)
    server.start()
    with server.browser() as desk:
        assert hand_out(desk, tokens[0], 1)["decision"] == "granted"
    server.stop()
    fieldpoint("sync", "--data", here.folder)
    fieldpoint("sync", "--data", there.folder)
    server = live_site(there)
    server.start()
    with server.browser() as desk:
        scan = desk.post("/api/v1/scans", json={"text": tokens[1]}).json()
        due = next(line for line in scan["due"] if line["programme"] == "basket")
        assert (due["quantity"], due["reason"], due["earlier"]["site"]) == (0, "already-collected", "s-01")
        refused = hand_out(desk, tokens[1], 2)
        assert (refused["decision"], refused["reason"]) == ("refused", "already-collected")
        assert refused["earlier"]["site"] == "s-01"
        assert hand_out(desk, tokens[1], 2) == refused
        assert desk.get("/api/v1/verdicts").json() == {"verdicts": []}
    server.stop()
    registry.stop()
