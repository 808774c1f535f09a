"""How well duplicates are told: `python -m tests.likeness.evaluate` measures the seeds that nothing was tuned on.

Every two records that share a key are compared, as the site compares them; two that share none are taken for two
people, and count as missed where they are one. Precision is over all pairs of thousands of people, so whoever merely
has a common name is among them. Doubles with the same valid ID are told apart: they are certain, and easy.
"""

import sys
from collections import Counter, defaultdict
from itertools import combinations

import msgspec

from fieldpoint.core.likeness.keys import keys_of
from fieldpoint.core.likeness.people import compare_people
from tests.likeness.make import Recorded, make_people

TUNED_ON = (1, 2, 3, 4, 5, 6)
HELD_OUT = (9001, 9002, 9003, 9004, 9005, 9006)
PEOPLE = 4_000
_CROWD = 300  # a key that so many share tells nobody apart


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of pairs. `missed_by` counts what had been done to those that were missed."""

    certain: int
    certain_wrong: int
    right: int
    wrong: int
    missed: int
    missed_by: dict[str, int]
    wrong_pairs: list[str]

    @property
    def precision(self) -> float:
        """Which share of what was called likely is one person."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Which share of the doubles without a common ID was called likely."""
        return self.right / max(1, self.right + self.missed)


def evaluate(seeds: tuple[int, ...], people: int = PEOPLE) -> Score:
    """All seeds together."""
    scores = [_of_seed(seed, people) for seed in seeds]
    missed_by = sum((Counter(one.missed_by) for one in scores), Counter[str]())
    return Score(
        certain=sum(one.certain for one in scores),
        certain_wrong=sum(one.certain_wrong for one in scores),
        right=sum(one.right for one in scores),
        wrong=sum(one.wrong for one in scores),
        missed=sum(one.missed for one in scores),
        missed_by=dict(missed_by.most_common()),
        wrong_pairs=[text for one in scores for text in one.wrong_pairs],
    )


def _of_seed(seed: int, people: int) -> Score:
    records = make_people(people, seed)
    truth = _doubles(records)
    told = {pair: compare_people(*_two(records, pair)) for pair in _meeting(records)}
    certain = {pair for pair, one in told.items() if one.level == "certain"}
    likely = {pair for pair, one in told.items() if one.level == "likely"}
    hard = {pair for pair in truth if not _same_id(records, pair)}
    missed = hard - likely
    return Score(
        certain=len(certain & truth),
        certain_wrong=len(certain - truth),
        right=len(likely & hard),
        wrong=len(likely - truth),
        missed=len(missed),
        missed_by=dict(Counter("+".join(sorted(_spoilt(records, pair))) for pair in missed)),
        wrong_pairs=[f"{told[pair].reasons} {_line(records, pair)}" for pair in likely - truth],
    )


def _doubles(records: list[Recorded]) -> set[tuple[int, int]]:
    by_who: defaultdict[int, list[int]] = defaultdict(list)
    for place, one in enumerate(records):
        by_who[one.who].append(place)
    return {pair for places in by_who.values() for pair in combinations(places, 2)}


def _meeting(records: list[Recorded]) -> set[tuple[int, int]]:
    by_key: defaultdict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(records):
        for key in keys_of(one.person):
            by_key[key].append(place)
    return {pair for places in by_key.values() if len(places) <= _CROWD for pair in combinations(places, 2)}


def _two(records: list[Recorded], pair: tuple[int, int]):  # noqa: ANN202  what compare_people takes
    one, other = records[pair[0]], records[pair[1]]
    return one.person, other.person, (one.place, other.place)


def _same_id(records: list[Recorded], pair: tuple[int, int]) -> bool:
    one, other = (records[place].person for place in pair)
    return bool(one.id_value) and (one.id_kind, one.id_value) == (other.id_kind, other.id_value)


def _spoilt(records: list[Recorded], pair: tuple[int, int]) -> set[str]:
    return {*records[pair[0]].spoilt, *records[pair[1]].spoilt}


def _line(records: list[Recorded], pair: tuple[int, int]) -> str:
    people = (records[place].person for place in pair)
    return " | ".join(f"{one.given_name} {one.family_name} {one.born_on} {one.phone} {one.id_value}" for one in people)


def main() -> None:
    """Prints the figures; `tuned` as the only argument takes the seeds that were tuned on."""
    tuned = sys.argv[1:] == ["tuned"]
    score = evaluate(TUNED_ON if tuned else HELD_OUT)
    print(f"precision {score.precision:.4f}  recall {score.recall:.4f}", end="  ")  # noqa: T201
    print(f"right {score.right}  wrong {score.wrong}  missed {score.missed}", end="  ")  # noqa: T201
    print(f"certain {score.certain}, of them wrong {score.certain_wrong}")  # noqa: T201
    if tuned:
        print(*list(score.missed_by.items())[:40], *score.wrong_pairs[:40], sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
