"""Commands of a site about the lives of its log."""

import asyncio
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fieldpoint.cli.options import data_option
from fieldpoint.errors import Broken, Code, FieldpointError
from fieldpoint.store.site import open_site

if TYPE_CHECKING:
    from fieldpoint.store.lives.due import Reason
    from fieldpoint.store.site import Site


@click.group("epoch")
def epoch_group() -> None:
    """The lives of the site's log: a new one begins after a restore, a copied card or another machine."""


@epoch_group.command("open")
@click.option("--reason", type=click.Choice(["rollback", "fork", "moved"]), help="Why, where the site does not say so.")
@click.option("--offline", is_flag=True, help="Do not ask the registry first for rows that were lost.")
@data_option
def open_epoch(reason: "Reason | None", folder: Path, *, offline: bool) -> None:
    """Begin a new life of the log, so that the site serves again.

    Rows that the registry holds and this site lost come back first, or later when there is no line now. A witness that
    holds other rows than the database is kept aside, and what only it had is carried over.
    """
    from fieldpoint.desk.lives.begin_life import begin_life  # noqa: PLC0415
    from fieldpoint.store.transaction import transaction_on  # noqa: PLC0415

    site = _opened(folder)
    if not offline:
        _ask_registry(site)
    with closing(site.connect()) as connection, transaction_on(connection, site.clock.now()) as tx:
        begun = begin_life(tx, site.facts.code, "terminal", noticed=reason)
    click.echo(f"A new life of the log has begun ({begun.reason}); the site serves.")


@epoch_group.command("show")
@data_option
def show(folder: Path) -> None:
    """List the lives of the log, and say whether a new one is due."""
    from fieldpoint.store import outbox  # noqa: PLC0415
    from fieldpoint.store.lives.due import due  # noqa: PLC0415

    with closing(open_site(folder).connect(read_only=True)) as connection:
        for one in outbox.standings(connection):
            click.echo(f"{one.epoch}  {one.last:>9,} rows  the registry holds all up to row {one.mark:,}")
        reason = due(connection)
    click.echo("No new one is due." if reason is None else f"A new one is due: {reason}. `fieldpoint epoch open`")


def _opened(folder: Path) -> "Site":
    """The site; where its witness holds other rows, after those were carried over."""
    try:
        return open_site(folder)
    except Broken as fault:
        if fault.code is not Code.WITNESS_DIVERGED:
            raise
    from fieldpoint.store.repair.diverged import join_witness  # noqa: PLC0415

    kept = join_witness(folder)
    click.echo(f"The witness held {kept:,} rows that the database does not; it lies in the folder's quarantine.")
    return open_site(folder)


def _ask_registry(site: "Site") -> None:
    from fieldpoint.sync.loop import push_now  # noqa: PLC0415

    with suppress(FieldpointError):
        asyncio.run(push_now(site))
