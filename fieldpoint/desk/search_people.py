"""The lead looks for people: capped, and a row of the log before anybody sees an answer."""

from fieldpoint.core.act_rows import PeopleSearch
from fieldpoint.desk.act import Act
from fieldpoint.errors import Code, Unavailable
from fieldpoint.store import log
from fieldpoint.store.search.asked import searches_of
from fieldpoint.store.search.find import Found
from fieldpoint.store.transaction import Transaction

MOST_AN_HOUR = 60  # a lost card or a registration a minute, and no list of everybody
_HOUR_S = 3600


def note_search(tx: Transaction, found: Found, act: Act) -> int:
    """The search stands in the log, without its words; answers how many are left this hour. Does not commit.

    `Unavailable` (`searched-often`, with the seconds to wait) when none is: then nothing may be shown.
    """
    before = searches_of(tx.connection, act.operator, tx.now)
    if len(before) >= MOST_AN_HOUR:
        wait_s = _HOUR_S - before[MOST_AN_HOUR - 1] // 1000
        raise Unavailable(Code.SEARCHED_OFTEN, retry_after_s=max(1, wait_s))
    row = PeopleSearch(
        **tx.stamp(),
        op=act.operator,
        desk=act.desk,
        tab=act.tab or "",
        by=list(found.by),
        found=len(found.households),
    )
    log.append(tx, row)
    return MOST_AN_HOUR - len(before) - 1
