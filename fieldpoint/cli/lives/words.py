"""What the codes of copies and of lives of a log mean to a person at a terminal. Imports errors only."""

from collections.abc import Mapping
from typing import Final

from fieldpoint.errors import Code

LIFE_SENTENCES: Final[Mapping[Code, str]] = {
    Code.COPY_KEY_UNFIT: "A copy needs public keys (age1…) to be made for; make one with `fieldpoint backup-key FILE`.",
    Code.COPY_UNREADABLE: "The copy «{file}» does not open with this key, or was changed. Nothing was restored.",
    Code.COPY_IN_POSTGRES: "These rows are in PostgreSQL: take `pg_dump` and copy registry.key; see `registry renew`.",
    Code.ROWS_UNKNOWN: "The registry does not hold these rows.",
    Code.EPOCH_UNKNOWN: "This site has no such life of its log; see `fieldpoint registry epochs SITE`.",
    Code.EPOCH_RETIRED: "An officer of the registry ended this life of the log; speak to the registry first.",
    Code.EPOCH_ENDED: "This life of the log was ended before; nothing was changed.",
    Code.EPOCH_DUE: "This log goes on elsewhere than before, or in two places; look, then `fieldpoint epoch open`.",
    Code.EPOCH_NOT_DUE: "Nothing asks for a new life of the log; nothing was changed.",
}
