"""Commands of rounds: which are out, make one, look at one, end what did not come back, what they came to."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

import click

from fieldpoint.cli.options import data_option
from fieldpoint.core.names import Day, EventId, ProgrammeCode, TabletId
from fieldpoint.core.rounds.count import count_rounds
from fieldpoint.core.rounds.rows import RoundOut
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.desk.act import Act, Stands
from fieldpoint.desk.open_day import today
from fieldpoint.desk.rounds.rounds import Plan, end_round, make_round
from fieldpoint.errors import Code, NotFound
from fieldpoint.store.days import open_day_of
from fieldpoint.store.programmes import rule_book
from fieldpoint.store.rounds.rounds import Round, doors_of, find_round, newest_rounds, walked_between
from fieldpoint.store.site import open_site
from fieldpoint.store.transaction import Transaction, transaction_on

_ACT: Final = Act(operator="lead")
_MOST: Final = 100
_HOUR_MS: Final = 3_600_000


@click.group("rounds")
def rounds_group() -> None:
    r"""Rounds to the homes of people who cannot come: a list of codes on one tablet.

    \b
    Which tablets there are:  fieldpoint tablets list
    A round of two things:    fieldpoint rounds make TABLET basket bread --tag سالمند --tag معلول
    In one neighbourhood:     … --neighbourhood راه‌آهن
    What is out, what is not: fieldpoint rounds list
    One of them:              fieldpoint rounds show ROUND
    It did not come back:     fieldpoint rounds end ROUND
    What they came to:        fieldpoint rounds counts --month 1405-09

    Whoever is entitled at this moment is on the list, by household code and short code alone. The tablet fetches it
    once («دور خانه‌ها») and walks it without the site; when the round is over nothing of it is left there.
    """


@rounds_group.command("list")
@data_option
def list_all(folder: Path) -> None:
    """List rounds: those that are out, the oldest first, then those that are over, the newest first."""
    site = open_site(folder)
    with closing(site.connect(read_only=True)) as connection:
        found = newest_rounds(connection, _MOST)
    if not found:
        click.echo("No round was made yet; see `fieldpoint rounds make --help`.")
    for one in found:
        click.echo(_line(one, site.clock.now().wall_ms))


@rounds_group.command()
@click.argument("tablet")
@click.argument("programmes", nargs=-1, required=True)
@click.option("--tag", "tags", multiple=True, help="Only households in which somebody has it; one of several will do.")
@click.option("--neighbourhood", default="", help="Only households there.  [default: everywhere]")
@data_option
def make(tablet: str, programmes: tuple[str, ...], tags: tuple[str, ...], neighbourhood: str, folder: Path) -> None:
    """Make a round that TABLET (an id of `fieldpoint tablets list`) carries, with what is due of PROGRAMMES."""
    plan = Plan(
        programmes=tuple(map(ProgrammeCode, programmes)),
        carrier=TabletId(tablet),
        neighbourhood=neighbourhood,
        tags=tags,
    )
    row = _write(folder, lambda tx, book: make_round(tx, book, plan, _ACT)).row
    doors = row.doors if isinstance(row, RoundOut) else 0
    click.echo(f"Round {row.id} with {doors:,} doors; {tablet} may fetch its list.")


@rounds_group.command()
@click.argument("round_id", metavar="ROUND")
@data_option
def show(round_id: str, folder: Path) -> None:
    """Show ROUND (an id of `rounds list`): its doors while it is out, afterwards how many of them it had."""
    site = open_site(folder)
    with closing(site.connect(read_only=True)) as connection:
        found = find_round(connection, EventId(round_id))
        if found is None:
            raise NotFound(Code.ROUND_NONE)
        click.echo(_line(found, site.clock.now().wall_ms))
        for door in doors_of(connection, found.round):
            due = ", ".join(f"{line.quantity} {line.programme}" for line in door.lines)
            click.echo(f"  {door.code:<12} {door.short}  {due}")


@rounds_group.command()
@click.argument("round_id", metavar="ROUND")
@data_option
def end(round_id: str, folder: Path) -> None:
    """End ROUND without its tablet: what it handed over arrives later all the same, and its list is wiped."""
    _write(folder, lambda tx, _: end_round(tx, EventId(round_id), _ACT))
    click.echo("The round is over.")


@rounds_group.command()
@click.option("--month", help="A Jalali month such as 1405-09; this one unless you say one.")
@data_option
def counts(month: str | None, folder: Path) -> None:
    """Count the rounds that went out in a month, and at how many doors what happened."""
    site = open_site(folder)
    with closing(site.connect(read_only=True)) as connection:
        now = open_day_of(connection) or today(connection, site.clock.now(), site.facts.zone)
        wanted = month or now[:7]
        found = count_rounds(walked_between(connection, Day(f"{wanted}-01"), Day(f"{wanted}-31")))
    click.echo(f"{wanted}: {found.rounds:,} rounds, {found.ended:,} of them over, {found.doors:,} doors on their lists")
    click.echo(
        f"  {found.visited:,} doors visited: {found.reached:,} reached, {found.absent:,} not at home;"
        f" something was handed over at {found.given:,}"
    )


def _line(one: Round, now_ms: int) -> str:
    return f"{one.round}  {one.day or '-'}  {one.tablet:<10} {one.doors:>3} doors  {_state(one, now_ms)}"


def _state(one: Round, now_ms: int) -> str:
    if one.ended_at is None:
        hours = max(0, now_ms - one.at) // _HOUR_MS
        return f"out for {hours:,} h" if one.taken else "waits to be fetched"
    if one.given is None:
        return "ended here; its tablet has not told"
    absent, declined = one.absent or 0, one.declined or 0
    left = one.doors - one.given - absent - declined
    return f"{one.given:,} given, {absent:,} not at home, {declined:,} not wanted, {left:,} left"


def _write(folder: Path, act: Callable[[Transaction, RuleBook], Stands]) -> Stands:
    site = open_site(folder)
    with closing(site.connect()) as connection, transaction_on(connection, site.clock.now()) as tx:
        return act(tx, rule_book(connection))
