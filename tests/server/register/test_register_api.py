"""People are registered at the desk over HTTP: drafts, hints, versions, life events, merges that are taken back."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from fieldpoint import ids
from fieldpoint.core.national_id import check_digit
from tests.server.conftest import Till, start_till

NATIONAL = "001234567" + str(check_digit("001234567"))


@pytest.fixture
def till(tmp_path: Any) -> Iterator[Till]:
    """A fresh running site."""
    started = start_till(tmp_path)
    yield started
    started.live.stop()


def member(**more: Any) -> dict[str, Any]:
    """Somebody as typed: a head, unless it is said."""
    return {"given_name": "زهرا", "family_name": "نوری", "born": "۱۳۶۰/۵/۱۲", "is_head": True} | more


def draft(*members: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A household as typed."""
    return {"neighbourhood": "راه‌آهن", "members": list(members or (member(),))} | more


def post(desk: httpx.Client, path: str, **body: Any) -> dict[str, Any]:
    """The reply of a route that must answer 201."""
    answer = desk.post(f"/api/v1/{path}", json={"act_id": ids.new_event_id()} | body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def refused(answer: httpx.Response) -> tuple[int, str, str]:
    """The status, the code and the fault of an answer."""
    body = answer.json()
    return answer.status_code, body["code"], body.get("fault", "")


def test_a_draft_says_what_is_understood(till: Till) -> None:
    """Persian digits, a two-digit year, the year alone, a telephone; what is wrong is named and never repeated."""
    typed = draft(
        member(born="۶۰/۱/۵", phone="۰۹۱۲ ۳۴۵ ۶۷۸۹", id_text=NATIONAL),
        member(is_head=False, born="۱۳۹۵", id_text="1234567890"),
        member(is_head=False, born="سی‌ام فروردین", phone="12"),
        member(is_head=False, born="1420/1/1", given_name="", family_name=""),
    )
    with till.live.browser() as desk:
        read = desk.post("/api/v1/household-drafts", json=typed).json()
    first, second, *_ = read["members"]
    assert (first["born_on"], first["phone"], first["id_kind"]) == ("1360-01-05", "+989123456789", "national")
    assert (second["born_on"], second["year_only"], second["age"]) == ("1395-01-01", True, 10)
    assert {(one["field"], one["code"]) for one in read["faults"]} == {
        ("$.members[2].born", "born-unread"),
        ("$.members[2].phone", "phone-unread"),
        ("$.members[3].born", "born-in-future"),
        ("$.members[3].family_name", "name-missing"),
    }
    assert [(one["field"], one["code"]) for one in read["warnings"]] == [("$.members[1].id_text", "id-invalid")]


def test_a_household_is_registered_and_read_again(till: Till) -> None:
    """It gets the next free code; the lead reads it with the last two of an ID; the same act is the same household."""
    typed = draft(member(id_text=NATIONAL), member(given_name="علی", is_head=False), act_id=ids.new_event_id())
    alternates = [{"family_name": "همسایه"}, {"family_name": "شوهر", "blocked": True}]
    with till.live.browser() as desk:
        made = post(desk, "households", **typed, alternates=alternates)
        assert post(desk, "households", **typed, alternates=alternates) == made
        assert (made["code"], made["label"]) == ("00473", "473")
        record = desk.get(f"/api/v1/households/{made['household']}").json()
        assert [one["person"] for one in record["members"]] == made["members"]
        assert record["members"][0]["id_tail"] == NATIONAL[-2:]
        assert NATIONAL not in str(record)
        assert sorted((one["family_name"], one["blocked"]) for one in record["alternates"]) == [
            ("شوهر", True), ("همسایه", False),
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"members": [member(is_head=False)]}, "head-missing"),
        ({"members": [member(), member()]}, "head-twice"),
        ({"members": [member(born="دیروز")]}, "born-unread"),
        ({"members": [member(id_kind="foreign")]}, "id-missing"),
    ],
)
def test_what_must_be_mended_is_not_saved(shared_till: Till, more: dict[str, Any], fault: str) -> None:
    """400 with the field and a word of a closed list."""
    with shared_till.live.browser() as desk:
        answer = desk.post("/api/v1/households", json=draft(act_id=ids.new_event_id(), **more))
        assert refused(answer) == (400, "household-invalid", fault)


def test_whoever_is_probably_here_already_is_shown_before_saving(till: Till) -> None:
    """The same ID is certain; the name, the year and the place are likely; a human says `anyway`."""
    with till.live.browser() as desk:
        first = post(desk, "households", **draft(member(id_text=NATIONAL)))
        same_id = draft(member(given_name="فاطمه", id_text=NATIONAL), neighbourhood="ونک")
        same_name = draft(member(given_name="زهرا", born="1360"))
        other_year = draft(member(born="1350/1/1"))
        found = [desk.post("/api/v1/household-drafts", json=one).json()["likely"] for one in (same_id, same_name)]
        assert [(one[0]["household"], one[0]["strength"]) for one in found] == [
            (first["household"], "certain"), (first["household"], "likely"),
        ]  # fmt: skip
        assert found[1][0]["record"]["members"][0]["family_name"] == "نوری"
        assert desk.post("/api/v1/household-drafts", json=other_year).json()["likely"] == []
        again = {"act_id": ids.new_event_id(), **same_name}
        assert refused(desk.post("/api/v1/households", json=again))[:2] == (409, "household-likely-known")
        assert post(desk, "households", **again, anyway=True)["code"] == "00474"
        taken = draft(member(family_name="دیگری"), code="00472", act_id=ids.new_event_id())
        assert refused(desk.post("/api/v1/households", json=taken))[:2] == (409, "code-taken")


