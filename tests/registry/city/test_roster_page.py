"""The page of the roster: a list comes in, sites serve people, an organisation takes its own list out."""

import sys
import tempfile
import time
from pathlib import Path

import httpx
import pytest

from fieldpoint.exchange.import_report import KINDS
from fieldpoint.registry.audit import decisions
from fieldpoint.registry.pages.city.list_words import FOUND, WEIGHTS
from tests.registry.officers.desk import Browser, Office

LIST = (
    "کد خانوار,نام,نام خانوادگی,نسبت,کد ملی,تلفن,محله\n"
    "1,مریم,=cmd,سرپرست,,09120000000,شوش\n1,علی,نمونه,فرزند,,,شوش\n2,زهرا,نمونه,سرپرست,,,مولوی\n,بی‌کد,نمونه,,,,\n"
)
WAIT_S = 30


def bring(browser: Browser, content: str | bytes = LIST, name: str = "list.csv", **more: str) -> httpx.Response:
    """The form that brings a list."""
    return browser.post(
        "/officers/roster/lists",
        {"mark": browser.mark(), "office": "شهرداری", **more},
        files={"file": (name, content if isinstance(content, bytes) else content.encode())},
    )


def ready(browser: Browser, path: str) -> str:
    """The list's page, once nobody works on it any more."""
    until = time.monotonic() + WAIT_S
    while "Refresh" in (answer := browser.get(path)).headers:
        assert time.monotonic() < until
        time.sleep(0.1)
    return answer.text


def brought(browser: Browser) -> str:
    """The page of the list, which was looked at and confirmed."""
    path = bring(browser).headers["Location"]
    ready(browser, path)
    assert browser.act(f"{path}/confirmation").status_code == 303
    return ready(browser, path)


def test_a_list_is_looked_at_before_it_is_written(office: Office) -> None:
    """The preview says what would change and writes nothing; once confirmed the list is in, once and for all."""
    admin = office.signed_in("مدیر")
    path = bring(admin).headers["Location"]
    page = ready(admin, path)
    assert "پیش‌نمایش فهرست" in page
    assert FOUND["code-missing"] in page
    assert office.registry.store.neighbourhoods() == []
    assert admin.act(f"{path}/confirmation").status_code == 303
    assert "فهرست ثبت شد" in ready(admin, path)
    assert office.registry.store.neighbourhoods() == [("شوش", 1, 0), ("مولوی", 1, 0)]
    assert [one.to for one in decisions(office.registry.store) if one.act == "roster.import"] == ["2"]
    again = ready(admin, bring(admin).headers["Location"])
    assert "<dt>خانوار بی‌تغییر</dt><dd>۲</dd>" in again


def test_rows_that_are_left_out_come_back_as_a_file(office: Office) -> None:
    """The row without a code is in it with what is wrong, and no other row is."""
    admin = office.signed_in("مدیر")
    path = bring(admin).headers["Location"]
    ready(admin, path)
    rows = admin.get(f"{path}/errors").content.decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert rows[1].startswith("کد خانوار ندارد")


def test_a_list_that_is_none_says_why(office: Office) -> None:
    """A picture, an empty file, missing columns: a sentence and nothing written; no file chosen, likewise."""
    admin = office.signed_in("مدیر")
    for content in (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b" ", b"a,b\n1,2\n", b"PK\x03\x04junk"):
        assert "فهرست خوانده نشد" in ready(admin, bring(admin, content, "x.xlsx").headers["Location"])
    assert bring(admin, b"", "").status_code == 400
    assert bring(admin, office="").status_code == 400
    assert bring(admin, b"x" * (10 * 1024 * 1024 + 1)).status_code in {400, 413}


def test_a_list_is_its_officers_alone(office: Office) -> None:
    """Another admin does not find it, and a form without the session's mark changes nothing."""
    admin, other = office.signed_in("مدیر"), office.signed_in("دیگری")
    path = bring(admin).headers["Location"]
    ready(admin, path)
    assert other.get(path).status_code == 404
    assert other.get(f"{path}/errors").status_code == 404
    assert admin.post(f"{path}/confirmation", {"mark": "x"}).status_code == 403
    files = {"file": ("list.csv", LIST.encode())}
    assert admin.post("/officers/roster/lists", {"mark": "x", "office": "o"}, files=files).status_code == 403
    assert admin.act(f"{path}/cancellation").status_code == 303
    assert admin.get(path).status_code == 404


