"""What officers see and do on the pages: looked for in what a browser gets and in what the registry holds."""

import re

from msgspec.structs import replace

from fieldpoint.clock import wall_ms
from fieldpoint.core.log_rows import DayOpen
from fieldpoint.core.names import Day, OperatorId
from fieldpoint.registry.decide import end_key
from fieldpoint.registry.intake.accept_batch import Arrival, accept_batch
from fieldpoint.registry.sites import enrol
from tests.registry.cases import close_day, write
from tests.registry.officers.desk import PASSWORD, Browser, Office, by_terminal, overlapping
from tests.registry.support import KID, Sender, enrol_request, kept, name_of, stored

DAY_MS = 86_400_000


def came(office: Office, arrival: Arrival, days_ago: int = 0) -> None:
    """A batch came so many days ago."""
    accept_batch(office.registry.store, replace(arrival, now_ms=wall_ms() - days_ago * DAY_MS))


def test_a_site_is_invited_and_enrols_with_the_code_of_the_page(office: Office, admin: Browser) -> None:
    """The code is shown once; with it the site comes in, and belongs to the organisation that was chosen."""
    office.organisation("south")
    page = admin.act("/officers/sites", site="s-09", title="سرای محله", organisation="south")
    assert page.status_code == 201
    code = re.search(r'class="secret"><bdi dir="ltr">(\w+)<', page.text)
    assert code
    answer, first = enrol(office.registry, enrol_request(Sender(site="s-09"), code[1]), wall_ms())
    assert (answer.site, first) == ("s-09", True)
    assert office.registry.store.sites_of_organisation("south") == ["s-09"]
    assert code[1] not in admin.get("/officers/sites/s-09").text
    assert admin.act("/officers/sites", site="s-09").status_code == 409
    assert admin.act("/officers/sites", site="../s-10").status_code == 400
    assert ">سرای محله</bdi>" in admin.get("/officers/sites?find=سراي").text


def test_a_stopped_site_gets_nothing_in_until_it_enrols_anew(office: Office, admin: Browser) -> None:
    """What is held stays, what comes waits, and the site's page says so; the code must be typed again."""
    stored(office.registry, office.log.arrival(1, 4))
    assert "not-stopped" in admin.act("/officers/sites/s-01/stops", again="s-02").headers["location"]
    admin.act("/officers/sites/s-01/stops", again="s-01")
    assert kept(office.registry, office.log.arrival(5, 6)).code == "key-revoked"
    assert "نه؛ کد می‌خواهد" in admin.get("/officers/sites/s-01").text
    assert "امضا با کلید پایان‌یافته" in admin.get("/officers/waiting").text


def test_a_batch_that_waits_is_let_in_or_stays_beside(office: Office, admin: Browser) -> None:
    """Quarantine: released it counts, rejected it waits for nobody any more."""
    stored(office.registry, office.log.arrival(1, 4))
    end_key(office.registry.store, by_terminal(), "s-01", KID, "compromised")
    for first in (5, 7):
        kept(office.registry, office.log.arrival(first, first + 1))
    one, other = office.log.arrival(5, 6).batch_id, office.log.arrival(7, 8).batch_id
    assert "released" in admin.act(f"/officers/batches/{one}", to="release").headers["location"]
    assert "rejected" in admin.act(f"/officers/batches/{other}", to="reject").headers["location"]
    page = admin.get("/officers/waiting").text
    assert page.count("پذیرفته شد") == page.count("کنار ماند") == 1
    assert office.registry.store.sites()[0].rows == 6


def test_rows_that_are_withheld_are_counted_with_their_reason(office: Office, admin: Browser) -> None:
    """A row that cannot be read stands on the page by its reason, and may be read again."""
    office.log.add(b'{"v":9}')
    stored(office.registry, office.log.arrival(1, 11))
    assert "شکل ردیف درست نیست" in admin.get("/officers/waiting").text
    assert "reread-none" in admin.act("/officers/waiting").headers["location"]


