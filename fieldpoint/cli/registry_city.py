"""Commands of whoever looks after the registry: the city's roster and programmes, and which site serves whom."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fieldpoint.cli.options import registry_data_option

if TYPE_CHECKING:
    from fieldpoint.core.names import Day
    from fieldpoint.core.people import Household
    from fieldpoint.exchange.roster_plan import RosterPlan
    from fieldpoint.registry.folder import Registry

_ZONE = "Asia/Tehran"


@click.command("roster")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--office", required=True, help="The office whose list this is; codes are looked up under it.")
@click.option("--whole", is_flag=True, help="The list is whole, although its last line is not ended.")
@registry_data_option
def roster(file: Path, office: str, whole: bool, folder: Path) -> None:  # noqa: FBT001  click passes a flag as it is
    """Take the households of FILE, a CSV list with Persian column names, into the city's roster.

    Importing the same list again changes nothing. Sites hear of the households that are assigned to them.
    """
    from fieldpoint.core.persian import clean  # noqa: PLC0415
    from fieldpoint.exchange.roster_plan import read_roster  # noqa: PLC0415
    from fieldpoint.registry.feed.roster import take_in  # noqa: PLC0415

    today = _today()
    plan = read_roster(file, today, whole=whole)
    registry = _opened(folder)
    with registry.store:
        changed = take_in(registry, _households(registry, plan, clean(office), today))
    click.echo(f"{plan.household_count:,} households in the list, {changed:,} of them new or changed.")
    for kind, count in sorted(plan.findings.warnings().items()):
        click.echo(f"  {kind}: {count:,}")


@click.command("assign")
@click.argument("site")
@click.option("--neighbourhood", default=None, help="Only the households of this neighbourhood.")
@click.option("--all", "everybody", is_flag=True, help="Every household of the roster.")
@registry_data_option
def assign(site: str, neighbourhood: str | None, everybody: bool, folder: Path) -> None:  # noqa: FBT001  click's way
    """Let SITE serve households of the roster; it hears of them with its next sending.

    A household may be assigned to several sites.
    """
    from fieldpoint.registry.feed.roster import assign  # noqa: PLC0415

    if everybody == (neighbourhood is not None):
        raise click.UsageError("Name a --neighbourhood, or say --all.")
    registry = _opened(folder)
    with registry.store:
        count = assign(registry, site, neighbourhood)
    click.echo(f"{site} serves {count:,} households now.")


@click.command("neighbourhoods")
@registry_data_option
def neighbourhoods(folder: Path) -> None:
    """List the roster's neighbourhoods: households, and how many of them no site serves yet."""
    with _opened(folder).store as store:
        found = store.neighbourhoods()
    for name, count, served in found:
        click.echo(f"{name or '(none)':<32}  {count:>9,} households  {count - served:>9,} not assigned")


@click.command("programme")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--site", default=None, help="Only at this site.  [default: at every one]")
@registry_data_option
def programme(file: Path, site: str | None, folder: Path) -> None:
    """Let every site run the programme of FILE; it becomes a row of each site's log with its next sending."""
    from fieldpoint.core.rules.check import check, exclusions_in  # noqa: PLC0415
    from fieldpoint.desk.packaged_programmes import known_beside, programme_of  # noqa: PLC0415
    from fieldpoint.errors import Code, Invalid  # noqa: PLC0415
    from fieldpoint.registry.feed.roster import set_programme  # noqa: PLC0415

    try:
        source = file.read_bytes()
    except OSError as fault:
        raise Invalid(Code.FILE_UNREADABLE, file=file.name) from fault
    found = programme_of(check(source, known_beside((), exclusions_in([source]))), file.name)
    registry = _opened(folder)
    with registry.store:
        set_programme(registry, found, site)
    click.echo(f"{found.rule} runs {'at ' + site if site else 'everywhere'} with the sites' next sending.")


def _households(
    registry: "Registry", plan: "RosterPlan", office: str, today: "Day"
) -> "Iterator[tuple[str, Household]]":
    """The households of a list beside those of the roster: new people join, and nobody is taken out."""
    import msgspec  # noqa: PLC0415

    from fieldpoint.core.people import Household  # noqa: PLC0415
    from fieldpoint.desk.compare_household import compare  # noqa: PLC0415
    from fieldpoint.desk.lists.coming import members_of, more_members  # noqa: PLC0415
    from fieldpoint.exchange.roster_row import code_key  # noqa: PLC0415
    from fieldpoint.ids import new_household_id  # noqa: PLC0415
    from fieldpoint.registry.feed.roster import find_household  # noqa: PLC0415

    for code in plan.codes():
        rows, key = plan.household(code), code_key(code)
        here = find_household(registry, office, key)
        if here is None:
            yield (
                key,
                Household(
                    household=new_household_id(),
                    office=office,
                    code=code,
                    neighbourhood=_neighbourhood(plan, code),
                    registered_on=today,
                    members=members_of(rows, iter(())),
                ),
            )
            continue
        comparison = compare(here, rows)
        if comparison.known and comparison.new:
            yield key, msgspec.structs.replace(here, members=(*here.members, *more_members(here, comparison.new)))


def _neighbourhood(plan: "RosterPlan", code: str) -> str:
    """Where the household lives, as the list mostly spells it: the head's word counts."""
    from fieldpoint.core.persian import fold  # noqa: PLC0415

    heads_first = sorted(plan.household(code), key=lambda row: not row.is_head)
    name = next((row.neighbourhood for row in heads_first if row.neighbourhood), "")
    return plan.neighbourhoods[fold(name)] if name else ""


def _today() -> "Day":
    from fieldpoint.clock import day_in_zone, wall_ms  # noqa: PLC0415
    from fieldpoint.core.jalali import day_of  # noqa: PLC0415

    return day_of(day_in_zone(wall_ms(), _ZONE))


def _opened(folder: Path) -> "Registry":
    from fieldpoint.registry.folder import open_registry  # noqa: PLC0415

    return open_registry(folder)
