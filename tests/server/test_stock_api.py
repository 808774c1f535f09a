"""The routes of the stock, asked as the lead's tablet asks them."""

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
        assert desk.get("/api/v1/stock").json() == {"items": []}
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


def test_a_receipt_by_mistake_is_undone_once(till: Till) -> None:
    """The same act again is the same row; another one finds the lot empty."""
    with till.live.browser() as desk:
        lot = post(desk, "stock-receipts", **goods(quantity=30))["act_id"]
        act = {"act_id": ids.new_event_id(), "lot": lot}
        assert post(desk, "stock-undoings", **act) == post(desk, "stock-undoings", **act)
        again = desk.post("/api/v1/stock-undoings", json={"act_id": ids.new_event_id(), "lot": lot})
        assert again.json()["code"] == "lot-empty"
        unknown = desk.post("/api/v1/stock-undoings", json={"act_id": ids.new_event_id(), "lot": ids.new_event_id()})
        assert unknown.json()["code"] == "lot-unknown"
