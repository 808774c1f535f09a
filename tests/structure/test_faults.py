"""Every fault that the way to the registry must bear is shown by a test that names it."""

from tests.faults import FAULTS, shown


def test_every_fault_is_shown() -> None:
    """Each of F01 to F51 stands in the docstring of at least one test."""
    assert list(FAULTS) == [f"F{number:02}" for number in range(1, 52)]
    found = shown()
    assert not [f"{fault} {words}" for fault, words in FAULTS.items() if fault not in found]


def test_no_test_names_a_fault_that_is_none() -> None:
    """A number that stands in no list is a slip of the pen."""
    assert not shown().keys() - FAULTS.keys()
