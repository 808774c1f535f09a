"""Sums of the rounds: what the tablets told, the logs and the registry. Imports its neighbours, registry and core."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from fieldpoint.cli.quarter.sums.identity import Identity
from fieldpoint.core.log_rows import AnyRow
from fieldpoint.core.names import Day
from fieldpoint.core.rounds.count import count_rounds
from fieldpoint.core.rounds.rows import RoundBack, RoundOut
from fieldpoint.registry.folder import open_registry


def walked_here(site: str, told: Counter[str], rows: Iterable[AnyRow]) -> Iterator[Identity]:
    """What a site's tablets told of doors is what stands in its rows."""
    sums = _by_rows(rows)
    for what, name in (("rounds", "rounds"), *((one, f"round {one}") for one in ("doors", "given", "absent"))):
        if sums["rounds"] or told["rounds"]:
            yield Identity(name=f"{site}: rounds, {what}, told and written", here=told[name], there=sums[what])


def walked_everywhere(folder: Path, rows: Iterable[AnyRow], first: Day, last: Day) -> Iterator[Identity]:
    """The rows of all sites and what the registry counts."""
    sums = _by_rows(rows)
    with closing(open_registry(folder).store) as store:
        found = count_rounds(one for *_, one in store.rounds_between(first, last))
    for what in ("rounds", "ended", "doors", "visited", "reached", "absent", "given"):
        yield Identity(
            name=f"registry: rounds, {what}, sites and registry", here=sums[what], there=getattr(found, what)
        )


def _by_rows(rows: Iterable[AnyRow]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for row in rows:
        if isinstance(row, RoundOut):
            sums.update(rounds=1, doors=row.doors)
        elif isinstance(row, RoundBack):
            given, absent, declined = row.given or 0, row.absent or 0, row.declined or 0
            reached = given + declined
            sums.update(ended=1, given=given, absent=absent, reached=reached, visited=reached + absent)
    return sums
