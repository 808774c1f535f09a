"""What the structure tests look at: the checkout's tracked files and the package's modules."""

import ast
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import real_part

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Module:
    """One module of the package, read but not imported."""

    place: str
    room: str
    text: str
    tree: ast.Module


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def tracked() -> list[Path]:
    """Every tracked file that stands in the checkout."""
    git = real_part("git", "git")
    # CI may run as another account than the one that cloned.
    listed = subprocess.run(
        [git, "-c", f"safe.directory={ROOT}", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="session")
def sources(tracked: list[Path]) -> dict[str, str]:
    """The text of every tracked file, by its place; a binary one is left to its own test."""
    contents = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in tracked}
    return {place: content.decode() for place, content in contents.items() if b"\0" not in content}


@pytest.fixture(scope="session")
def modules() -> list[Module]:
    """Every module of the package; a room is its folder, and the package's own folder is a room too."""
    package = ROOT / "fieldpoint"
    return [_read(path, package) for path in sorted(package.rglob("*.py")) if "static" not in path.parts]


def _read(path: Path, package: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    return Module(
        place=path.relative_to(ROOT).as_posix(),
        room=path.parent.relative_to(package.parent).as_posix(),
        text=text,
        tree=ast.parse(text),
    )
