"""Who is who: cards that belong to a household, households and people that turned out to be one.

Imports the store.
"""

from fieldpoint.registry.store import RegistryStore


def with_all_behind(store: RegistryStore, names: set[str]) -> set[str]:
    """These names, and all that are aliases of them over any number of steps."""
    found, last = set(names), set(names)
    while last := store.aliases_to(last) - found:
        found |= last
    return found


def followed(store: RegistryStore, names: set[str]) -> dict[str, str]:
    """Where the way of each alias ends; names that are none are left out.

    Two lists may each merge into the other: such a ring is one, and is called by the first of its names.
    """
    ways = {name: [name] for name in names}
    moving = set(names)
    while moving:
        steps = store.aliases_of(ways[name][-1] for name in moving)
        moving = {name for name in moving if ways[name][-1] in steps}
        for name in tuple(moving):
            way, to = ways[name], steps[ways[name][-1]]
            if to in way:
                moving.remove(name)
                to = min(way[way.index(to) :])
            way.append(to)
    return {name: way[-1] for name, way in ways.items() if len(way) > 1}
