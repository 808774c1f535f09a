"""POST /api/v1/scans: whose card it is and all that is due, without writing."""

from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from fieldpoint.desk.look import look
from fieldpoint.desk.moment import moment_at
from fieldpoint.web.till import Till
from fieldpoint.web.views import scan_reply
from fieldpoint.web.wire import ScanReply, ScanRequest


@post("/api/v1/scans", status_code=200)
async def post_scan(data: JSONBody[ScanRequest], till: NamedDependency[Till]) -> ScanReply:
    """The holder of a card and what is due, programme by programme.

    404 `card-unknown` or `card-key-unknown`: the lead looks; 400 `card-forged` for what is no card of ours.
    """
    ref = till.read_card(data.text)
    moment = moment_at(till.reader, till.site.clock.now(), till.book.zone)
    return scan_reply(look(till.reader, till.book, ref, moment))
