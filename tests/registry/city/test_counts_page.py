"""The page of counts: who sees which numbers, and what leaves as a file."""

from io import BytesIO

import openpyxl

from fieldpoint.registry.audit import decisions
from tests.registry.officers.desk import Browser, Office

PATH = "/officers/counts?month=1404-09&by="


def cells(page: str) -> str:
    """The table's text without its marks."""
    return page.partition("<tbody>")[2].partition("</table>")[0]


def test_the_registrys_own_people_see_all_as_it_is(office: Office) -> None:
    """An admin and an auditor of the whole registry see small counts too."""
    for name, role in (("مدیر", "admin"), ("بازرس", "auditor")):
        page = office.signed_in(name, role).get(PATH + "organisation").text  # type: ignore[arg-type]
        assert "نهاد mosque" in cells(page)
        assert ">۲<" in cells(page)
        assert ">۸<" in cells(page)


def test_another_organisations_few_are_not_told(office: Office) -> None:
    """An officer sees their own two whole, and of the others' six the number; the other way round only "few"."""
    mosque = cells(office.signed_in("امام", "officer", "mosque").get(PATH + "organisation").text)
    assert ">۲<" in mosque
    assert ">۶<" in mosque
    city = cells(office.signed_in("شهر", "officer", "city").get(PATH + "organisation").text)
    assert ">۶<" in city
    assert "کمتر از ۵" in city
    assert ">۲<" not in city
    assert ">۸<" not in city  # the sum of all is of what is told, so nothing can be taken off it


def test_the_present_month_of_others_is_not_told(office: Office) -> None:
    """What changes from day to day would tell of single people: only one's own month is shown while it runs."""
    page = office.signed_in("شهر", "officer", "city").get(PATH + "month").text
    assert "آذر ۱۴۰۴" in cells(page)


def test_choices_that_cannot_be_read_give_the_usual_table(office: Office) -> None:
    """A page is asked for by whatever somebody typed, and answers with the newest month that was counted."""
    admin = office.signed_in("مدیر")
    for query in ("", "?by=<script>&month=99", "?month=1404-13", "?by=district&district='--"):
        page = admin.get(f"/officers/counts{query}")
        assert page.status_code == 200
        assert "<script>" not in page.text
    assert "آذر ۱۴۰۴" in admin.get("/officers/counts").text


def test_a_file_of_counts_stands_in_the_log(office: Office) -> None:
    """CSV and XLSX have the page's numbers, tags where they are wanted; each is a row of the registry's log."""
    admin = office.signed_in("مدیر")
    sheet = take(admin, "xlsx", "true")
    rows = [list(row) for row in openpyxl.load_workbook(BytesIO(sheet)).worksheets[0].iter_rows(values_only=True)]
    assert rows[1][:2] == ["#org+name", "#reached+households"]
    assert rows[2][:4] == ["نهاد city", 6, 0, 6] or rows[2][1] == 6
    assert rows[-1][0] == "همه"
    text = take(admin, "csv").decode("utf-8-sig")
    assert text.splitlines()[0].startswith("نهاد,خانوارها")
    assert len(text.splitlines()) == 4
    told = [one for one in decisions(office.registry.store) if one.act == "list.export"]
    assert [one.about for one in told] == ["counts", "counts"]
    assert all(one.who.startswith("officer:") for one in told)


def test_what_an_outsider_takes_has_no_small_number(office: Office) -> None:
    """The file is of the same table as the page."""
    text = take(office.signed_in("شهر", "officer", "city"), "csv").decode("utf-8-sig")
    assert "نهاد mosque,,,,,1" in text


def test_programs_get_the_same_table(office: Office) -> None:
    """JSON has the page's numbers for whoever asks, and null where few people were reached."""
    admin = office.signed_in("مدیر").get("/api/v1/counts?by=organisation&month=1404-09").json()
    assert [(line["name"], line["households"]) for line in admin["lines"]] == [("city", 6), ("mosque", 2)]
    city = office.signed_in("شهر", "officer", "city").get("/api/v1/counts?by=organisation&month=1404-09").json()
    assert [(line["households"], line["handouts"], line["few"]) for line in city["lines"]] == [
        (None, 6, 0),
        (None, None, 1),
    ]
    assert city["total"]["handouts"] == 6


def take(browser: Browser, form: str, hxl: str = "") -> bytes:
    """The table by organisation as a file."""
    fields = {"by": "organisation", "month": "1404-09", "form": form} | ({"hxl": hxl} if hxl else {})
    answer = browser.act("/officers/counts/exports", **fields)
    assert answer.status_code == 200, answer.text
    assert "attachment" in answer.headers["Content-Disposition"]
    return answer.content
