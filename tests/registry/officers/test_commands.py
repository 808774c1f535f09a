"""The commands about officers: the first account comes from the terminal, and no password ever stands on a line."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fieldpoint.cli import cli
from fieldpoint.clock import wall_ms
from fieldpoint.errors import Conflict
from fieldpoint.registry.folder import create_registry, open_registry
from fieldpoint.registry.officers.accounts import holder_of_code


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty registry."""
    create_registry(tmp_path / "registry", "registry")
    return tmp_path / "registry"


def run(folder: Path, *words: str) -> Result:
    """A command about officers."""
    return CliRunner().invoke(cli, ["registry", "officers", *words, "--data", str(folder)])


def holder(folder: Path, code: str) -> str:
    """Whose code this is."""
    registry = open_registry(folder)
    with registry.store as store:
        return holder_of_code(store, code.strip(), wall_ms()).name


def test_the_first_admin_gets_a_code(folder: Path) -> None:
    """What the command prints lets the new admin choose a password."""
    done = run(folder, "add", "مریم نوری")
    assert done.exit_code == 0
    assert holder(folder, done.stdout) == "مریم نوری"
    assert "has chosen no password yet" in run(folder, "list").stdout


def test_an_officer_needs_an_organisation_that_is_known(folder: Path) -> None:
    """Without one, or with one that nobody named, there is no officer."""
    assert run(folder, "add", "رضا", "--role", "officer").exit_code == 1
    assert run(folder, "add", "رضا", "--role", "officer", "--organisation", "south").exit_code == 1
    assert run(folder, "organisation", "south", "نهاد جنوب", "--counts-only").exit_code == 0
    assert run(folder, "add", "رضا", "--role", "officer", "--organisation", "south").exit_code == 0
    listed = run(folder, "list").stdout
    assert "نهاد جنوب  counts only" in listed
    assert "south" in listed


def test_another_code_and_an_end(folder: Path) -> None:
    """The first code is over with the second; a revoked officer stands in no list."""
    first = run(folder, "add", "رضا", "--role", "auditor")
    officer = run(folder, "list").stdout.split()[0]
    second = run(folder, "code", officer)
    assert holder(folder, second.stdout) == "رضا"
    assert first.stdout != second.stdout
    assert run(folder, "revoke", officer).exit_code == 0
    assert "رضا" not in run(folder, "list").stdout
    assert run(folder, "revoke", officer).exit_code == 1


def test_the_last_admin_cannot_be_revoked(folder: Path) -> None:
    """The terminal keeps the rule of the page."""
    run(folder, "add", "مریم")
    officer = run(folder, "list").stdout.split()[0]
    refused = run(folder, "revoke", officer)
    assert refused.exit_code == 1
    assert isinstance(refused.exception, Conflict)
