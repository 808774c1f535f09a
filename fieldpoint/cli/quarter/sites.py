"""The sites of the quarter, made by the very commands a site uses, each with a server of its own.

Imports its neighbours, the cli's children and commands, registry, exchange, desk and store.
"""

import tempfile
from collections.abc import Iterable
from contextlib import ExitStack, closing
from pathlib import Path

from fieldpoint.cli.children import Child
from fieldpoint.cli.quarter.district import OFFICE, SEED, SiteOf, programme_files
from fieldpoint.cli.quarter.night import NIGHT
from fieldpoint.core.card import CardName, sign_token
from fieldpoint.desk.set_up_site import set_up_site
from fieldpoint.store.cards import cards_to_print
from fieldpoint.store.identity import card_seeds
from fieldpoint.store.site import Site, SiteFacts, create_site

_CARD_HOST = "kart.local"


def take_roster(registry: Path, households: int) -> dict[str, int]:
    """The registry has the district's case files; answers how many of them lie in each neighbourhood."""
    from fieldpoint.exchange.synthetic_roster import make_roster  # noqa: PLC0415
    from fieldpoint.registry.folder import open_registry  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="fieldpoint-quarter-") as scratch:
        roster = Path(scratch, "roster.csv")
        roster.write_bytes(make_roster(households, SEED).csv)
        _run("registry", "roster", str(roster), "--office", OFFICE, "--data", str(registry))
    with closing(open_registry(registry).store) as store:
        return {name: count for name, count, _ in store.neighbourhoods()}


def make_site(folder: Path, of: SiteOf) -> Site:
    """A new site, empty."""
    site = create_site(folder, SiteFacts(code=of.code, name_fa=of.name_fa, office=OFFICE, card_host=_CARD_HOST))
    set_up_site(site)
    return site


def furnish_site(site: Site, of: SiteOf, registry: Path, neighbourhoods: Iterable[str]) -> None:
    """An enrolled site has its programmes, the households of its neighbourhoods as the registry tells them, cards."""
    folder = str(site.folder)
    if not of.schemes:
        _run("programmes", "add", *NIGHT, "--data", folder)
        return
    for name in neighbourhoods:
        _run("registry", "assign", of.code, "--neighbourhood", name, "--data", str(registry))
    _run("sync", "--data", folder)
    with tempfile.TemporaryDirectory(prefix="fieldpoint-quarter-") as scratch:
        _take_in_programmes(site, of, Path(scratch))
        _run("cards", "print", "--out", str(Path(scratch, "cards.pdf")), "--data", folder)


def start_site(site: Site, port: int, stack: ExitStack) -> Child:
    """Its server answers on a port of this machine until the stack is closed."""
    child = Child(["serve", "--data", str(site.folder), "--port", str(port)])
    stack.callback(child.stop)
    return child


def tokens_of(site: Site) -> list[str]:
    """What the QR code of each card in force says, in the order of their sheet."""
    with closing(site.connect(read_only=True)) as connection:
        seeds = card_seeds(connection)
        return [
            sign_token(CardName(card=row.card, kid=row.kid, serial=row.serial), seeds[row.kid])
            for row in cards_to_print(connection)
        ]


def _take_in_programmes(site: Site, of: SiteOf, scratch: Path) -> None:
    files: list[str] = []
    for code, text in programme_files(of.schemes).items():
        file = scratch / f"{code}.toml"
        file.write_text(text, encoding="utf-8")
        files.append(str(file))
    _run("programmes", "add", *files, "--data", str(site.folder))


def _run(*arguments: str) -> None:
    """A command of fieldpoint, said and done."""
    from fieldpoint.cli import cli  # noqa: PLC0415

    cli.main(list(arguments), standalone_mode=False)
