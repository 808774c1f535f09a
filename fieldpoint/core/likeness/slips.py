"""How many slips of a finger are between two words: a letter too many, too few, another one, or two swapped.

Imports the standard library and `core` only.
"""

from functools import lru_cache

from fieldpoint.core.likeness.sound import alike

_LONG = 8  # a word of so many letters may have two slips
_SHORT = 4  # in a shorter one, every slip makes another word


@lru_cache(maxsize=8192)
def slips(one: str, other: str, most: int = 2) -> int:
    """The number of slips between two words (optimal string alignment), at most `most` + 1.

    Letters that are spoken alike are one letter.
    """
    one, other = alike(one), alike(other)
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for place, theirs in enumerate(other, start=1):
            best = min(above[place] + 1, line[-1] + 1, above[place - 1] + (letter != theirs))
            if row > 1 < place and letter == other[place - 2] and theirs == one[row - 2]:
                best = min(best, before[place - 2] + 1)
            line.append(best)
        before, above = above, line
    return min(above[-1], most + 1)


def is_slip(one: str, other: str) -> bool:
    """Whether two different words may be one word, mistyped."""
    shorter = min(len(one), len(other))
    if shorter < _SHORT:
        return alike(one) == alike(other)
    return slips(one, other) <= (2 if shorter >= _LONG else 1)