def test_an_operator_registers_when_the_lead_lets_them(till: Till) -> None:
    """Refused before, allowed after, refused again; and no record of others is shown to them."""
    with till.live.browser() as lead, till.live.browser(role="operator") as operator:
        who = next(one for one in lead.get("/api/v1/operators").json() if one["role"] == "operator")["operator"]
        body = {"act_id": ids.new_event_id(), **draft()}
        assert refused(operator.post("/api/v1/households", json=body))[:2] == (403, "role-missing")
        rights = lead.post(f"/api/v1/operators/{who}/rights", json={"right": "register", "on": True}).json()
        assert rights == {"operator": who, "rights": ["register"]}
        assert operator.get("/api/v1/session").json()["operator"]["rights"] == ["register"]
        made = post(operator, "households", **body)
        likely = operator.post("/api/v1/household-drafts", json=draft()).json()["likely"]
        assert (likely[0]["label"], likely[0]["head"], likely[0]["record"]) == (made["label"], "نوری", None)
        assert operator.get(f"/api/v1/households/{made['household']}").status_code == 403
        lead.post(f"/api/v1/operators/{who}/rights", json={"right": "register", "on": False})
        assert refused(operator.post("/api/v1/households", json=body))[:2] == (403, "role-missing")


def test_an_edit_is_a_new_version_with_who_and_when(till: Till) -> None:
    """The ID stays unless it is typed anew; whoever saw an older version reads again first."""
    with till.live.browser() as desk:
        made = post(desk, "households", **draft(member(id_text=NATIONAL, phone="09123456789")))
        path = f"households/{made['household']}"
        there = {"person": made["members"][0], "id_text": None}
        edited = {"version": 1, "neighbourhood": "ونک", "members": [
            member(given_name="زهره", **there), member(person=None, is_head=False, given_name="نو"),
        ]}  # fmt: skip
        saved = post(desk, f"{path}/versions", **edited)
        assert saved["version"] == 2
        record = desk.get(f"/api/v1/{path}").json()
        assert (record["neighbourhood"], len(record["members"]), record["version"]) == ("ونک", 2, 2)
        assert record["members"][0]["id_tail"] == NATIONAL[-2:]
        stale = desk.post(f"/api/v1/{path}/versions", json={"act_id": ids.new_event_id(), **edited})
        assert refused(stale)[:2] == (409, "household-changed")
        newest, first = desk.get(f"/api/v1/{path}/versions").json()["versions"]
        assert (newest["kind"], newest["by_name"], newest["record"]["neighbourhood"]) == ("edit", "lead نمونه", "ونک")
        assert (first["kind"], first["record"]["members"][0]["given_name"]) == ("register", "زهرا")


def test_life_events_and_a_split(till: Till) -> None:
    """Birth, move, death, another head, and whoever leaves has a household with a code of its own."""
    path = f"households/{till.household.household}"
    head, second, third = (one.person for one in till.household.members)
    with till.live.browser() as desk:

        def event(version: int, **body: Any) -> dict[str, Any]:
            return post(desk, f"{path}/life-events", version=version, **body)

        event(1, kind="birth", member=member(is_head=False, born="1405/8/1"))
        event(2, kind="move", neighbourhood="تجريش")
        event(3, kind="death", person=head, head=second)
        event(4, kind="head", head=third)
        done = event(5, kind="split", people=[second], head=second)
        record, new = (
            desk.get(f"/api/v1/households/{one}").json() for one in (done["household"], done["new_household"])
        )
        assert (record["neighbourhood"], record["split_off"][0]["household"]) == ("تجریش", done["new_household"])
        assert [(one["person"], one["is_head"]) for one in new["members"]] == [(second, True)]
        assert new["split_from"]["label"] == "472"
        kinds = [one["kind"] for one in desk.get(f"/api/v1/{path}/versions").json()["versions"]]
        assert kinds == ["split", "head", "death", "move", "birth", "import"]
        missing = {"act_id": ids.new_event_id(), "version": 6, "kind": "death"}
        assert refused(desk.post(f"/api/v1/{path}/life-events", json=missing))[:2] == (400, "request-invalid")


def test_a_merge_is_seen_and_taken_back(till: Till) -> None:
    """The record names what was merged into it; after the undo both stand again."""
    with till.live.browser() as desk:
        made = post(desk, "households", **draft())
        kept = till.household.household
        merge = post(desk, "merges", kept=kept, gone=made["household"])
        (seen,) = desk.get(f"/api/v1/households/{kept}").json()["merges"]
        assert (seen["merge"], seen["code"], seen["undoable"]) == (merge["act_id"], made["code"], True)
        post(desk, "merge-undoings", merge=merge["act_id"])
        assert desk.get(f"/api/v1/households/{made['household']}").json()["members"][0]["is_head"] is True
        again = {"act_id": ids.new_event_id(), "merge": merge["act_id"]}
        assert refused(desk.post("/api/v1/merge-undoings", json=again))[:2] == (404, "merge-unknown")
