"""The lead looks for people: found, written down without the words, and not without end."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from fieldpoint.core.act_rows import PeopleSearch
from fieldpoint.core.log_rows import AnyRow, decode_row
from fieldpoint.desk.register_household import register_household
from fieldpoint.desk.search_people import MOST_AN_HOUR
from fieldpoint.store.transaction import transaction_on
from tests.server.conftest import Till, start_till
from tests.support import NOON, make_household, make_person

NATIONAL, CANARY = "0012345679", "کنریان"


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    """A running site where a woman with an ID is registered besides."""
    started = start_till(tmp_path)
    head = make_person(given_name="گلنار", family_name=CANARY, id_kind="national", id_value=NATIONAL)
    with closing(started.live.site.connect()) as connection, transaction_on(connection, NOON) as tx:
        register_household(tx, make_household(head, make_person(2, given_name="یزدان"), code="00815"))
    yield started
    if started.live.runs:
        started.live.stop()


def search(lead: httpx.Client, text: str) -> httpx.Response:
    """The lead asks."""
    return lead.post("/api/v1/searches", json={"text": text})


def rows(till: Till) -> list[AnyRow]:
    """Every row of the log."""
    with closing(till.live.site.connect(read_only=True)) as connection:
        return [decode_row(line) for (line,) in connection.execute("SELECT line FROM log ORDER BY epoch_no, seq")]


def test_the_lead_sees_whom_he_asked_for(till: Till) -> None:
    """Code, full name, the last two of the ID, the neighbourhood, how the card stands; no more of the ID."""
    with till.live.browser() as lead:
        answer = search(lead, "گلن")
        assert answer.status_code == 201
        (found,) = answer.json()["households"]
        assert found["head"] | {"person": ""} == {"person": "", "name": f"گلنار {CANARY}", "id_end": "79"}
        assert (found["code"], found["neighbourhood"], found["size"], found["card"]) == ("00815", "راه‌آهن", 2, "none")
        assert NATIONAL not in answer.text
        assert [one["name"] for one in search(lead, "یزدان").json()["households"][0]["found"]] == ["یزدان خانوادگی"]
        assert search(lead, "00472").json()["households"][0]["card"] == "bound"


def test_each_search_is_a_row_without_its_words(till: Till) -> None:
    """Who asked, where, as what it was found, how many were told; also where nothing was found."""
    asked = {CANARY: ("name", 1), NATIONAL: ("id", 1), "815": ("code", 1), "هیچکس": (None, 0)}
    with till.live.browser() as lead:
        left = [search(lead, text).json()["left"] for text in asked]
        activity = lead.get("/api/v1/activity").json()["rows"]
    told = [row for row in rows(till) if isinstance(row, PeopleSearch)]
    assert [(*row.by, row.found) for row in told] == [(*filter(None, (by,)), found) for by, found in asked.values()]
    assert left == [MOST_AN_HOUR - number for number in range(1, len(asked) + 1)]
    assert [one["kind"] for one in activity[: len(asked)]] == ["search"] * len(asked)
    with closing(till.live.site.connect(read_only=True)) as connection:
        lines = b"".join(bytes(line) for (line,) in connection.execute("SELECT line FROM log"))
    said = (
        till.live.stop() + lines.decode() + till.live.site.database.with_suffix(".witness").read_text(errors="ignore")
    )
    assert not [text for text in (CANARY, NATIONAL) if text in said]


def test_nobody_searches_without_end(till: Till) -> None:
    """The 61st within an hour is a problem that says how long to wait, after a restart too; another lead may."""
    with till.live.browser() as lead:
        answers = [search(lead, "هیچکس").status_code for _ in range(MOST_AN_HOUR)]
        assert set(answers) == {201}
        refused = search(lead, CANARY)
        assert (refused.status_code, refused.json()["code"]) == (429, "searched-often")
        assert 0 < int(refused.headers["Retry-After"]) <= 3600
        assert CANARY not in refused.text
        till.live.stop()
        till.live.start()
        assert search(lead, CANARY).status_code == 429
    assert sum(isinstance(row, PeopleSearch) for row in rows(till)) == MOST_AN_HOUR


@pytest.mark.parametrize("role", ["kiosk", "operator", "admin"])
def test_nobody_but_the_lead_searches(till: Till, role: Any) -> None:
    """Not the operator, not the admin, not a kiosk; and nothing is written."""
    with till.live.browser(role=role) as somebody:
        assert search(somebody, CANARY).json()["code"] == "role-missing"
        assert somebody.get(f"/api/v1/households/{till.household.household}/due").json()["code"] == "role-missing"
    assert not [row for row in rows(till) if isinstance(row, PeopleSearch)]


def test_what_is_due_to_a_household_is_told_without_its_card(till: Till) -> None:
    """As a scan tells it, and nobody's name; an unknown household is a problem."""
    with till.live.browser() as lead:
        due = lead.get(f"/api/v1/households/{till.household.household}/due").raise_for_status().json()
        scan = lead.post("/api/v1/scans", json={"text": till.token}).json()
        assert due == scan
        assert lead.get("/api/v1/households/AAAAAAAAAAA/due").json()["code"] == "household-unknown"


@pytest.mark.parametrize("text", ["", "x" * 101, None, 7])
def test_what_cannot_be_meant_is_refused(shared_till: Till, text: object) -> None:
    """Before anything is looked for."""
    with shared_till.live.browser() as lead:
        assert lead.post("/api/v1/searches", json={"text": text}).json()["code"] == "request-invalid"


@pytest.mark.parametrize("text", ['"', "' OR 1=1 --", "NEAR(", "*", "\u0000", "a:b", "\u202e", "{x}", "^", "-a", "،،،"])
def test_signs_are_only_signs(shared_till: Till, text: str) -> None:
    """No text is a command, and none is a fault."""
    with shared_till.live.browser() as lead:
        assert search(lead, text).status_code == 201
