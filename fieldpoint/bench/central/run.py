"""The rows about the way to the registry, in their order, on a folder that is gone at the end.

Imports its neighbours.
"""

import asyncio
import tempfile
from pathlib import Path

from fieldpoint.bench.central.bootstrap import bootstrap_rows
from fieldpoint.bench.central.centre import Centre, enrol_at, running_registry
from fieldpoint.bench.central.city import measure_city
from fieldpoint.bench.central.desks import desk_row
from fieldpoint.bench.central.intake import memory_row, rows_a_second
from fieldpoint.bench.central.logs import make_log
from fieldpoint.bench.central.wire import BATCH, bytes_a_handout, over_a_thin_line
from fieldpoint.bench.row import Row
from fieldpoint.bench.run import Say

_MANY = 10_000
_DAY = 400
_HOUSEHOLDS = 20_000
_FEW_SITES = 5
_SQLITE = ("SQLite", 10_000.0)
_POSTGRES = ("PostgreSQL", 5_000.0)


def measure_sites(place: Path, say: Say, dsn: str, sites: int, *, quick: bool) -> list[Row]:
    """The rows of so many sites that send at the rate of a whole city; `dsn` names an empty database of PostgreSQL."""
    with tempfile.TemporaryDirectory(prefix="fieldpoint-bench-", dir=place) as name:
        count = min(sites, _FEW_SITES) if quick else sites
        say(f"{count} sites that send their day")
        return measure_city(Path(name), dsn, count)


def measure_registry(place: Path, say: Say, dsn: str | None, *, quick: bool) -> list[Row]:
    """The rows; those of PostgreSQL when `dsn` names an empty database of it, which keeps the scratch registry."""
    with tempfile.TemporaryDirectory(prefix="fieldpoint-bench-", dir=place) as name:
        folder = Path(name)
        with running_registry(folder / "sqlite", None) as centre:
            rows = _in_database(folder, centre, say, _SQLITE, quick=quick)
            if not quick:
                rows += _thin_rows(folder, centre, say)
                say("handouts while the site sends")
                rows.append(desk_row(folder, centre))
                say(f"a roster of {_HOUSEHOLDS} households over a thin line")
                rows += bootstrap_rows(folder, centre, _HOUSEHOLDS)
        if dsn is not None:
            with running_registry(folder / "postgres", dsn) as centre:
                rows += _in_database(folder, centre, say, _POSTGRES, quick=quick)
        return rows


def _in_database(folder: Path, centre: Centre, say: Say, bar: tuple[str, float], *, quick: bool) -> list[Row]:
    count = BATCH * 2 if quick else _MANY
    say(f"{count} rows into {bar[0]}")
    site = make_log(folder / f"site-{bar[0]}", f"bench-{bar[0]}", count)
    enrol_at(centre, site)
    rows = [bytes_a_handout(site)] if bar == _SQLITE else []
    rows += asyncio.run(rows_a_second(centre, site, 1 if quick else 3, bar))
    return [*rows, memory_row(centre, bar[0])]


def _thin_rows(folder: Path, centre: Centre, say: Say) -> list[Row]:
    """A day and a hoard over a thin line, the hoard once more with cuts; they take ten minutes together."""
    rows: list[Row] = []
    for number, (count, bar_s, cuts) in enumerate([(_DAY, 20, False), (_MANY, 300, False), (_MANY, 600, True)]):
        name = f"{count:,} handouts over 50 kbit/s and a second there and back{', cut every 30 s' if cuts else ''}"
        say(name)
        site = make_log(folder / f"thin-{number}", f"bench-thin-{number}", count)
        enrol_at(centre, site)
        rows.append(asyncio.run(over_a_thin_line(centre, site, name, bar_s, cuts=cuts)))
    return rows
