"""What the codes of sheets and reports mean to a person at a terminal. Imports errors only."""

from collections.abc import Mapping
from typing import Final

from fieldpoint.errors import Code

REPORT_SENTENCES: Final[Mapping[Code, str]] = {
    Code.SEAL_UNREADABLE: "This is not the text of a day sheet's code (all that it says), nor ten symbols with a day.",
    Code.SEAL_FOREIGN: "No day of this log was closed so: the sheet is of another site, or not a true one.",
    Code.SEAL_DIFFERS: "The sheet is of this log, and the rows of its day do not add up to what the close says.",
    Code.PERIOD_INVALID: "A report is of a month such as 1405-09 or of a quarter such as 1405-S3.",
}
