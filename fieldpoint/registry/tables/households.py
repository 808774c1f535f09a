"""The city's roster, who serves whom, and what was given to whom where. Nothing here commits.

Imports the engine and the shapes.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from fieldpoint.registry.engines.engine import Engine, listed
from fieldpoint.registry.tables.told import SealedHousehold, Share

_HOUSEHOLD = "household, code_mark, neighbourhood, revision, sealed"
_TO_BE_TOLD = (
    (
        "SELECT t.holder FROM takings t JOIN assignments a ON a.household = t.holder"
        " WHERE t.holder IN ({several}) AND a.site <> t.site"
    ),
    "SELECT card FROM card_words WHERE card IN ({several})",
    "SELECT about FROM feed_items WHERE about IN ({several}) AND about <> ''",
)


class HouseholdTables:
    """The tables `households` and `assignments`."""

    _db: Engine

    def save_household(self, one: SealedHousehold) -> None:
        """The household stands so from here on."""
        self._db.execute(
            f"INSERT INTO households ({_HOUSEHOLD}) VALUES (?, ?, ?, ?, ?) ON CONFLICT (household) DO UPDATE SET"  # noqa: S608
            " neighbourhood = excluded.neighbourhood, revision = excluded.revision, sealed = excluded.sealed",
            (one.household, one.code_mark, one.neighbourhood, one.revision, one.sealed),
        )

    def household_of(self, code_mark: bytes) -> SealedHousehold | None:
        """The household that stands under an office and code."""
        row = self._db.execute(f"SELECT {_HOUSEHOLD} FROM households WHERE code_mark = ?", (code_mark,)).fetchone()  # noqa: S608
        return None if row is None else _household(row)

    def sealed_households(self, names: Sequence[str]) -> dict[str, SealedHousehold]:
        """Those of these households that the roster knows, by name."""
        query = f"SELECT {_HOUSEHOLD} FROM households WHERE household IN ({{several}})"  # noqa: S608
        return {row[0]: _household(row) for row in self._in(query, names)}

    def neighbourhoods(self) -> list[tuple[str, int, int]]:
        """Every neighbourhood of the roster, how many households it has, how many of them some site serves."""
        found = self._db.execute(
            """SELECT neighbourhood, count(*),
                      count(*) FILTER (WHERE EXISTS
                          (SELECT 1 FROM assignments a WHERE a.household = households.household))
               FROM households GROUP BY neighbourhood ORDER BY neighbourhood"""
        )
        return [(row[0], row[1], row[2]) for row in found.fetchall()]

    def households_in(self, neighbourhood: str | None) -> list[tuple[str, int]]:
        """Name and revision of the households of a neighbourhood, or of all, by name."""
        found = self._db.execute(
            "SELECT household, revision FROM households WHERE neighbourhood = coalesce(?, neighbourhood)"
            " ORDER BY household",
            (neighbourhood,),
        )
        return [(row[0], row[1]) for row in found.fetchall()]

    def assign(self, site: str, households: Iterable[str]) -> None:
        """The site serves these households from here on."""
        rows = ((household, site) for household in households)
        self._db.insert_many("assignments", {"household": "text", "site": "text"}, rows)

    def take_back(self, site: str, households: Sequence[str]) -> None:
        """The site serves these households no longer."""
        query = f"DELETE FROM assignments WHERE site = ? AND household IN ({self._db.several})"  # noqa: S608
        self._db.execute(query, (site, listed(households)))

    def assigned_to(self, site: str) -> list[tuple[str, int]]:
        """Name and revision of every household of the roster that a site serves, by name."""
        found = self._db.execute(
            "SELECT a.household, h.revision FROM assignments a JOIN households h ON h.household = a.household"
            " WHERE a.site = ? ORDER BY a.household",
            (site,),
        )
        return [(row[0], row[1]) for row in found.fetchall()]

    def assigned(self, names: Sequence[str]) -> list[tuple[str, str]]:
        """Site and name, for each of these households that was assigned to a site."""
        query = "SELECT site, household FROM assignments WHERE household IN ({several})"
        return [(row[0], row[1]) for row in self._in(query, names)]

    def serving(self, names: Iterable[str]) -> set[tuple[str, str]]:
        """Site and name, for each of these households or cards that a site is assigned or has served."""
        wanted = sorted(set(names))
        served = self._in("SELECT DISTINCT site, holder FROM takings WHERE holder IN ({several})", wanted)
        return {*self.assigned(wanted), *((row[0], row[1]) for row in served)}

    def to_be_told(self, names: Sequence[str]) -> set[str]:
        """Of these holders, who are no aliases, those of whom some site hears or heard something.

        Left out are most: the sites that they are assigned to gave to them alone, and nothing of theirs was stopped.
        """
        return {row[0] for query in _TO_BE_TOLD for row in self._in(query, names)}

    def shares(self, holders: Sequence[str]) -> list[Share]:
        """What stands of what was given to these holders, as it counts now, in order."""
        query = """SELECT holder_now, prog, cycle, item, site, counted_now, sum(qty), max(day) FROM takings t
            WHERE holder_now IN ({several})
                AND NOT EXISTS (SELECT 1 FROM voids v WHERE v.ref = t.event_id AND v.site = t.site)
            GROUP BY holder_now, prog, cycle, item, site, counted_now"""
        return sorted(_share(row) for row in self._in(query, holders))

    def _in(self, query: str, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        if names:
            yield from self._db.execute(query.format(several=self._db.several), (listed(names),)).fetchall()


def _household(row: tuple[Any, ...]) -> SealedHousehold:
    return SealedHousehold(household=row[0], code_mark=row[1], neighbourhood=row[2], revision=row[3], sealed=row[4])


def _share(row: tuple[Any, ...]) -> Share:
    return Share(
        holder=row[0],
        programme=row[1],
        cycle=row[2],
        item=row[3],
        site=row[4],
        counted_for=row[5],
        quantity=int(row[6]),
        day=row[7],
    )
