"""Small files, small functions, small rooms: what a person can read in one go."""

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator
from statistics import median

from tests.structure.conftest import Module

FILE_LINES = 250
PAGE_FILE_LINES = 150
CATALOGUE = "static/js/text_"  # one list of words a language, read by its keys and not from top to bottom
CATALOGUE_LINES = 450
FUNCTION_LINES = 40
MEDIAN_LINES = 15
MODULES = 10
# A room that holds more says why.
LARGER_ROOMS = {
    "fieldpoint/bench": (15, "one figure a file, and who makes them"),
    "fieldpoint/cli": (26, "one noun of the command line a file"),
    "fieldpoint/core": (28, "one idea of the field a file; none of them knows more than two others"),
    "fieldpoint/core/rules": (
        17,
        "one idea of the rules a file, to be read beside the table of fields",
    ),
    "fieldpoint/desk": (30, "one act of a desk a file"),
    "fieldpoint/store": (31, "one table or one promise of the log a file"),
    "fieldpoint/store/repair": (11, "one harm to a site's files a file, and what mends it"),
    "fieldpoint/sync": (11, "one step of a sending a file"),
    "fieldpoint/web": (24, "one noun of the API a file"),
}


def test_files_are_short(sources: dict[str, str]) -> None:
    """A source file has at most 250 lines, a script of the page at most 150, a catalogue of words 450."""
    limits = {".py": FILE_LINES, ".css": FILE_LINES, ".html": FILE_LINES, ".js": PAGE_FILE_LINES}
    too_long = {
        place: lines
        for place, text in sources.items()
        for suffix, limit in limits.items()
        if place.endswith(suffix)
        and (lines := text.count("\n")) > (CATALOGUE_LINES if place.startswith(CATALOGUE) else limit)
    }
    assert not too_long


def test_functions_are_short(sources: dict[str, str]) -> None:
    """A function has at most 40 lines, in the tests too."""
    too_long = {
        f"{place}: {function.name}": lines
        for place, text in sources.items()
        if place.endswith(".py")
        for function in _functions(ast.parse(text))
        if (lines := _lines(function)) > FUNCTION_LINES
    }
    assert not too_long


def test_the_median_function_of_every_room_is_small(modules: list[Module]) -> None:
    """In every room half of the functions have fewer than 15 lines."""
    lines: defaultdict[str, list[int]] = defaultdict(list)
    for module in modules:
        lines[module.room] += [_lines(function) for function in _functions(module.tree)]
    medians = {room: median(found) for room, found in lines.items() if found}
    print("median lines of a function:", medians)  # noqa: T201  shown with -s, and when it fails
    assert not {room: found for room, found in medians.items() if found >= MEDIAN_LINES}


def test_rooms_hold_few_modules(modules: list[Module]) -> None:
    """A room holds at most ten modules, or says why it holds more."""
    counts = Counter(module.room for module in modules if not module.place.endswith("__init__.py"))
    limits = {room: LARGER_ROOMS.get(room, (MODULES, ""))[0] for room in counts}
    assert not {room: count for room, count in counts.items() if count > limits[room]}


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1
