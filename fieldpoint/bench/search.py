"""How fast the lead's search and a duplicate hint answer among very many people.

Imports exchange's made-up names, store, core, ids, clock and its neighbours.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from statistics import median

from fieldpoint import ids
from fieldpoint.bench.load import percentile
from fieldpoint.bench.row import Row, ratio_row, value_row
from fieldpoint.bench.scratch import make_scratch
from fieldpoint.clock import monotonic_s
from fieldpoint.core.names import Day
from fieldpoint.core.people import Household, Person
from fieldpoint.database import Connection
from fieldpoint.exchange.synthetic_spelling import FAMILIES, MEN, NEIGHBOURHOODS, WOMEN
from fieldpoint.store import people
from fieldpoint.store.lists.arriving import room_for_many
from fieldpoint.store.search.find import find_households
from fieldpoint.store.search.lookalikes import lookalikes
from fieldpoint.store.transaction import transaction_on

_MS = 1000
_A_HOUSE = 4
_ENDS = ("", "", "پور", "زاده", "نژاد", "یان", " تهرانی", " اصل", " فرد", " مقدم")
_TOGETHER = 1000


def measure_search(folder: Path, count: int, rounds: int) -> list[Row]:
    """The rows of a search by name and of a duplicate hint, among `count` people who do not exist."""
    site, _ = make_scratch(folder, 1)
    rng = Random(count)  # noqa: S311  made-up people, no keys
    with closing(site.connect()) as connection:
        made = list(_households(rng, count // _A_HOUSE))
        for begin in range(0, len(made), _TOGETHER):
            with transaction_on(connection, site.clock.now()) as tx, room_for_many(connection):
                for household in made[begin : begin + _TOGETHER]:
                    people.add_household(tx, household, b"salt")
        return _rows(connection, rng, made, rounds)


def _rows(connection: Connection, rng: Random, made: list[Household], rounds: int) -> list[Row]:
    chosen = [rng.choice(made) for _ in range(rounds)]
    searches = _times(chosen, lambda one: find_households(connection, _asked(rng, one)))
    hints = _times(chosen, lambda one: lookalikes(connection, one))
    reads = _times(chosen, lambda one: people.find_household(connection, one.office, one.code))
    pair = median(searches), median(reads)
    among = f"among {len(made) * _A_HOUSE} people"
    return [
        value_row(f"search by name {among}, p95", "ms", percentile(searches, 95), ("<=", 20), pair[1]),
        ratio_row(f"search by name {among} against one by its code", "ms", pair, pair[0] / pair[1], ("<=", 60)),
        value_row(f"duplicate hint {among}, p95", "ms", percentile(hints, 95), ("<=", 300), pair[1]),
    ]


def _times(chosen: list[Household], act: Callable[[Household], object]) -> list[float]:
    taken: list[float] = []
    for one in chosen:
        begin = monotonic_s()
        act(one)
        taken.append((monotonic_s() - begin) * _MS)
    return taken


def _asked(rng: Random, household: Household) -> str:
    """What a lead types: both names, the beginnings of both, or one of them."""
    person = rng.choice(household.members)
    given, family = person.given_name, person.family_name
    return rng.choice((f"{given} {family}", f"{family[:3]} {given[:3]}", family, given))


def _households(rng: Random, count: int) -> Iterator[Household]:
    families = [rng.choice(FAMILIES).removesuffix("ی") + rng.choice(_ENDS) for _ in range(2000)]
    for number in range(count):
        family, phone = rng.choice(families), f"+989{rng.randrange(10**9):09d}"
        yield Household(
            household=ids.new_household_id(),
            office="bench",
            code=f"s{number:06d}",
            neighbourhood=rng.choice(NEIGHBOURHOODS),
            registered_on=Day("1405-01-01"),
            members=tuple(_person(rng, ordinal, family, phone) for ordinal in range(1, _A_HOUSE + 1)),
        )


def _person(rng: Random, ordinal: int, family: str, phone: str) -> Person:
    return Person(
        person=ids.new_person_id(),
        ordinal=ordinal,
        is_head=ordinal == 1,
        given_name=rng.choice(WOMEN + MEN),
        family_name=family,
        relation="سرپرست" if ordinal == 1 else "فرزند",
        sex="",
        born_on=Day(f"{rng.randint(1320, 1404)}-{rng.randint(1, 12):02d}-{rng.randint(1, 29):02d}"),
        phone=phone,
        id_kind="national",
        id_value=f"{rng.randrange(10**10):010d}",
        id_flag="",
        tags=(),
        note="",
    )
