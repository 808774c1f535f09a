"""What plain http shows to a device that trusts nothing yet: how to install the authority, and the authority."""

import plistlib
import re

from cryptography import x509

from tests.live import SecureSite, fieldpoint
from tests.server.conftest import Till


def test_plain_http_shows_the_help_page(live: SecureSite) -> None:
    """At its own address and at the bare host, in Persian and English, for every platform, without a script."""
    with live.phone() as phone:
        page, front = phone.get("/help"), phone.get("/")
    assert (page.status_code, front.status_code, front.text) == (200, 200, page.text)
    for word in ("اندروید", "آیپد", "ویندوز", "مک", "لینوکس", "فایرفاکس", "Android", "iPad", "Windows", "macOS"):
        assert word in page.text
    assert "<script" not in page.text
    assert re.search(rf'href="https://[^"/]+:{live.port}/"', page.text)


def test_its_style_comes_over_plain_http_and_all_is_small(live: SecureSite) -> None:
    """Readable before anything is trusted, on a slow line too."""
    with live.phone() as phone:
        page, style = phone.get("/help"), phone.get("/static/help.css")
    assert style.headers["content-type"].startswith("text/css")
    assert len(page.content) + len(style.content) < 40_000


def test_the_authority_is_handed_out(live: SecureSite) -> None:
    """The very certificate, in the form that devices install, and never a key."""
    with live.phone() as phone:
        answer = phone.get("/help/fieldpoint-ca.crt")
    assert answer.headers["content-type"] == "application/x-x509-ca-cert"
    held = x509.load_pem_x509_certificate(live.tls.authority_file.read_bytes())
    assert x509.load_der_x509_certificate(answer.content) == held


def test_the_profile_for_ipads_holds_the_same(live: SecureSite) -> None:
    """A configuration profile with one root certificate and two different names."""
    with live.phone() as phone:
        answer = phone.get("/help/fieldpoint-ca.mobileconfig")
        authority = phone.get("/help/fieldpoint-ca.crt").content
    profile = plistlib.loads(answer.content)
    (payload,) = profile["PayloadContent"]
    assert answer.headers["content-type"] == "application/x-apple-aspen-config"
    assert (profile["PayloadType"], payload["PayloadType"]) == ("Configuration", "com.apple.security.root")
    assert payload["PayloadContent"] == authority
    assert profile["PayloadUUID"] != payload["PayloadUUID"]
    assert re.fullmatch(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}", profile["PayloadUUID"])


def test_the_address_on_the_help_page_is_of_the_host_that_was_asked(live: SecureSite) -> None:
    """It stands as text too, at the host by which the page was asked for (a browser test reads the QR itself)."""
    host = {"Host": f"fieldpoint.local:{live.plain_port}"}
    with live.phone() as phone:
        page = phone.get("/help", headers=host)
    address = f"http://fieldpoint.local:{live.plain_port}/help/fieldpoint-ca.crt"
    assert address in page.text


def test_the_fingerprint_on_the_page_is_the_one_at_the_terminal(live: SecureSite) -> None:
    """A lead compares them: a stranger's page would show another."""
    with live.phone() as phone:
        page = phone.get("/help").text
    (shown,) = re.findall(r"(?:[0-9A-F]{2}[: ]){31}[0-9A-F]{2}", page)
    assert shown in fieldpoint("tls", "show", "--data", live.folder)


def test_without_tls_there_is_nothing_to_help_with(shared_till: Till) -> None:
    """A site for one machine has no authority to show."""
    with shared_till.live.browser(session=False) as here:
        for path in ("/help", "/help/fieldpoint-ca.crt", "/help/fieldpoint-ca.mobileconfig"):
            assert here.get(path).status_code == 404
