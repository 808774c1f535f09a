"""Commands that let people be forgotten: one household at its wish, and every night whoever need not be known."""

from contextlib import closing
from pathlib import Path

import click

from fieldpoint.cli.options import data_option
from fieldpoint.errors import Code, NotFound
from fieldpoint.store.site import Site, open_site

_LEAD = "lead"


@click.command("erase")
@click.argument("household")
@click.option("--office", help="The office whose code it is.  [default: the site's own]")
@click.option("--yes", is_flag=True, help="Do not ask.")
@data_option
def erase_one(household: str, office: str | None, folder: Path, *, yes: bool) -> None:
    """Delete for ever what is known of the people of HOUSEHOLD, given by its code.

    Names, birth dates, numbers, IDs, notes, earlier versions and alternates are gone, and every copy of the site that
    is restored later deletes them again. The log stays whole: it never knew more than random ids. Cards of the
    household show nobody any more. Copies on other media (backups that are not restored, lists that were exported,
    printed sheets) are yours to destroy.
    """
    from fieldpoint.desk.act import Act  # noqa: PLC0415
    from fieldpoint.desk.register.erase import erase  # noqa: PLC0415
    from fieldpoint.store.people import find_household  # noqa: PLC0415

    site = open_site(folder)
    with closing(site.connect(read_only=True)) as connection:
        found = find_household(connection, office or site.facts.office, household)
    if found is None:
        raise NotFound(Code.HOUSEHOLD_UNKNOWN)
    if not yes:
        click.confirm(f"Erase {len(found.members)} people for ever?", abort=True)
    done = erase(site, [found.household], Act(operator=_LEAD))
    click.echo("Erased. The log is as it was, and one row longer.")
    _tell_rest(site, done.wal_empty, done.left)


@click.command()
@data_option
def retention(folder: Path) -> None:
    """Erase the households that need not be known any more, and say how many there are of which kind.

    That is whom no programme of this site may give anything, now or later, seven days after the registry held the last
    row that names them. The days are those that somebody opened or confirmed, not the clock's. A timer calls this
    every night: deploy/systemd/fieldpoint-retention.timer.
    """
    from fieldpoint.desk.register.retention import DAYS, retain  # noqa: PLC0415

    site = open_site(folder)
    done = retain(site, site.clock.now())
    if done.day is None:
        click.echo("Nothing was done: no date was confirmed here yet; open a day first.")
        return
    click.echo(f"{done.day}: {done.households:,} households; {done.named:,} may still be given something.")
    click.echo(
        f"{done.erased:,} were erased; {done.waiting:,} wait until {DAYS} days after the registry held their rows."
    )
    if not done.registry:
        click.echo("The site has no registry, so nobody is erased; `fieldpoint erase` does it one by one.")
    if not done.wal_empty:
        click.echo("Somebody was reading meanwhile; what was erased leaves the WAL with the next quiet moment.")


def _tell_rest(site: Site, wal_empty: bool, left: tuple[Path, ...]) -> None:  # noqa: FBT001  one of two words
    if not wal_empty:
        click.echo(
            "A server was reading meanwhile: stop it for a moment, or the WAL keeps the pages until it is quiet."
        )
    for path in left:
        click.echo(f"Look at {path.relative_to(site.folder)}: it may name them too; delete it when it is not needed.")
