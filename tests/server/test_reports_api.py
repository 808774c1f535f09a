"""The routes of sheets and reports, asked as the lead's tablet asks them."""

from fieldpoint.core.reports.period import season_of
from tests.server.conftest import Till
from tests.server.test_acts_api import post


def test_a_closed_day_has_a_sheet_in_every_form(till: Till) -> None:
    """The PDF is the same bytes each time; tables have titles and HXL tags; the list names the day and its seal."""
    with till.live.browser() as lead:
        day = lead.get("/api/v1/day").json()["day"]
        sealed = post(lead, "day/close", day=day)["seal"]
        (listed,) = lead.get("/api/v1/day-sheets").json()["days"]
        assert (listed["day"], listed["seal"]) == (day, sealed)
        first, again = (lead.get(f"/api/v1/day-sheets/{day}/pdf") for _ in range(2))
        assert first.content == again.content
        assert first.content.startswith(b"%PDF-")
        assert "#date+day" in lead.get(f"/api/v1/day-sheets/{day}/csv").text
        assert lead.get(f"/api/v1/day-sheets/{day}/xlsx").content.startswith(b"PK")


def test_a_report_over_an_open_day_says_so(till: Till) -> None:
    """The open day is named, the report unfinished; so says the table."""
    with till.live.browser() as lead:
        day = lead.get("/api/v1/day").json()["day"]
        periods = lead.get("/api/v1/day-sheets").json()["periods"]
        assert periods == [season_of(day), day[:7]]
        for period in periods:
            report = lead.get(f"/api/v1/reports/{period}").json()
            assert report["unfinished"]
            assert [one["day"] for one in report["open_days"]] == [day]
            assert "unfinished" in lead.get(f"/api/v1/reports/{period}/csv").text
            assert lead.get(f"/api/v1/reports/{period}/pdf").content.startswith(b"%PDF-")


def test_what_there_is_not_is_said_in_a_code(till: Till) -> None:
    """A day that was never opened, a period that is none, a form that is none."""
    with till.live.browser() as lead:
        codes = [
            lead.get(f"/api/v1/{path}").json()["code"]
            for path in ("day-sheets/1399-01-01/pdf", "reports/1405-13", "reports/1405-13/pdf", "reports/1405-09/doc")
        ]
    assert codes == ["day-not-open", "period-invalid", "period-invalid", "route-unknown"]
