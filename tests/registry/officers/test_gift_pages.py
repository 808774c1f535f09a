"""The registry's pages of donors and of reports to benefactors: who sees what, and what is told of few families."""

import pytest

from fieldpoint.registry.tables.told import SealedHousehold
from tests.registry.cases import site
from tests.registry.gifts.logs import QUARTER, come, donor_of, take
from tests.registry.officers.desk import Browser, Office
from tests.registry.support import enrol_sender, name_of, stored

MANY, FEW, BESIDE = "شوش", "مولوی", "آذری"


@pytest.fixture
def given(office: Office) -> str:
    """A donor whose baskets reached seven households, two, and eight, each of a neighbourhood; answers their id."""
    log = site(2)
    enrol_sender(office.registry, log)
    donor = donor_of(log, "one")
    come(log, donor, 30)
    for number in range(17):
        take(log, f"h{number}")
    stored(office.registry, log.arrival(1, len(log.lines)))
    with office.registry.store.transaction():
        for number, place in enumerate([MANY] * 7 + [FEW] * 2 + [BESIDE] * 8):
            office.registry.store.save_household(_household(f"h{number}", place))
    return donor


def _household(name: str, neighbourhood: str) -> SealedHousehold:
    return SealedHousehold(
        household=name_of(name, 8), code_mark=name.encode(), neighbourhood=neighbourhood, revision=1, sealed=b""
    )


def test_a_statement_tells_of_many_and_not_of_few(admin: Browser, given: str) -> None:
    """Seven households of one neighbourhood are told; the two are not named, nor are those whose number hides them."""
    page = admin.get(f"/officers/gifts/{given}?quarter={QUARTER}").text
    assert MANY in page
    assert FEW not in page
    assert BESIDE not in page
    assert "۷" in page
    assert "به محله‌های دیگر هم رسید" in page
    sheet = admin.get(f"/officers/gifts/{given}/sheet?quarter={QUARTER}")
    assert (sheet.headers["content-type"], sheet.content[:4]) == ("application/pdf", b"%PDF")


def test_a_table_of_a_quarter_and_of_a_year_tell_the_same(admin: Browser, given: str) -> None:
    """The year's sums are its quarters'; beside them stands that there is more."""
    for asked in (f"quarter={QUARTER}", f"year={QUARTER[:4]}"):
        page = admin.get(f"/officers/gifts?{asked}").text
        assert page.count('<span class="few"> +</span>') == 2  # the donor's sum, and that of all
        assert FEW not in page
        assert "۷" in page
    assert given[:4] in page


def test_a_donors_name_is_kept_sealed_and_shown(admin: Browser, given: str) -> None:
    """What an officer calls a donor stands on the pages, and in no file and no log of the registry in clear."""
    answer = admin.act(f"/officers/gifts/{given}", name="بنیاد نمونه مهر")
    assert answer.status_code == 303
    assert "بنیاد نمونه مهر" in admin.get("/officers/gifts").text
    assert "بنیاد نمونه مهر" not in admin.get("/officers/log").text
    assert admin.act("/officers/gifts/AAAAAAAAAAA", name="x").status_code == 404


def test_an_officer_sees_the_donors_of_their_own_sites(office: Office, given: str) -> None:
    """Another organisation's donor does not exist for them; an auditor sees sums and no name."""
    office.own("s-02", "north")
    south = office.session(office.account("of south", "officer", "south"))
    assert south.get(f"/officers/gifts/{given}").status_code == 404
    assert given[:4] not in south.get("/officers/gifts").text
    north = office.session(office.account("of north", "officer", "north"))
    assert north.get(f"/officers/gifts/{given}").status_code == 200
    auditor = office.session(office.account("auditor", "auditor"))
    assert given[:4] not in auditor.get(f"/officers/gifts?quarter={QUARTER}").text


