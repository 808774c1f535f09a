"""The officers' page of waybills: what is open, what differs, and a decision by a form."""

from tests.registry.officers.desk import Browser, Office
from tests.registry.stock import receive_goods, send_goods
from tests.registry.support import Sender, stored


def papers(office: Office, south: Sender) -> None:
    """One paper on its way, one that differs."""
    send_goods(office.log, "s-02", "1405-7", 5)
    send_goods(office.log, "s-02", "1405-8", 5)
    receive_goods(south, "s-01", "1405-8", 4)
    for one in (office.log, south):
        stored(office.registry, one.arrival(1, len(one.lines)))


def test_papers_stand_by_their_state_and_a_difference_is_decided(office: Office, admin: Browser, south: Sender) -> None:
    """What is on its way and what differs, with both numbers; the decision takes it to another list and is logged."""
    papers(office, south)
    page = admin.get("/officers/waybills").text
    assert "1405-7" in page
    assert "1405-8" not in page
    page = admin.get("/officers/waybills?state=differs").text
    assert "<b>۵</b>، رسیده: <b>۴</b>" in page
    assert "بارنامهٔ ناهم‌خوان" in admin.get("/officers").text
    fields = {"sender": "s-01", "receiver": "s-02", "number": "1405-8", "item": "dowry-kit", "to": "lost"}
    assert "did=decided" in admin.act("/officers/waybills", **fields).headers["location"]
    assert "بارنامه‌ای با این وضع نیست" in admin.get("/officers/waybills?state=differs").text
    assert "در راه گم شد" in admin.get("/officers/waybills?state=decided").text
    assert "دربارهٔ بارنامه تصمیم گرفت" in admin.get("/officers/log").text
    assert admin.act("/officers/waybills", **{**fields, "number": "none"}).status_code == 404


def test_an_auditor_looks_and_decides_nothing(office: Office, south: Sender) -> None:
    """The page has no button for whoever may only read."""
    papers(office, south)
    auditor = office.session(office.account("somebody", "auditor"))
    page = auditor.get("/officers/waybills?state=differs").text
    assert "1405-8" in page
    assert 'value="lost"' not in page


def test_programs_read_and_decide_the_same(office: Office, admin: Browser, south: Sender) -> None:
    """The API lists, counts and decides; what is nobody's is unknown."""
    papers(office, south)
    assert [one["number"] for one in admin.get("/api/v1/waybills?state=differs").json()] == ["1405-8"]
    assert admin.get("/api/v1/waybill-counts").json() == [
        {"state": "differs", "count": 1},
        {"state": "open", "count": 1},
    ]
    paper = {"sender": "s-01", "receiver": "s-02", "number": "1405-8", "item": "dowry-kit"}
    headers = {"Origin": "http://registry.test", "Content-Type": "application/json"}

    def decide(**changed: str) -> int:
        body = {"paper": {**paper, **changed}, "to": "miscounted"}
        return admin.send("POST", "/api/v1/waybill-decisions", json=body, headers=headers).status_code

    assert (decide(), decide(number="9")) == (200, 404)
    assert admin.get("/api/v1/waybills?state=decided").json()[0]["verdict"] == "miscounted"
