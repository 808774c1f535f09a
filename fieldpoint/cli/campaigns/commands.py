"""Commands of campaigns: which there are, open one, put up its tents, look at its numbers, close it with its report."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import click

from fieldpoint.cli.options import data_option
from fieldpoint.core.names import Day, EventId
from fieldpoint.desk.act import Act
from fieldpoint.errors import Code, Invalid, NotFound
from fieldpoint.store.site import Site, open_site
from fieldpoint.store.transaction import Transaction, transaction_on

if TYPE_CHECKING:
    from fieldpoint.core.campaigns.campaign import Campaign
    from fieldpoint.core.campaigns.total import CampaignReport

_ACT: Final = Act(operator="lead")
_LARGEST: Final = 64 * 1024
# How the moon was seen against the file, and by how many days its windows move.
_MOON: Final = {"earlier": -1, "as-written": 0, "later": 1}
_moon_option = click.option(
    "--moon", type=click.Choice(list(_MOON)), default="as-written", help="When its months were seen to begin."
)
_Done = TypeVar("_Done")


@click.group("campaigns")
def campaigns_group() -> None:
    r"""Campaigns: a time-bound drive with a target, its programmes, its tents and the Empathy puzzle.

    \b
    One of the package:       fieldpoint campaigns open mehr-hamdeli
    One of your own:          fieldpoint campaigns check OWN.toml, then open OWN.toml
    Tents for an evening:     fieldpoint campaigns event chador-yari qazvin 1405-09-14 18:00 23:00
    How it stands:            fieldpoint campaigns show chador-yari
    When it is over:          fieldpoint campaigns close chador-yari --pdf report.pdf

    Handouts of its programmes on its days count by themselves. The picture is at /puzzle of the site, for everybody.
    """


@campaigns_group.command("list")
@data_option
def list_all(folder: Path) -> None:
    """List the campaigns of this site, those that run first, and what the package has besides."""
    from fieldpoint.desk.campaigns.look import see_all  # noqa: PLC0415
    from fieldpoint.desk.campaigns.packaged import packaged_campaigns  # noqa: PLC0415

    site = open_site(folder)
    with closing(site.connect(read_only=True)) as connection:
        seen = see_all(connection, site.facts, _today(site))
    for one in seen:
        state = "closed" if one.seal else one.state
        click.echo(f"{one.campaign.name:<24} {state:<8} {one.report.reached:,} of {one.report.target:,}")
    for one in packaged_campaigns():
        if one.code not in {here.campaign.code for here in seen}:
            click.echo(f"{one.name:<24} in the package  {one.title_fa}")


@campaigns_group.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def check_files(files: tuple[Path, ...]) -> int:
    """Name file, line and field of each fault in the campaign FILES; nothing is changed."""
    from fieldpoint.cli.programmes import say_faults  # noqa: PLC0415
    from fieldpoint.core.campaigns.check import check  # noqa: PLC0415

    return say_faults({file: check(_read(file)).faults for file in files})


@campaigns_group.command("open")
@click.argument("code")
@_moon_option
@data_option
def open_one(code: str, moon: str, folder: Path) -> None:
    """Let the campaign CODE run here: of the package by its code, of your own by its file.

    A file with a higher version takes the place of what runs here.
    """
    from fieldpoint.desk.campaigns.acts import open_campaign  # noqa: PLC0415

    campaign = find_campaign_of(code, _MOON[moon])
    done = _write(open_site(folder), lambda tx: open_campaign(tx, campaign, _ACT, _MOON[moon]))
    click.echo(f"{campaign.name} {'runs here already' if done is None else 'runs here now'}.")


@campaigns_group.command()
@click.argument("code")
@click.argument("place")
@click.argument("day")
@click.argument("first")
@click.argument("last")
@data_option
def event(folder: Path, **said: str) -> None:
    """Put up the tents of the campaign CODE at PLACE on DAY, from the hour FIRST to LAST."""
    import msgspec  # noqa: PLC0415

    from fieldpoint.core.rules.window import Hours  # noqa: PLC0415
    from fieldpoint.desk.campaigns.acts import Pitch, put_up  # noqa: PLC0415

    try:
        hours = msgspec.convert({"first": said["first"], "last": said["last"]}, Hours)
    except msgspec.ValidationError as fault:
        raise Invalid(Code.EVENT_UNFIT, field="hours") from fault
    pitch = Pitch(campaign=said["code"], place=said["place"], day=Day(said["day"]), hours=hours)
    done = _write(open_site(folder), lambda tx: put_up(tx, pitch, _ACT))
    click.echo(f"Event {done.row.id}; `fieldpoint campaigns cancel` takes it out while nothing was counted there.")


@campaigns_group.command()
@click.argument("event")
@data_option
def cancel(event: str, folder: Path) -> None:
    """Take out EVENT (an id of `fieldpoint campaigns show`), which was entered by mistake."""
    from fieldpoint.desk.campaigns.acts import take_down  # noqa: PLC0415

    _write(open_site(folder), lambda tx: take_down(tx, EventId(event), _ACT))
    click.echo("The event is taken out.")


@campaigns_group.command()
@click.argument("code")
@click.option("--pdf", type=click.Path(path_type=Path), help="Write the sheet there as a PDF besides.")
@data_option
def show(code: str, pdf: Path | None, folder: Path) -> None:
    """Show the numbers of the campaign CODE: as it was closed, or as it stands."""
    _print(open_site(folder), code, pdf)


@campaigns_group.command()
@click.argument("code")
@click.option("--pdf", type=click.Path(path_type=Path), help="Write the sheet there as a PDF besides.")
@data_option
def close(code: str, pdf: Path | None, folder: Path) -> None:
    """Close the campaign CODE for good: its report is sealed, and no later row changes it."""
    from fieldpoint.desk.campaigns.acts import close_campaign  # noqa: PLC0415

    site = open_site(folder)
    today = _today(site)
    _write(site, lambda tx: close_campaign(tx, code, today, site.facts, _ACT))
    _print(site, code, pdf)


def _print(site: Site, code: str, pdf: Path | None) -> None:
    from fieldpoint.core.campaigns.report_text import report_text  # noqa: PLC0415
    from fieldpoint.desk.campaigns.look import see  # noqa: PLC0415

    with closing(site.connect(read_only=True)) as connection:
        seen = see(connection, code, site.facts, _today(site))
    click.echo(report_text(seen.report, seen.seal), nl=False)
    if pdf is not None:
        write_sheet(pdf, seen.report, seen.seal)


def write_sheet(pdf: Path, report: "CampaignReport", seal: str) -> None:
    """The report's sheet stands there as a PDF. `Broken` (`file-unwritable`)."""
    from fieldpoint.paper.campaign_sheet import campaign_pdf  # noqa: PLC0415
    from fieldpoint.paper.whole_file import replacing  # noqa: PLC0415

    with replacing(pdf) as file:
        file.write(campaign_pdf(report, seal))
    click.echo(f"Written to {pdf.name}.")


