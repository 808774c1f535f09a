"""Households and their people, as values (personal data: never in a log row, a URL or a message).

A household has exactly one head, of any age. Days are Jalali text such as `1348-02-18`.
"""

from typing import Literal

import msgspec

from fieldpoint.core.names import Day, HouseholdId, PersonId

Sex = Literal["female", "male", ""]
IdKind = Literal["national", "foreign", "residence", "passport", "other", "none"]
# What is wrong with an ID that was given: kept, so that a person can mend it later.
IdFlag = Literal["", "invalid"]


class Person(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One member. `ordinal` counts from 1 in the order of the list; unknown things are None or ''."""

    person: PersonId
    ordinal: int
    is_head: bool
    given_name: str
    family_name: str
    relation: str
    sex: Sex
    born_on: Day | None
    phone: str | None
    id_kind: IdKind
    id_value: str | None
    id_flag: IdFlag
    tags: tuple[str, ...]
    note: str


class Alternate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who is no member and may collect for a household. Unknown things are None or ''."""

    person: PersonId
    given_name: str
    family_name: str
    relation: str
    born_on: Day | None


class Household(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A household of an office's list; `(office, code)` is its key outside, `household` inside.

    `review_on` is when its file is to be looked at again. Where there is no such day none is written: the commitments
    of records from before it was known hold.
    """

    household: HouseholdId
    office: str
    code: str
    neighbourhood: str
    registered_on: Day
    members: tuple[Person, ...]
    review_on: Day | None = None
