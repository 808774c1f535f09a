"""`fieldpoint bench`: whether this machine and its card are fast enough, said in words."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fieldpoint.cli.children import stopped_like_ctrl_c

if TYPE_CHECKING:
    from fieldpoint.bench.row import Row


@click.command()
@click.option("--quick", is_flag=True, help="A few seconds only: shows that the measurement works, judges nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the rows as JSON.")
@click.option("--handouts-only", is_flag=True, hidden=True)  # bench runs itself so, on a medium that it slows down
@click.option("--registry", is_flag=True, help="Measure the way to a registry instead, a scratch one.")
@click.option("--dsn", metavar="DSN", help="With --registry: an empty PostgreSQL database that is measured too.")
@click.option("--sites", type=click.IntRange(1, 5_000), help="With --registry --dsn: only so many sites' evening.")
@click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path(),
    help="A folder on the card or disk that is asked about.  [default: the present folder]",
)
def bench(  # noqa: PLR0913  click hands over every option
    folder: Path,
    dsn: str | None,
    sites: int | None,
    *,
    quick: bool,
    as_json: bool,
    handouts_only: bool,
    registry: bool,
) -> None:
    """Measure whether this machine and its card are fast enough for a desk.

    Makes a scratch site with made-up people in a folder inside --data and removes it at the end. Takes about
    ten minutes and 2 GB; run it while nothing else is running. With --registry: 10,000 rows to a scratch registry,
    a day over a thin line, each in its own minutes. With --sites: so many sites that send a day's rows at the rate
    of 5,000 in half an hour, to two registries on the one database.
    """
    if sites is not None and (dsn is None or not registry):
        raise click.UsageError("--sites goes with --registry and --dsn.")
    import msgspec  # noqa: PLC0415

    from fieldpoint.bench.run import measure, measure_handouts_only  # noqa: PLC0415

    chosen = measure_handouts_only if handouts_only else measure
    if registry:
        from fieldpoint.bench.central.run import measure_registry, measure_sites  # noqa: PLC0415

        chosen = partial(measure_registry, dsn=dsn)
        if dsn is not None and sites is not None:
            chosen = partial(measure_sites, dsn=dsn, sites=sites)
    with stopped_like_ctrl_c():  # so that the scratch folder goes, however it ends
        rows = chosen(folder, lambda what: click.echo(f"Measuring: {what} ...", err=True), quick=quick)
    if as_json:
        click.echo(msgspec.json.encode(rows))
        return
    for row in rows:
        click.echo(_line(row))
    click.echo(f"\n{_verdict(rows, quick=quick)}")


def _line(row: "Row") -> str:
    """The row for a person, such as `[fell short] scans: 900 a second; 0.45 times 2000 (at least 0.5)`."""
    mark = {True: "met", False: "fell short", None: "not told" if row.bar else "to know"}[row.met]
    value = "this machine does not tell" if row.value is None else f"{row.value:g} {row.unit}"
    against = "" if row.against is None else f"; {_times(row)}{row.against:g}"
    bar = row.bar.replace(">=", "(at least").replace("<=", "(at most") + ")" if row.bar else "(no bar)"
    return f"[{mark}] {row.name}: {value}{against} {bar}"


def _times(row: "Row") -> str:
    return "the raw limit " if row.ratio is None else f"{row.ratio:.2f} times "


def _verdict(rows: "list[Row]", *, quick: bool) -> str:
    short = [row.name for row in rows if row.met is False]
    if quick:
        return "The measurement works. To judge this machine, run `fieldpoint bench` without --quick."
    if short:
        return f"This machine and its card are not proven fit for a busy desk: they fell short in {'; '.join(short)}."
    return "This machine and its card are fit for a desk."
