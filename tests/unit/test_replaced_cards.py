"""A card that came in the place of others is decided about as if it had been there all the while."""

from hypothesis import given
from hypothesis import strategies as st

from fieldpoint.core.people import Household
from fieldpoint.core.rules.entitlement import decide, due
from fieldpoint.core.rules.facts import Asked
from fieldpoint.core.rules.period import Nightly
from fieldpoint.core.rules.programme import Programme
from tests.rules import make_facts, make_meal, make_programme, taken
from tests.support import make_household

KIN = ("lost-1", "lost-2", "lost-3")
BED = make_programme("bed-night", kind="bed_night", counts_for="card", period=Nightly())
SOUP = make_programme("soup", counts_for="card", quantity=3)
BREAD = make_meal("bread")
RIVAL = make_programme("tea", counts_for="card", exclusive_with=("soup",))
HISTORY = st.lists(st.tuples(st.sampled_from(("the-card", *KIN)), st.integers(1, 3)), max_size=6)


@given(
    st.sampled_from([BED, SOUP, BREAD]), HISTORY, HISTORY, st.integers(1, 4), st.sampled_from([None, make_household()])
)
def test_history_of_replaced_cards_counts_as_its_own(
    programme: Programme,
    before: list[tuple[str, int]],
    rivals: list[tuple[str, int]],
    asked: int,
    household: Household | None,
) -> None:
    """Whatever was taken on which of them: the same due and the same decision as had it all been on this card."""
    if programme.counts_for == "member":
        household = None  # whoever is registered is counted by members, and no card counts
    rows = [(one, who, much) for one, taken_of in ((programme, before), (RIVAL, rivals)) for who, much in taken_of]
    carried = make_facts(
        programme, household, *(taken(one, who, much) for one, who, much in rows), kin=KIN, rivals=[RIVAL]
    )
    own = make_facts(programme, household, *(taken(one, "the-card", much) for one, _, much in rows), rivals=[RIVAL])
    left, left_of_own = due(carried), due(own)
    assert (left.quantity, left.reason) == (left_of_own.quantity, left_of_own.reason)
    verdict, same = decide(carried, Asked(quantity=asked)), decide(own, Asked(quantity=asked))
    assert type(verdict) is type(same)
    assert getattr(verdict, "shares", None) == getattr(same, "shares", None)


@given(HISTORY)
def test_cards_that_are_no_kin_count_for_nobody_else(before: list[tuple[str, int]]) -> None:
    """Without the replacement the very same rows are another's."""
    had = sum(much for who, much in before if who == "the-card")
    known = make_facts(SOUP, None, *(taken(SOUP, who, much) for who, much in before))
    assert due(known).quantity == max(0, 3 - had)
