"""How officers come in: one-time codes, long passwords, sessions, and what keeps strangers out."""

import httpx
import pytest

from fieldpoint.clock import wall_ms
from fieldpoint.errors import Code, Invalid
from fieldpoint.registry import audit
from fieldpoint.registry.officers.accounts import CODE_MS, add_officer
from fieldpoint.registry.officers.passwords import check_new
from fieldpoint.registry.officers.sessions import IDLE_MS, LONGEST_MS, find_session
from tests.registry.officers.desk import PASSWORD, Browser, Office, by_terminal

LONG = "سه واژهٔ بی‌ربط 405"


def choose(browser: Browser, code: str, password: str = LONG) -> httpx.Response:
    """The form of the first password."""
    return browser.post("/officers/first", {"code": code, "password": password, "again": password})


def acts(office: Office) -> list[str]:
    """What the registry's own log says was done, in order; its chain is whole."""
    return [one.act for one in audit.decisions(office.registry.store)]


def test_a_code_a_password_and_a_name_open_the_pages(office: Office) -> None:
    """With the one-time code one chooses a password, with it one signs in and sees the first page."""
    _, code = add_officer(office.registry.store, by_terminal(), "مریم نوری", "admin", "")
    browser = office.stranger()
    assert choose(browser, code).status_code == 303
    assert browser.sign_in("مريم  نوري", LONG.replace("405", "۴۰۵")).headers["location"] == "/officers"
    page = browser.get("/officers")
    assert page.status_code == 200
    assert "مریم نوری" in page.text
    assert "مدیر سامانه" in page.text
    assert acts(office)[-3:] == ["officer.add", "officer.password", "officer.sign-in"]


def test_whoever_is_not_signed_in_comes_to_the_door(office: Office) -> None:
    """A page without a session leads to the form that opens one, and shows nothing."""
    answer = office.stranger().get("/officers")
    assert (answer.status_code, answer.headers["location"]) == (303, "/officers/sign-in")
    assert not answer.content


def test_a_code_works_once(office: Office) -> None:
    """A code that was used chooses no second password."""
    _, code = add_officer(office.registry.store, by_terminal(), "مریم نوری", "admin", "")
    assert choose(office.stranger(), code).status_code == 303
    assert choose(office.stranger(), code).status_code == 403


def test_a_code_ends_after_a_day(office: Office) -> None:
    """A code that lay for more than a day lets nobody in."""
    by = by_terminal()
    late = type(by)(who=by.who, now_ms=by.now_ms - CODE_MS - 1000)
    _, code = add_officer(office.registry.store, late, "مریم نوری", "admin", "")
    assert choose(office.stranger(), code).status_code == 403


@pytest.mark.parametrize("password", ["short", "a" * 20, "abcdefghijklmnop", "111111222222", "maryam nouri 1"])
def test_a_weak_password_is_not_taken(password: str) -> None:
    """Short, few signs, a straight run, one's own name: none of them is a password."""
    with pytest.raises(Invalid) as refused:
        check_new(password, "maryam nouri")
    assert refused.value.code == Code.PASSWORD_WEAK


def test_two_passwords_that_differ_are_none(office: Office) -> None:
    """A slip of the finger leaves the code as it was."""
    _, code = add_officer(office.registry.store, by_terminal(), "مریم نوری", "admin", "")
    fields = {"code": code, "password": LONG, "again": f"{LONG}."}
    assert office.stranger().post("/officers/first", fields).status_code == 400
    assert choose(office.stranger(), code).status_code == 303


def test_a_wrong_password_and_a_name_that_nobody_has_get_one_answer(office: Office) -> None:
    """Nobody learns from the door who works here."""
    office.account("مریم نوری")
    wrong = office.stranger().sign_in("مریم نوری", "not the password at all")
    nobody = office.stranger().sign_in("کسی که نیست", "not the password at all")
    assert (wrong.status_code, nobody.status_code) == (401, 401)
    assert wrong.text == nobody.text


