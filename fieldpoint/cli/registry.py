"""Commands of the central registry: make it, invite a site, serve it, verify it, list the sites."""

import gc
from datetime import UTC, datetime
from pathlib import Path

import click

from fieldpoint.cli import registry_city, registry_work
from fieldpoint.cli.campaigns.registry import campaign, campaign_report
from fieldpoint.cli.lives import registry_copies
from fieldpoint.cli.lives.registry_lives import epochs
from fieldpoint.cli.officers.officers import officers
from fieldpoint.cli.options import end_with_parent_option, registry_data_option
from fieldpoint.cli.reports.registry import registry_day, registry_report
from fieldpoint.cli.travel.check import check
from fieldpoint.cli.travel.usb import registry_usb_group

PORT = 8090
HOST = "127.0.0.1"
_LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")


@click.group("registry")
def registry_group() -> None:
    """The central registry, where the sites' batches arrive."""


for command in (
    registry_work.cases,
    registry_work.decide,
    registry_work.withheld,
    registry_work.beside,
    registry_work.keys,
    registry_work.decisions,
    registry_city.roster,
    registry_city.assign,
    registry_city.places,
    registry_city.neighbourhoods,
    registry_city.programme,
    campaign,
    campaign_report,
    registry_usb_group,
    registry_report,
    registry_day,
    check,
    epochs,
    registry_copies.backup_key,
    registry_copies.backup,
    registry_copies.restore,
    registry_copies.renew,
    registry_copies.turn_key,
    officers,
):
    registry_group.add_command(command)


@registry_group.command("init")
@click.option("--name", default="registry", show_default=True, help="The registry's name as people read it.")
@click.option(
    "--dsn",
    envvar="FIELDPOINT_REGISTRY_DSN",
    show_envvar=True,
    metavar="DSN",
    help="Keep everything in this PostgreSQL database (15 or later), as «host=… dbname=… user=…» or postgresql://…; "
    "several registries may serve one database: give each a folder with the same registry.key.",
)
@registry_data_option
def init(name: str, dsn: str | None, folder: Path) -> None:
    """Make a new registry: its encrypted database and the key that signs its answers."""
    from fieldpoint.registry.folder import create_registry  # noqa: PLC0415

    create_registry(folder, name, dsn)
    click.echo(f"The registry is made in {folder}.")
    click.echo("Next: fieldpoint registry enrol SITE, fieldpoint registry serve")


@registry_group.command("enrol")
@click.argument("site")
@registry_data_option
def enrol(site: str, folder: Path) -> None:
    """Print a code by which SITE may enrol once; SITE is the code the site was made with."""
    from fieldpoint.registry.folder import open_registry  # noqa: PLC0415
    from fieldpoint.registry.sites import make_enrol_code  # noqa: PLC0415

    by = registry_work.by_terminal()
    with open_registry(folder).store as store:
        code = make_enrol_code(store, site, by.now_ms, by.who)
    click.echo(code)


@registry_group.command("serve")
@click.option("--host", default=HOST, show_default=True, help="The address to listen on.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--known-as",
    multiple=True,
    metavar="NAME",
    help="A host name that sites ask it under, without a port; may be repeated. This machine's own are known.",
)
@click.option(
    "--card-host",
    multiple=True,
    metavar="NAME",
    help="The host name on families' cards; may be repeated. Under it nothing but a card's own page is answered.",
)
@click.option(
    "--behind-tls",
    is_flag=True,
    help="A proxy of yours speaks https with everybody who comes; without it officers sign in on this machine only.",
)
@end_with_parent_option
@registry_data_option
def serve(host: str, port: int, behind_tls: bool, folder: Path, **names: tuple[str, ...]) -> None:  # noqa: FBT001
    """Serve the registry until Ctrl-C: to the sites, and to its officers at /officers."""
    from fieldpoint.registry.app import create_app  # noqa: PLC0415
    from fieldpoint.registry.folder import open_registry  # noqa: PLC0415
    from fieldpoint.serving.run import bind, serve  # noqa: PLC0415

    registry = open_registry(folder)
    listener = bind(host, port)
    gc.freeze()  # what the program is made of is never garbage; looking for some in it would slow every batch down
    known_as, on_cards = (frozenset(map(str.lower, names[which])) for which in ("known_as", "card_host"))
    asked_as = {*_LOCAL_NAMES, host.lower(), *known_as}
    app = create_app(registry, asked_as, card_hosts=on_cards, behind_tls=behind_tls)
    serve(app, listener, lambda: click.echo(f"The registry answers at http://{host}:{port}/"))


@registry_group.command("verify")
@registry_data_option
def verify(folder: Path) -> None:
    """Walk every site's chain and check every seal; name the first bad row, if any."""
    from fieldpoint.registry.folder import open_registry  # noqa: PLC0415
    from fieldpoint.registry.verify import verify_registry  # noqa: PLC0415

    registry = open_registry(folder)
    whole = verify_registry(registry.store)
    registry.store.close()
    for epoch in whole:
        click.echo(f"{epoch.site}: {epoch.rows:,} rows, the chain is whole up to row {epoch.mark:,}.")
    click.echo(f"{sum(epoch.rows for epoch in whole):,} rows of {len({epoch.site for epoch in whole})} sites.")


@registry_group.command("sites")
@registry_data_option
def sites(folder: Path) -> None:
    """List the sites: rows held, the last row without a gap, when each was last heard of (UTC)."""
    from fieldpoint.registry.folder import open_registry  # noqa: PLC0415
    from fieldpoint.registry.lives.alerts import two_live_epochs  # noqa: PLC0415

    registry = open_registry(folder)
    twice = {one.site for one in two_live_epochs(registry.store)}
    for site in registry.store.sites():
        heard = "never" if site.last_contact_at is None else _time(site.last_contact_at)
        state = "" if site.enrolled else "  not enrolled yet"
        alert = f"  two-live-epochs: `fieldpoint registry epochs {site.site}`" if site.site in twice else ""
        click.echo(f"{site.site:<32}  {site.rows:>9,} rows  mark {site.mark:>9,}  heard {heard}{state}{alert}")
    registry.store.close()


def _time(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S")
