"""The columns of a list of people that goes out: named as a roster comes in, so that it can be imported again.

Each is its key, its title and its HXL tag. Imports the standard library only.
"""

from collections.abc import Collection
from typing import Final

Column = tuple[str, str, str]

PEOPLE: Final[tuple[Column, ...]] = (
    ("office", "نهاد", "#org+office"),
    ("household_code", "کد خانوار", "#beneficiary+household+code"),
    ("neighbourhood", "محله", "#loc+neighbourhood"),
    ("given_name", "نام", "#beneficiary+name+given"),
    ("family_name", "نام خانوادگی", "#beneficiary+name+family"),
    ("relation", "نسبت", "#beneficiary+relation"),
    ("sex", "جنسیت", "#beneficiary+sex"),
    ("birth_date", "تاریخ تولد", "#date+birth"),
    ("phone", "تلفن همراه", "#contact+phone"),
    ("id_kind", "نوع شناسه", "#beneficiary+id+kind"),
    ("national_id", "کد ملی", "#beneficiary+id+code"),
    ("tags", "برچسب", "#group+tags"),
    ("note", "توضیح", "#meta+note"),
    ("registered_on", "تاریخ ثبت", "#date+registered"),
    ("review_on", "تاریخ بازبینی", "#date+review"),
)
SEX_WORDS: Final = {"female": "زن", "male": "مرد"}


def people_columns(but: Collection[str]) -> tuple[Column, ...]:
    """The columns without those that `but` names, for a list that may not have them."""
    return tuple(column for column in PEOPLE if column[0] not in but)
