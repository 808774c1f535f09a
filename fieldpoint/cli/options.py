"""Options that several commands share."""

import os
import signal
import threading
from pathlib import Path

import click

data_option = click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path, file_okay=True),
    default=Path("fieldpoint-data"),
    envvar="FIELDPOINT_DATA",
    show_default=True,
    show_envvar=True,
    help="The site's data folder: its database and its key.",
)


def _end_with_parent(_: click.Context, __: click.Parameter, wanted: bool) -> None:  # noqa: FBT001  click's own signature
    """Ends this program as a stop from outside would when the pipe from its parent closes."""
    if not wanted:
        return

    def watch() -> None:
        # Not sys.stdin: a thread that waits in it at the program's end is a fatal error of the interpreter.
        while os.read(0, 1):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent", daemon=True).start()


end_with_parent_option = click.option(
    "--end-with-parent",
    is_flag=True,
    hidden=True,
    expose_value=False,
    callback=_end_with_parent,
    help="Stop when stdin closes: for a server that another program has started.",
)

registry_data_option = click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path, file_okay=True),
    default=Path("fieldpoint-registry-data"),
    envvar="FIELDPOINT_REGISTRY_DATA",
    show_default=True,
    show_envvar=True,
    help="The registry's data folder: its database and its key.",
)
