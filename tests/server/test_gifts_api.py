"""The routes of donors and contributions, asked as the lead's tablet asks them."""

from fieldpoint import ids
from tests.server.conftest import Till
from tests.server.test_acts_api import post

ITEM = "dowry-kit"


def said(**more: object) -> dict[str, object]:
    """An act of goods under a new id."""
    return {"act_id": ids.new_event_id(), "item": ITEM, **more}


def test_a_gift_in_three_fields_is_in_stock_and_completed_later(till: Till) -> None:
    """What, how many, nobody's name: a lot at once, the same act once only; the giver is said afterwards."""
    with till.live.browser() as desk:
        act = said(quantity=4)
        first = post(desk, "gift-arrivals", **act)
        assert post(desk, "gift-arrivals", **act) == first
        assert (first["handed"], first["left"]) == (0, 4)
        post(desk, "gift-completions", act_id=ids.new_event_id(), gift=first["gift"], giver="خانم نمونه")
        reply = desk.get("/api/v1/gifts").json()
        (kit,) = [one for one in desk.get("/api/v1/stock").json()["items"] if one["item"] == ITEM]
    (donor,), (gift,) = reply["donors"], reply["gifts"]
    assert (donor["name"], gift["donor"], gift["unannounced"]) == ("خانم نمونه", donor["donor"], True)
    assert (kit["balance"], kit["lots"][0]["named"]) == (4, True)


def test_a_promise_arrives_and_is_withdrawn(till: Till) -> None:
    """Ten blankets by a company, six came; withdrawn, the answer says that six lie in stock."""
    with till.live.browser() as desk:
        name = {"name": "شرکت نمونه", "kind": "legal", "can": ["goods"], "phone": "09121234567"}
        donor = post(desk, "donors", act_id=ids.new_event_id(), **name)["donor"]
        gift = post(desk, "gifts", **said(quantity=10, donor=donor, due="1405-10-01"))["gift"]
        six = {"act_id": ids.new_event_id(), "gift": gift, "quantity": 6}
        came = post(desk, "gift-deliveries", **six)
        gone = post(desk, "gift-withdrawals", act_id=ids.new_event_id(), gift=gift, why="donor")
        assert post(desk, "gift-deliveries", **six) == came  # a lost answer is asked for again, whatever happened since
        (one,) = desk.get("/api/v1/gifts").json()["gifts"]
    assert (gone["gift"], gone["handed"], gone["left"]) == (gift, 0, 6)
    assert (one["promised"], one["arrived"], one["withdrawn"], one["due"]) == (10, 6, "donor", "1405-10-01")


def test_what_cannot_be_is_said_in_a_code(till: Till) -> None:
    """A contribution that is none, one that was withdrawn, a donor of nowhere, a sheet before the quarter's end."""
    with till.live.browser() as desk:
        gift = post(desk, "gift-arrivals", **said(quantity=4))["gift"]
        post(desk, "gift-withdrawals", act_id=ids.new_event_id(), gift=gift, why="unfit")
        quarter = desk.get("/api/v1/gifts").json()["quarters"][0]

        def code(path: str, **body: object) -> str:
            return desk.post(f"/api/v1/{path}", json={"act_id": ids.new_event_id(), **body}).json()["code"]

        assert code("gift-deliveries", gift=gift, quantity=1) == "gift-withdrawn"
        assert code("gift-deliveries", gift=ids.new_event_id(), quantity=1) == "gift-unknown"
        assert code("gifts", item=ITEM, quantity=1, donor="AAAAAAAAAAA") == "donor-unknown"
        assert code("gifts", item="pot", kind="money", quantity=1) == "request-invalid"
        asked = f"gift-statements?quarter={quarter}&donor="
        assert desk.get(f"/api/v1/{asked}AAAAAAAAAAA").json()["code"] == "donor-unknown"
        assert desk.get(f"/api/v1/{asked}").json()["statement"]["over"] is False
        sheet = desk.get(f"/api/v1/gift-statements/sheet?quarter={quarter}&donor=")
    assert (sheet.status_code, sheet.json()["code"]) == (409, "quarter-open")


def test_a_quarter_that_is_over_is_printed(till: Till) -> None:
    """The statement of a quarter long ago is a PDF, though nothing was given in it."""
    with till.live.browser() as desk:
        sheet = desk.get("/api/v1/gift-statements/sheet?quarter=1400-S1&donor=")
    assert (sheet.status_code, sheet.headers["content-type"]) == (200, "application/pdf")
    assert sheet.content.startswith(b"%PDF")
