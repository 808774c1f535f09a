"""The index of a site brings a duplicate hint what a comparison would tell; 50,000 people: `among_many`."""

from pathlib import Path

from tests.likeness.among_many import find_doubles
from tests.likeness.evaluate import HELD_OUT


def test_the_index_loses_hardly_any_double(tmp_path: Path) -> None:
    """Among 3,000 people in a real site, most doubles without a common ID are shown, and nearly all that can be."""
    found = find_doubles(tmp_path, 3_000, 120, HELD_OUT[0])
    assert found.asked == 120
    assert found.recall >= 0.85
    assert found.kept >= 0.97
