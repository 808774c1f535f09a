"""`fieldpoint demo`: a whole site at work on synthetic people, set up by the very commands a site uses."""

import tempfile
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from time import sleep

import click

from fieldpoint.cli.children import Child, stopped_like_ctrl_c
from fieldpoint.cli.demo_registry import enrol_site, start_registry
from fieldpoint.cli.site import HOST, LOCAL, PORT, desk_link
from fieldpoint.errors import Broken, Code, Conflict
from fieldpoint.store.site import Site, SiteFacts, create_site, open_site, site_exists
from fieldpoint.tls.files import tls_folder
from fieldpoint.tls.host import SITE_NAME, lan_addresses, origin

_HOUSEHOLDS = 472
_SEED = 1405
_FACTS = SiteFacts(code="demo-01", name_fa="محل توزیع نمونه", office="demo", card_host="kart.local")
_LOOK_EVERY_S = 0.5
_PLAIN_ABOVE = 1
_REGISTRY_ABOVE = 10
_LAST_PORT = 65535 - _REGISTRY_ABOVE


@click.command()
@click.option(
    "--port",
    default=PORT,
    show_default=True,
    type=click.IntRange(1, _LAST_PORT),
    help="The site's port; with --lan plain http is one above. The registry's is ten above.",
)
@click.option("--data", "folder", type=click.Path(path_type=Path), help="The data folder.  [default: a temporary one]")
@click.option(
    "--households", default=_HOUSEHOLDS, show_default=True, type=click.IntRange(1, 100_000), help="How many to make up."
)
@click.option("--no-registry", is_flag=True, help="Leave the central registry out.")
@click.option("--lan", is_flag=True, help="Serve tablets on this network over https, with QR codes to hold them to.")
@click.option("--quarter", is_flag=True, help="A whole season of a district instead: see below.")
def demo(port: int, folder: Path | None, households: int, **how: bool) -> None:
    """Open a site with made-up households, their cards, an open day and a registry.

    Prints the link of the desk's page and stops cleanly at Ctrl-C. With --data, a second start goes on
    where the first was, and over https where --lan was said once.

    With --quarter the sites of a district work through the newest season that is over, day after day, as tablets ask
    for it, and send everything to a registry; that takes some minutes, in a new folder. At the end all is added up
    from two sides: what the servers answered, the logs, the closes, the stock, the registry.
    """
    with ExitStack() as stack:
        stack.enter_context(stopped_like_ctrl_c())
        if folder is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="fieldpoint-demo-")))
        _check_port(port)
        if how["quarter"]:
            _show_quarter(folder, port, households, stack)
            return
        site = _prepare_site(folder, households)
        if how["lan"] and not tls_folder(folder).exists:
            _run("tls", "init", "--data", str(folder))
        registry = None if how["no_registry"] else _start_registry(site, port + _REGISTRY_ABOVE, stack)
        child = Child(["serve", "--data", str(folder), "--port", str(port)])
        stack.callback(child.stop)
        _tell(site, port, registry=None if registry is None else port + _REGISTRY_ABOVE)
        _wait([child] if registry is None else [child, registry])
        click.echo("Stopping ...")


def _show_quarter(folder: Path, port: int, households: int, stack: ExitStack) -> None:
    from fieldpoint.cli.quarter.run import Size, check_quarter, run_quarter  # noqa: PLC0415

    district = run_quarter(folder, port, Size(households=households), stack)
    click.echo(f"\n{check_quarter(district)} sums, each from two sides, all the same.\n")
    click.echo(f"  The registry:  http://localhost:{port}/officers")
    for number, place in enumerate(district.places, start=1):
        click.echo(f"  {desk_link(place.site, origin('http', LOCAL, port + number))}")
    click.echo("\n  Ctrl-C stops it.\n")
    _wait(district.servers)
    click.echo("Stopping ...")


def _prepare_site(folder: Path, households: int) -> Site:
    """The site of the folder, made and filled where it was not yet; each step is done once."""
    from fieldpoint.desk.set_up_site import set_up_site  # noqa: PLC0415
    from fieldpoint.store.people import count_people  # noqa: PLC0415

    if not site_exists(folder):
        create_site(folder, _FACTS)
        click.echo(f"A new site in {folder}")
    site = open_site(folder)
    if site.facts.code != _FACTS.code:
        raise Conflict(Code.SITE_EXISTS, folder=folder.name)  # a real site is no place for made-up people
    set_up_site(site)
    with closing(site.connect(read_only=True)) as connection:
        empty = count_people(connection) == 0
    if empty:
        _import_people(site, households)
    _print_cards(site)
    _open_today(site)
    return site


