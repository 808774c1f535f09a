"""The registry's store is made of the tables of many rooms, which do not know each other's names."""

from collections import defaultdict

from fieldpoint.registry.store import RegistryStore


def test_no_two_rooms_call_a_method_alike() -> None:
    """The later of two would answer for both."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for part in RegistryStore.__mro__[:-1]:
        for name in vars(part):
            if not name.startswith("__"):
                places[name].append(part.__name__)
    assert not {name: parts for name, parts in places.items() if len(parts) > 1}
