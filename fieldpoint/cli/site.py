"""Commands of a site: make it, open its day, serve it, verify it."""

import sys
from pathlib import Path

import click

from fieldpoint.cli.options import data_option, end_with_parent_option
from fieldpoint.cli.people import entry_link, first_code
from fieldpoint.store.site import Site, SiteFacts, create_site, link_witness, open_site

HOST = "127.0.0.1"  # this machine only, until TLS and pairing exist
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
@end_with_parent_option
@data_option
def serve(port: int, folder: Path) -> None:
    """Serve the site to this machine's browser until Ctrl-C.

    The link of `fieldpoint link` makes the first lead, who lets others in from then on.
    """
    from fieldpoint.serving.run import Stop, bind, serve  # noqa: PLC0415
    from fieldpoint.web.app import build_app  # noqa: PLC0415

    site = open_site(folder)
    listener = bind(HOST, port)
    stop = Stop()
    serve(build_app(site, stop), listener, lambda: _tell(site, port), stop)


@click.command()
@data_option
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535))
def link(folder: Path, port: int) -> None:
    """Print the link that opens the site in this machine's browser; while nobody leads it, with a one-time code."""
    click.echo(desk_link(open_site(folder), port))


def desk_link(site: Site, port: int) -> str:
    """The site's address; while nobody leads it, with a new one-time code that makes the first lead."""
    origin, code = f"http://localhost:{port}", first_code(site)
    return f"{origin}/" if code is None else entry_link(origin, "first", code)


def _tell(site: Site, port: int) -> None:
    """Where it answers. The code is for eyes at a terminal: a journal would keep it."""
    click.echo(f"The site answers at http://localhost:{port}/")
    if sys.stdout.isatty():
        click.echo(f"Open {desk_link(site, port)}")


@click.command()
@data_option
def verify(folder: Path) -> None:
    """Compare everything with the log: pages, chain, tables, witness. Name the first fault, if any."""
    from fieldpoint.store.repair.verify import verify  # noqa: PLC0415

    rows = verify(open_site(folder))
    click.echo(f"{rows:,} rows, the chain is whole; the tables and the witness say the same.")


@click.command()
@click.option("--log-only", is_flag=True, help="Give up a database that does not open: its names and keys are lost.")
@click.option("--witness", type=click.Path(path_type=Path), help="Where the witness lies, when the folder was lost.")
@data_option
def rebuild(folder: Path, witness: Path | None, *, log_only: bool) -> None:
    """Put a damaged site together again, from its log or its witness. Stop its server first.

    Damaged files are kept in the folder's quarantine.
    """
    from fieldpoint.desk.set_up_site import set_up_site  # noqa: PLC0415
    from fieldpoint.store.repair.rebuild import rebuild  # noqa: PLC0415

    if witness is not None:
        link_witness(folder, witness)
    done = rebuild(folder, log_only=log_only)
    click.echo(f"{done.rows:,} rows stand again, from the {'witness' if done.from_witness else 'log'}.")
    if done.from_witness:
        set_up_site(open_site(folder))
    if done.lost:
        click.echo(f"Not whole, because they stood in the database only: {', '.join(done.lost)}.")
    if done.nameless:
        click.echo(f"{done.nameless:,} households are known by their ids alone: their cards work, names are lost.")
    if done.new_keys:
        click.echo("The site has new keys: print its cards anew, and enrol it anew at its registry.")