def find_campaign_of(code: str, moon: int) -> "Campaign":
    """The campaign of a file, or of the package. `NotFound` (`campaign-unknown`), `Invalid` (`campaign-invalid`)."""
    from fieldpoint.desk.campaigns.packaged import campaign_of, packaged_campaign  # noqa: PLC0415

    if code.endswith(".toml"):
        return campaign_of(_read(Path(code)), code, moon)
    found = packaged_campaign(code, moon)
    if found is None:
        raise NotFound(Code.CAMPAIGN_UNKNOWN)
    return found


def _today(site: Site) -> Day:
    from fieldpoint.desk.open_day import today  # noqa: PLC0415

    with closing(site.connect(read_only=True)) as connection:
        return today(connection, site.clock.now(), site.facts.zone)


def _write(site: Site, act: Callable[[Transaction], _Done]) -> _Done:
    with closing(site.connect()) as connection, transaction_on(connection, site.clock.now()) as tx:
        return act(tx)


def _read(file: Path) -> bytes:
    try:
        source = file.read_bytes()
    except OSError as fault:
        raise Invalid(Code.FILE_UNREADABLE, file=str(file)) from fault
    if len(source) > _LARGEST:
        raise Invalid(Code.FILE_TOO_LARGE, file=str(file))
    return source
