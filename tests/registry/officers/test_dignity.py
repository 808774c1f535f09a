"""Dignity and hostile inputs: what officers never see of others' people, and what names and addresses may hold."""

import re

import pytest

from fieldpoint.core.card import CardName, card_text, sign_token
from fieldpoint.core.log_rows import CardBind
from fieldpoint.core.names import CardId, HouseholdId
from fieldpoint.registry import audit
from tests.registry.cases import write
from tests.registry.officers.desk import HOSTILE, Browser, Office, overlapping
from tests.registry.support import Sender, name_of, stored


def test_a_treatment_centre_is_not_named_to_others(office: Office, south: Sender) -> None:
    """Where one of the sites shares counts only, the other organisation reads that there was one, not which."""
    overlapping(office, south)
    office.organisation("clinic", counts_only=True)
    theirs = office.session(office.account("one of another", "officer", "district"))
    own = office.session(office.account("one of its own", "officer", "clinic"))
    office.own("s-01", "district")
    office.own("s-02", "clinic")
    assert "s-02" not in theirs.get("/officers/cases").text
    assert "مرکزی که فقط شمارش می‌دهد" in theirs.get("/officers/cases").text
    assert "s-02" in own.get("/officers/cases").text


def test_an_officer_sees_no_case_of_others(office: Office, south: Sender) -> None:
    """A case between two sites of other organisations does not exist for an officer."""
    overlapping(office, south)
    (case,) = office.registry.store.cases("open")
    browser = office.session(office.account("elsewhere", "officer", "elsewhere"))
    assert case.case_id not in browser.get("/officers/cases").text
    assert browser.act(f"/officers/cases/{case.case_id}", to="settled").status_code == 404
    assert office.registry.store.cases("open")


def test_an_auditor_reads_counts_only(office: Office, south: Sender) -> None:
    """How many overlaps there are, and not a single one of them."""
    overlapping(office, south)
    (case,) = office.registry.store.cases("open")
    page = office.session(office.account("auditor", "auditor")).get("/officers/cases").text
    assert "شمار موردها" in page
    assert case.case_id not in page
    assert "s-01" not in page


def test_taken_or_not_taken_is_the_only_answer(office: Office) -> None:
    """One learns one word, of whoever is unknown the same as of those who may still have theirs."""
    write(office.log, CardBind, card=CardId(name_of("card", 8)), hh=HouseholdId(name_of("h1", 8)), op="lead")
    stored(office.registry, office.log.arrival(1, 11))
    browser = office.session(office.account("elsewhere", "officer", "elsewhere"))
    known, unknown = name_of("card", 8), name_of("no card", 8)

    def ask(card: str, period: str) -> str:
        token = sign_token(CardName(card=CardId(card), kid=1, serial=0), b"\x05" * 32)
        fields = {"card": card_text("kart.test", token), "programme": "basket", "period": period}
        page = browser.act("/officers/taken", **fields)
        assert token not in page.text
        return re.sub(r'name="period" dir="ltr" value="[^"]+"', "", page.text)

    assert "گرفته شده است" in ask(known, "1405-09")
    assert ask(known, "1405-10") == ask(unknown, "1405-10")
    assert "s-01" not in ask(known, "1405-09")


def test_markup_in_names_stays_text(office: Office, admin: Browser) -> None:
    """Titles of sites and organisations, names of officers: whatever somebody writes is shown and never obeyed."""
    assert admin.act("/officers/organisations", organisation="south", title=HOSTILE[:60]).status_code == 303
    office.account(HOSTILE[:50], "officer", "south")
    admin.act("/officers/sites/s-01", title=HOSTILE, organisation="south")
    for path in ("/officers/sites", "/officers/sites/s-01", "/officers/people", f"/officers/sites?find={HOSTILE}"):
        text = admin.get(path).text
        assert "<script" not in text, path
        assert "<img" not in text, path
    assert "&lt;script&gt;" in admin.get("/officers/sites").text


@pytest.mark.parametrize("find", ["%", "_", "!", "'", "سرای", "a" * 500])
def test_a_search_takes_signs_as_they_are(admin: Browser, find: str) -> None:
    """Whatever is typed is looked for, and means nothing else."""
    page = admin.get("/officers/sites", params={"find": find})
    assert page.status_code == 200
    assert "محلی با این نام نیست" in page.text


@pytest.mark.parametrize("path", ["/officers/sites?find=%00", "/officers/sites/%00", "/api/v1/sites?find=a%00"])
def test_a_sign_that_no_database_takes_is_refused(admin: Browser, path: str) -> None:
    """A zero byte in an address is a bad request, whichever database stands behind."""
    assert admin.get(path).status_code == 400


def test_the_log_knows_officers_by_ids_alone(office: Office, south: Sender) -> None:
    """Names of officers and of whoever was served never stand in the registry's own log."""
    overlapping(office, south)
    account = office.account("مریم نوری")
    browser = office.session(account)
    office.stranger().sign_in("مریم نوری", "not the password at all")
    browser.act("/officers/people", name="رضا کریمی", role="auditor")
    (case,) = [one for one in office.registry.store.cases("open") if len(one.finding.sites) > 1]
    browser.act(f"/officers/cases/{case.case_id}", to="settled")
    lines = b"".join(row.line for row in office.registry.store.audit())
    for name in ("مریم", "نوری", "رضا", "کریمی", name_of("h1", 8), name_of("card", 8)):
        assert name.encode() not in lines
    done = [one for one in audit.decisions(office.registry.store) if one.who == f"officer:{account.officer}"]
    assert [one.act for one in done] == ["officer.password", "officer.sign-in", "officer.add", "case.decide"]
    assert "officer.sign-in-wrong" in lines.decode()
    assert "زنجیره درست است" in browser.get("/officers/log").text
