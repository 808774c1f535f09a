"""A site that is served over https, the line that its tablets reach it by, and cards that no test has used yet."""

from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Playwright

from fieldpoint.core.log_rows import AnyRow, Handout, Void, decode_row
from fieldpoint.store.days import open_day_of
from fieldpoint.store.site import Site
from tests.browser.trust import NAME, install
from tests.browser.wifi import Wifi, wifi_before
from tests.live import SecureSite, secure_site
from tests.support import add_card, make_household, make_person, make_site, token_of


@dataclass
class Desk:
    """Where the tablets of some tests work; `browsers` start theirs: Playwright, and the path of Chromium."""

    live: SecureSite
    wifi: Wifi
    folder: Path
    browsers: tuple[Playwright, str]
    unused: list[str]
    tokens: list[str] = field(default_factory=list[str])
    before: int = 0

    @property
    def address(self) -> str:
        """Where tablets find the site."""
        return f"https://{NAME}:{self.wifi.port}"

    @property
    def home(self) -> Path:
        """Where the certificate store of its tablets lies."""
        return self.folder / "home"

    def deal(self, many: int = 4) -> None:
        """The next test's cards are `tokens`; `rows` answers what is handed out from now on."""
        self.tokens, self.unused = self.unused[:many], self.unused[many:]
        assert len(self.tokens) == many
        self.before = len(self._all_rows())

    def rows(self) -> list[Handout]:
        """Every handout of the log since the cards were dealt, in its order."""
        return self._all_rows()[self.before :]

    def voids(self) -> list[Void]:
        """Every void of one of these handouts."""
        refs = {row.id for row in self.rows()}
        return [row for row in self._of("void") if isinstance(row, Void) and row.ref in refs]

    def day(self) -> str | None:
        """The open day."""
        with closing(self.live.site.connect(read_only=True)) as connection:
            return open_day_of(connection)

    def _all_rows(self) -> list[Handout]:
        return [row for row in self._of("handout") if isinstance(row, Handout)]

    def _of(self, kind: str) -> list[AnyRow]:
        with closing(self.live.site.connect(read_only=True)) as connection:
            found = connection.execute("SELECT line FROM log WHERE type = ? ORDER BY epoch_no, seq", (kind,)).fetchall()
        return [decode_row(line) for (line,) in found]


def site_of_cards(folder: Path, many: int) -> tuple[Site, list[str]]:
    """A site of so many households of two, and the tokens of their cards."""
    site = make_site(folder / "site")
    households = [make_household(make_person(1), make_person(2), code=f"{4700 + number:05d}") for number in range(many)]
    return site, [token_of(site, add_card(site, household)) for household in households]


@contextmanager
def open_desk(
    folder: Path, browsers: tuple[Playwright, str], site: Site, tokens: list[str], *python: str
) -> Generator[Desk]:
    """The site is served, and a home folder trusts it. `python` starts the server in another way than by the module."""
    live = secure_site(site)
    live.python = python or live.python
    live.start()
    try:
        install(folder / "home", live.tls.authority_file)
        with wifi_before(live.port) as wifi:
            yield Desk(live, wifi, folder, browsers, tokens)
    finally:
        if live.runs:
            live.stop()
