"""Commands of a site: make it, open its day, serve it, verify it."""

import gc
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fieldpoint.cli.options import data_option, end_with_parent_option
from fieldpoint.cli.people import entry_link, first_code
from fieldpoint.errors import Code, NotFound
from fieldpoint.store.site import Site, SiteFacts, create_site, link_witness, open_site
from fieldpoint.tls.host import SITE_NAME, every_address, is_loopback, origin

if TYPE_CHECKING:
    from fieldpoint.serving.run import Stop
    from fieldpoint.tls.files import TlsFolder

HOST = "127.0.0.1"  # this machine only, where there is no TLS
LOCAL = "localhost"
PORT = 8080


@click.command()
@click.argument("code")
@click.option("--name", "name_fa", default="", help="The site's name as people read it.  [default: the code]")
@click.option("--office", default="", help="The office whose household codes it uses.  [default: the code]")
@click.option(
    "--card-host", default="kart.local", show_default=True, help="The name in every card's QR, at most 22 characters."
)
@click.option("--zone", default="Asia/Tehran", show_default=True, help="The time zone of its business days.")
@click.option("--witness", type=click.Path(path_type=Path), help="A file on a second medium for the witness.")
@data_option
def init(code: str, folder: Path, witness: Path | None, **facts: str) -> None:
    """Make a new site: its encrypted database, its keys, and the programmes of the package.

    CODE is the site's opaque name at the registry, such as d11-03. It says nothing about the kind of site.
    """
    from fieldpoint.desk.set_up_site import set_up_site  # noqa: PLC0415

    named = SiteFacts(code=code, **{name: value or code for name, value in facts.items()})
    site = create_site(folder, named, witness)
    count = set_up_site(site)
    click.echo(f"Site {code} is made in {folder} with {count} programmes.")
    click.echo("Next: fieldpoint import roster LIST.csv, fieldpoint cards print, fieldpoint day open, fieldpoint serve")


@click.command()
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--plain-port",
    type=click.IntRange(1, 65535),
    help="With TLS: where plain http shows the help page and a family's card.  [default: one above]",
)
@click.option("--host", help="The address to listen on.  [default: with TLS every one, else this machine's own]")
@end_with_parent_option
@data_option
def serve(port: int, plain_port: int | None, host: str | None, folder: Path) -> None:
    """Serve the site until Ctrl-C: to the tablets over https, or to this machine's browser alone.

    It speaks https where `fieldpoint tls init` was called before. The link of `fieldpoint link` makes the first lead,
    who lets others in from then on.
    """
    # What a start makes stays: looking for garbage in it again and again took a fifth of the start.
    gc.disable()
    from fieldpoint.serving.run import Stop, bind, serve  # noqa: PLC0415
    from fieldpoint.tls.files import tls_folder  # noqa: PLC0415
    from fieldpoint.web.app import build_app  # noqa: PLC0415

    site = open_site(folder)
    tls = tls_folder(folder)
    stop = Stop()
    if tls.exists:
        _serve_securely(site, tls, (host or every_address(), port, plain_port or port + 1), stop)
        return
    if host is not None and not is_loopback(host):  # a name or a session in the clear is for nobody else to read
        raise NotFound(Code.AUTHORITY_MISSING)
    listener, address = bind(host or HOST, port), origin("http", LOCAL, port)
    serve(build_app(site, stop), listener, lambda: _tell(site, address, f"The site answers at {address}/"), stop)


def _serve_securely(site: Site, tls: "TlsFolder", place: tuple[str, int, int], stop: "Stop") -> None:
    from fieldpoint.serving.run import Secure, bind, serve  # noqa: PLC0415
    from fieldpoint.tls.keeper import Keeper  # noqa: PLC0415
    from fieldpoint.tls.opened import last_opened  # noqa: PLC0415
    from fieldpoint.web.app import build_app  # noqa: PLC0415
    from fieldpoint.web.help_page import Https  # noqa: PLC0415

    host, port, plain_port = place
    listener, plain = bind(host, port), bind(host, plain_port)
    with closing(site.connect(read_only=True)) as connection:
        keeper = Keeper(tls, last_opened(connection))
    app = build_app(site, stop, Https(keeper=keeper, port=port, plain_port=plain_port))
    desk, help_page = origin("https", SITE_NAME, port), origin("http", SITE_NAME, plain_port)
    answers = f"The site answers at {desk}/, its help at {help_page}/"
    serve(app, listener, lambda: _tell(site, desk, answers), stop, Secure(context=keeper.context, plain=plain))


@click.command()
@data_option
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535))
@click.option("--host", help="The name or address in it.  [default: fieldpoint.local with TLS, else localhost]")
def link(folder: Path, port: int, host: str | None) -> None:
    """Print the link that opens the site in a browser; while nobody leads it, with a one-time code."""
    from fieldpoint.tls.files import tls_folder  # noqa: PLC0415

    site = open_site(folder)
    scheme, name = ("https", SITE_NAME) if tls_folder(folder).exists else ("http", LOCAL)
    click.echo(desk_link(site, origin(scheme, host or name, port)))


def desk_link(site: Site, address: str) -> str:
    """The site's link at an address; while nobody leads it, with a new one-time code that makes the first lead."""
    code = first_code(site)
    return f"{address}/" if code is None else entry_link(address, "first", code)


def _tell(site: Site, address: str, answers: str) -> None:
    """Where it answers. The code is for eyes at a terminal: a journal would keep it.

    What was made until here is not looked through any more, and whatever comes from here on is.
    """
    gc.freeze()
    gc.enable()
    click.echo(answers)
    if sys.stdout.isatty():
        click.echo(f"Open {desk_link(site, address)}")


@click.command()
@data_option
def verify(folder: Path) -> None:
    """Compare everything with the log: pages, chain, tables, witness. Name the first fault, if any."""
    from fieldpoint.store.repair.verify import verify  # noqa: PLC0415

    rows = verify(open_site(folder))
    click.echo(f"{rows:,} rows, the chain is whole; the tables and the witness say the same.")


@click.command()
@click.argument("place", type=click.Path(path_type=Path))
@data_option
def witness(place: Path, folder: Path) -> None:
    """Move the witness to PLACE, a folder or a new file on another medium; the data folder takes it back.

    It is copied, compared with every row of the log, and only then is the old one removed. A server that runs goes
    on with the new one.
    """
    from fieldpoint.store.repair.move_witness import move_witness  # noqa: PLC0415

    rows = move_witness(open_site(folder), place)
    click.echo(f"The witness lies at its new place with {rows:,} rows; the old one is removed.")


@click.command()
@click.option("--log-only", is_flag=True, help="Give up a database that does not open: its names and keys are lost.")
@click.option("--witness", type=click.Path(path_type=Path), help="Where the witness lies, when the folder was lost.")
@data_option
def rebuild(folder: Path, witness: Path | None, *, log_only: bool) -> None:
    """Put a damaged site together again, from its log or its witness. Stop its server first.

    Damaged files are kept in the folder's quarantine.
    """
    from fieldpoint.store.repair.rebuild import rebuild  # noqa: PLC0415

    if witness is not None:
        link_witness(folder, witness)
    done = rebuild(folder, log_only=log_only)
    click.echo(f"{done.rows:,} rows stand again, from the {'witness' if done.from_witness else 'log'}.")
    if done.lost:
        click.echo(f"Not whole, because they stood in the database only: {', '.join(done.lost)}.")
    if done.nameless:
        click.echo(f"{done.nameless:,} households are known by their ids alone: their cards work, names are lost.")
    if done.new_keys:
        click.echo("The site has new keys: its printed cards scan on; enrol it anew at its registry.")
