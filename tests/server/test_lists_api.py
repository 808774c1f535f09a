"""The lead sends a list in parts, looks, confirms; and takes lists away, once each, with a row in the log."""

import json
from base64 import b64encode
from contextlib import closing
from io import BytesIO

import httpx
import openpyxl
import pytest

from fieldpoint.core.list_rows import ListExport, RosterImport
from fieldpoint.core.log_rows import decode_row
from fieldpoint.desk.open_day import proposed_day
from fieldpoint.store import people
from tests.exchange.support import ID_A, ID_B, person, text_of
from tests.exchange.workbooks import workbook
from tests.server.conftest import Till

LIST = text_of(
    person("901", name="زهرا", note="=1+1"),
    person("902", name="علی", id="1234567890", phone="09990001122"),
    person("", name="بی‌کد", id=ID_B),
).encode()


def send(lead: httpx.Client, content: bytes, name: str = "list.csv", part: int = 300) -> str:
    """Sends an upload in parts; answers where it is."""
    begun = lead.post("/api/v1/imports", json={"name": name, "size": len(content)})
    assert begun.status_code == 201, begun.text
    place = f"/api/v1/imports/{begun.json()['import']}"
    for number, start in enumerate(range(0, len(content), part)):
        sent = {"number": number, "content": b64encode(content[start : start + part]).decode()}
        for _ in range(2):  # the answer to the first was lost
            assert lead.post(f"{place}/parts", json=sent).status_code == 201
    assert lead.get(place).json()["received"] == len(content)
    return place


def work(lead: httpx.Client, place: str, step: str) -> dict[str, object]:
    """Begins a step and follows its events to the end; answers how the upload stands then."""
    begun = lead.post(f"{place}/{step}", json={})
    assert begun.status_code == 202, begun.text
    with lead.stream("GET", f"{place}/events") as events:
        told = [json.loads(line[6:]) for line in events.iter_lines() if line.startswith("data: ")]
    assert told[-1] == lead.get(place).json()
    return told[-1]


def log_rows(till: Till, kind: type) -> list[object]:
    """The rows of a kind in the site's log."""
    with closing(till.live.site.connect(read_only=True)) as connection:
        lines = connection.execute("SELECT line FROM log ORDER BY epoch_no, seq").fetchall()
    return [row for row in (decode_row(line) for (line,) in lines) if isinstance(row, kind)]


def test_list_is_looked_at_and_then_comes_in(till: Till) -> None:
    """The preview writes nothing; what it counted is what comes, with one row in the log that names who did it."""
    with till.live.browser() as lead:
        place = send(lead, LIST)
        seen = work(lead, place, "previews")
        assert seen["state"] == "read"
        assert isinstance(report := seen["report"], dict)
        assert (report["added_households"], report["unreadable_rows"], report["invalid_id_rows"]) == (2, 1, 1)
        assert not log_rows(till, RosterImport)
        done = work(lead, place, "confirmations")
        assert done["state"] == "done", (done["code"], done["facts"])
        assert isinstance(written := done["report"], dict)
        assert written["added_people"] == report["added_people"] == 2
        (row,) = log_rows(till, RosterImport)
        assert isinstance(row, RosterImport)
        assert (row.households, row.people, row.op != "terminal") == (2, 2, True)
        assert lead.post(f"{place}/confirmations", json={}).json()["code"] == "import-unready"


def test_rows_to_mend_come_back_as_a_list(till: Till) -> None:
    """Mended and sent in again as they are, they come in; the column that says why is not read."""
    with till.live.browser() as lead:
        place = send(lead, LIST)
        work(lead, place, "previews")
        work(lead, place, "confirmations")
        answer = lead.get(f"{place}/errors")
        assert answer.headers["content-type"].startswith("text/csv")
        text = answer.content.decode("utf-8-sig")
        assert text.count("\n") == 3
        assert text.startswith("ایراد ردیف,کد خانوار")
        mended = text.replace("1234567890", ID_A.replace("79", "87")).replace(",,بی‌کد", ",903,بی‌کد")
        again = send(lead, mended.encode())
        report = work(lead, again, "previews")["report"]
        assert isinstance(report, dict)
        assert (report["unreadable_rows"], report["ignored_columns"]) == (0, [])
        assert (report["added_households"], report["updated_people"]) == (1, 1)


def test_workbook_that_bites_is_one_code(till: Till) -> None:
    """What a file does to its reader is the child's affair: the till answers, and says the code."""
    bomb = workbook(["x"], strings="<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><sst>&b;</sst>")
    with till.live.browser() as lead:
        seen = work(lead, send(lead, bomb, "list.xlsx"), "previews")
        assert (seen["state"], seen["code"]) == ("failed", "workbook-unsafe")


def test_parts_come_in_their_order_and_no_more(till: Till) -> None:
    """A part too many, a gap, what is no base64, and a confirmation before the look are refused."""
    with till.live.browser() as lead:
        place = f"/api/v1/imports/{lead.post('/api/v1/imports', json={'name': 'l', 'size': 4}).json()['import']}"
        for number, content in ((1, "AAAA"), (0, "****"), (0, "AAAAAAAA")):
            answer = lead.post(f"{place}/parts", json={"number": number, "content": content})
            assert (answer.status_code, answer.json()["code"]) == (409, "import-part-unfit")
        for step in ("previews", "confirmations"):
            assert lead.post(f"{place}/{step}", json={}).json()["code"] == "import-unready"
        assert lead.post(f"{place}/cancellations", json={}).json()["state"] == "cancelled"
        assert lead.post(f"{place}/parts", json={"number": 0, "content": "AAAA"}).status_code == 409
        assert lead.get("/api/v1/imports/none").status_code == 404


def test_mappings_are_listed(till: Till) -> None:
    """By name, with what each is for."""
    with till.live.browser() as lead:
        names = [one["mapping"] for one in lead.get("/api/v1/mappings").json()["mappings"]]
    assert names == ["kobo", "municipal", "odk", "plain"]


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_people_leave_once_and_the_log_says_so(till: Till, form: str) -> None:
    """The whole list with its tags, one download, by whoever ordered it; nothing of it where there is no row."""
    with till.live.browser() as lead:
        today = proposed_day(till.live.site.clock.now(), till.live.site.facts.zone)
        ordered = lead.post("/api/v1/exports", json={"what": "people", "format": form, "hxl": True})
        assert (ordered.status_code, ordered.json()["rows"]) == (201, 3)
        answer = lead.get(f"/api/v1/exports/{ordered.json()['export']}")
        assert answer.status_code == 200
        assert f"people-{today}.{form}" in answer.headers["content-disposition"]
        if form == "xlsx":
            rows = list(openpyxl.load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))  # type: ignore[union-attr]
            assert (len(rows), rows[1][0], rows[2][1]) == (5, "#org+office", "00472")
        assert "00472" in answer.text or form == "xlsx"
        assert lead.get(f"/api/v1/exports/{ordered.json()['export']}").status_code == 404
    (row,) = log_rows(till, ListExport)
    assert isinstance(row, ListExport)
    assert (row.what, row.rows) == ("people", 3)
    with closing(till.live.site.connect(read_only=True)) as connection:
        assert people.count_people(connection) == 3
