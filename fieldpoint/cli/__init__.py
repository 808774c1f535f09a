"""The `fieldpoint` command: parses arguments, calls one function a command, speaks to people.

Terminals mix up right-to-left text, so this room speaks plain English; the pages speak Persian. Commands
load their own modules only when they are called, so a server carries nothing of the others.

Imports whatever it needs; nothing imports it.
"""

import os
import sys
from importlib import import_module
from typing import Any, cast

import click

from fieldpoint import __version__
from fieldpoint.errors import FieldpointError

_COMMANDS = {
    "demo": "fieldpoint.cli.demo:demo",
    "init": "fieldpoint.cli.site:init",
    "serve": "fieldpoint.cli.site:serve",
    "day": "fieldpoint.cli.day:day_group",
    "void": "fieldpoint.cli.day:void",
    "report": "fieldpoint.cli.reports.report:report",
    "tls": "fieldpoint.cli.tls:tls_group",
    "link": "fieldpoint.cli.site:link",
    "operators": "fieldpoint.cli.people:operators_group",
    "tablets": "fieldpoint.cli.people:tablets_group",
    "verify": "fieldpoint.cli.site:verify",
    "programmes": "fieldpoint.cli.programmes:programmes_group",
    "rebuild": "fieldpoint.cli.site:rebuild",
    "witness": "fieldpoint.cli.site:witness",
    "import": "fieldpoint.cli.import_cmd:import_group",
    "household": "fieldpoint.cli.register.household:household_group",
    "erase": "fieldpoint.cli.register.erase:erase_one",
    "retention": "fieldpoint.cli.register.erase:retention",
    "shelter": "fieldpoint.cli.shelter.commands:shelter_group",
    "services": "fieldpoint.cli.services.commands:services_group",
    "rounds": "fieldpoint.cli.rounds.commands:rounds_group",
    "stock": "fieldpoint.cli.stock.commands:stock_group",
    "campaigns": "fieldpoint.cli.campaigns.commands:campaigns_group",
    "gifts": "fieldpoint.cli.gifts.commands:gifts_group",
    "practice": "fieldpoint.cli.register.practice:practice_group",
    "export": "fieldpoint.cli.export_cmd:export",
    "cards": "fieldpoint.cli.cards:cards_group",
    "keys": "fieldpoint.cli.keys:keys_group",
    "backup": "fieldpoint.cli.lives.backup:backup",
    "backup-key": "fieldpoint.cli.lives.backup:backup_key",
    "restore": "fieldpoint.cli.lives.backup:restore",
    "epoch": "fieldpoint.cli.lives.epoch:epoch_group",
    "enrol": "fieldpoint.cli.sync:enrol",
    "sync": "fieldpoint.cli.sync:sync",
    "usb": "fieldpoint.cli.travel.usb:usb_group",
    "protocol": "fieldpoint.cli.travel.protocol:protocol",
    "registry": "fieldpoint.cli.registry:registry_group",
    "bench": "fieldpoint.cli.bench:bench",
}
_INTERRUPTED = 130


class _LazyGroup(click.Group):
    """Knows its commands by name and loads one when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's own signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        place = _COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, _, name = place.partition(":")
        return cast("click.Command", getattr(import_module(module), name))


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="fieldpoint")
def cli() -> None:
    r"""The till of a charity: scan a household's card, hand over, and the row is on disk.

    \b
    To look around:            fieldpoint demo
    To set up a real site:     fieldpoint init SITE
                               fieldpoint import roster LIST.csv
                               fieldpoint cards print
                               fieldpoint day open
                               fieldpoint serve
    To join a registry:        fieldpoint enrol URL CODE

    Every command explains itself: fieldpoint COMMAND --help
    """


def main() -> None:
    """Runs a command; every foreseen failure is one sentence on stderr and exit code 1."""
    os.umask(0o077)  # whatever is made here is its owner's alone
    try:
        outcome: Any = cli(standalone_mode=False)
    except click.ClickException as fault:
        fault.show()
        sys.exit(fault.exit_code)
    except FieldpointError as fault:
        from fieldpoint.cli.words import sentence_of  # noqa: PLC0415

        click.echo(f"fieldpoint: {sentence_of(fault)}", err=True)
        sys.exit(1)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:  # whoever read our output has gone, as `| head` does
        sys.stderr.close()
        sys.exit(1)
    except Exception as fault:
        _say_whether_the_disk_failed(fault)
        raise
    sys.exit(outcome if isinstance(outcome, int) else 0)


def _say_whether_the_disk_failed(fault: Exception) -> None:
    """Ends the program in one sentence for whatever a failing disk brought up through all rooms."""
    from fieldpoint.cli.words import sentence_of  # noqa: PLC0415
    from fieldpoint.errors import Broken, Code  # noqa: PLC0415
    from fieldpoint.store.faults import disk_was_full, storage_failed  # noqa: PLC0415

    if isinstance(fault, OSError) or disk_was_full(fault) or storage_failed(fault):
        click.echo(f"fieldpoint: {sentence_of(Broken(Code.STORAGE_FAILED))}", err=True)
        sys.exit(1)
