"""A campaign is taken in, its tents are put up, it is closed with its report. Nothing here commits."""

import unicodedata
from typing import Final

import msgspec
from msgspec import UNSET

from fieldpoint.core.campaigns.campaign import Campaign, counts_on
from fieldpoint.core.campaigns.rows import CampaignClose, CampaignEvent, CampaignEventOff, CampaignOpen, CampaignRow
from fieldpoint.core.log_rows import MAX_LINE_BYTES, encode_row
from fieldpoint.core.names import Day, EventId
from fieldpoint.core.rules.window import Hours
from fieldpoint.desk.act import Act, Stands, done_before
from fieldpoint.desk.campaigns.look import closed_report, report_of
from fieldpoint.errors import Code, Conflict, Invalid, NotFound
from fieldpoint.store import effects, log
from fieldpoint.store.campaigns import campaigns, counts
from fieldpoint.store.campaigns.campaigns import Running
from fieldpoint.store.campaigns.givers import MOST, public_givers, show_giver
from fieldpoint.store.days import open_day_of
from fieldpoint.store.site import SiteFacts
from fieldpoint.store.transaction import Transaction

_ZWNJ: Final = "\u200c"


class Pitch(msgspec.Struct, frozen=True, kw_only=True):
    """Where and when tents stand: a place of the campaign's file, a day, from an hour to another."""

    campaign: str
    place: str
    day: Day
    hours: Hours


def open_campaign(tx: Transaction, campaign: Campaign, act: Act, moon: int = 0) -> Stands | None:
    """The campaign runs here at its version; nothing where it does already. Does not commit.

    The same version with other days of the moon is one that was seen again. `Conflict` (`campaign-closed`),
    (`campaign-version-taken`) where the version stands with other content or a higher
    one does; `Invalid` (`campaign-too-large`) for one that does not fit into a row.
    """
    before = campaigns.find_campaign(tx.connection, campaign.code)
    if before is not None and before.closed is not None:
        raise Conflict(Code.CAMPAIGN_CLOSED)
    if before is not None and before.campaign == campaign:
        return None
    if before is not None and before.campaign.version >= campaign.version and not _is_moved(before.campaign, campaign):
        raise Conflict(Code.CAMPAIGN_VERSION_TAKEN, campaign=campaign.code, version=before.campaign.version)
    row = CampaignOpen(
        **tx.stamp(act.event_id),
        campaign=campaign.code,
        ver=campaign.version,
        plan=msgspec.Raw(msgspec.json.encode(campaign)),
        op=act.operator,
        moon=moon or UNSET,
    )
    if len(encode_row(row)) > MAX_LINE_BYTES:
        raise Invalid(Code.CAMPAIGN_TOO_LARGE)
    return _append(tx, row)


def put_up(tx: Transaction, pitch: Pitch, act: Act) -> Stands:
    """Tents of a campaign stand there; the event is called by the row's id. Does not commit.

    `NotFound` (`campaign-unknown`), `Conflict` (`campaign-closed`, `event-id-reused`); `Invalid` (`event-unfit`, with
    `field`) for a place that the campaign does not have, a day that is none of its days, or hours that are none.
    """
    before = done_before(tx.connection, act.event_id, CampaignEvent, lambda row: _is_of(row, pitch))
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    campaign = _running(tx, pitch.campaign).campaign
    fits = {
        "place": campaign.place(pitch.place) is not None,
        "day": counts_on(campaign, pitch.day),
        "hours": pitch.hours.first != pitch.hours.last,
    }
    wrong = [name for name, fit in fits.items() if not fit]
    if wrong:
        raise Invalid(Code.EVENT_UNFIT, field=wrong[0])
    row = CampaignEvent(
        **tx.stamp(act.event_id),
        campaign=pitch.campaign,
        place=pitch.place,
        day=pitch.day,
        first=pitch.hours.first,
        last=pitch.hours.last,
        op=act.operator,
    )
    return _append(tx, row)


