"""Who may use which route: the whole table, as data (design chapter 5, S1).

The application's one guard (entry/guard.py) reads it, tests go through every route of it for every role, and an
application with a route that is missing here does not start.

Imports core only.
"""

from typing import Final, Literal

import msgspec

from fieldpoint.core.access_rows import Right, Role


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """Who passes a route.

    `anybody`: nobody is asked, or the handler itself proves a one-time code. `tablet`: a paired tablet has signed.
    `any-tablet`: one that was revoked since may have signed too. `role`: one of `roles` is signed in on the tablet
    that has signed; for a look (GET) the session alone is enough. `right`: an operator to whom the lead gave it
    passes too.
    """

    asks: Literal["anybody", "tablet", "any-tablet", "role"]
    roles: frozenset[Role] = frozenset()
    right: Right | None = None


def _roles(*roles: Role) -> Rule:
    return Rule(asks="role", roles=frozenset(roles))


ANYBODY: Final = Rule(asks="anybody")
_TABLET: Final = Rule(asks="tablet")
_ANY_TABLET: Final = Rule(asks="any-tablet")
_SIGNED_IN: Final = _roles("kiosk", "operator", "lead", "admin")
_NO_KIOSK: Final = _roles("operator", "lead", "admin")
_AT_DESK: Final = _roles("operator", "lead")
_LEAD: Final = _roles("lead")
_LEADING: Final = _roles("lead", "admin")
_REGISTERING: Final = Rule(asks="role", roles=frozenset[Role]({"lead"}), right="register")

