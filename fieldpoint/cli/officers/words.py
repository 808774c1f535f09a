"""What the codes of the registry and of its officers mean to a person at a terminal. Imports errors only."""

from collections.abc import Mapping
from typing import Final

from fieldpoint.errors import Code

REGISTRY_SENTENCES: Final[Mapping[Code, str]] = {
    Code.FEED_RESET: "The registry was restored since; the site asks for everything anew.",
    Code.SITE_UNKNOWN: "The registry knows no site of this code; invite it with `fieldpoint registry enrol`.",
    Code.BATCH_BUSY: "Another batch with one of these ids is just coming in; the site sends it again.",
    Code.REGISTRY_DATABASE_AWAY: "PostgreSQL does not answer or takes no writing now; sites keep their rows meanwhile.",
    Code.POSTGRES_UNFIT: "This PostgreSQL is older than version 15; the registry needs 15 or later.",
    Code.POSTGRES_DRIVER_MISSING: "For PostgreSQL the driver is needed: install fieldpoint with its extra «postgres».",
    Code.OFFICER_UNKNOWN: "There is no officer with this id; `fieldpoint registry officers list` shows them all.",
    Code.OFFICER_CODE_WRONG: "This code is wrong, used or older than a day; `fieldpoint registry officers code` helps.",
    Code.ORGANISATION_UNKNOWN: "There is no such organisation; `fieldpoint registry officers organisation` names one.",
    Code.PASSWORD_WRONG: "The name or the password is wrong.",
    Code.PASSWORD_LOCKED: "Too many wrong passwords came for this name; wait {retry_after_s} seconds.",
    Code.PASSWORD_WEAK: "A password has at least twelve signs, five of them different, and is not one's name or a run.",
    Code.PASSWORDS_DIFFER: "The two passwords are not the same; type them again.",
    Code.LAST_ADMIN: "This is the registry's last admin; add another first: `fieldpoint registry officers add`.",
    Code.FORM_FOREIGN: "This was not sent from the registry's own page; open the page anew.",
}
