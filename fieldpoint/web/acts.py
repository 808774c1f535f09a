"""Every route of an act besides the look and the handout, for the application."""

from typing import Final

from litestar.types import ControllerRouterHandler

from fieldpoint.web.card_life.acts import post_card_print, post_card_reissue, post_found_card, post_replacement
from fieldpoint.web.card_life.looks import get_cards, post_card_look
from fieldpoint.web.card_life.pictures import get_card_picture
from fieldpoint.web.cards import post_card_act, post_merge
from fieldpoint.web.collectors import get_alternates, get_collectors, post_alternate, post_collector_block
from fieldpoint.web.days import get_day, post_close_day, post_open_day
from fieldpoint.web.facts import post_facts, post_paper_line
from fieldpoint.web.handouts import post_confirmation
from fieldpoint.web.lives.epochs import post_epoch
from fieldpoint.web.offline import get_offline, post_receipts
from fieldpoint.web.register.life import get_versions, post_life_event, post_merge_undoing, post_version
from fieldpoint.web.register.reviews import get_reviews
from fieldpoint.web.register.routes import get_household, post_draft, post_household
from fieldpoint.web.searches import get_household_due, post_search
from fieldpoint.web.voids import post_tally, post_void

act_routes: Final[tuple[ControllerRouterHandler, ...]] = (
    post_void,
    post_tally,
    post_facts,
    post_paper_line,
    post_card_act,
    post_card_look,
    post_found_card,
    post_replacement,
    post_card_print,
    post_card_reissue,
    get_cards,
    get_card_picture,
    post_merge,
    post_alternate,
    post_collector_block,
    get_alternates,
    get_collectors,
    post_draft,
    post_household,
    get_household,
    get_versions,
    get_reviews,
    post_version,
    post_life_event,
    post_merge_undoing,
    post_confirmation,
    get_day,
    post_open_day,
    post_close_day,
    get_offline,
    post_receipts,
    post_search,
    get_household_due,
    post_epoch,
)
