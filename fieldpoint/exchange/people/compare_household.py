"""Who of a list's household is here already: a person is the same by ID, else by name and birth date.

Pure. Two people of one household whose valid IDs differ are never the same, whatever they are called.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from hashlib import blake2b
from operator import attrgetter

import msgspec

from fieldpoint.core.names import PersonId
from fieldpoint.core.people import Household, Person
from fieldpoint.core.persian import fold
from fieldpoint.exchange.roster_row import RosterRow


class Comparison(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Rows with the person they mean, and rows of people who are not here yet, both in the list's order.

    `left` are rows of people whom a desk has changed beyond recognition, or taken out, since a list named them.
    """

    known: tuple[tuple[RosterRow, Person], ...]
    new: tuple[RosterRow, ...]
    left: tuple[RosterRow, ...] = ()


def compare(household: Household, rows: Sequence[RosterRow]) -> Comparison:
    """Each row is known or new; a person is meant by one row at most.

    What fits most exactly is paired first, so that a list that was imported finds all its people again even
    where it names two alike.
    """
    left = {row.line: row for row in rows}
    free = {person.person: person for person in household.members}
    pairs: dict[int, Person] = {}
    for same_by in _SAMENESS:
        by_key: dict[Hashable, list[Person]] = {}
        for person in free.values():
            by_key.setdefault(same_by(person), []).append(person)
        for row in list(left.values()):
            person = next((one for one in _alike(row, by_key, same_by) if one.person in free), None)
            if person is not None:
                pairs[row.line] = free.pop(person.person)
                del left[row.line]
    return Comparison(
        known=tuple((row, pairs[row.line]) for row in rows if row.line in pairs), new=tuple(left.values())
    )


def leave(found: Comparison, household: Household, earlier: Sequence[Person]) -> Comparison:
    """The same, without those as new who were of the household once, as `earlier` records of it have them."""
    before = msgspec.structs.replace(household, members=tuple(_each_once(earlier)))
    left = {row.line for row, _ in compare(before, found.new).known}
    return Comparison(
        known=found.known,
        new=tuple(row for row in found.new if row.line not in left),
        left=tuple(row for row in found.new if row.line in left),
    )


def differs(row: RosterRow, person: Person) -> bool:
    """Whether the list has other particulars of a person than the register."""
    return particulars(row) != particulars(person)


def said_of(one: RosterRow | Person) -> bytes:
    """All particulars of one person, hashed: what a list said, to be compared with what stands here later."""
    return blake2b(_PACK.encode(particulars(one)), digest_size=12).digest()


def _each_once(people: Sequence[Person]) -> Iterator[Person]:
    """Everything that was ever said of somebody, each under an id of its own, for `compare` pairs a person once."""
    for number, one in enumerate(dict.fromkeys(msgspec.structs.replace(person, ordinal=0) for person in people)):
        yield msgspec.structs.replace(one, person=PersonId(str(number)))


PARTICULARS = (
    "given_name", "family_name", "relation", "sex", "born_on", "phone",
    "id_kind", "id_value", "id_flag", "tags", "note",
)  # fmt: skip
_PACK = msgspec.msgpack.Encoder()
particulars: Callable[["_Somebody"], tuple[object, ...]] = attrgetter(*PARTICULARS)
_Somebody = RosterRow | Person
_SameBy = Callable[[_Somebody], Hashable]


def _by_name(one: _Somebody) -> Hashable:
    name = fold(one.given_name + one.family_name)
    return (name, one.born_on) if name else None


def _by_id(one: _Somebody) -> Hashable:
    return (one.id_kind, one.id_value) if one.id_value and not one.id_flag else None


def _by_id_and_name(one: _Somebody) -> Hashable:
    return (_by_id(one), _by_name(one))


def _by_all(one: _Somebody) -> Hashable:
    return (one.id_kind, one.id_value, _by_name(one), one.phone, one.note, one.relation)


_SAMENESS: tuple[_SameBy, ...] = (_by_all, _by_id_and_name, _by_id, _by_name)


def _alike(row: RosterRow, by_key: dict[Hashable, list[Person]], same_by: _SameBy) -> list[Person]:
    key = same_by(row)
    return [] if key is None else [one for one in by_key.get(key, ()) if not _two_people(row, one)]


def _two_people(row: RosterRow, person: Person) -> bool:
    """Two valid IDs of one kind that differ."""
    mine, theirs = _by_id(row), _by_id(person)
    return None not in {mine, theirs} and row.id_kind == person.id_kind and mine != theirs
