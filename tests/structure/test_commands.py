"""Whatever tells people to type a command tells the truth."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from fieldpoint.cli import cli
from fieldpoint.cli.words import SENTENCES

UNITS = ("fieldpoint.service", "fieldpoint-registry.service", "fieldpoint-retention.service")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
NEXT_COMMAND = re.compile(r"&&|\|\||[|;\n]")


def test_the_readme_has_two_commands(root: Path) -> None:
    """The README's shell blocks are two: one runs the main job, one passes the tests."""
    first, second = [body for language, body in FENCE.findall(_readme(root)) if language == "sh"]
    assert "fieldpoint demo" in first
    assert "pytest" in second


def test_every_command_of_the_readme_exists(root: Path) -> None:
    """Whoever types what the README says meets a command that knows its options."""
    commands = [*_commands(_in_code(_readme(root)))]
    assert commands
    assert not [command for command in commands if not _exists(command)]


def test_every_command_in_a_hint_exists() -> None:
    """The sentence after a failure names commands that are there."""
    commands = [*_commands(_in_code("\n".join(SENTENCES.values())))]
    assert commands
    assert not [command for command in commands if not _exists(command)]


@pytest.mark.parametrize("unit", UNITS)
def test_the_command_of_a_unit_exists(root: Path, unit: str) -> None:
    """What systemd starts is a command with these options, and both name the same folder."""
    text = (root / "deploy/systemd" / unit).read_text(encoding="utf-8")
    start = re.search(r"^ExecStart=(.+)$", text, re.MULTILINE)
    folder = re.search(r"^StateDirectory=(.+)$", text, re.MULTILINE)
    assert start
    assert folder
    (command,) = _commands([start.group(1)])
    setting_up = [*_commands(re.findall(r"(/opt/\S+/fieldpoint .*)", text.replace("fieldpoint ...", "")))]
    assert len(setting_up) > 1
    assert not [found for found in setting_up if not _exists(found)]
    assert command[command.index("--data") + 1] == f"/var/lib/{folder.group(1)}"


@pytest.mark.parametrize("command", [["no-such-command"], ["serve", "--no-such-option"], ["registry", "no-such"]])
def test_a_command_that_is_not_there_is_found_out(command: list[str]) -> None:
    """The check itself knows a wrong command and a wrong option."""
    assert not _exists(command)


def _readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


def _in_code(text: str) -> list[str]:
    """What stands in blocks and between backticks, cut into single command lines."""
    code = [body for language, body in FENCE.findall(text) if language in {"sh", ""}]
    code += re.findall(r"`([^`\n]+)`", FENCE.sub("", text))
    return [line for body in code for line in NEXT_COMMAND.split(body)]


def _commands(lines: list[str]) -> Iterator[list[str]]:
    """The arguments of every call of fieldpoint, wherever it is installed."""
    for line in lines:
        words = shlex.split(line, comments=True)
        if len(words) > 1 and Path(words[0]).name == "fieldpoint" and "{" not in words[1]:
            yield words[1:]


def _exists(arguments: list[str]) -> bool:
    """Whether the words lead to a command that explains itself and knows every option they name."""
    command: click.Command = cli
    path: list[str] = []
    for word in arguments:
        if word.startswith("-"):
            known = {option for parameter in command.params for option in [*parameter.opts, *parameter.secondary_opts]}
            if word.partition("=")[0] not in known | {"--help"}:
                return False
        elif isinstance(command, click.Group):
            found = command.get_command(click.Context(command), word)
            if found is None:
                return False
            command, path = found, [*path, word]
    return CliRunner().invoke(cli, [*path, "--help"]).exit_code == 0
