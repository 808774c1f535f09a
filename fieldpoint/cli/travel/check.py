"""`fieldpoint registry check`: whether a registry, ours or another, keeps the protocol."""

import asyncio
from pathlib import Path

import click


@click.command("check")
@click.argument("url")
@click.option("--code", required=True, help="A code that lets --site enrol there, made for this and for nothing else.")
@click.option("--site", default="fp-check", show_default=True, help="The made-up site that the code is for.")
@click.option("--authority", type=click.Path(path_type=Path), metavar="FILE", help="Its certificate authority (PEM).")
def check(url: str, code: str, site: str, authority: Path | None) -> int:
    """Try the registry at URL against fp-sync/1, a line for each check. Exit code 1 when one fails.

    The registry keeps the rows of the made-up site, about fifty, so do it before families are served, or with a
    site of that name set apart.
    """
    failed = asyncio.run(_check(url, (site, code), None if authority is None else authority.read_text("ascii")))
    click.echo("This registry keeps fp-sync/1." if not failed else f"{failed} checks failed.")
    return 1 if failed else 0


async def _check(url: str, made_up: tuple[str, str], authority: str | None) -> int:
    from fieldpoint.sync.conformance.run import check  # noqa: PLC0415
    from fieldpoint.sync.http_line import HttpLine  # noqa: PLC0415

    failed = 0
    line = HttpLine(url, authority)
    try:
        async for one in check(line, *made_up):
            failed += one.wrong is not None
            click.echo(f"[{'holds' if one.wrong is None else 'FAILS'}] {one.what}")
            if one.wrong is not None:
                click.echo(f"        {one.wrong}")
    finally:
        await line.close()
    return failed
