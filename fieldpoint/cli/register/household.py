"""Commands about one household: look at it, see its versions, merge two, take a merge back.

No name is typed as an argument, where other programs and the shell's history would see it: households are named by
their codes, and `add` asks.
"""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from fieldpoint.cli.options import data_option
from fieldpoint.cli.people import write
from fieldpoint.core.names import EventId
from fieldpoint.core.people import Household
from fieldpoint.database import Connection
from fieldpoint.errors import Code, NotFound
from fieldpoint.store.site import Site, open_site

if TYPE_CHECKING:
    from fieldpoint.core.register.draft import DraftMember

_LEAD = "lead"
_Done = TypeVar("_Done")


@click.group("household")
def household_group() -> None:
    """One household: its record, its versions, whom it was merged with. A lead does the same on a tablet."""


@household_group.command("show")
@click.argument("code")
@data_option
def show(code: str, folder: Path) -> None:
    """Show the record of the household CODE, as the lead sees it: of an ID the last two signs."""
    _print(_look(open_site(folder), lambda connection, site: find(connection, site, code)))


@household_group.command("versions")
@click.argument("code")
@data_option
def versions(code: str, folder: Path) -> None:
    """Show what became of the household CODE: each version, when, by whom and why, with the record before it."""
    from fieldpoint.store.register.changes import changes_of  # noqa: PLC0415

    def read(connection: Connection, site: Site) -> None:
        household = find(connection, site, code)
        for one in changes_of(connection, household.household):
            click.echo(f"version {one.number}: {one.kind} by {one.op} (row {one.event_id})")
            if one.before is not None:
                _print(one.before)

    _look(open_site(folder), read)


@household_group.command("add")
@click.option("--anyway", is_flag=True, help="Although it looks like one that is here: you have compared them.")
@data_option
def add(folder: Path, *, anyway: bool) -> None:
    """Register a household; asks for its people one by one, the head first. An empty name ends the list.

    Dates may be typed as on paper: ۱۳۴۸/۲/۱۸, 48/2/18, or the year alone.
    """
    from fieldpoint.core.register.draft import read_draft  # noqa: PLC0415
    from fieldpoint.desk.act import Act  # noqa: PLC0415
    from fieldpoint.desk.open_day import today  # noqa: PLC0415
    from fieldpoint.desk.register.register import Typed, register_typed  # noqa: PLC0415

    site = open_site(folder)
    day = _look(site, lambda connection, _: today(connection, site.clock.now(), site.facts.zone))
    place, members = click.prompt("Neighbourhood", default=""), _ask_members()
    draft = read_draft(place, members, day)
    for one in (*draft.faults, *draft.warnings):
        click.echo(f"{one.field}: {one.code}")
    typed = Typed(office=site.facts.office, code="", draft=draft, day=day)
    saved, _ = write(site, lambda tx: register_typed(tx, typed, Act(operator=_LEAD), anyway=anyway))
    click.echo(f"Household {saved.code} is registered. `fieldpoint cards print` gives it a card.")


@household_group.command("merge")
@click.argument("kept")
@click.argument("gone")
@data_option
def merge(kept: str, gone: str, folder: Path) -> None:
    """Make the household GONE one with KEPT, both given by their codes: its people, cards and history move.

    It can be taken back: `fieldpoint household unmerge`.
    """
    from fieldpoint.desk.act import Act  # noqa: PLC0415
    from fieldpoint.desk.merge_households import merge_households  # noqa: PLC0415

    site = open_site(folder)
    one, other = _look(site, lambda at, site: (find(at, site, kept).household, find(at, site, gone).household))
    row, _ = write(site, lambda tx: merge_households(tx, one, other, None, Act(operator=_LEAD)))
    click.echo(f"They are one. To take it back: fieldpoint household unmerge {row.id}")
    if row.collisions:
        click.echo(f"Both had taken something of: {', '.join(row.collisions)}. Nothing is asked back.")


@household_group.command("unmerge")
@click.argument("merge_id", metavar="MERGE")
@data_option
def unmerge(merge_id: str, folder: Path) -> None:
    """Take the merge back whose row has the id MERGE; the newest of a household first."""
    from fieldpoint.desk.act import Act  # noqa: PLC0415
    from fieldpoint.desk.register.undo_merge import undo_merge  # noqa: PLC0415

    write(open_site(folder), lambda tx: undo_merge(tx, EventId(merge_id), Act(operator=_LEAD)))
    click.echo("They are two again, each with its own people, cards and history.")


def find(connection: Connection, site: Site, code: str) -> Household:
    """The household of the site's own office with a code. `NotFound` (`household-unknown`)."""
    from fieldpoint.store.people import find_household  # noqa: PLC0415

    found = find_household(connection, site.facts.office, code)
    if found is None:
        raise NotFound(Code.HOUSEHOLD_UNKNOWN)
    return found


def _ask_members() -> "list[DraftMember]":
    from fieldpoint.core.register.draft import DraftMember  # noqa: PLC0415

    members: list[DraftMember] = []
    while family := click.prompt("Family name (empty: that is all)", default="", show_default=False):
        member = DraftMember(
            family_name=family,
            given_name=click.prompt("Given name", default="", show_default=False),
            relation=click.prompt("Relation", default="", show_default=False),
            born=click.prompt("Born", default="", show_default=False),
            id_text=click.prompt("ID", default="", show_default=False),
            phone=click.prompt("Telephone", default="", show_default=False),
            is_head=not members,
        )
        members.append(member)
    return members


def _look(site: Site, read: Callable[[Connection, Site], _Done]) -> _Done:
    with closing(site.connect(read_only=True)) as connection:
        return read(connection, site)


def _print(household: Household) -> None:
    review = f"  review {household.review_on}" if household.review_on else ""
    click.echo(f"{household.code}  {household.neighbourhood}  since {household.registered_on}{review}")
    for one in household.members:
        known = f"…{one.id_value[-2:]}" if one.id_value else "-"
        head = "*" if one.is_head else " "
        click.echo(f" {head} {one.given_name} {one.family_name}  {one.relation}  {one.born_on or '-'}  {known}")
