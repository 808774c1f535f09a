"""Commands of campaigns for whoever looks after the registry: let sites run one, read what it comes to."""

from pathlib import Path

import click

from fieldpoint.cli.options import registry_data_option
from fieldpoint.cli.registry_work import by_terminal


@click.command("campaign")
@click.argument("code")
@click.option("--site", default=None, help="Only at this site.  [default: at every one]")
@registry_data_option
def campaign(code: str, site: str | None, folder: Path) -> None:
    """Let every site run the campaign CODE: of the package, or of your own by its TOML file.

    It becomes a row of each site's log with its next sending.
    """
    from fieldpoint.cli.campaigns.commands import find_campaign_of  # noqa: PLC0415
    from fieldpoint.registry.city.acts import set_campaign  # noqa: PLC0415
    from fieldpoint.registry.folder import open_registry  # noqa: PLC0415

    found = find_campaign_of(code, 0)
    registry = open_registry(folder)
    with registry.store:
        set_campaign(registry, by_terminal(), found, site)
    click.echo(f"{found.name} runs {'at ' + site if site else 'everywhere'} with the sites' next sending.")


@click.command("campaign-report")
@click.argument("code")
@click.option("--pdf", type=click.Path(path_type=Path), help="Write the sheet there as a PDF besides.")
@registry_data_option
def campaign_report(code: str, pdf: Path | None, folder: Path) -> None:
    """Show what the campaign CODE comes to over all sites: as it was closed on the pages, or as it stands."""
    from fieldpoint.clock import wall_ms  # noqa: PLC0415
    from fieldpoint.core.campaigns.report_text import report_text  # noqa: PLC0415
    from fieldpoint.core.names import Day  # noqa: PLC0415
    from fieldpoint.errors import Code, NotFound  # noqa: PLC0415
    from fieldpoint.registry.campaigns.look import Reporting, closed_report, report_of, runs  # noqa: PLC0415
    from fieldpoint.registry.folder import open_registry  # noqa: PLC0415
    from fieldpoint.registry.pages.face import day_at  # noqa: PLC0415

    registry = open_registry(folder)
    with registry.store as store:
        found, kept = runs(store, None, code), store.campaign_report(code, "")
        if not found:
            raise NotFound(Code.CAMPAIGN_UNKNOWN)
        reporting = Reporting(by=registry.name, day=Day(day_at(wall_ms())))
        report, seal = closed_report(kept) if kept else (report_of(store, found[0], reporting), "")
    click.echo(report_text(report, seal), nl=False)
    if pdf is not None:
        from fieldpoint.cli.campaigns.commands import write_sheet  # noqa: PLC0415

        write_sheet(pdf, report, seal)
