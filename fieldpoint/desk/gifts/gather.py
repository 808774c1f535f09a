"""What statements of this site's donors are made of. Imports core and the store."""

from fieldpoint.core.gifts.statement import Gathered
from fieldpoint.core.gifts.sums import base_cells
from fieldpoint.core.gifts.told import told
from fieldpoint.core.names import Day
from fieldpoint.database import Connection
from fieldpoint.desk.open_day import proposed_day
from fieldpoint.store.days import last_day
from fieldpoint.store.gifts.book import drawn_by_handouts, gift_book, given_lots, homes
from fieldpoint.store.site import Site


def gather(connection: Connection) -> Gathered:
    """All that may be told of the site's gifts. It reads every handout that drew stock: a second for 100,000."""
    book = gift_book(connection)
    cells = base_cells(drawn_by_handouts(connection), book, homes(connection))
    return Gathered(book=book, lots=tuple(given_lots(connection)), cells=tuple(told(cells)))


def today_of(site: Site, connection: Connection) -> Day:
    """The later of the site's last business day and its clock's day: a clock that went back opens no quarter again."""
    clock = proposed_day(site.clock.now(), site.facts.zone)
    return max(clock, last_day(connection) or clock)
