"""The lead looks for people: capped, and a row of the log before anybody sees an answer.

So are the households that are shown as hints to whoever registers one: a form is no search without a cap.
"""

from collections.abc import Sequence

from fieldpoint.clock import Reading
from fieldpoint.core.act_rows import PeopleSearch, SearchedBy
from fieldpoint.database import Connection
from fieldpoint.desk.act import Act
from fieldpoint.errors import Code, Unavailable
from fieldpoint.store import log
from fieldpoint.store.search.asked import HINT, hinted_to, searches_of
from fieldpoint.store.search.find import Found
from fieldpoint.store.transaction import Transaction

MOST_AN_HOUR = 60  # a lost card or a registration a minute, and no list of everybody
MOST_HINTED_AN_HOUR = 60  # households that are new to somebody
_HOUR_S = 3600


def note_search(tx: Transaction, found: Found, act: Act) -> int:
    """The search stands in the log, without its words; answers how many are left this hour. Does not commit.

    `Unavailable` (`searched-often`, with the seconds to wait) when none is: then nothing may be shown.
    """
    before = searches_of(tx.connection, act.operator, tx.now)
    wait_s = _wait_s(before, MOST_AN_HOUR)
    if wait_s > 0:
        raise Unavailable(Code.SEARCHED_OFTEN, retry_after_s=wait_s)
    _note(tx, act, list(found.by), len(found.households))
    return MOST_AN_HOUR - len(before) - 1


def hints_wait_s(connection: Connection, operator: str, now: Reading) -> int:
    """How many seconds somebody waits until a hint may show another household; 0 for whoever need not."""
    return _wait_s(hinted_to(connection, operator, now), MOST_HINTED_AN_HOUR)


def note_hints(tx: Transaction, count: int, act: Act) -> None:
    """So many households that are new to somebody are shown as hints; the log says who saw them. Does not commit."""
    _note(tx, act, [HINT], count)


def _wait_s(before: Sequence[int], most: int) -> int:
    return 0 if len(before) < most else max(1, _HOUR_S - before[most - 1] // 1000)


def _note(tx: Transaction, act: Act, by: list[SearchedBy], found: int) -> None:
    row = PeopleSearch(**tx.stamp(), op=act.operator, desk=act.desk, tab=act.tab or "", by=by, found=found)
    log.append(tx, row)
