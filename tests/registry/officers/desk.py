"""Officers at the registry's pages: a browser without JavaScript, and accounts to sign in with."""

import asyncio
import re
from dataclasses import dataclass, field
from typing import Any

import httpx
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from fieldpoint.clock import wall_ms
from fieldpoint.registry.decide import By
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.officers.accounts import add_officer, choose_password, revoke_officer, save_organisation
from fieldpoint.registry.officers.sessions import make_key, mark_of, open_session
from fieldpoint.registry.officers.shapes import Officer, OfficerRole
from fieldpoint.serving.guard import Guard
from tests.registry.support import Sender, stored
from tests.served import serve

HOST = "registry.test"
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
PASSWORD = "three words of nothing"


def by_terminal() -> By:
    """Whoever sits at the registry's terminal, now."""
    return By(who="terminal:test", now_ms=wall_ms())


@dataclass
class Browser:
    """One browser at the registry's server, without a network between; it keeps its cookies."""

    app: Guard
    address: str = "127.0.0.1"
    scheme: str = "http"
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)
    known_mark: str = ""

    def get(self, path: str, **more: Any) -> httpx.Response:
        """A look at a page."""
        return self.send("GET", path, **more)

    def post(self, path: str, fields: dict[str, str] | None = None, **more: Any) -> httpx.Response:
        """A form of a page of this host, with the mark of the page before."""
        headers = {"Origin": f"{self.scheme}://{HOST}"} | more.pop("headers", {})
        return self.send("POST", path, data=fields or {}, headers=headers, **more)

    def send(self, method: str, path: str, **more: Any) -> httpx.Response:
        """One request."""

        async def ask() -> httpx.Response:
            line = httpx.ASGITransport(self.app, client=(self.address, 50_000))  # type: ignore[arg-type]
            base = f"{self.scheme}://{HOST}"
            async with httpx.AsyncClient(transport=line, base_url=base, cookies=self.cookies) as client:
                answer = await client.request(method, path, **more)
                self.cookies = client.cookies
                return answer

        return asyncio.run(ask())

    def mark(self) -> str:
        """The mark that this session's forms carry, as the first page has it."""
        if self.known_mark:
            return self.known_mark
        found = re.search(r'name="mark" value="([^"]+)"', self.get("/officers").text)
        assert found
        return found.group(1)

    def act(self, path: str, **fields: str) -> httpx.Response:
        """A form with the session's mark."""
        return self.post(path, {"mark": self.mark(), **fields})

    def sign_in(self, name: str, password: str = PASSWORD) -> httpx.Response:
        """The form of the door."""
        return self.post("/officers/sign-in", {"name": name, "password": password})


@dataclass
class Office:
    """A registry's server and the people who work at it."""

    registry: Registry
    log: Sender

    def __post_init__(self) -> None:
        self.app = serve(self.registry, {HOST})

    def stranger(self, **more: Any) -> Browser:
        """A browser at which nobody is signed in."""
        return Browser(self.app, **more)

    def account(self, name: str, role: OfficerRole = "admin", organisation: str = "") -> Officer:
        """An officer who has chosen the password of these tests, kept at the lowest cost."""
        store = self.registry.store
        if organisation and organisation not in {one.organisation for one in store.organisations()}:
            self.organisation(organisation)
        made, code = add_officer(store, by_terminal(), name, role, organisation)
        cheap = Argon2id(salt=b"s" * 16, length=16, iterations=1, lanes=1, memory_cost=8)
        choose_password(store, code, cheap.derive_phc_encoded(PASSWORD.encode()), wall_ms())
        return made

    def session(self, officer: Officer) -> Browser:
        """A browser at which an account is signed in, without its password being asked for."""
        with self.registry.store.transaction():
            token = open_session(self.registry.store, officer.officer, wall_ms())
        browser = self.stranger()
        browser.cookies.set("fieldpoint-officer", token, domain=HOST)
        browser.known_mark = mark_of(token)
        return browser

    def key(self, officer: Officer) -> dict[str, str]:
        """The head by which a program asks in an officer's name."""
        token = make_key(self.registry.store, by_terminal(), officer.officer, "a program")
        return {"Authorization": f"Bearer {token}"}

    def revoke(self, officer: Officer) -> None:
        """The account is over."""
        revoke_officer(self.registry.store, by_terminal(), officer.officer)

    def own(self, site: str, organisation: str, title: str = "") -> None:
        """A site belongs to an organisation."""
        with self.registry.store.transaction():
            self.registry.store.name_site(site, title, organisation)

    def organisation(self, code: str, *, counts_only: bool = False) -> None:
        """An organisation is known."""
        title = f"نهاد {code}"
        save_organisation(self.registry.store, by_terminal(), code, title, counts_only=counts_only)

    def signed_in(self, name: str, role: OfficerRole = "admin", organisation: str = "") -> Browser:
        """A browser at which such an officer is signed in."""
        self.account(name, role, organisation)
        browser = self.stranger()
        assert browser.sign_in(name).status_code == 303
        return browser


def overlapping(office: Office, south: Sender) -> None:
    """Two sites gave the same household its basket."""
    stored(office.registry, office.log.arrival(1, 3))
    south.hand_out("h1")
    stored(office.registry, south.arrival(1, 2))
