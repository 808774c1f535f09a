"""Synthetic lists are the same for the same seed, and an import finds their truth."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldpoint.core.persian import fold
from fieldpoint.exchange.synthetic_roster import RosterTruth, make_roster
from tests.exchange.support import report_of, write


def test_the_same_seed_gives_the_same_bytes() -> None:
    """And another seed gives others."""
    assert make_roster(20, 3).csv == make_roster(20, 3).csv
    assert make_roster(20, 3).csv != make_roster(20, 4).csv


@settings(max_examples=25, deadline=None)
@given(households=st.integers(1, 90), seed=st.integers(0, 2**32))
def test_an_import_finds_the_truth(tmp_path_factory: pytest.TempPathFactory, households: int, seed: int) -> None:
    """Every figure of any list, and every contradiction that was planted."""
    roster = make_roster(households, seed)
    report = report_of(write(tmp_path_factory.mktemp("roster"), roster.csv))
    truth = roster.truth
    for name in RosterTruth.__struct_fields__:
        if name not in {"warnings", "neighbourhoods"}:
            assert getattr(report, name) == getattr(truth, name), name
    # A name that stands there once only may stand there misspelt.
    assert _folded(report.neighbourhoods) == _folded(truth.neighbourhoods)
    assert {kind: report.warnings.get(kind, 0) for kind in truth.warnings} == truth.warnings
    assert report.unreadable_rows == report.conflict_rows == 0


def test_a_list_of_the_usual_size_has_every_kind_of_mess() -> None:
    """472 households have people, repeats, formulas, and every kind of ID."""
    truth = make_roster(472, 1405).truth
    figures = [
        getattr(truth, name) for name in RosterTruth.__struct_fields__ if name not in {"warnings", "neighbourhoods"}
    ]
    assert min(figures) > 0
    assert 1_500 < truth.rows < 2_000
    assert len(truth.neighbourhoods) == 17


def _folded(counts: dict[str, int]) -> dict[str, int]:
    return {fold(name): count for name, count in counts.items()}
