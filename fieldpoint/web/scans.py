"""POST /api/v1/scans: whose card it is and all that is due, without writing."""

from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from fieldpoint.core.names import PersonId
from fieldpoint.desk.look import Asking, look
from fieldpoint.desk.moment import moment_at
from fieldpoint.web.till import Till
from fieldpoint.web.views import scan_reply
from fieldpoint.web.wire import ScanReply, ScanRequest


@post("/api/v1/scans", status_code=200)
async def post_scan(data: JSONBody[ScanRequest], till: NamedDependency[Till]) -> ScanReply:
    """The holder of a card and what is due, programme by programme.

    404 `card-unknown` or `card-key-unknown`: the lead looks; 400 `card-forged` for what is no card of ours,
    `member-unknown` for a collector who is nothing to the household.
    """
    ref = till.read_card(data.text)
    book = till.book(till.reader)
    moment = moment_at(till.reader, till.site.clock.now(), book.zone)
    collector = None if data.collector is None else PersonId(data.collector)
    return scan_reply(look(till.reader, book, ref, moment, Asking(collector=collector)))
