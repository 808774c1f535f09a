"""The campaigns that run or ran here, and their events. A function that takes a `Transaction` does not commit.

Imports core and its neighbours in the store.
"""

import msgspec

from fieldpoint.core.campaigns.add_up import Event
from fieldpoint.core.campaigns.campaign import Campaign
from fieldpoint.core.names import Day, EventId
from fieldpoint.database import Connection
from fieldpoint.store.takings import place_of
from fieldpoint.store.transaction import Transaction


class Running(msgspec.Struct, frozen=True, kw_only=True):
    """A campaign of this site at its newest version; `closed` is the row that closed it."""

    campaign: Campaign
    closed: EventId | None


def find_campaign(connection: Connection, code: str) -> Running | None:
    """The campaign of that code, or nothing where it was never opened here."""
    row = connection.execute("SELECT plan, closed FROM campaigns WHERE campaign = ?", (code,)).fetchone()
    return None if row is None else _running(*row)


def campaigns(connection: Connection) -> list[Running]:
    """Every campaign that was opened here, the newest first."""
    found = connection.execute("SELECT plan, closed FROM campaigns ORDER BY place DESC")
    return [_running(*row) for row in found.fetchall()]


def set_campaign(tx: Transaction, code: str, version: int, plan: bytes) -> None:
    """The campaign runs here at that version; an older one than stands changes nothing."""
    tx.connection.execute(
        "INSERT INTO campaigns (campaign, version, plan, place) VALUES (?, ?, ?, ?) ON CONFLICT (campaign)"
        " DO UPDATE SET version = excluded.version, plan = excluded.plan WHERE excluded.version >= version",
        (code, version, plan, place_of(tx)),
    )


def end_campaign(tx: Transaction, code: str, row: EventId) -> None:
    """The campaign is closed by that row; one that was before stays the first."""
    tx.connection.execute("UPDATE campaigns SET closed = ? WHERE campaign = ? AND closed IS NULL", (row, code))


def find_event(connection: Connection, event: EventId) -> tuple[str, Event] | None:
    """The event of that row and the code of its campaign, or nothing."""
    row = connection.execute(
        "SELECT campaign, event_id, place, day, first, last FROM campaign_events WHERE event_id = ?", (event,)
    ).fetchone()
    return None if row is None else (row[0], _event("", *row[1:]))


def runs(connection: Connection, event: EventId) -> bool:
    """Whether the event is one of a campaign that is not closed."""
    row = connection.execute(
        "SELECT 1 FROM campaign_events e JOIN campaigns c ON c.campaign = e.campaign"
        " WHERE e.event_id = ? AND c.closed IS NULL",
        (event,),
    ).fetchone()
    return row is not None


def events_of(connection: Connection, code: str, site: str) -> list[Event]:
    """The campaign's events in the order of their days and hours; `site` is what this site is called."""
    found = connection.execute(
        "SELECT event_id, place, day, first, last FROM campaign_events WHERE campaign = ?"
        " ORDER BY day, first, event_id",
        (code,),
    )
    return [_event(site, *row) for row in found.fetchall()]


def events_on(connection: Connection, day: Day) -> list[tuple[str, Event]]:
    """The events of a day, each with its campaign's code, of campaigns that are not closed."""
    found = connection.execute(
        "SELECT e.campaign, e.event_id, e.place, e.day, e.first, e.last FROM campaign_events e"
        " JOIN campaigns c ON c.campaign = e.campaign WHERE e.day = ? AND c.closed IS NULL"
        " ORDER BY e.first, e.event_id",
        (day,),
    )
    return [(row[0], _event("", *row[1:])) for row in found.fetchall()]


def add_event(tx: Transaction, code: str, event: Event) -> None:
    """Tents of the campaign stand there."""
    tx.connection.execute(
        "INSERT INTO campaign_events (event_id, campaign, place, day, first, last) VALUES (?, ?, ?, ?, ?, ?)",
        (event.event, code, event.place, event.day, event.first, event.last),
    )


def drop_event(tx: Transaction, event: EventId) -> None:
    """The event never was."""
    tx.connection.execute("DELETE FROM campaign_events WHERE event_id = ?", (event,))


def _running(plan: bytes, closed: str | None) -> Running:
    return Running(
        campaign=msgspec.json.decode(plan, type=Campaign), closed=None if closed is None else EventId(closed)
    )


def _event(site: str, *columns: str) -> Event:
    event, place, day, first, last = columns
    return Event(event=EventId(event), site=site, place=place, day=Day(day), first=first, last=last)
