"""The day on which a household's file is looked at again: typed, kept in every version, listed when it is here."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from fieldpoint import ids
from tests.server.conftest import Till, start_till
from tests.server.register.test_register_api import draft, member, post

TODAY, LATER = "1405/1/1", "۱۴۱۰/۲/۱"


@pytest.fixture(scope="module")
def till(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Till]:
    """One running site for all tests of this file; nobody's file waits but what a test puts there."""
    started = start_till(tmp_path_factory.mktemp("reviews"))
    yield started
    started.live.stop()


def edited(desk: httpx.Client, record: dict[str, Any], **more: Any) -> httpx.Response:
    """The record is saved once more with something else."""
    kept = ("given_name", "family_name", "relation", "sex", "id_kind", "tags", "note", "is_head", "person")
    members = [{key: one[key] for key in kept} | {"id_text": None} for one in record["members"]]
    body = {"act_id": ids.new_event_id(), "version": record["version"], "members": members} | more
    return desk.post(f"/api/v1/households/{record['household']}/versions", json=body)


def test_a_review_that_is_due_is_listed_until_another_day_is_set(till: Till) -> None:
    """The list has the code and the day, and no name; the search says it too; a later day takes it off."""
    with till.live.browser() as desk:
        made = post(desk, "households", **draft(member(family_name="کاشانی")), review=TODAY)
        path = f"/api/v1/households/{made['household']}"
        record = desk.get(path).json()
        assert (record["review_on"], record["overdue"]) == ("1405-01-01", True)
        listed = desk.get("/api/v1/reviews")
        assert [(one["code"], one["review_on"]) for one in listed.json()["households"]] == [
            (made["code"], "1405-01-01")
        ]
        assert "کاشانی" not in listed.text
        found = desk.post("/api/v1/searches", json={"text": made["code"]}).json()["households"]
        assert [one["overdue"] for one in found] == [True]
        assert edited(desk, record, review=LATER).status_code == 201
        record = desk.get(path).json()
        assert (record["review_on"], record["overdue"]) == ("1410-02-01", False)
        assert desk.get("/api/v1/reviews").json()["count"] == 0
        versions = desk.get(f"{path}/versions").json()["versions"]
        assert [one["record"]["review_on"] for one in versions] == ["1410-02-01", "1405-01-01"]


def test_an_edit_that_says_nothing_of_the_day_leaves_it(till: Till) -> None:
    """Without `review` it stays, with an empty one it is gone."""
    with till.live.browser() as desk:
        made = post(desk, "households", **draft(member(family_name="یزدی", born="1340")), review=LATER)
        path = f"/api/v1/households/{made['household']}"
        for more, kept in (({}, "1410-02-01"), ({"review": ""}, None)):
            assert edited(desk, desk.get(path).json(), **more).status_code == 201
            assert desk.get(path).json()["review_on"] == kept


def test_a_household_that_parts_keeps_the_day_and_so_does_the_old_one(till: Till) -> None:
    """Both files are looked at again on the day that was set for the one."""
    with till.live.browser() as desk:
        people = (member(family_name="راد", born="1330"), member(given_name="علی", family_name="راد", is_head=False))
        made = post(desk, "households", **draft(*people), review=LATER)
        leaving = made["members"][1]
        event = {"kind": "split", "version": 1, "people": [leaving], "head": leaving}
        new = post(desk, f"households/{made['household']}/life-events", **event)["new_household"]
        days = [desk.get(f"/api/v1/households/{one}").json()["review_on"] for one in (made["household"], new)]
        assert days == ["1410-02-01"] * 2


@pytest.mark.parametrize(("typed", "day"), [("۱۴۰۶/۲/۱", "1406-02-01"), ("06-2-1", "1406-02-01"), ("", None)])
def test_a_draft_says_which_day_is_meant(till: Till, typed: str, day: str | None) -> None:
    """In any spelling; a year of two digits is one to come."""
    with till.live.browser() as desk:
        read = desk.post("/api/v1/household-drafts", json=draft(review=typed)).json()
    assert (read["review_on"], read["faults"]) == (day, [])


@pytest.mark.parametrize("typed", ["بعد از عید", "1350/1/1", "1406/13/1"])
def test_what_is_no_day_near_now_is_a_fault(till: Till, typed: str) -> None:
    """It is named by its field, and nothing is saved with it."""
    with till.live.browser() as desk:
        read = desk.post("/api/v1/household-drafts", json=draft(review=typed)).json()
        assert read["faults"] == [{"field": "$.review", "code": "review-unread"}]
        saved = desk.post("/api/v1/households", json=draft(review=typed, act_id=ids.new_event_id()))
        assert (saved.status_code, saved.json()["fault"]) == (400, "review-unread")
