"""Commands of a night in a shelter: how it stands, which beds there are, what is kept, whether it is cold, the list."""

from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, get_args
from zoneinfo import ZoneInfo

import click
import msgspec

from fieldpoint.cli.options import data_option
from fieldpoint.core.card import Token, parse_card_text
from fieldpoint.core.names import CardId, EventId
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.shelter.places import Places
from fieldpoint.core.shelter.room import figures, places_in
from fieldpoint.core.shelter.rows import Section, SectionName
from fieldpoint.database import Connection
from fieldpoint.desk.act import Act, Stands
from fieldpoint.desk.look import read_holder
from fieldpoint.desk.shelter.holds import Keep, free_hold, hold_bed
from fieldpoint.desk.shelter.house import lay_out, set_cold
from fieldpoint.desk.shelter.night_list import label_of_card, night_list
from fieldpoint.desk.shelter.room import Tonight, tonight
from fieldpoint.store.programmes import rule_book
from fieldpoint.store.shelter.elsewhere import other_places
from fieldpoint.store.site import Site, open_site
from fieldpoint.store.transaction import Transaction, transaction_on

_ACT: Final = Act(operator="lead")
_MINUTE_MS: Final = 60_000
_NAMES: Final = get_args(SectionName)


@click.group("shelter")
def shelter_group() -> None:
    r"""A night's beds: how many are free, whose they are, which are kept.

    \b
    How the house is:         fieldpoint shelter beds men:1-40+10 women:41-60+6
    How the night stands:     fieldpoint shelter tonight
    Who sleeps where:         fieldpoint shelter list
    Keep a bed until ten:     fieldpoint shelter hold --bed 12 --until 22:00
    Let it go:                fieldpoint shelter free HOLD
    Send nobody away:         fieldpoint shelter cold-night on

    People are admitted at a tablet («شب»). Until noon it is the night that began yesterday.
    """


@shelter_group.command("tonight")
@data_option
def show_tonight(folder: Path) -> None:
    """Say how many beds and floor places are free here, and at other places as far as the registry told."""
    with _reading(folder) as (site, connection, night):
        now = site.clock.now().wall_ms
        cold = ", cold night: nobody is sent away" if night.cold else ""
        click.echo(f"{night.night}: {_places(figures(night.room, now))}{cold}")
        for section in night.room.sections if night.room.numbered else ():
            beds = f"beds {section.first}-{section.last}" if section.beds else "no beds"
            click.echo(f"  {section.name:<7} {beds}: {_places(places_in(night.room, section, now))}")
        for other in other_places(connection):
            minutes = max(now - other.told_at, 0) // _MINUTE_MS
            click.echo(f"  elsewhere: {other.title or other.site}: {_places(other.places)}, {minutes:,} min ago")


@shelter_group.command("beds")
@click.argument("sections", nargs=-1, required=True)
@data_option
def set_beds(sections: tuple[str, ...], folder: Path) -> None:
    """Say what the house has: each of SECTIONS as NAME:FIRST-LAST+FLOOR, NAME one of all, men, women, family."""
    found = [_section(one) for one in sections]
    _write(folder, lambda tx, book: lay_out(tx, book, found, _ACT))
    beds, floor = sum(one.beds for one in found), sum(one.floor for one in found)
    click.echo(f"The house has {beds:,} beds and {floor:,} places on the floor.")


@shelter_group.command("hold")
@click.option("--bed", type=click.IntRange(1), help="Its number; the lowest free one else.")
@click.option("--section", default="", help="The section, where no bed is named and there are several.")
@click.option("--card", help="The short code of the card of whoever it is kept for.")
@click.option("--until", type=click.DateTime(["%H:%M"]), required=True, help="The hour, such as 22:00.")
@data_option
def hold(bed: int | None, section: str, card: str | None, until: datetime, folder: Path) -> None:
    """Keep a bed until an hour; after it, it is free by itself."""
    keep = Keep(until=_next(open_site(folder), until), section=section, bed=bed)

    def write(tx: Transaction, book: RuleBook) -> Stands:
        return hold_bed(tx, book, msgspec.structs.replace(keep, card=_card(tx.connection, card)), _ACT)

    done = _write(folder, write)
    click.echo(f"Kept until {until:%H:%M}: {done.row.id}")


