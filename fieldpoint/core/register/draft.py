"""A household as somebody types it at a desk, read as people: what is understood, what must be mended, what is odd.

Pure. Nothing of what was typed is repeated in a fault: it names the field and a word of a closed list.

Imports msgspec and `core`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from fieldpoint.core.jalali import age_on
from fieldpoint.core.names import Day, PersonId
from fieldpoint.core.national_id import NO_ID, IdReading, read_id
from fieldpoint.core.people import IdKind, Person, Sex
from fieldpoint.core.persian import clean, fold_word, read_phone
from fieldpoint.core.register.birth import Birth, read_birth
from fieldpoint.core.register.review import read_review

_LONG_AGO_YEARS = 110
_NO_PHONE = frozenset(map(fold_word, ("", "ندارد", "نداره", "بدون", "0")))


class DraftMember(msgspec.Struct, frozen=True, kw_only=True):
    """One member as typed. `id_kind` "" lets the shape decide; `id_text` None leaves the ID of `known` as it is.

    `known` is the person that is being edited, or nobody.
    """

    given_name: str = ""
    family_name: str = ""
    relation: str = ""
    sex: Sex = ""
    born: str = ""
    phone: str = ""
    id_kind: IdKind | None = None
    id_text: str | None = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    is_head: bool = False
    known: Person | None = None


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """Something about one field of a draft, such as `$.members[2].born`: a word of a closed list."""

    field: str
    code: str


class ReadMember(msgspec.Struct, frozen=True, kw_only=True):
    """A member as understood; `person` is not yet named where the draft names nobody."""

    person: Person
    year_only: bool
    age: int | None


class ReadDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A whole draft: `faults` must be mended before it is saved, `warnings` need not."""

    neighbourhood: str
    members: tuple[ReadMember, ...]
    faults: tuple[Remark, ...]
    warnings: tuple[Remark, ...]
    review_on: Day | None = None

    @property
    def people(self) -> tuple[Person, ...]:
        """The members as they would be kept."""
        return tuple(one.person for one in self.members)


def read_draft(neighbourhood: str, members: Sequence[DraftMember], today: Day, review: str = "") -> ReadDraft:
    """The draft as understood on a day. Members are numbered from 1 in their order."""
    reviewed = read_review(review, today)
    unread = [Remark(field="$.review", code=reviewed.fault)] if reviewed.fault else []
    read = [_read_member(one, number, today) for number, one in enumerate(members)]
    faults = [fault for _, faults, _ in read for fault in faults]
    warnings = [warning for _, _, warnings in read for warning in warnings]
    understood = tuple(one for one, _, _ in read)
    return ReadDraft(
        neighbourhood=clean(neighbourhood),
        members=understood,
        faults=(*faults, *_head_faults(members), *unread),
        warnings=(*warnings, *_twice(understood)),
        review_on=reviewed.day,
    )


def _read_member(draft: DraftMember, number: int, today: Day) -> tuple[ReadMember, list[Remark], list[Remark]]:
    birth, found, phone = read_birth(draft.born, today), _id_of(draft), _phone(draft.phone)
    person = Person(
        person=PersonId("") if draft.known is None else draft.known.person,
        ordinal=number + 1,
        is_head=draft.is_head,
        given_name=clean(draft.given_name),
        family_name=clean(draft.family_name),
        relation=clean(draft.relation),
        sex=draft.sex,
        born_on=birth.born_on,
        phone=phone,
        id_kind=found.kind,
        id_value=found.value,
        id_flag=found.flag,
        tags=tuple(dict.fromkeys(tag for tag in map(clean, draft.tags) if tag)),
        note=clean(draft.note),
    )
    age = None if birth.born_on is None else age_on(birth.born_on, today)
    at = f"$.members[{number}]"
    faults = [Remark(field=f"{at}.{field}", code=code) for field, code in _faults(draft, person, birth)]
    warnings = [Remark(field=f"{at}.{field}", code=code) for field, code in _warnings(person, age)]
    return ReadMember(person=person, year_only=birth.year_only, age=age), faults, warnings


def _id_of(draft: DraftMember) -> IdReading:
    if draft.id_text is None:
        known = draft.known
        return NO_ID if known is None else IdReading(kind=known.id_kind, value=known.id_value, flag=known.id_flag)
    return NO_ID if draft.id_kind == "none" else read_id(draft.id_text, draft.id_kind)


def _phone(text: str) -> str | None:
    return None if fold_word(text) in _NO_PHONE else read_phone(text)


def _faults(draft: DraftMember, person: Person, birth: Birth) -> Iterator[tuple[str, str]]:
    if not (person.given_name or person.family_name):
        yield "family_name", "name-missing"
    if birth.fault:
        yield "born", birth.fault
    if person.phone is None and fold_word(draft.phone) not in _NO_PHONE:
        yield "phone", "phone-unread"
    if draft.id_text is not None and draft.id_kind not in (None, "none") and not person.id_value:
        yield "id_text", "id-missing"


def _warnings(person: Person, age: int | None) -> Iterator[tuple[str, str]]:
    if person.id_flag:
        yield "id_text", "id-invalid"
    if age is not None and age > _LONG_AGO_YEARS:
        yield "born", "born-long-ago"


def _head_faults(members: Sequence[DraftMember]) -> Iterator[Remark]:
    heads = sum(one.is_head for one in members)
    if heads != 1:
        yield Remark(field="$.members", code="head-twice" if heads else "head-missing")


def _twice(members: Sequence[ReadMember]) -> Iterator[Remark]:
    """Two people of one draft with the same valid ID."""
    found = [(one.person.id_kind, one.person.id_value) for one in members]
    count = Counter(one for one, member in zip(found, members, strict=True) if one[1] and not member.person.id_flag)
    for number, one in enumerate(found):
        if count[one] > 1:
            yield Remark(field=f"$.members[{number}].id_text", code="same-id-twice")