RULES: Final[dict[tuple[str, str], Rule]] = {
    # The page and its parts, a family's own card, and what tells nothing of anybody.
    ("GET", "/"): ANYBODY,
    ("GET", "/static/{name}"): ANYBODY,
    ("GET", "/help"): ANYBODY,
    ("GET", "/help/fieldpoint-ca.crt"): ANYBODY,
    ("GET", "/help/fieldpoint-ca.mobileconfig"): ANYBODY,
    ("GET", "/C/{token}"): ANYBODY,
    ("GET", "/C"): ANYBODY,
    ("GET", "/photo"): ANYBODY,
    ("GET", "/kiosk"): ANYBODY,
    ("POST", "/kiosk"): ANYBODY,
    ("GET", "/puzzle"): ANYBODY,
    ("GET", "/puzzle/{campaign}"): ANYBODY,
    ("GET", "/puzzle/static/{name}"): ANYBODY,
    ("GET", "/api/v1/health"): ANYBODY,
    ("GET", "/api/v1/session"): ANYBODY,
    ("GET", "/api/v1/{path}"): ANYBODY,  # what is no route answers 404
    ("GET", "/api/v1"): ANYBODY,
    # How somebody comes in.
    ("POST", "/api/v1/first-leads"): ANYBODY,
    ("POST", "/api/v1/tablets"): ANYBODY,
    ("POST", "/api/v1/sessions"): _TABLET,
    ("DELETE", "/api/v1/sessions"): _SIGNED_IN,
    # The desk.
    ("GET", "/api/v1/status"): _SIGNED_IN,
    ("GET", "/api/v1/openapi.json"): _NO_KIOSK,
    ("POST", "/api/v1/scans"): _AT_DESK,
    ("POST", "/api/v1/handouts"): _AT_DESK,
    ("POST", "/api/v1/voids"): _AT_DESK,
    ("POST", "/api/v1/confirmations"): _AT_DESK,
    ("POST", "/api/v1/approvals"): _AT_DESK,
    ("POST", "/api/v1/facts"): _ANY_TABLET,
    ("POST", "/api/v1/receipts"): _ANY_TABLET,  # it sends its facts only to a site that it knows again
    ("GET", "/api/v1/offline"): _AT_DESK,
    ("GET", "/api/v1/programmes"): _AT_DESK,
    ("GET", "/api/v1/history"): _AT_DESK,
    ("POST", "/api/v1/parked-cases"): _AT_DESK,
    # The lead.
    ("GET", "/api/v1/counts"): _LEAD,
    ("GET", "/api/v1/activity"): _LEAD,
    ("GET", "/api/v1/confirmations"): _LEAD,
    ("GET", "/api/v1/approvals"): _LEAD,
    ("GET", "/api/v1/parked-cases"): _LEAD,
    ("POST", "/api/v1/parked-cases/{case_id}/ends"): _LEAD,
    ("POST", "/api/v1/sendings"): _LEAD,
    ("GET", "/api/v1/sendings"): _LEAD,
    ("GET", "/api/v1/verdicts"): _LEAD,
    ("POST", "/api/v1/epochs"): _LEAD,
    ("POST", "/api/v1/tallies"): _LEAD,
    ("POST", "/api/v1/paper-lines"): _LEAD,
    ("POST", "/api/v1/found-cards"): _AT_DESK,
    ("POST", "/api/v1/card-acts"): _LEAD,
    ("POST", "/api/v1/card-looks"): _LEAD,
    ("POST", "/api/v1/card-replacements"): _LEAD,
    ("POST", "/api/v1/card-prints"): _LEAD,
    ("POST", "/api/v1/card-reissues"): _LEAD,
    ("GET", "/api/v1/households/{household}/cards"): _LEAD,
    ("GET", "/api/v1/cards/{card}/picture"): _LEAD,
    ("POST", "/api/v1/merges"): _LEAD,
    ("POST", "/api/v1/alternates"): _LEAD,
    ("POST", "/api/v1/collector-blocks"): _LEAD,
    ("POST", "/api/v1/searches"): _LEAD,
    ("GET", "/api/v1/households/{household}/due"): _LEAD,
    ("POST", "/api/v1/practice"): _LEAD,
    ("POST", "/api/v1/household-drafts"): _REGISTERING,
    ("POST", "/api/v1/households"): _REGISTERING,
    ("GET", "/api/v1/households/{household}"): _LEAD,
    ("GET", "/api/v1/households/{household}/versions"): _LEAD,
    ("GET", "/api/v1/reviews"): _LEAD,
    ("POST", "/api/v1/households/{household}/versions"): _LEAD,
    ("POST", "/api/v1/households/{household}/life-events"): _LEAD,
    ("POST", "/api/v1/merge-undoings"): _LEAD,
    ("GET", "/api/v1/households/{household}/alternates"): _AT_DESK,
    ("GET", "/api/v1/households/{household}/collectors"): _LEAD,
    ("GET", "/api/v1/day"): _AT_DESK,
    ("POST", "/api/v1/day/open"): _LEAD,
    ("POST", "/api/v1/day/close"): _LEAD,
    # The stock.
    ("GET", "/api/v1/stock"): _LEAD,
    ("GET", "/api/v1/stock-needs"): _LEAD,
    ("POST", "/api/v1/stock-receipts"): _LEAD,
    ("POST", "/api/v1/stock-issues"): _LEAD,
    ("POST", "/api/v1/stock-counts"): _LEAD,
    ("POST", "/api/v1/stock-undoings"): _LEAD,
    # Donors and what they give.
    ("GET", "/api/v1/gifts"): _LEAD,
    ("POST", "/api/v1/gifts"): _LEAD,
    ("POST", "/api/v1/donors"): _LEAD,
    ("POST", "/api/v1/gift-arrivals"): _LEAD,
    ("POST", "/api/v1/gift-deliveries"): _LEAD,
    ("POST", "/api/v1/gift-completions"): _LEAD,
    ("POST", "/api/v1/gift-withdrawals"): _LEAD,
    ("GET", "/api/v1/gift-statements"): _LEAD,
    ("GET", "/api/v1/gift-statements/sheet"): _LEAD,
    # Campaigns.
    ("GET", "/api/v1/campaigns"): _LEAD,
    ("POST", "/api/v1/campaigns"): _LEAD,
    ("GET", "/api/v1/campaigns/{campaign}"): _LEAD,
    ("GET", "/api/v1/campaigns/{campaign}/report"): _LEAD,
    ("POST", "/api/v1/campaigns/{campaign}/closings"): _LEAD,
    ("POST", "/api/v1/campaigns/{campaign}/givers"): _LEAD,
    ("POST", "/api/v1/campaign-events"): _LEAD,
    ("POST", "/api/v1/campaign-events/{event}/ends"): _LEAD,
    ("GET", "/api/v1/campaign-events"): _LEAD,
    # Sheets and reports.
    ("GET", "/api/v1/day-sheets"): _LEAD,
    ("GET", "/api/v1/day-sheets/{day}/{form}"): _LEAD,
    ("GET", "/api/v1/reports/{period}"): _LEAD,
    ("GET", "/api/v1/reports/{period}/{form}"): _LEAD,
    # A night in a shelter: the shift's, but for what the house is.
    ("GET", "/api/v1/shelter"): _AT_DESK,
    ("GET", "/api/v1/shelter/stays"): _AT_DESK,
    ("POST", "/api/v1/admissions"): _AT_DESK,
    ("POST", "/api/v1/stay-steps"): _AT_DESK,
    ("POST", "/api/v1/stay-moves"): _AT_DESK,
    ("POST", "/api/v1/stay-undoings"): _AT_DESK,
    ("POST", "/api/v1/bed-holds"): _AT_DESK,
    ("POST", "/api/v1/bed-hold-ends"): _AT_DESK,
    ("POST", "/api/v1/shelter-notes"): _AT_DESK,
    ("POST", "/api/v1/shelter-layouts"): _LEAD,
    ("POST", "/api/v1/cold-nights"): _LEAD,
    # Services, and the hall's display: numbers and desks.
    ("GET", "/hall"): ANYBODY,
    ("GET", "/api/v1/calls"): ANYBODY,
    ("GET", "/api/v1/services"): _AT_DESK,
    ("POST", "/api/v1/service-looks"): _AT_DESK,
    ("POST", "/api/v1/service-sessions"): _LEAD,
    ("GET", "/api/v1/service-sessions/{session_id}"): _AT_DESK,
    ("POST", "/api/v1/service-cases"): _AT_DESK,
    ("GET", "/api/v1/service-cases/{case}"): _LEAD,
    ("POST", "/api/v1/service-cases/{case}/steps"): _AT_DESK,
    ("POST", "/api/v1/service-cases/{case}/returns"): _AT_DESK,
    ("GET", "/api/v1/service-waiting"): _AT_DESK,
    ("GET", "/api/v1/service-reminders"): _LEAD,
    ("POST", "/api/v1/service-reminders"): _LEAD,
    ("GET", "/api/v1/service-counts"): _LEAD,
    ("POST", "/api/v1/tickets"): _AT_DESK,
    ("POST", "/api/v1/ticket-calls"): _AT_DESK,
    ("POST", "/api/v1/ticket-moves"): _AT_DESK,
    # Rounds: a tablet brings one back whose shift is over, or that was revoked.
    ("GET", "/api/v1/rounds"): _LEAD,
    ("POST", "/api/v1/rounds"): _LEAD,
    ("POST", "/api/v1/rounds/{name}/ends"): _LEAD,
    ("POST", "/api/v1/rounds/{name}/returns"): _ANY_TABLET,
    ("POST", "/api/v1/round-lists"): _AT_DESK,
    ("POST", "/api/v1/round-looks"): _ANY_TABLET,
    # Lists in and out.
    ("GET", "/api/v1/mappings"): _LEAD,
    ("POST", "/api/v1/imports"): _LEAD,
    ("POST", "/api/v1/imports/{import_id}/parts"): _LEAD,
    ("POST", "/api/v1/imports/{import_id}/previews"): _LEAD,
    ("POST", "/api/v1/imports/{import_id}/confirmations"): _LEAD,
    ("POST", "/api/v1/imports/{import_id}/cancellations"): _LEAD,
    ("GET", "/api/v1/imports/{import_id}"): _LEAD,
    ("GET", "/api/v1/imports/{import_id}/events"): _LEAD,
    ("GET", "/api/v1/imports/{import_id}/errors"): _LEAD,
    ("POST", "/api/v1/exports"): _LEAD,
    ("GET", "/api/v1/exports/{export}"): _LEAD,
    # Tablets and people.
    ("POST", "/api/v1/pairings"): _LEADING,
    ("GET", "/api/v1/tablets"): _LEADING,
    ("POST", "/api/v1/tablets/{tablet}/names"): _LEADING,
    ("POST", "/api/v1/tablets/{tablet}/revocations"): _LEADING,
    ("GET", "/api/v1/operators"): _LEADING,
    ("POST", "/api/v1/operators"): _LEADING,
    ("POST", "/api/v1/operators/{operator}/pins"): _LEADING,
    ("POST", "/api/v1/operators/{operator}/roles"): _LEADING,
    ("POST", "/api/v1/operators/{operator}/revocations"): _LEADING,
    ("POST", "/api/v1/operators/{operator}/rights"): _LEAD,
}
