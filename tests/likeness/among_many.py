"""Whether duplicate hints find doubles in a site with very many people: `python -m tests.likeness.among_many`.

`evaluate` compares every two records that share a key; a site asks its index, which answers with a bounded number of
households. So here 50,000 people stand in a real database, the doubles are asked for one by one as a desk would, and
what the index did not bring counts as missed.

Measured among 50,000 people with 500 doubles, of a seed that nothing was tuned on: 88 of 100 shown (99.5 of 100 of
those that a comparison side by side tells), 5 ms of processor time a hint, 16 at its 95th of a hundred.
"""

import sys
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

import msgspec

from fieldpoint import ids
from fieldpoint.bench.load import percentile
from fieldpoint.core.likeness.people import compare_people
from fieldpoint.core.names import Day, HouseholdId
from fieldpoint.core.people import Household
from fieldpoint.database import Connection
from fieldpoint.store import people
from fieldpoint.store.lists import arriving
from fieldpoint.store.search.lookalikes import lookalikes
from fieldpoint.store.transaction import transaction_on
from tests.likeness.evaluate import HELD_OUT
from tests.likeness.make import Recorded, make_people
from tests.support import make_site

_PEOPLE, _ASKED = 50_000, 500
_TOGETHER = 5_000


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of doubles without a common ID, and milliseconds of processor time of each hint.

    `shown` were among the hints; `likely` are told apart from no one when both records lie side by side.
    """

    asked: int
    likely: int
    shown: int
    taken: list[float]

    @property
    def recall(self) -> float:
        """Which share of all doubles was shown."""
        return self.shown / max(1, self.asked)

    @property
    def kept(self) -> float:
        """Which share of what a comparison tells was shown: what the index and its bounds lose is the rest."""
        return self.shown / max(1, self.likely)


def find_doubles(folder: Path, count: int, asked: int, seed: int) -> Found:
    """So many people stand in a new site of a folder; so many of those who are there twice are asked for."""
    standing, doubles = _parted(make_people(count, seed, doubled=max(0.05, 2 * asked / count)))
    site = make_site(folder)
    with closing(site.connect()) as connection:
        homes = [(one.who, _home(one, number)) for number, one in enumerate(standing)]
        with people.room_for_many(connection), arriving.before_their_households(connection):
            for begin in range(0, len(homes), _TOGETHER):
                coming = [arriving.arriving(home, b"salt", [b""]) for _, home in homes[begin : begin + _TOGETHER]]
                with transaction_on(connection, site.clock.now()) as tx:
                    arriving.arrive(tx, coming)
                    arriving.step_in(tx)
        known = {one.who: one for one in standing}
        hard = [one for one in doubles if not _same_id(one, known[one.who])][:asked]
        return _asked_for(
            connection, {who: home.household for who, home in homes}, [(one, known[one.who]) for one in hard]
        )


def _asked_for(connection: Connection, homes: dict[int, HouseholdId], pairs: list[tuple[Recorded, Recorded]]) -> Found:
    taken: list[float] = []
    shown = likely = 0
    for double, original in pairs:
        begin = process_time()
        hints = lookalikes(connection, _home(double, 0))
        taken.append((process_time() - begin) * 1000)
        shown += homes[double.who] in [hint.household.household for hint in hints]
        likely += compare_people(double.person, original.person, (double.place, original.place)).level != "no"
    return Found(asked=len(pairs), likely=likely, shown=shown, taken=taken)


def _parted(records: list[Recorded]) -> tuple[list[Recorded], list[Recorded]]:
    """The first record of everybody, and the second ones."""
    standing: dict[int, Recorded] = {}
    doubles = [one for one in records if standing.setdefault(one.who, one) is not one]
    return list(standing.values()), doubles


def _home(one: Recorded, number: int) -> Household:
    """Everybody alone, so that nobody is found by whom they live with."""
    return Household(
        household=ids.new_household_id(),
        office="local",
        code=f"m{number}",
        neighbourhood=one.place,
        registered_on=Day("1405-01-01"),
        members=(msgspec.structs.replace(one.person, person=ids.new_person_id(), ordinal=1, is_head=True),),
    )


def _same_id(one: Recorded, other: Recorded) -> bool:
    mine, theirs = one.person, other.person
    return bool(mine.id_value) and (mine.id_kind, mine.id_value) == (theirs.id_kind, theirs.id_value)


def main() -> None:
    """Prints the figures; numbers of people and of doubles may follow."""
    count, asked = map(int, sys.argv[1:3]) if len(sys.argv) > 2 else (_PEOPLE, _ASKED)
    with TemporaryDirectory() as folder:
        found = find_doubles(Path(folder), count, asked, HELD_OUT[0])
    print(f"among {count} people, {found.asked} doubles: recall {found.recall:.4f}", end="  ")  # noqa: T201
    print(f"of those told side by side {found.kept:.4f}", end="  ")  # noqa: T201
    print(f"a hint {median(found.taken):.1f} ms, p95 {percentile(found.taken, 95):.1f} ms")  # noqa: T201


if __name__ == "__main__":
    main()