def take_down(tx: Transaction, event: EventId, act: Act) -> Stands:
    """The event was entered by mistake. Does not commit.

    `NotFound` (`event-unknown`), `Conflict` (`event-tallied`) where something was counted at it, (`campaign-closed`,
    `event-id-reused`).
    """
    before = done_before(tx.connection, act.event_id, CampaignEventOff, lambda row: row.event == event)
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    found = campaigns.find_event(tx.connection, event)
    if found is None:
        raise NotFound(Code.EVENT_UNKNOWN)
    _running(tx, found[0])
    if counts.is_tallied(tx.connection, event):
        raise Conflict(Code.EVENT_TALLIED)
    return _append(tx, CampaignEventOff(**tx.stamp(act.event_id), event=event, op=act.operator))


def close_campaign(tx: Transaction, code: str, day: Day, site: SiteFacts, act: Act) -> Stands:
    """The campaign is closed with its report; closing it again answers the first one. Does not commit.

    `day` is today. `NotFound` (`campaign-unknown`); `Conflict` (`campaign-day-open`)
    while a day is open that counts for it, for more may be handed over on it.
    """
    found = campaigns.find_campaign(tx.connection, code)
    if found is not None and found.closed is not None:
        row, stands = closed_report(tx.connection, found)
        return Stands(row=row, stands=stands, again=True)
    campaign = _running(tx, code).campaign
    still = open_day_of(tx.connection)
    if still is not None and counts_on(campaign, still):
        raise Conflict(Code.CAMPAIGN_DAY_OPEN)
    row = CampaignClose(
        **tx.stamp(act.event_id),
        campaign=code,
        ver=campaign.version,
        report=report_of(tx.connection, campaign, site, day),
        op=act.operator,
    )
    return _append(tx, row)


def name_giver(tx: Transaction, code: str, name: str, *, on: bool) -> None:
    """A giver who asked for it stands by name beside the campaign's picture, or no longer. Does not commit.

    No row of the log: a name would stand there for ever. `NotFound` (`campaign-unknown`), `Conflict`
    (`campaign-closed`) for one more name, `Invalid` (`request-invalid`) for a name that is none, or one too many.
    """
    said = _as_written(name)
    if on:
        _running(tx, code)
        if not said or len(public_givers(tx.connection, code)) >= MOST:
            raise Invalid(Code.REQUEST_INVALID, field="name")
    show_giver(tx, code, said, on=on)


def _as_written(name: str) -> str:
    """The name as its giver writes it, on one line, without signs that turn the direction of what stands behind it."""
    line = " ".join(unicodedata.normalize("NFC", name).split())
    return "".join(char for char in line if char == _ZWNJ or unicodedata.category(char)[0] != "C")


def _running(tx: Transaction, code: str) -> Running:
    found = campaigns.find_campaign(tx.connection, code)
    if found is None:
        raise NotFound(Code.CAMPAIGN_UNKNOWN)
    if found.closed is not None:
        raise Conflict(Code.CAMPAIGN_CLOSED)
    return found


def _is_moved(before: Campaign, campaign: Campaign) -> bool:
    """Whether two campaigns differ in the days of their moon alone."""
    still = [[one for one in some.window if not one.moon] for some in (before, campaign)]
    rest = [msgspec.structs.replace(some, window=before.window) for some in (before, campaign)]
    return rest[0] == rest[1] and still[0] == still[1] and len(before.window) == len(campaign.window)


def _append(tx: Transaction, row: CampaignRow) -> Stands:
    stands = log.append(tx, row)
    effects.apply(tx, row)
    return Stands(row=row, stands=stands)


def _is_of(row: CampaignEvent, pitch: Pitch) -> bool:
    said = (pitch.campaign, pitch.place, pitch.day, pitch.hours.first, pitch.hours.last)
    return (row.campaign, row.place, row.day, row.first, row.last) == said
