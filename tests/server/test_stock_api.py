"""The routes of the stock, asked as the lead's tablet asks them."""

from contextlib import closing

from fieldpoint import ids
from fieldpoint.desk.set_up_site import take_in
from tests.rules import make_programme
from tests.server.conftest import Till
from tests.server.test_acts_api import post

ITEM = "dowry-kit"


def goods(**said: object) -> dict[str, object]:
    """An act on the kit under a new id."""
    return {"act_id": ids.new_event_id(), "item": ITEM, **said}


def test_what_comes_in_and_goes_is_told_with_its_lots(till: Till) -> None:
    """Two receipts, one issue, a count: the balance of each answer, and the lots that are left."""
    with till.live.browser() as desk:
        assert post(desk, "stock-receipts", **goods(quantity=3))["balance"] == 3
        assert post(desk, "stock-receipts", **goods(quantity=5, sender="s-02", waybill="1405-7"))["balance"] == 8
        assert post(desk, "stock-issues", **goods(quantity=4, why="spoiled"))["balance"] == 4
        assert post(desk, "stock-counts", **goods(counted=3, why="missing"))["balance"] == 3
        (kit,) = [one for one in desk.get("/api/v1/stock").json()["items"] if one["item"] == ITEM]
    assert kit["balance"] == 3
    assert [(lot["quantity"], lot["remaining"], lot["named"]) for lot in kit["lots"]] == [(5, 3, False)]


def test_what_may_be_counted_is_told_before_it_is(till: Till) -> None:
    """The items of programmes that draw stock stand there without a balance; where there are none, nothing."""
    with till.live.browser() as desk:
        assert desk.get("/api/v1/stock").json() == {"items": [], "acts": []}
        take_in(till.live.site, [make_programme("kit", item=ITEM, draws_stock=True)])
        (kit,) = desk.get("/api/v1/stock").json()["items"]
    assert (kit["item"], kit["balance"], kit["lots"]) == (ITEM, None, [])


def test_what_cannot_be_is_said_in_a_code(till: Till) -> None:
    """A count without a reason, a waybill twice, a waybill without its number, an item that nobody counts."""
    with till.live.browser() as desk:

        def code(path: str, **said: object) -> str:
            return desk.post(f"/api/v1/{path}", json=goods(**said)).json()["code"]

        assert code("stock-issues", quantity=1, why="spoiled") == "stock-unknown"
        post(desk, "stock-receipts", **goods(quantity=3, sender="s-02", waybill="7"))
        assert code("stock-receipts", quantity=3, sender="s-02", waybill="7") == "waybill-known"
        assert code("stock-receipts", quantity=3, sender="s-02") == "waybill-missing"
        assert code("stock-counts", counted=2) == "count-differs"


def test_a_waybill_that_came_twice_is_written(till: Till) -> None:
    """The lead hears that it is known, the stock stays, and the log has it under the second act's own id."""
    with till.live.browser() as desk:
        post(desk, "stock-receipts", **goods(quantity=3, sender="s-02", waybill="A-7"))
        twice = goods(quantity=5, sender="s-02", waybill="a-7")  # whoever typed it in small letters
        for _ in range(2):
            answer = desk.post("/api/v1/stock-receipts", json=twice)
            assert (answer.status_code, answer.json()["code"]) == (409, "waybill-known")
        (kit,) = desk.get("/api/v1/stock").json()["items"]
    assert kit["balance"] == 3
    with closing(till.live.site.connect(read_only=True)) as connection:
        written = connection.execute("SELECT event_id FROM log WHERE type = 'waybill.again'").fetchall()
    assert written == [(twice["act_id"],)]


def test_the_acts_of_the_day_say_what_may_be_taken_back(till: Till) -> None:
    """The newest first; what a count came after stands, what was taken back is no act any more."""
    with till.live.browser() as desk:
        post(desk, "stock-receipts", **goods(quantity=9))
        counted = post(desk, "stock-counts", **goods(counted=8, why="missing"))["act_id"]
        spoiled = post(desk, "stock-issues", **goods(quantity=2, why="spoiled"))["act_id"]
        acts = desk.get("/api/v1/stock").json()["acts"]
        assert [(one["kind"], one["may_undo"]) for one in acts] == [
            ("issue", True),
            ("count", True),
            ("receipt", False),
        ]
        assert post(desk, "stock-undoings", act_id=ids.new_event_id(), ref=spoiled)["balance"] == 8
        assert post(desk, "stock-undoings", act_id=ids.new_event_id(), ref=counted)["balance"] == 9
        again = desk.post("/api/v1/stock-undoings", json={"act_id": ids.new_event_id(), "ref": spoiled})
        assert again.json()["code"] == "stock-undone"
        acts = desk.get("/api/v1/stock").json()["acts"]
    assert [(one["kind"], one["undoes"], one["may_undo"]) for one in acts] == [
        ("undoing", counted, False),
        ("undoing", spoiled, False),
        ("issue", None, False),
        ("count", None, False),
        ("receipt", None, True),
    ]


def test_the_stock_is_held_against_the_households_that_are_still_to_come(till: Till) -> None:
    """One household of the site may have two kits this month; one lies there, so one is short."""
    take_in(till.live.site, [make_programme("kit", item=ITEM, draws_stock=True, quantity=2)])
    with till.live.browser() as desk:
        (need,) = desk.get("/api/v1/stock-needs").json()["items"]
        assert (need["households"], need["quantity"], need["short"]) == (1, 2, None)
        post(desk, "stock-receipts", **goods(quantity=1))
        (need,) = desk.get("/api/v1/stock-needs").json()["items"]
    assert need["short"] == 1


def test_a_day_closes_with_what_was_counted(till: Till) -> None:
    """A difference without a reason closes nothing and names the item; with one the report says so."""
    with till.live.browser() as desk:
        post(desk, "stock-receipts", **goods(quantity=9))
        day = desk.get("/api/v1/day").json()["day"]
        count = {"item": ITEM, "counted": 8}
        refused = desk.post("/api/v1/day/close", json={"day": day, "counts": [count]}).json()
        assert (refused["code"], refused["item"], refused["expected"]) == ("count-differs", ITEM, 9)
        assert desk.get("/api/v1/day").json()["day"] == day
        sheet = post(desk, "day/close", day=day, counts=[{**count, "why": "spoiled"}])
    (kit,) = sheet["stock"]
    assert (kit["received"], kit["difference"], kit["counted"], kit["why"]) == (9, -1, 8, "spoiled")


def test_a_receipt_by_mistake_is_undone_once(till: Till) -> None:
    """The same act again is the same row; another one finds the lot empty."""
    with till.live.browser() as desk:
        lot = post(desk, "stock-receipts", **goods(quantity=30))["act_id"]
        act = {"act_id": ids.new_event_id(), "ref": lot}
        assert post(desk, "stock-undoings", **act) == post(desk, "stock-undoings", **act)
        again = desk.post("/api/v1/stock-undoings", json={"act_id": ids.new_event_id(), "ref": lot})
        assert again.json()["code"] == "lot-empty"
        unknown = desk.post("/api/v1/stock-undoings", json={"act_id": ids.new_event_id(), "ref": ids.new_event_id()})
        assert unknown.json()["code"] == "lot-unknown"
