"""Commands for a stick that is carried between a site and its registry, at either end."""

from pathlib import Path

import click

from fieldpoint.cli.options import data_option, registry_data_option
from fieldpoint.cli.words import code_sentence

_folder = click.argument("stick", metavar="DIR", type=click.Path(path_type=Path))


@click.group("usb")
def usb_group() -> None:
    """Send to the registry and back on a stick, where there is no line."""


@usb_group.command("export")
@_folder
@data_option
def site_export(stick: Path, folder: Path) -> None:
    """Put every row that the registry is not known to hold into DIR, closed for the registry alone."""
    from fieldpoint.store.site import open_site  # noqa: PLC0415
    from fieldpoint.sync.usb.pack import pack  # noqa: PLC0415

    packed = pack(open_site(folder), stick)
    click.echo(
        f"{packed.rows:,} rows in {packed.files:,} files. Carry them to the registry; nothing counts as sent yet."
    )


@usb_group.command("import")
@_folder
@data_option
def site_import(stick: Path, folder: Path) -> int:
    """Take in what the registry put into DIR. Exit code 1 when a file could not be read; the others were."""
    from fieldpoint.store.site import open_site  # noqa: PLC0415
    from fieldpoint.sync.usb.unpack import unpack  # noqa: PLC0415

    files = unpack(open_site(folder), stick)
    wrong = [(file.name, file.code) for file in files if file.code is not None]
    click.echo(f"{len(files) - len(wrong):,} of {len(files):,} files were read.")
    return _tell(wrong)


@click.group("usb")
def registry_usb_group() -> None:
    """Take sticks of the sites in, and give them something to carry back."""


@registry_usb_group.command("import")
@_folder
@registry_data_option
def registry_import(stick: Path, folder: Path) -> int:
    """Take in the sites' batches in DIR. Exit code 1 when a file could not be taken in; the others were."""
    from fieldpoint.registry.folder import open_registry  # noqa: PLC0415
    from fieldpoint.registry.usb.unpack import unpack  # noqa: PLC0415

    registry = open_registry(folder)
    with registry.store:
        files = unpack(registry, stick)
    wrong = [(file.name, file.code) for file in files if file.code is not None]
    new = sum(file.new for file in files)
    click.echo(f"{new:,} new rows from {len(files) - len(wrong):,} of {len(files):,} files.")
    return _tell(wrong)


@registry_usb_group.command("export")
@_folder
@click.option("--site", help="For this site only.")
@registry_data_option
def registry_export(stick: Path, site: str | None, folder: Path) -> None:
    """Put what the sites are to know into DIR: what arrived of theirs, whom they serve; closed for each site alone."""
    from fieldpoint.registry.folder import open_registry  # noqa: PLC0415
    from fieldpoint.registry.usb.pack import pack  # noqa: PLC0415

    registry = open_registry(folder)
    with registry.store:
        written = pack(registry, stick, site)
    click.echo(f"{written:,} files. At the site: fieldpoint usb import DIR")


def _tell(wrong: list[tuple[str, str]]) -> int:
    for name, code in wrong:
        click.echo(f"fieldpoint: {name}: {code_sentence(code, name)}", err=True)
    return 1 if wrong else 0