def test_a_site_serves_a_neighbourhood_until_it_is_taken_back(office: Office) -> None:
    """Both are rows of the log; a site or a neighbourhood that is not there is said in words."""
    admin, store = office.signed_in("مدیر"), office.registry.store
    brought(admin)
    where = {"site": "s-01", "neighbourhood": "شوش"}
    assert admin.act("/officers/roster/assignments", act="assign", **where).status_code == 303
    assert len(store.assigned_to("s-01")) == 1
    assert ">شوش<" in admin.get("/officers/roster").text
    assert admin.act("/officers/roster/assignments", act="take-back", site="s-01", neighbourhood="*").status_code == 303
    assert store.assigned_to("s-01") == []
    for site, name in (("s-99", "*"), ("s-01", "nowhere")):
        answer = admin.act("/officers/roster/assignments", act="assign", site=site, neighbourhood=name)
        assert answer.status_code == 404
    acts = [one.act for one in decisions(store) if one.act.startswith("roster.")]
    assert acts[:3] == ["roster.import", "roster.assign", "roster.take-back"]


def test_officers_take_the_list_of_their_own_sites_alone(office: Office) -> None:
    """It has whom their sites serve, harmless to a spreadsheet and without IDs; nobody else gets any list."""
    admin = office.signed_in("مدیر")
    brought(admin)
    admin.act("/officers/roster/assignments", act="assign", site="s-01", neighbourhood="شوش")
    text = export(office.signed_in("شهر", "officer", "city"), hxl="true").content.decode("utf-8-sig")
    lines = text.splitlines()
    assert len(lines) == 4
    assert "'=cmd" in text
    assert "زهرا" not in text
    assert "کد ملی" not in text
    assert len(export(office.signed_in("امام", "officer", "mosque")).content.decode().splitlines()) == 1
    for stranger in (admin, office.signed_in("بازرس", "auditor", "city")):
        assert export(stranger).status_code == 403
    told = [(one.about, one.to) for one in decisions(office.registry.store) if one.act == "list.export"]
    assert told == [("people/city", "1"), ("people/mosque", "0")]


def test_districts_come_from_the_citys_list_of_neighbourhoods(office: Office) -> None:
    """Counts by district go by it, however a roster spells a neighbourhood."""
    admin = office.signed_in("مدیر")
    content = "محله,ناحیه,منطقه\nشوش,۲,منطقه ۱۲\nمولوي,۳,منطقه ۱۲\n"
    files = {"file": ("places.csv", content.encode())}
    assert admin.post("/officers/roster/places", {"mark": admin.mark()}, files=files).status_code == 303
    brought(admin)
    assert admin.get("/officers/roster").text.count("منطقه ۱۲") == 2
    bad = {"file": ("places.csv", "محله\nشوش\n".encode())}
    assert admin.post("/officers/roster/places", {"mark": admin.mark()}, files=bad).status_code == 400


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_finding_has_a_sentence(kind: str) -> None:
    """Whatever may be found in a list's rows is said in words."""
    assert FOUND[kind]
    assert WEIGHTS[KINDS[kind][0]]


def export(browser: Browser, hxl: str = "") -> httpx.Response:
    """The list of one's own people as a file."""
    return browser.act("/officers/roster/exports", form="csv", **({"hxl": hxl} if hxl else {}))


def test_a_large_list_touches_no_disk(office: Office, tmp_path: Path) -> None:
    """A list has names in it: of several megabytes nothing lies in any file while it is brought."""
    admin = office.signed_in("مدیر")
    row = "{},مریم,نمونه,سرپرست,,09120000000,شوش\n"
    content = "کد خانوار,نام,نام خانوادگی,نسبت,کد ملی,تلفن,محله\n" + "".join(row.format(n) for n in range(30_000))
    opened: list[str] = []
    watching = True

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event in {"open", "tempfile.mkstemp"}:
            opened.append(str(arguments[0]))

    sys.addaudithook(hook)
    answer = bring(admin, content)
    watching = False
    assert answer.status_code == 303
    assert not [path for path in opened if path.startswith(tempfile.gettempdir()) and str(tmp_path) not in path]
    admin.act(f"{answer.headers['Location']}/cancellation")
