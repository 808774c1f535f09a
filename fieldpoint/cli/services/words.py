"""What the codes of the services mean to a person at a terminal. Imports errors only."""

from collections.abc import Mapping
from typing import Final

from fieldpoint.errors import Code

SERVICE_SENTENCES: Final[Mapping[Code, str]] = {
    Code.SERVICE_UNFIT: "That is not how this service goes; see `fieldpoint services --help`. Nothing was written.",
    Code.SERVICE_DAY_UNFIT: "That day is over, is none, or is not one of this course. Nothing was written.",
    Code.SERVICE_SESSION_UNKNOWN: "There is no such session; see `fieldpoint services sessions`.",
    Code.SERVICE_CASE_UNKNOWN: "There is no such case; see `fieldpoint services waiting`.",
    Code.SERVICE_STEP_UNFIT: "The case does not stand where that step begins; look at it again. Nothing was written.",
    Code.QUEUE_TAKEN: "Another session of that day is called by this letter; choose a free one.",
    Code.QUEUE_EMPTY: "Nobody waits in this queue.",
    Code.TICKET_UNKNOWN: "There is no such ticket.",
    Code.TICKET_UNFIT: "That ticket is not waiting or called any more; look at the queue again.",
}
