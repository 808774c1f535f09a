"""What a column of a list may hold. Imports core."""

from typing import Final, Literal

from fieldpoint.core.people import IdKind

Field = Literal[
    "household_code", "given_name", "family_name", "full_name", "national_id", "foreign_code", "residence_id",
    "passport", "id_kind", "birth_date", "sex", "relation", "phone", "neighbourhood", "review_date",
    "tags", "note", "row_number", "fault",
]  # fmt: skip
# The check digit is asked of the first; where it is empty, the columns of other kinds are looked at in this order.
ID_FIELDS: Final[tuple[tuple[Field, IdKind], ...]] = (
    ("foreign_code", "foreign"),
    ("residence_id", "residence"),
    ("passport", "passport"),
)
