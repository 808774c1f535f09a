"""The lives of a site's log as an officer sees and ends them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fieldpoint.cli.options import registry_data_option
from fieldpoint.cli.registry_work import by_terminal, opened_registry

if TYPE_CHECKING:
    from fieldpoint.core.life.lineage import Life
    from fieldpoint.core.life.when import Span


@click.command("epochs")
@click.argument("site")
@click.option("--retire", metavar="EPOCH", help="Nothing new of this life counts; the first letters of it are enough.")
@registry_data_option
def epochs(site: str, retire: str | None, folder: Path) -> None:
    """List the lives of SITE's log, and which of them go on at once; or end one.

    Two that go on at once mean that the site's card was copied, or that an older copy was put back and went on.
    """
    from fieldpoint.registry.lives.alerts import live_at, lives_of, retire_epoch  # noqa: PLC0415
    from fieldpoint.registry.lives.when import last_written  # noqa: PLC0415

    with opened_registry(folder).store as store:
        if retire is not None:
            retire_epoch(store, by_terminal(), site, retire)
        found = lives_of(store, site)
        going_on = live_at(store, site)
        written = [last_written(store, epoch.number) for epoch in store.epochs(site)]
    for one, span in zip(found, written, strict=True):
        click.echo(_words(one, going_on) + _when(span))
    if len(going_on) > 1:
        click.echo(f"{len(going_on)} go on at once: find out which machine is the site's, and retire the other.")


def _words(life: "Life", going_on: list[str]) -> str:
    state = "retired" if life.retired else "goes on" if life.epoch in going_on else "over"
    after = "" if life.prev_epoch is None else f"  {life.reason} after row {life.prev_seq:,} of {life.prev_epoch[:8]}"
    return f"{life.epoch}  {life.top:>9,} rows  {state}{after}"


def _when(span: "Span | None") -> str:
    """When the last row was written: a row of a boot that knew no time lies between its neighbours."""
    if span is None:
        return ""
    after = "" if span.lo is None else f"between {_minute(span.lo)} and "
    return f"  last row {after or 'before '}{_minute(span.hi)}"


def _minute(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000, UTC).strftime("%Y-%m-%d %H:%M")
