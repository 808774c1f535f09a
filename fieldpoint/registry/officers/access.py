"""Who may use which route of the registry: the whole table, as data (design chapter 5, S1, for the centre).

The application's one guard (guard.py) reads it, tests go through every route of it for every role, and an application
with a route that is missing here does not start.

An officer works for one organisation and sees its sites; an admin works for the registry and sees all; an auditor
reads counts and never a name, of one organisation or of all. What one may do to a single site is asked again where it
is done: a site of another organisation does not exist for an officer.

Imports the shapes only.
"""

from typing import Final, Literal

import msgspec

from fieldpoint.registry.officers.shapes import OfficerRole


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """Who passes a route: `anybody`, a `site` with its token, or an `officer` who has one of the roles."""

    asks: Literal["anybody", "site", "officer"]
    roles: frozenset[OfficerRole] = frozenset()


def _roles(*roles: OfficerRole) -> Rule:
    return Rule(asks="officer", roles=frozenset(roles))


ANYBODY: Final = Rule(asks="anybody")
SITE: Final = Rule(asks="site")
ALL_ROLES: Final = _roles("admin", "officer", "auditor")
WORKING: Final = _roles("admin", "officer")
ADMIN: Final = _roles("admin")

RULES: Final[dict[tuple[str, str], Rule]] = {
    # What sites ask (fp-sync/1).
    ("GET", "/health"): ANYBODY,
    ("GET", "/ready"): ANYBODY,
    # A family's own card (registry/family).
    ("GET", "/C/{token}"): ANYBODY,
    ("GET", "/C"): ANYBODY,
    ("GET", "/static/{name}"): ANYBODY,
    # The puzzle of a campaign, for everybody (serving/campaigns).
    ("GET", "/puzzle"): ANYBODY,
    ("GET", "/puzzle/{campaign}"): ANYBODY,
    ("GET", "/puzzle/static/{name}"): ANYBODY,
    # Every site's numbers: for a program's key of the whole registry.
    ("GET", "/metrics"): _roles("admin", "auditor"),
    ("POST", "/v1/enrol"): ANYBODY,
    ("GET", "/v1/sites/{site}/state"): SITE,
    ("PUT", "/v1/batches/{batch_id}"): SITE,
    ("GET", "/v1/keys"): SITE,
    ("GET", "/v1/feed"): SITE,
    ("GET", "/v1/snapshot"): SITE,
    ("GET", "/v1/sites/{site}/events"): SITE,
    ("POST", "/v1/sites/{site}/have"): SITE,
    # How an officer comes in.
    ("GET", "/officers/static/{name}"): ANYBODY,
    ("GET", "/officers/sign-in"): ANYBODY,
    ("POST", "/officers/sign-in"): ANYBODY,
    ("GET", "/officers/first"): ANYBODY,
    ("POST", "/officers/first"): ANYBODY,
    ("POST", "/officers/sign-out"): ALL_ROLES,
    # The pages.
    ("GET", "/officers"): ALL_ROLES,
    ("GET", "/officers/sites"): ALL_ROLES,
    ("POST", "/officers/sites"): WORKING,
    ("GET", "/officers/sites/{site}"): ALL_ROLES,
    ("POST", "/officers/sites/{site}"): WORKING,
    ("POST", "/officers/sites/{site}/codes"): WORKING,
    ("POST", "/officers/sites/{site}/stops"): WORKING,
    ("POST", "/officers/sites/{site}/keys/{kid}"): ADMIN,
    ("POST", "/officers/sites/{site}/lives/{epoch}"): ADMIN,
    ("GET", "/officers/cases"): ALL_ROLES,  # an auditor reads how many there are, and of none where
    ("POST", "/officers/cases/{case}"): WORKING,
    ("GET", "/officers/waiting"): WORKING,
    ("POST", "/officers/waiting"): ADMIN,
    ("POST", "/officers/batches/{batch}"): ADMIN,
    ("GET", "/officers/closes"): ALL_ROLES,
    ("GET", "/officers/waybills"): ALL_ROLES,
    ("POST", "/officers/waybills"): WORKING,
    ("GET", "/officers/lives"): WORKING,
    ("GET", "/officers/shelters"): ALL_ROLES,  # counts alone, of every body's houses
    ("GET", "/officers/taken"): WORKING,
    ("POST", "/officers/taken"): WORKING,
    ("GET", "/officers/log"): _roles("admin", "auditor"),
    ("GET", "/officers/people"): ADMIN,
    ("POST", "/officers/people"): ADMIN,
    ("POST", "/officers/people/{person}/codes"): ADMIN,
    ("POST", "/officers/people/{person}/revocations"): ADMIN,
    ("POST", "/officers/organisations"): ADMIN,
    ("GET", "/officers/account"): ALL_ROLES,
    ("POST", "/officers/account/password"): ALL_ROLES,
    ("POST", "/officers/account/keys"): ALL_ROLES,
    ("POST", "/officers/account/keys/{key}"): ALL_ROLES,
    ("GET", "/officers/campaigns"): ALL_ROLES,
    ("GET", "/officers/campaigns/{campaign}"): ALL_ROLES,
    ("POST", "/officers/campaigns/{campaign}"): WORKING,
    # The API: the same, for programs with an officer's key.
    ("GET", "/api/v1"): ANYBODY,  # what is no route answers 404
    ("GET", "/api/v1/{path}"): ANYBODY,
    ("GET", "/api/v1/openapi.json"): ALL_ROLES,
    ("GET", "/api/v1/sites"): ALL_ROLES,
    ("POST", "/api/v1/sites"): WORKING,
    ("GET", "/api/v1/sites/{site}"): ALL_ROLES,
    ("POST", "/api/v1/sites/{site}/names"): WORKING,
    ("POST", "/api/v1/sites/{site}/codes"): WORKING,
    ("POST", "/api/v1/sites/{site}/stops"): WORKING,
    ("POST", "/api/v1/sites/{site}/keys/{kid}/ends"): ADMIN,
    ("POST", "/api/v1/sites/{site}/lives/{epoch}/ends"): ADMIN,
    ("GET", "/api/v1/cases"): WORKING,
    ("GET", "/api/v1/case-counts"): ALL_ROLES,
    ("POST", "/api/v1/cases/{case}/decisions"): WORKING,
    ("GET", "/api/v1/counts"): ALL_ROLES,
    ("GET", "/api/v1/reports/{period}"): ALL_ROLES,
    ("GET", "/api/v1/reports/{period}/{form}"): ALL_ROLES,
    ("GET", "/api/v1/day-sheets"): ALL_ROLES,
    ("GET", "/api/v1/waiting"): WORKING,
    ("POST", "/api/v1/reprocessings"): ADMIN,
    ("POST", "/api/v1/batches/{batch}/releases"): ADMIN,
    ("POST", "/api/v1/batches/{batch}/rejections"): ADMIN,
    ("GET", "/api/v1/closes"): ALL_ROLES,
    ("GET", "/api/v1/waybills"): ALL_ROLES,
    ("GET", "/api/v1/waybill-counts"): ALL_ROLES,
    ("POST", "/api/v1/waybill-decisions"): WORKING,
    ("GET", "/api/v1/lives"): WORKING,
    ("GET", "/api/v1/shelters"): ALL_ROLES,
    ("GET", "/api/v1/decisions"): _roles("admin", "auditor"),
    ("POST", "/api/v1/taken"): WORKING,
    # Donors and what they gave; the reports to benefactors. An auditor reads sums and no names.
    ("GET", "/officers/gifts"): ALL_ROLES,
    ("GET", "/officers/gifts/{donor}"): WORKING,
    ("POST", "/officers/gifts/{donor}"): WORKING,
    ("GET", "/officers/gifts/{donor}/sheet"): WORKING,
    ("GET", "/officers/actions"): ALL_ROLES,
    ("POST", "/officers/actions"): WORKING,
    ("GET", "/officers/actions/{report}"): ALL_ROLES,
    ("POST", "/officers/actions/{report}"): WORKING,
    ("POST", "/officers/actions/{report}/resolutions"): WORKING,
    ("POST", "/officers/actions/{report}/resolutions/{number}"): WORKING,
    ("GET", "/officers/actions/{report}/sheet"): ALL_ROLES,
    # Counts are for everybody; the city's roster is the admins', an organisation's own list its officers'.
    ("GET", "/officers/counts"): ALL_ROLES,
    ("GET", "/officers/services"): ALL_ROLES,
    ("GET", "/api/v1/services"): ALL_ROLES,
    ("GET", "/api/v1/rounds"): ALL_ROLES,
    ("POST", "/officers/counts/exports"): ALL_ROLES,
    ("GET", "/officers/reports"): ALL_ROLES,
    ("POST", "/officers/reports/exports"): ALL_ROLES,
    ("GET", "/officers/day-sheets"): ALL_ROLES,
    ("GET", "/officers/roster"): WORKING,
    ("POST", "/officers/roster/assignments"): ADMIN,
    ("POST", "/officers/roster/places"): ADMIN,
    ("POST", "/officers/roster/exports"): _roles("officer"),
    ("POST", "/officers/roster/lists"): ADMIN,
    ("GET", "/officers/roster/lists/{key}"): ADMIN,
    ("POST", "/officers/roster/lists/{key}/confirmation"): ADMIN,
    ("POST", "/officers/roster/lists/{key}/cancellation"): ADMIN,
    ("GET", "/officers/roster/lists/{key}/errors"): ADMIN,
}
