"""A running site over real TLS: who is answered over https, and what little is said without it."""

import socket
import ssl
import time
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from tests.live import SecureSite, fieldpoint, secure_site
from tests.support import make_site

UNSEEN_PAGES = [
    "/index.html",
    "/static/js/main.js",
    "/static/app.css",
    "/C/",
    "/C/a/b",
    "/C/../x",
    "/kiosk",
    "/help/",
    "/help/x",
]
UNSEEN_CALLS = [
    ("GET", "/api/v1/health"),
    ("GET", "/api/v1/status"),
    ("GET", "/api/v1/session"),
    ("GET", "/api/v1/openapi.json"),
    ("POST", "/api/v1/session"),
    ("POST", "/api/v1/scans"),
    ("POST", "/"),
    ("POST", "/help"),
    ("PUT", "/C/x"),
    ("POST", "/kiosk"),
    ("DELETE", "/api/v1/session"),
    ("OPTIONS", "/api/v1/scans"),
]


def test_a_tablet_that_trusts_the_authority_works_over_https(live: SecureSite) -> None:
    """Page, session and status, by the host's name and by its address."""
    with live.browser() as desk:
        assert desk.get("/").status_code == 200
        assert desk.get("/api/v1/status").status_code == 200
        assert desk.get(f"https://127.0.0.1:{live.port}/api/v1/health").json()["status"] == "ok"


def test_a_tablet_without_it_says_no(live: SecureSite) -> None:
    """The system's own authorities do not know the box."""
    with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"), httpx.Client(trust_env=False) as tablet:
        tablet.get(live.url)


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_tls_1_2_and_1_3_are_spoken(live: SecureSite, version: ssl.TLSVersion) -> None:
    """An old iPad and a new tablet."""
    trust = ssl.create_default_context(cafile=str(live.tls.authority_file))
    trust.minimum_version = trust.maximum_version = version
    with httpx.Client(trust_env=False, verify=trust) as tablet:
        assert tablet.get(f"{live.url}/api/v1/health").status_code == 200


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
def test_older_tls_is_not_spoken(live: SecureSite) -> None:
    """TLS 1.1 is refused by the server, whatever the client would take."""
    trust = ssl.create_default_context(cafile=str(live.tls.authority_file))
    trust.minimum_version, trust.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    trust.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.raises(httpx.ConnectError, match=r"EOF|PROTOCOL_VERSION"), httpx.Client(verify=trust) as tablet:
        tablet.get(live.url)


def test_plain_http_on_the_secure_port_is_not_answered(live: SecureSite) -> None:
    """No page, no redirect that somebody in between could use."""
    with pytest.raises(httpx.RemoteProtocolError), httpx.Client(trust_env=False) as phone:
        phone.get(f"http://localhost:{live.port}/")


def test_a_family_may_open_its_card_on_plain_http(live: SecureSite, secure_token: str) -> None:
    """Their own phone trusts nobody; the card's page, its style and the page it clears to are there."""
    with live.phone() as phone:
        page = phone.get(f"/C/{secure_token}")
        style = phone.get("/static/card.css")
        cleared = phone.get("/C")
    assert (page.status_code, style.status_code, cleared.status_code) == (200, 200, 200)
    assert "باقی‌مانده برای شما" in page.text


@pytest.mark.parametrize("path", UNSEEN_PAGES)
def test_any_other_page_is_sent_to_https(live: SecureSite, path: str) -> None:
    """The same path at the same host, not for good, and with nothing in the answer."""
    answer = raw(live.plain_port, f"GET {path} HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n")
    head, _, body = answer.partition("\r\n\r\n")
    assert head.startswith("HTTP/1.1 307 ")
    assert f"\r\nlocation: https://localhost:{live.port}{path}\r\n" in head + "\r\n"
    assert body == ""


@pytest.mark.parametrize(("method", "path"), UNSEEN_CALLS)
def test_no_call_is_answered_on_plain_http(live: SecureSite, method: str, path: str) -> None:
    """A problem with its code, before anybody reads what was sent in the clear."""
    with live.phone() as phone:
        answer = phone.request(method, path, json=None if method == "GET" else {"secret": "x"})
    assert (answer.status_code, answer.json()["code"]) == (403, "https-needed")
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("claim", [{"X-Forwarded-Proto": "https"}, {"Forwarded": "proto=https"}, {"X-Scheme": "https"}])
def test_a_claim_to_have_come_over_https_is_not_believed(live: SecureSite, claim: dict[str, str]) -> None:
    """The way a request came is what the socket knows."""
    with live.phone() as phone:
        assert phone.get("/api/v1/health", headers=claim).status_code == 403
    asked = "GET https://localhost/api/v1/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    assert " 200 " not in raw(live.plain_port, asked).splitlines()[0]


def test_a_host_that_is_not_the_box_is_sent_nowhere(live: SecureSite) -> None:
    """A name that somebody else pointed here is refused before any redirect."""
    with live.phone() as phone:
        answer = phone.get("/anything", headers={"Host": "evil.example"})
    assert (answer.status_code, answer.json()["code"]) == (421, "host-unknown")


def test_every_answer_has_the_safe_headers(live: SecureSite) -> None:
    """Redirects, refusals and the help page too; and no promise that would lock a browser out of the help page."""
    with live.phone() as phone:
        answers = [phone.get(path) for path in ("/help", "/x", "/api/v1/health", "/help/fieldpoint-ca.crt")]
    for answer in answers:
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "strict-transport-security" not in answer.headers


def test_whoever_connects_and_says_nothing_is_let_go(live: SecureSite) -> None:
    """Half a handshake holds a line for ten seconds, not a minute."""
    with socket.create_connection(("127.0.0.1", live.port)) as silent:
        silent.sendall(b"\x16\x03\x01")
        silent.settimeout(20)
        began = time.monotonic()
        with suppress(ConnectionResetError):
            assert silent.recv(1) == b""
    assert time.monotonic() - began < 14


def test_whoever_keeps_a_secure_line_waiting_is_let_go(live: SecureSite) -> None:
    """After the handshake too: half a head holds it for ten seconds, and others are answered meanwhile."""
    with (
        socket.create_connection(("127.0.0.1", live.port)) as line,
        live.trust.wrap_socket(line, server_hostname="localhost") as slow,
    ):
        slow.sendall(b"GET /api/v1/health HTTP/1.1\r\nHost: loc")
        slow.settimeout(20)
        began = time.monotonic()
        said = slow.recv(100)
        waited = time.monotonic() - began
    assert said.startswith(b"HTTP/1.1 408 ")
    assert 8 < waited < 14
    with live.browser(session=False) as desk:
        assert desk.get("/api/v1/health").status_code == 200


def test_a_certificate_renewed_by_hand_is_shown_by_the_running_server(tmp_path: Path) -> None:
    """`fieldpoint tls renew` beside the server: within ten seconds new connections see the new one."""
    live = secure_site(make_site(tmp_path / "site"))
    live.start()
    before = shown(live)
    fieldpoint("tls", "renew", "--day", "1405-10-01", "--data", live.folder)
    patience = time.monotonic() + 30
    while shown(live) == before and time.monotonic() < patience:
        time.sleep(0.5)
    seen = shown(live)
    live.stop()
    assert seen != before


def shown(live: SecureSite) -> bytes:
    """The certificate that the server shows at this moment."""
    return ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate(("127.0.0.1", live.port)))


def raw(port: int, asked: str) -> str:
    """What a socket says to bytes that a browser would not send."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(asked.encode())
        found = b""
        while part := line.recv(65536):
            found += part
    return found.decode()
