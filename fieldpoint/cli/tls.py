"""Commands of the site's own certificates: make the authority, make the server's certificate anew, show both."""

from contextlib import closing
from datetime import date
from pathlib import Path

import click

from fieldpoint.cli.options import data_option
from fieldpoint.core.jalali import day_of, gregorian_of
from fieldpoint.core.names import Day
from fieldpoint.errors import Code, Invalid
from fieldpoint.store.days import open_day_of
from fieldpoint.store.site import Site, open_site
from fieldpoint.tls.files import TlsFolder, fingerprint, tls_folder
from fieldpoint.tls.leaf import REISSUED_BEFORE_END, Leaf

_day_option = click.option("--day", help="Today, such as 1405-09-01.  [default: the open day, or asks]")
_yes_option = click.option("--yes", is_flag=True, help="Do not ask; the clock's date is right.")


@click.group("tls")
def tls_group() -> None:
    """HTTPS without internet: the site's own certificate authority, which every tablet installs once."""


@tls_group.command("init")
@_day_option
@_yes_option
@data_option
def tls_init(day: str | None, folder: Path, *, yes: bool) -> None:
    """Make the site's certificate authority, for 20 years, and the server's first certificate.

    The authority is limited to private networks, names under .local and this machine's own. Its key never leaves
    the data folder.
    """
    from fieldpoint.tls.host import this_host  # noqa: PLC0415
    from fieldpoint.tls.keeper import found_authority  # noqa: PLC0415
    from fieldpoint.tls.opened import last_opened  # noqa: PLC0415

    site = open_site(folder)
    tls = tls_folder(site.folder)
    tls.refuse_another()
    with closing(site.connect(read_only=True)) as connection:
        confirmed, opened = _confirmed_day(site, day, yes=yes), last_opened(connection)
    leaf = found_authority(tls, site.facts.code, this_host(), confirmed, opened)
    _tell(tls, leaf)
    click.echo("Next: fieldpoint serve, and open its help page on every tablet.")


@tls_group.command("renew")
@_day_option
@_yes_option
@data_option
def tls_renew(day: str | None, folder: Path, *, yes: bool) -> None:
    """Make the server's certificate anew, with this machine's present names and addresses.

    A server does so by itself 60 days before the end and when its names or addresses change; one that runs shows
    the new certificate within ten seconds. Tablets need nothing.
    """
    from fieldpoint.tls.host import this_host  # noqa: PLC0415
    from fieldpoint.tls.keeper import reissue  # noqa: PLC0415
    from fieldpoint.tls.leaf import new_leaf  # noqa: PLC0415
    from fieldpoint.tls.opened import last_opened  # noqa: PLC0415

    site = open_site(folder)
    tls = tls_folder(site.folder)
    tls.read_authority()
    with closing(site.connect(read_only=True)) as connection:
        confirmed, opened = _confirmed_day(site, day, yes=yes), last_opened(connection)
    _tell(tls, reissue(tls, new_leaf(this_host(), confirmed, opened)))


@tls_group.command("show")
@data_option
def tls_show(folder: Path) -> None:
    """Show the authority's fingerprint, to compare with a tablet's, and what the server's certificate is for."""
    tls = tls_folder(open_site(folder).folder)
    _tell(tls, tls.read_leaf())


def _confirmed_day(site: Site, day: str | None, *, yes: bool) -> date:
    """Today, as a human says it: typed, opened as a business day, or the clock's date with a yes to it."""
    if day is not None:
        try:
            return gregorian_of(Day(day))
        except ValueError as fault:
            raise Invalid(Code.SETTINGS_INVALID, field="day") from fault
    with closing(site.connect(read_only=True)) as connection:
        open_now = open_day_of(connection)
    if open_now is not None:
        return gregorian_of(open_now)
    from fieldpoint.clock import day_in_zone  # noqa: PLC0415

    proposed = day_in_zone(site.clock.now().wall_ms, site.facts.zone)
    if not yes:
        click.confirm(f"The clock says {_both(proposed)}. Is that today?", abort=True)
    return proposed


def _tell(tls: TlsFolder, leaf: Leaf | None) -> None:
    known_by = fingerprint(tls.authority_der())
    click.echo(f"The authority:    {tls.authority_file}")
    click.echo(f"Its fingerprint:  {known_by}")
    if leaf is None:
        click.echo("The certificate:  none that reads; the server makes one when it starts.")
        return
    click.echo(f"The certificate:  dated {_both(leaf.dated)}, until {_both(leaf.until)};")
    click.echo(f"                  made anew from {_both(leaf.until - REISSUED_BEFORE_END)} on")
    click.echo(f"Its names:        {', '.join((*leaf.names, *leaf.addresses))}")


def _both(day: date) -> str:
    return f"{day_of(day)} ({day.isoformat()})"
