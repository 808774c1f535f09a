"""Every route of an act besides the look and the handout, for the application."""

from typing import Final

from litestar.types import ControllerRouterHandler

from fieldpoint.web.cards import post_card_act, post_merge
from fieldpoint.web.collectors import get_alternates, get_collectors, post_alternate, post_collector_block
from fieldpoint.web.days import get_day, post_close_day, post_open_day
from fieldpoint.web.facts import post_facts, post_paper_line
from fieldpoint.web.handouts import post_confirmation
from fieldpoint.web.lives.epochs import post_epoch
from fieldpoint.web.offline import get_offline, post_receipts
from fieldpoint.web.voids import post_tally, post_void

act_routes: Final[tuple[ControllerRouterHandler, ...]] = (
    post_void,
    post_tally,
    post_facts,
    post_paper_line,
    post_card_act,
    post_merge,
    post_alternate,
    post_collector_block,
    get_alternates,
    get_collectors,
    post_confirmation,
    get_day,
    post_open_day,
    post_close_day,
    get_offline,
    post_receipts,
    post_epoch,
)