def _import_people(site: Site, households: int) -> None:
    from fieldpoint.exchange.synthetic_roster import make_roster  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="fieldpoint-roster-") as folder:
        roster = Path(folder, "roster.csv")  # a list of people does not stay beside the database that encrypts them
        roster.write_bytes(make_roster(households, _SEED).csv)
        _run("import", "roster", str(roster), "--data", str(site.folder))


def _print_cards(site: Site) -> None:
    sheet = site.folder / "cards.pdf"
    if not sheet.exists():
        _run("cards", "print", "--all", "--out", str(sheet), "--data", str(site.folder))


def _open_today(site: Site) -> None:
    """Opens the day that the clock proposes, as a lead would; a later start on the same day goes on in it."""
    from fieldpoint.desk.open_day import proposed_day  # noqa: PLC0415
    from fieldpoint.store.days import last_day  # noqa: PLC0415

    today = proposed_day(site.clock.now(), site.facts.zone)
    with closing(site.connect(read_only=True)) as connection:
        last = last_day(connection)
    if last is None or last < today:
        _run("day", "open", today, "--data", str(site.folder))


def _start_registry(site: Site, port: int, stack: ExitStack) -> Child:
    """A registry of its own, running, with the site enrolled at its present address."""
    folder = site.folder / "registry"
    child = start_registry(folder, "demo registry", port, stack)
    enrol_site(site, folder, port)
    return child


def _run(*arguments: str) -> None:
    """A command of fieldpoint, said and done."""
    from fieldpoint.cli import cli  # noqa: PLC0415

    click.secho(f"$ fieldpoint {' '.join(arguments)}", dim=True)
    cli.main(list(arguments), standalone_mode=False)


def _tell(site: Site, port: int, *, registry: int | None) -> None:
    secure = tls_folder(site.folder).exists
    host = next(iter(lan_addresses()), SITE_NAME) if secure else LOCAL
    desk = desk_link(site, origin("https" if secure else "http", host, port))
    plain = origin("http", host, port + _PLAIN_ABOVE if secure else port)
    click.echo("")
    if secure:
        _show_code("First, once a tablet: trust this site", f"{plain}/")
        _show_code("Then open the desk", desk)
        click.echo(f"  Help page:     {plain}/")
    click.secho(f"  The desk:      {desk}", bold=True)
    click.echo(f"  A card:        {plain}/{_card_path(site)}")
    click.echo(f"  Cards to scan: {site.folder / 'cards.pdf'}")
    if registry is not None:
        click.echo(f"  The registry:  http://localhost:{registry}/health")
    click.echo("\n  Ctrl-C stops it.\n")


def _show_code(title: str, text: str) -> None:
    """A QR code, where the terminal's letters have its blocks; the text stands below anyhow."""
    from fieldpoint.cli.terminal_qr import terminal_qr  # noqa: PLC0415

    with suppress(UnicodeEncodeError):
        click.echo(f"  {title}:\n\n{terminal_qr(text)}\n")


def _card_path(site: Site) -> str:
    """The path of the page that a family sees when it scans the first card of the sheet."""
    from fieldpoint.core.card import CardName, sign_token  # noqa: PLC0415
    from fieldpoint.store.cards import cards_to_print  # noqa: PLC0415
    from fieldpoint.store.identity import card_seeds  # noqa: PLC0415

    with closing(site.connect(read_only=True)) as connection:
        row = next(cards_to_print(connection))
        name = CardName(card=row.card, kid=row.kid, serial=row.serial)
        return f"C/{sign_token(name, card_seeds(connection)[row.kid])}"


def _check_port(port: int) -> None:
    """Says at once that a port is taken, before a minute of preparation."""
    from fieldpoint.serving.run import bind  # noqa: PLC0415

    bind(HOST, port).close()


def _wait(children: list[Child]) -> None:
    """Until Ctrl-C. `Broken` (`child-ended`) when a server ends by itself."""
    try:
        while not any(child.ended for child in children):
            sleep(_LOOK_EVERY_S)
    except KeyboardInterrupt:
        return
    raise Broken(Code.CHILD_ENDED, command=next(child.name for child in children if child.ended))
