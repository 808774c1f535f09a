"""What the codes of rounds mean to a person at a terminal. Imports errors only."""

from collections.abc import Mapping
from typing import Final

from fieldpoint.errors import Code

ROUND_SENTENCES: Final[Mapping[Code, str]] = {
    Code.ROUND_NONE: "There is no such round, or nobody to visit. Nothing was written.",
    Code.ROUND_OUT: "That tablet carries a round, or its list was given already. Nothing was written.",
}
