"""What the codes of sticks mean to a person at a terminal. Imports errors only."""

from collections.abc import Mapping
from typing import Final

from fieldpoint.errors import Code

STICK_SENTENCES: Final[Mapping[Code, str]] = {
    Code.STICK_FILE_UNREADABLE: "«{file}» is damaged, cut off or empty; bring it again. The other files were read.",
    Code.STICK_FILE_FOREIGN: "«{file}» is not for this place; it was left as it is.",
    Code.STICK_UNWRITABLE: "The folder «{file}» cannot be written or read; is the stick in, and is there room?",
    Code.FEED_GAP: "What comes before «{file}» was not read here yet; bring the other sticks, or a newer one.",
}