def test_a_donor_of_two_sites_is_seen_as_one_and_parted(office: Office, admin: Browser, given: str) -> None:
    """Seven households and six others had thirteen baskets of both, so at least seven had something.

    The log has who said so; parted, each stands alone again. Programs read and do the same.
    """
    log = site(3)
    enrol_sender(office.registry, log)
    other = donor_of(log, "one")
    come(log, other, 30)
    for number in range(20, 26):
        take(log, f"h{number}")
    stored(office.registry, log.arrival(1, len(log.lines)))
    with office.registry.store.transaction():
        for number in range(20, 26):
            office.registry.store.save_household(_household(f"h{number}", MANY))
    headers = {"Origin": "http://registry.test", "Content-Type": "application/json"}

    def act(path: str, **body: str) -> int:
        return admin.send("POST", f"/api/v1/donors/{path}", json=body, headers=headers).status_code

    def told() -> list[tuple[int, int]]:
        found = admin.get(f"/api/v1/donors/{given}/statements/{QUARTER}").json()["statement"]["items"][0]["cells"]
        return [(one["households"], one["handouts"]) for one in found]

    assert told() == [(7, 7)]
    assert admin.act(f"/officers/gifts/{given}/joins", other=other).status_code == 303
    assert (told(), act(f"{given}/names", name="بنیاد نمونه")) == ([(7, 13)], 200)
    (one,) = admin.get("/api/v1/donors").json()
    assert (one["donor"], one["name"], one["joined"]) == (given, "بنیاد نمونه", [other])
    assert "بنیاد نمونه" in admin.get(f"/officers/gifts/{other}?quarter={QUARTER}").text
    assert "دو خیّر را یکی دانست" in admin.get("/officers/log").text
    table = admin.get(f"/api/v1/gift-quarters/{QUARTER}").json()
    assert (table["donors"], table["together"]["handouts"]) == ([given], 13)
    assert (act(f"{given}/partings", other=other), act(f"{given}/partings", other=other)) == (200, 404)
    assert (told(), act(f"{given}/joins", other="AAAAAAAAAAA")) == ([(7, 7)], 404)
    assert admin.get(f"/api/v1/donors/unknown/statements/{QUARTER[:-1]}9").status_code == 400
    assert {"quarter": QUARTER, "over": True} in admin.get("/api/v1/gift-quarters").json()


def test_a_report_is_written_resolved_closed_and_printed(admin: Browser, given: str) -> None:
    """A title and paragraphs, a resolution with its owner and day, done today, open again; and a PDF."""
    assert given
    begun = admin.act("/officers/actions", quarter=QUARTER, title="نشست تابستان", body="یک بند\nبندی دیگر")
    report = begun.headers["location"].split("?")[0]
    late = {"what": "خرید نوشت‌افزار", "owner": "دبیر نشست", "due": "۱۴۰۴/۰۶/۲۵"}
    assert admin.act(f"{report}/resolutions", **late).status_code == 303
    page = admin.get(report).text
    assert "از مهلت گذشته" in page
    assert "دست‌کم ۷ تحویل" in page
    admin.act(f"{report}/resolutions/1", how="done")
    assert "انجام شد، " in admin.get(report).text
    admin.act(f"{report}/resolutions/1", how="open")
    assert "از مهلت گذشته" in admin.get(report).text
    admin.act(report, title="نشست تابستان ۱۴۰۵", body="یک بند")
    assert "بندی دیگر" not in admin.get(report).text
    admin.act(report, title="نشست خیّران", body="یک بستهٔ تازه")
    assert {"نشست خیّران" in admin.get(report).text, "یک بستهٔ تازه" in admin.get(report).text} == {True}
    assert admin.get(f"{report}/sheet").content.startswith(b"%PDF")


def test_what_is_no_report_is_refused(office: Office, admin: Browser) -> None:
    """A day that is none, an empty title, a quarter that is none, another organisation's report."""
    assert admin.act("/officers/actions", quarter="1405-S7", title="x").status_code == 400
    assert admin.act("/officers/actions", quarter=QUARTER, title="").status_code == 400
    report = admin.act("/officers/actions", quarter=QUARTER, title="x").headers["location"].split("?")[0]
    assert admin.act(f"{report}/resolutions", what="x", owner="y", due="1405/13/01").status_code == 400
    assert admin.act(f"{report}/resolutions/7", how="done").status_code == 404
    south = office.session(office.account("of south", "officer", "south"))
    assert south.get(report).status_code == 404
