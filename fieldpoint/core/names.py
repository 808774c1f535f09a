"""The kinds of name that travel through every room, each a text of its own type.

All are base64url without padding: 8 random bytes for households, people, cards and donors, 16 for events and
epochs. Tablets and operators have short ids that a person can read off a printed sheet.

A `day` is a Jalali calendar day such as `1405-09-01`; a `cycle` is a period's key such as `1405-09`.
"""

from typing import NewType

HouseholdId = NewType("HouseholdId", str)
PersonId = NewType("PersonId", str)
CardId = NewType("CardId", str)
EventId = NewType("EventId", str)
DonorId = NewType("DonorId", str)
TabletId = NewType("TabletId", str)
OperatorId = NewType("OperatorId", str)
ProgrammeCode = NewType("ProgrammeCode", str)
Day = NewType("Day", str)
Cycle = NewType("Cycle", str)
Head = NewType("Head", bytes)
