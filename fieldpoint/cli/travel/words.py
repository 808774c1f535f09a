"""What the codes of rows on their way to a registry mean to a person at a terminal. Imports errors only."""

from collections.abc import Mapping
from typing import Final

from fieldpoint.errors import Code

TRAVEL_SENTENCES: Final[Mapping[Code, str]] = {
    Code.KEY_REVOKED: "This key has ended; what it signs now waits at the registry for an officer.",
    Code.KEY_ENDED: "This key has ended already; nothing was changed.",
    Code.BATCH_UNKNOWN: "No batch of this name lies beside; see `fieldpoint registry beside`.",
    Code.FEED_RESET: "The registry was restored since; the site asks for everything anew.",
    Code.SITE_UNKNOWN: "The registry knows no site of this code; invite it with `fieldpoint registry enrol`.",
    Code.BATCH_BUSY: "Another batch with one of these ids is just coming in; the site sends it again.",
    Code.REGISTRY_DATABASE_AWAY: "PostgreSQL does not answer or takes no writing now; sites keep their rows meanwhile.",
    Code.POSTGRES_UNFIT: "This PostgreSQL is older than version 15; the registry needs 15 or later.",
    Code.POSTGRES_DRIVER_MISSING: "For PostgreSQL the driver is needed: install fieldpoint with its extra «postgres».",
    Code.PUSH_RUNNING: "Another fieldpoint is sending from this folder at this moment.",
    Code.STICK_FILE_UNREADABLE: "«{file}» is damaged, cut off or empty; bring it again. The other files were read.",
    Code.STICK_FILE_FOREIGN: "«{file}» is not for this place; it was left as it is.",
    Code.STICK_UNWRITABLE: "The folder «{file}» cannot be written or read; is the stick in, and is there room?",
}