def test_an_overlap_names_both_sites_and_is_decided(office: Office, admin: Browser, south: Sender) -> None:
    """Both sites, the rule and the period stand there, never who was served; a decision takes it off the list."""
    overlapping(office, south)
    page = admin.get("/officers/cases").text
    assert "s-01" in page
    assert "s-02" in page
    assert "آذر ۱۴۰۵" in page
    assert name_of("h1", 8) not in page
    case = re.search(r'action="/officers/cases/([^"]+)"', page)
    assert case
    admin.act(f"/officers/cases/{case[1]}", to="accepted")
    assert "موردی با این وضع نیست" in admin.get("/officers/cases").text
    assert "پذیرفته" in admin.get("/officers/cases?state=accepted").text


def test_a_close_that_does_not_add_up_says_where(office: Office, admin: Browser) -> None:
    """The sum that differs stands there twice: as the site said it, and as the rows say it."""
    close_day(office.log, refused=5)
    stored(office.registry, office.log.arrival(1, 11))
    page = admin.get("/officers/closes").text
    assert "s-01" in page
    assert "refused" in page
    assert "۵" in page


def test_a_site_says_its_day_and_what_it_may_still_hold(office: Office, admin: Browser) -> None:
    """After three days without a word an ordinary day's rows are taken to lie at the site, and those that lack."""
    log = office.log
    close_day(log)
    for day in ("1405-09-02", "1405-09-03"):
        write(log, DayOpen, day=Day(day), op=OperatorId("lead"))
        for number in range(8):
            log.hand_out(f"h{number}")
        close_day(log)
    came(office, log.arrival(1, 31), days_ago=3)
    (site,) = admin.get("/api/v1/sites").json()["sites"]
    assert (site["day_open"], site["missing"], site["unsent"]) == (False, 0, 30)
    write(log, DayOpen, day=Day("1405-09-04"), op=OperatorId("lead"))
    log.hand_out("h1")
    came(office, log.arrival(33, 33), days_ago=0)
    (site,) = admin.get("/api/v1/sites").json()["sites"]
    assert (site["missing"], site["unsent"]) == (1, 1)
    came(office, log.arrival(32, 32))
    assert "۴ آذر ۱۴۰۵، باز" in admin.get("/officers/sites").text


def test_two_lives_are_told_and_one_is_ended(office: Office, admin: Browser) -> None:
    """A log that goes on twice stands on the page; the admin ends one life, and the alert is over."""
    other = Sender(site="s-01", name="other", seed=office.log.seed)
    stored(office.registry, office.log.arrival(1, 4))
    stored(office.registry, other.arrival(1, 1))
    assert "s-01" in admin.get("/officers/lives").text
    epoch = office.registry.store.epochs("s-01")[1].epoch
    assert "life-ended" in admin.act(f"/officers/sites/s-01/lives/{epoch}").headers["location"]
    assert "هیچ دفتری دوگانه نیست" in admin.get("/officers/lives").text


def test_the_last_admin_stays(office: Office, admin: Browser) -> None:
    """Nobody locks everybody out; with a second admin one may go, and her name goes with her."""
    (only,) = office.registry.store.officers()
    assert admin.act(f"/officers/people/{only.officer}/revocations").status_code == 409
    second = office.account("مریم نوری")
    assert admin.act(f"/officers/people/{second.officer}/revocations").status_code == 303
    assert "مریم نوری" not in admin.get("/officers/people").text


def test_a_new_password_ends_sessions_and_keys(office: Office) -> None:
    """Whoever changes a password is signed out everywhere, and programs' keys are over."""
    account = office.account("مریم نوری")
    key, elsewhere, here = office.key(account), office.session(account), office.session(account)
    other = "other words of nothing"
    fields = {"before": PASSWORD, "password": other, "again": other}
    assert here.act("/officers/account/password", **fields | {"before": "wrong wrong wrong"}).status_code == 401
    assert here.act("/officers/account/password", **fields).status_code == 303
    assert elsewhere.get("/officers").status_code == 303
    assert office.stranger().get("/api/v1/sites", headers=key).status_code == 401
    assert office.stranger().sign_in("مریم نوری", other).status_code == 303
