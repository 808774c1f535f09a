"""Commands of the services: sessions, who is booked, who waits, tickets, who is to be told, counts."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import get_args

import click

from fieldpoint.cli.options import data_option
from fieldpoint.core.jalali import days_after
from fieldpoint.core.names import Day, EventId, ProgrammeCode
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.services.count import add_up
from fieldpoint.core.services.words import Because, Doctor, PlaceKind, Step, Subject
from fieldpoint.database import Connection
from fieldpoint.desk.act import Act, Stands
from fieldpoint.desk.open_day import today
from fieldpoint.desk.services.sessions import Plan, open_session
from fieldpoint.desk.services.steps import Going, GoingBack, go_back, take_step, tell
from fieldpoint.desk.services.tickets import call_next, draw_ticket
from fieldpoint.store.days import open_day_of
from fieldpoint.store.people import read_household
from fieldpoint.store.programmes import rule_book
from fieldpoint.store.services.cases import Case, cases_of_session, due_cases, find_case, waiting_cases
from fieldpoint.store.services.sessions import Session, marks_between, sessions_from
from fieldpoint.store.services.tickets import find_ticket
from fieldpoint.store.site import Site, open_site
from fieldpoint.store.transaction import Transaction, transaction_on

_ACT = Act(operator="lead")
_MOST = 500


@click.group("services")
def services_group() -> None:
    r"""Doctors' visits, enrolments, courses, referrals; tickets, and who is to be told.

    \b
    A doctor is here:         fieldpoint services session doctor-visit 1405-09-03 --doctor general --places 20
    With a time a slot:       … --first 09:00 --every 15
    A course meets:           fieldpoint services session skill-training 1405-09-03 1405-09-10 --subject sewing
    What is planned:          fieldpoint services sessions
    Who is booked:            fieldpoint services booked SESSION
    How a case goes on:       fieldpoint services step CASE submitted
    Back, and why:            fieldpoint services back CASE documents --because document-missing
    Who waits, and how long:  fieldpoint services waiting
    Who is to be told:        fieldpoint services reminders; services told CASE
    The queue in the hall:    fieldpoint services ticket A; services call A
    What it came to:          fieldpoint services counts --month 1405-09

    People are booked, enrolled and referred on a tablet, by a scan. Screens in the hall open /hall.
    """


@services_group.command()
@click.argument("programme")
@click.argument("days", nargs=-1, required=True)
@click.option("--doctor", type=click.Choice(get_args(Doctor)), help="What kind of doctor comes.")
@click.option("--subject", type=click.Choice(get_args(Subject)), help="What a course is about.")
@click.option("--places", type=click.IntRange(1, 500), default=20, show_default=True, help="Slots or seats.")
@click.option("--queue", default="B", show_default=True, help="The letter before its numbers.")
@click.option("--room", type=click.IntRange(1, 99), default=1, show_default=True)
@click.option("--first", help="The hour of the first slot, such as 09:00; with --every.")
@click.option("--every", type=click.IntRange(1, 240), help="Minutes from slot to slot.")
@data_option
def session(programme: str, days: tuple[str, ...], folder: Path, **plan: object) -> None:
    """Plan a doctor's session on a day, or a course on its DAYS (Jalali, such as 1405-09-03)."""
    wanted = Plan(programme=ProgrammeCode(programme), days=tuple(map(Day, days)), **plan)  # type: ignore[arg-type]
    done = _write(folder, lambda tx, book: open_session(tx, book, wanted, _ACT))
    click.echo(f"Planned as {done.row.id}.")


@services_group.command()
@data_option
def sessions(folder: Path) -> None:
    """List sessions and courses from today on."""
    with closing(open_site(folder).connect(read_only=True)) as connection:
        found = sessions_from(connection, _today(connection, open_site(folder)))
    if not found:
        click.echo("Nothing is planned; see `fieldpoint services session --help`.")
    for one in found:
        click.echo(_session(one))


@services_group.command()
@click.argument("session")
@data_option
def booked(session: str, folder: Path) -> None:
    """List who is booked for SESSION, by number and household code."""
    with closing(open_site(folder).connect(read_only=True)) as connection:
        for case in cases_of_session(connection, EventId(session)):
            click.echo(_case(connection, case))


@services_group.command()
@data_option
def waiting(folder: Path) -> None:
    """List enrolments and referrals that go on, with their step and since when, whichever began first."""
    with closing(open_site(folder).connect(read_only=True)) as connection:
        found = waiting_cases(connection, _MOST)
        for case in found:
            click.echo(_case(connection, case))
    if not found:
        click.echo("Nobody waits.")


