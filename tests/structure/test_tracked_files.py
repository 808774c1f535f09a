"""What is committed is text that we wrote: nothing of a site, nothing of others, nothing of one machine."""

import re
from pathlib import Path

import pytest

LONGEST_LINE = 400
BRED_ELSEWHERE = frozenset({"vendor", "node_modules", "dist", "build"})
# Databases, keys, exports, pictures, fonts, archives: none of them is written by hand.
SUFFIXES = frozenset(
    {
        *(".db", ".sqlite", ".sqlite3", ".db-wal", ".db-shm", ".witness", ".key", ".pem", ".fpb"),
        *(".csv", ".xlsx", ".ods", ".pdf"),
        *(".png", ".jpg", ".jpeg", ".webp", ".gif", ".mjpeg", ".mp4", ".ttf", ".otf", ".woff", ".woff2", ".wasm"),
        *(".zip", ".gz", ".tar", ".whl", ".pyc", ".map", ".har", ".log"),
    }
)
# Written in parts, so that this file does not hold what it looks for.
REGISTRY_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("npmjs", "org"), ("npmjs", "com"), ("yarnpkg", "com"), ("pypi", "org"), ("pythonhosted", "org"),
        ("crates", "io"), ("debian", "org"), ("docker", "io"), ("jsdelivr", "net"), ("unpkg", "com"),
    )
)  # fmt: skip
MACHINE_PATHS = re.compile("|".join(rf"(?<![\w.$}}])/{name}(?=[/\s\"'`)]|$)" for name in ("ro" + "ot", "wo" + "rk")))
LEFT_OVER = re.compile(rf"\b({'|'.join(('TO' + 'DO', 'FIX' + 'ME', 'HA' + 'CK'))})\b")


def test_nothing_of_a_site_is_tracked(tracked: list[Path]) -> None:
    """No database, key, export, photo, font or archive is committed."""
    assert not [path.name for path in tracked if path.suffix in SUFFIXES or path.name.endswith(".min.js")]


def test_nothing_binary_is_tracked(tracked: list[Path]) -> None:
    """Whatever its name: a file with a zero byte is not text that somebody wrote."""
    assert not [path.name for path in tracked if b"\0" in path.read_bytes()]


def test_nothing_of_others_is_tracked(tracked: list[Path], root: Path) -> None:
    """No third-party or built file is committed; the build brings them."""
    assert not [path for path in tracked if BRED_ELSEWHERE.intersection(path.relative_to(root).parts)]


def test_nothing_minified_is_tracked(sources: dict[str, str]) -> None:
    """No line is longer than a person reads, but for npm's lock and the golden bytes that tests compare with."""
    long = {
        place: longest
        for place, text in sources.items()
        if not place.endswith("package-lock.json")
        and not place.startswith("tests/data/")
        and (longest := max(map(len, text.splitlines()), default=0)) > LONGEST_LINE
    }
    assert not long


@pytest.mark.parametrize("folder", ["static", "tests/bench/lighthouse"])
def test_the_lock_names_no_host(root: Path, folder: str) -> None:
    """The lock pins every package by its hash and leaves the registry to whoever builds."""
    lock = (root / folder / "package-lock.json").read_text(encoding="utf-8")
    # npm writes a `funding` member with an address when a lock is made; take it out again.
    assert "://" not in lock
    assert lock.count('"integrity": "sha512-') == lock.count('"node_modules/')


def test_no_registry_host_is_named(sources: dict[str, str]) -> None:
    """No file names a package registry's host: mirrors and offline wheelhouses must do as well."""
    assert not [(place, host) for place, text in sources.items() for host in REGISTRY_HOSTS if host in text]


def test_no_path_of_one_machine_is_named(sources: dict[str, str]) -> None:
    """No file names a folder that only its author's machine has."""
    assert not [(place, found.group()) for place, text in sources.items() for found in MACHINE_PATHS.finditer(text)]


def test_nothing_is_left_for_later(sources: dict[str, str]) -> None:
    """No file holds a note to come back to; what is missing is an issue."""
    assert not [(place, found.group()) for place, text in sources.items() for found in LEFT_OVER.finditer(text)]