@shelter_group.command("free")
@click.argument("hold_id")
@data_option
def free(hold_id: str, folder: Path) -> None:
    """Keep a bed no longer: HOLD_ID as `fieldpoint shelter list` names it."""
    _write(folder, lambda tx, book: free_hold(tx, book, EventId(hold_id), _ACT))
    click.echo("The bed is free.")


@shelter_group.command("cold-night")
@click.argument("way", type=click.Choice(["on", "off"]))
@data_option
def cold_night(way: str, folder: Path) -> None:
    """Open round the clock and send nobody away, or no longer."""
    _write(folder, lambda tx, book: set_cold(tx, book, _ACT, on=way == "on"))
    click.echo("Cold night: nobody is sent away." if way == "on" else "The night goes by its rules again.")


@shelter_group.command("list")
@data_option
def show_list(folder: Path) -> None:
    """List who sleeps where, without names and reasons, and which beds are kept."""
    with _reading(folder) as (site, connection, night):
        for one in night_list(connection, night):
            place = f"bed {one.stay.bed}" if one.stay.bed is not None else "floor" if one.stay.floor else "a bed"
            who = f"{one.stay.section:<7} {one.label or 'no card':<8} {one.stay.state:<5}"
            click.echo(f"{place:<9} {who} {one.stay.stay}")
        for kept in night.room.holds:
            over = "" if kept.holds(site.clock.now().wall_ms) else ", not come: free again"
            whose = label_of_card(connection, kept.card)
            named = f" for {whose}" if whose else ""
            click.echo(f"bed {kept.bed:<5} kept{named} until {_hour(site, kept.until)}{over}  {kept.hold}")
        if night.room.unplaced:
            click.echo(f"{night.room.unplaced:,} more were admitted without a place.")


@contextmanager
def _reading(folder: Path) -> Generator[tuple[Site, Connection, Tonight]]:
    site = open_site(folder)
    with closing(site.connect(read_only=True)) as connection:
        yield site, connection, tonight(connection, rule_book(connection), site.clock.now())


def _write(folder: Path, act: Callable[[Transaction, RuleBook], Stands]) -> Stands:
    site = open_site(folder)
    with closing(site.connect()) as connection, transaction_on(connection, site.clock.now()) as tx:
        return act(tx, rule_book(connection))


def _card(connection: Connection, short: str | None) -> CardId | None:
    """The card of a short code. `NotFound` (`card-unknown`), `Invalid` for what is no short code."""
    if short is None:
        return None
    ref = parse_card_text(short)
    return None if isinstance(ref, Token) else read_holder(connection, ref).card


def _section(text: str) -> Section:
    name, _, rest = text.partition(":")
    beds, _, floor = rest.partition("+")
    first, _, last = beds.partition("-")
    section = next((one for one in _NAMES if one == name), None)
    if section is None or not all(part.isdecimal() for part in (first or "1", last or "0", floor or "0")):
        raise click.UsageError("A section is NAME:FIRST-LAST+FLOOR, such as men:1-40+10.")
    return Section(name=section, first=int(first or 1), last=int(last or 0), floor=int(floor or 0))


def _next(site: Site, hour: datetime) -> int:
    """The next time that the site's clock shows this hour, in milliseconds of UTC."""
    zone = ZoneInfo(site.facts.zone)
    now = datetime.fromtimestamp(site.clock.now().wall_ms / 1000, zone)
    found = now.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)
    return int((found if found > now else found + timedelta(days=1)).timestamp() * 1000)


def _hour(site: Site, at_ms: int) -> str:
    return f"{datetime.fromtimestamp(at_ms / 1000, ZoneInfo(site.facts.zone)):%H:%M}"


def _places(one: Places) -> str:
    kept = f", {one.held:,} kept" if one.held else ""
    return f"{one.free:,} of {one.beds:,} beds and {one.free_floor:,} of {one.floor:,} floor places free{kept}"
