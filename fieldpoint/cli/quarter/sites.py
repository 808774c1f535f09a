"""The sites of the quarter, made by the very commands a site uses, each with a server of its own.

Imports its neighbours, the cli's children, exchange, paper's commands, desk and store.
"""

import tempfile
from contextlib import ExitStack, closing
from pathlib import Path

from fieldpoint.cli.children import Child
from fieldpoint.cli.quarter.district import SEED, SiteOf, programme_files
from fieldpoint.cli.quarter.night import NIGHT
from fieldpoint.core.card import CardName, sign_token
from fieldpoint.desk.set_up_site import set_up_site
from fieldpoint.store.cards import cards_to_print
from fieldpoint.store.identity import card_seeds
from fieldpoint.store.site import Site, SiteFacts, create_site

_CARD_HOST = "kart.local"


def make_site(folder: Path, of: SiteOf, number: int) -> Site:
    """A new site with its people, their cards and its programmes; the `number`th of the district."""
    site = create_site(folder, SiteFacts(code=of.code, name_fa=of.name_fa, office=of.code, card_host=_CARD_HOST))
    set_up_site(site)
    if not of.households:
        _run("programmes", "add", *NIGHT, "--data", str(folder))
        return site
    with tempfile.TemporaryDirectory(prefix="fieldpoint-quarter-") as scratch:
        _import_people(site, of, number, Path(scratch, "roster.csv"))
        _take_in_programmes(site, of, Path(scratch))
        _run("cards", "print", "--out", str(Path(scratch, "cards.pdf")), "--data", str(folder))
    return site


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


def _import_people(site: Site, of: SiteOf, number: int, roster: Path) -> None:
    from fieldpoint.exchange.synthetic_roster import make_roster  # noqa: PLC0415

    roster.write_bytes(make_roster(of.households, SEED + number).csv)
    _run("import", "roster", str(roster), "--data", str(site.folder))


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
