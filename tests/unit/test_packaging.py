"""What a built wheel holds, and what the build hook does with the page's third-party parts."""

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

import hatch_build

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """A wheel of this checkout; its parts stand in static/vendor/ since the installation."""
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("wheel")), versions=["standard"])
    return zipfile.ZipFile(built)


def test_a_wheel_holds_everything_that_a_site_needs(wheel: zipfile.ZipFile) -> None:
    """Programmes, templates and the page are in the wheel, and every third-party part that the build brings."""
    expected = {f"fieldpoint/static/vendor/{target}" for target in hatch_build.PARTS.values()}
    expected |= {"fieldpoint/static/index.html", "fieldpoint/cli/__init__.py"}
    for folder, pattern in (("fieldpoint/programmes", "*.toml"), ("fieldpoint/serving/family/templates", "*.html")):
        found = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).glob(pattern)}
        assert found
        expected |= found
    assert not expected - set(wheel.namelist())


def test_a_wheel_holds_nothing_of_the_build(wheel: zipfile.ZipFile) -> None:
    """No lock, stamp, type settings or test is installed, let alone served."""
    foreign = hatch_build.NOT_SERVED | {"tests", "deploy", "hatch_build.py"}
    assert not [name for name in wheel.namelist() if foreign.intersection(Path(name).parts)]


def test_a_second_build_asks_nobody(tmp_path: Path) -> None:
    """With the stamp of this lock and every part in its place, nothing is brought again."""
    static = _static_with_parts(tmp_path)
    before = (static / "vendor").stat().st_mtime_ns
    hatch_build.bring_parts(static)
    assert (static / "vendor").stat().st_mtime_ns == before


def test_a_new_lock_or_a_missing_part_is_noticed(tmp_path: Path) -> None:
    """The parts are stale when the lock has changed or one of them is gone."""
    static = _static_with_parts(tmp_path)
    assert hatch_build.is_current(static)
    part = static / "vendor" / next(iter(hatch_build.PARTS.values()))
    part.rename(tmp_path / "part")
    assert not hatch_build.is_current(static)
    (tmp_path / "part").rename(part)
    with (static / "package-lock.json").open("a") as lock:
        lock.write("\n")
    assert not hatch_build.is_current(static)


def test_a_build_without_the_registry_says_so_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where npm reaches nobody the build stops with a sentence and leaves no half-filled folder."""
    static = tmp_path / "static"
    static.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / "static" / name, static)
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    with pytest.raises(hatch_build.PartsMissing, match=r"^fieldpoint's page parts are missing: [^\n]+\.$"):
        hatch_build.bring_parts(static)
    assert not list(static.glob("vendor*"))


def test_the_ci_takes_the_readme_at_its_word(tmp_path: Path) -> None:
    """What CI runs as the tests' command is the second shell block of the README, letter by letter."""
    (tmp_path / "README.md").write_text("# x\n```sh\none\n```\ntext\n```toml\nno\n```\n```sh\ntwo \\\n  three\n```\n")
    command = [ROOT / ".ci/test-command", tmp_path / "README.md"]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    assert found.stdout == "two \\\n  three\n"


def _static_with_parts(folder: Path) -> Path:
    """A static/ whose parts are there and stamped."""
    static = folder / "static"
    hatch_build.bring_parts(ROOT / "static")
    shutil.copytree(ROOT / "static" / "vendor", static / "vendor")
    shutil.copy(ROOT / "static" / "package-lock.json", static)
    return static
