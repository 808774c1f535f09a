"""How a time of the log is said at a terminal: the Jalali day of the site's zone, in Latin digits."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from fieldpoint.core.jalali import day_of
from fieldpoint.store.site import Site


def day_text(site: Site, at: int | None) -> str:
    """The day of an instant (ms of UTC), such as `1405-09-01`; a dash for none."""
    if at is None:
        return "-"
    return day_of(datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(site.facts.zone)).date())