@services_group.command()
@click.argument("case")
@click.argument("to", type=click.Choice(get_args(Step)))
@click.option("--place", type=click.Choice(get_args(PlaceKind)), help="Where somebody is sent on to.")
@click.option("--again-on", "next_on", help="The day on which to ask again.")
@click.option("--number", help="The number that was issued; it stands in the encrypted database alone.")
@data_option
def step(case: str, to: Step, folder: Path, **said: object) -> None:
    """Say that CASE (an id of `services waiting` or `services booked`) stands at step TO."""
    going = Going(case=EventId(case), step=to, **said)  # type: ignore[arg-type]
    _write(folder, lambda tx, book: take_step(tx, book, going, _ACT))
    _say(folder, EventId(case))


@services_group.command()
@click.argument("case")
@click.argument("to", type=click.Choice(get_args(Step)))
@click.option("--because", type=click.Choice(get_args(Because)), default="mistake", show_default=True)
@data_option
def back(case: str, to: Step, because: Because, folder: Path) -> None:
    """Take CASE back to step TO; handouts since then are voided."""
    going = GoingBack(case=EventId(case), to=to, because=because, lead=True)
    _write(folder, lambda tx, book: go_back(tx, book, going, _ACT))
    _say(folder, EventId(case))


@services_group.command()
@click.option("--until", help="The last day to look at; three days ahead unless you say one.")
@data_option
def reminders(until: str | None, folder: Path) -> None:
    """List who is to be told of a day that comes, by household code; who was told stands last."""
    site = open_site(folder)
    with closing(site.connect(read_only=True)) as connection:
        last = Day(until) if until else days_after(_today(connection, site), 3)
        for case in due_cases(connection, last, _MOST):
            click.echo(f"{'told' if case.told else '    '}  {case.next_on}  {_code(connection, case):<12} {case.case}")


@services_group.command()
@click.argument("case")
@data_option
def told(case: str, folder: Path) -> None:
    """Tick that whoever CASE is about was told."""
    _write(folder, lambda tx, book: tell(tx, book, EventId(case), _ACT))
    click.echo("Told.")


@services_group.command()
@click.argument("queue")
@data_option
def ticket(queue: str, folder: Path) -> None:
    """Draw the next number of QUEUE (a letter)."""
    _say_ticket(folder, _write(folder, lambda tx, book: draw_ticket(tx, book, queue, _ACT)), "Drawn")


@services_group.command()
@click.argument("queue")
@data_option
def call(queue: str, folder: Path) -> None:
    """Call whoever is next in QUEUE; screens in the hall show it."""
    _say_ticket(folder, _write(folder, lambda tx, book: call_next(tx, book, queue, _ACT)), "Called")


@services_group.command()
@click.option("--month", help="A Jalali month such as 1405-09; this one unless you say one.")
@data_option
def counts(month: str | None, folder: Path) -> None:
    """Count every step that was reached in a month, and how long it was waited for (middle and longest, minutes)."""
    site = open_site(folder)
    with closing(site.connect(read_only=True)) as connection:
        wanted = month or _today(connection, site)[:7]
        marks = marks_between(connection, Day(f"{wanted}-01"), Day(f"{wanted}-31"))
    for one in add_up(marks):
        waits = f"  waited {one.middle_s // 60:,} / {one.longest_s // 60:,} min" if one.waits else ""
        click.echo(f"{one.programme:<20} {one.step:<12} {one.count:>6,}{waits}")


def _write(folder: Path, act: Callable[[Transaction, RuleBook], Stands]) -> Stands:
    site = open_site(folder)
    with closing(site.connect()) as connection, transaction_on(connection, site.clock.now()) as tx:
        return act(tx, rule_book(connection))


def _today(connection: Connection, site: Site) -> Day:
    return open_day_of(connection) or today(connection, site.clock.now(), site.facts.zone)


def _say(folder: Path, case_id: EventId) -> None:
    with closing(open_site(folder).connect(read_only=True)) as connection:
        case = find_case(connection, case_id)
        if case is not None:
            click.echo(_case(connection, case))


def _say_ticket(folder: Path, done: Stands, what: str) -> None:
    with closing(open_site(folder).connect(read_only=True)) as connection:
        found = find_ticket(connection, getattr(done.row, "ticket", None) or done.row.id)
    if found is not None:
        click.echo(f"{what}: {found.queue}-{found.number}")


def _session(one: Session) -> str:
    kind = one.doctor or one.subject or ""
    return f"{one.session}  {one.days[0]}  {one.queue}  {one.programme} ({kind})  {one.held:,} of {one.places:,} places"


def _case(connection: Connection, case: Case) -> str:
    number = f"{case.slot:>3}  " if case.slot else ""
    return (
        f"{number}{_code(connection, case):<12} {case.programme:<16} {case.step:<12} {case.since or '-'}"
        f"  began {case.began or '-'}  {case.case}"
    )


def _code(connection: Connection, case: Case) -> str:
    household = read_household(connection, case.household)
    return "(erased)" if household is None else household.code
