"""Commands of a site towards its registry: enrol there, and send what is unsent now."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fieldpoint.cli.options import data_option
from fieldpoint.cli.words import code_sentence
from fieldpoint.errors import Broken, Code
from fieldpoint.store.site import Site, open_site

if TYPE_CHECKING:
    from fieldpoint.sync.push import Pushed


@click.command()
@click.argument("url")
@click.argument("code")
@click.option(
    "--authority",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Trust this certificate authority (PEM) for the registry's https, and no other; then dates do not matter.",
)
@data_option
def enrol(url: str, code: str, authority: Path | None, folder: Path) -> None:
    """Join the registry at URL with the single-use CODE that it printed; a code is good for seven days."""
    site = open_site(folder)
    asyncio.run(_enrol(site, code, url, None if authority is None else _read(authority)))
    click.echo(f"Site {site.facts.code} is enrolled at {url}.")


@click.command()
@data_option
def sync(folder: Path) -> int:
    """Send what the registry does not hold yet, now. Exit code 1 when something stood in the way."""
    pushed = asyncio.run(_sync(open_site(folder)))
    click.echo(
        f"{pushed.sent:,} rows sent; the registry holds all up to row {pushed.mark:,}; {pushed.unsent:,} unsent."
    )
    for code in (pushed.code, pushed.parked):
        if code is not None:
            click.echo(f"fieldpoint: {code_sentence(code)}", err=True)
    return 1 if pushed.code or pushed.parked else 0


async def _enrol(site: Site, code: str, url: str, authority: str | None) -> None:
    from fieldpoint.store.identity import log_key  # noqa: PLC0415
    from fieldpoint.sync.enrolment import Place, enrol, enrol_request  # noqa: PLC0415
    from fieldpoint.sync.http_line import HttpLine  # noqa: PLC0415

    connection = site.connect()
    line = HttpLine(url, authority)
    try:
        request = enrol_request(site.facts.code, log_key(connection), code)
        await enrol(connection, request, Place(url=url, authority=authority), line)
    finally:
        await line.close()
        connection.close()


def _read(authority: Path) -> str:
    try:
        return authority.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        raise Broken(Code.FILE_UNREADABLE, file=authority.name) from None


async def _sync(site: Site) -> "Pushed":
    from fieldpoint.sync.loop import push_now  # noqa: PLC0415

    return await push_now(site)
