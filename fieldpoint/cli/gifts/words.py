"""What the codes of donors and contributions mean to a person at a terminal. Imports errors only."""

from collections.abc import Mapping
from typing import Final

from fieldpoint.errors import Code

GIFT_SENTENCES: Final[Mapping[Code, str]] = {
    Code.DONOR_UNKNOWN: "No donor of this site has that id; see `fieldpoint gifts donors`.",
    Code.GIFT_UNKNOWN: "No contribution of this site has that id; see `fieldpoint gifts list`.",
    Code.GIFT_WITHDRAWN: "This contribution was withdrawn; nothing more is entered for it.",
    Code.QUARTER_OPEN: "This quarter has not ended yet; a statement is made of quarters that are over.",
    Code.REPORT_UNKNOWN: "No report of that name is in the registry.",
}
