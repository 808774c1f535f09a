"""Options that several commands share."""

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