def test_wrong_passwords_make_a_name_wait_where_nobody_knows_the_browser(office: Office) -> None:
    """After five wrong ones a stranger waits; the officer's own browser goes on."""
    own = office.signed_in("مریم نوری")
    stranger = office.stranger()
    for _ in range(5):
        assert stranger.sign_in("مریم نوری", "not the password at all").status_code == 401
    answer = stranger.sign_in("مریم نوری")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 30
    assert own.sign_in("مریم نوری").status_code == 303
    assert acts(office).count("officer.sign-in-wrong") == 5


def test_many_wrong_tries_of_one_address_make_it_wait(office: Office) -> None:
    """From another machine a few wrong codes are all for now."""
    stranger = office.stranger(address="192.0.2.7", scheme="https")
    answers = [choose(stranger, f"wrong{number}").status_code for number in range(30)]
    assert answers[:10] == [403] * 10
    assert 429 in answers


def test_a_session_ends_by_rest_and_by_age(office: Office) -> None:
    """A quarter of an hour of rest ends a session, and ten hours in any case."""
    browser = office.signed_in("مریم نوری")
    store, token = office.registry.store, browser.cookies["fieldpoint-officer"]
    now = wall_ms()
    assert find_session(store, token, now + IDLE_MS - 1000) is not None
    assert find_session(store, token, now + 2 * IDLE_MS) is None
    always_at_work = range(now, now + LONGEST_MS, IDLE_MS - 1000)
    assert all(find_session(store, token, at) for at in always_at_work)
    assert find_session(store, token, now + LONGEST_MS + 1000) is None


def test_signing_out_ends_the_session(office: Office) -> None:
    """The cookie of a session that was closed opens nothing."""
    browser = office.signed_in("مریم نوری")
    kept = browser.cookies["fieldpoint-officer"]
    assert browser.act("/officers/sign-out").headers["location"] == "/officers/sign-in?did=out"
    browser.cookies.set("fieldpoint-officer", kept, domain="registry.test")
    assert browser.get("/officers").status_code == 303
    assert acts(office)[-1] == "officer.sign-out"


def test_a_cookie_is_for_this_host_and_no_script(office: Office) -> None:
    """Over TLS the cookie is bound to its host, closed to scripts, and never goes along with another site's request."""
    office.account("مریم نوری")
    answer = office.stranger(scheme="https").sign_in("مریم نوری")
    cookies = answer.headers.get_list("set-cookie")
    assert len(cookies) == 2
    for cookie in cookies:
        assert cookie.startswith("__Host-fieldpoint-")
        assert {"httponly", "secure", "samesite=strict", "path=/"} <= {
            part.strip().lower() for part in cookie.split(";")
        }


def test_a_form_of_another_page_does_nothing(office: Office) -> None:
    """A form from elsewhere, or without the session's mark, is refused whatever cookie comes along."""
    browser = office.signed_in("مریم نوری")
    mark = {"mark": browser.mark()}
    foreign = browser.post("/officers/sign-out", mark, headers={"Origin": "https://elsewhere.test"})
    silent = browser.send("POST", "/officers/sign-out", data=mark)
    unmarked = browser.post("/officers/sign-out", {"mark": "x"})
    assert [one.status_code for one in (foreign, silent, unmarked)] == [403, 403, 403]
    assert browser.get("/officers").status_code == 200


def test_another_machine_must_come_over_tls(office: Office) -> None:
    """In clear text the pages are for the machine itself."""
    office.account("مریم نوری")
    assert office.stranger(address="192.0.2.7").get("/officers/sign-in").status_code == 403
    assert office.stranger(address="192.0.2.7").sign_in("مریم نوری", PASSWORD).status_code == 403
    assert office.stranger(address="192.0.2.7", scheme="https").get("/officers/sign-in").status_code == 200
