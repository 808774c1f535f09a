"""The cookie of a session: bound to its host where there is TLS, and of its own name for every site."""

from pathlib import Path
from typing import Any

import pytest
from litestar.connection import ASGIConnection

from fieldpoint.serving.run import Stop
from fieldpoint.web.entry.sessions import session_cookie
from fieldpoint.web.till import open_till
from tests.support import make_site


@pytest.mark.parametrize(
    ("scheme", "name", "secure"), [("https", "__Host-fieldpoint-s-01", True), ("http", "fieldpoint-s-01", False)]
)
def test_cookie_is_bound_to_its_host_over_tls(tmp_path: Path, scheme: str, name: str, secure: bool) -> None:  # noqa: FBT001
    """Over TLS only that host may set it and only TLS carries it; a forwarded header changes nothing."""
    headers = [(b"x-forwarded-proto", b"https")]
    connection: ASGIConnection[Any, Any, Any, Any] = ASGIConnection(
        {"type": "http", "scheme": scheme, "headers": headers}  # type: ignore[arg-type]
    )
    till = open_till(make_site(tmp_path / "site"), Stop())
    cookie = session_cookie(till, connection, "x")
    till.reader.close()
    assert (cookie.key, cookie.secure, cookie.httponly, cookie.samesite, cookie.path) == (
        name,
        secure,
        True,
        "strict",
        "/",
    )
    assert cookie.domain is None
