"""What pyproject.toml asks for is what is imported, no more and no less."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.structure.conftest import Module

# Needed, though no module of ours imports them.
UNSEEN = {
    "httptools": "uvicorn loads it by name",
    "tzdata": "zoneinfo reads it",
    "uharfbuzz": "fpdf2 shapes Persian with it",
    "uvloop": "uvicorn loads it by name",
}
OURS = {"fieldpoint", "tests", "hatch_build"}


def test_the_package_asks_for_what_it_imports(root: Path, modules: list[Module]) -> None:
    """Every library that a room imports is a dependency, and every dependency has its use."""
    imported = _distributions(_imported(module.tree for module in modules))
    assert imported | UNSEEN.keys() == _asked(root)["dependencies"] | _asked(root)["postgres"]


def test_the_tests_ask_for_what_they_import(root: Path, sources: dict[str, str]) -> None:
    """Every library that a test imports comes with the package or the extra «test»."""
    trees = [ast.parse(text) for place, text in sources.items() if place.startswith("tests/") and place.endswith(".py")]
    asked = _asked(root)
    assert not _distributions(_imported(trees)) - asked["dependencies"] - asked["postgres"] - asked["test"]


def _asked(root: Path) -> dict[str, set[str]]:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = {"dependencies": project["dependencies"], **project["optional-dependencies"]}
    return {group: {re.split(r"[\[<>=!~ ;]", line)[0] for line in lines} for group, lines in groups.items()}


def _imported(trees: Iterable[ast.Module]) -> set[str]:
    """The top-level packages of all imports, those inside functions too."""
    found: set[str] = set()
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found - OURS - set(sys.stdlib_module_names)


def _distributions(packages: Iterable[str]) -> set[str]:
    known = packages_distributions()
    return {known.get(package, [package])[0].lower().replace("_", "-") for package in packages}
