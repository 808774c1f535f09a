"""Duplicates are told well enough, on people that nothing was tuned on."""

import pytest

from tests.likeness.evaluate import HELD_OUT, TUNED_ON, Score, evaluate
from tests.likeness.make import make_people


@pytest.fixture(scope="module")
def score() -> Score:
    """Two of the seeds that nothing was tuned on; all of them: `python -m tests.likeness.evaluate`."""
    return evaluate(HELD_OUT[:2])


def test_who_is_called_likely_mostly_is(score: Score) -> None:
    """Of all pairs that are called likely, 19 of 20 are one person, among namesakes, twins, sons and sisters."""
    assert score.precision >= 0.95, score.wrong_pairs


def test_most_doubles_are_called_likely(score: Score) -> None:
    """Of all doubles that have no ID in common, 17 of 20, the ones that no key brought together counted as missed."""
    assert score.recall >= 0.85, score.missed_by


def test_certain_is_certain(score: Score) -> None:
    """The same valid ID is one person, in each of hundreds of pairs."""
    assert score.certain > 300
    assert score.certain_wrong == 0


def test_what_was_tuned_on_is_not_what_is_reported() -> None:
    """The seeds differ, and so do the people; a seed gives the same people again."""
    assert not {*TUNED_ON} & {*HELD_OUT}
    one, again, other = (make_people(200, seed) for seed in (HELD_OUT[0], HELD_OUT[0], TUNED_ON[0]))
    assert one == again
    assert {one.person.family_name for one in other} != {one.person.family_name for one in again}
