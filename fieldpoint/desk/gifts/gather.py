"""What statements of this site's donors are made of. Imports core and the store."""

from fieldpoint.core.gifts.gathered import Gathered, gathered_of
from fieldpoint.core.gifts.quarters import standings
from fieldpoint.core.names import Day
from fieldpoint.database import Connection
from fieldpoint.desk.open_day import proposed_day
from fieldpoint.store.days import last_day, open_day_of
from fieldpoint.store.gifts.book import homes, site_log
from fieldpoint.store.site import Site


def gather(connection: Connection, today: Day) -> Gathered:
    """All that may be told of the site's gifts. It plays the stock's rows again, quarter by quarter."""
    return gathered_of(standings({"": site_log(connection)}, today), homes(connection))


def today_of(site: Site, connection: Connection) -> Day:
    """The day that is open; while none is, the later of the last business day and the clock's.

    So a quarter is over when its last day is closed, and a clock that went back opens none again.
    """
    clock = proposed_day(site.clock.now(), site.facts.zone)
    return open_day_of(connection) or max(clock, last_day(connection) or clock)
