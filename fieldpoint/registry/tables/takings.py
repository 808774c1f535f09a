"""What was handed over, to whom it counts, and what was taken back: sets that no order of arrival changes.

`holder` and `counted_for` stand as the row says them; `holder_now` and `counted_now` after every binding and
merging that is known. Whatever touches a holder marks it, and whoever settles (settle.py) works off the marks:
it may do so in another transaction, so two registries on one database cannot miss each other's rows.

Imports core, the engine and the shapes.
"""

from collections.abc import Iterable, Iterator, Sequence

from fieldpoint.core.names import Cycle, Day, EventId, ProgrammeCode
from fieldpoint.core.overlap import CaseKey, Given
from fieldpoint.registry.engines.engine import Engine, listed
from fieldpoint.registry.tables.shapes import Alias, ProgrammeText, Taking, TotalKey, VoidMark

_TAKINGS = {
    "event_id": "text",
    "counted_for": "text",
    "counted_now": "text",
    "holder": "text",
    "holder_now": "text",
    "household": "text",
    "prog": "text",
    "cycle": "text",
    "item": "text",
    "qty": "int8",
    "site": "text",
    "kind": "text",
    "rule": "text",
    "day": "text",
}
_GIVEN_BY_SEVERAL = """SELECT holder_now FROM takings WHERE holder_now IN ({several})
    GROUP BY holder_now HAVING min(site) <> max(site)"""
_OUT_OF_THE_ORDINARY = """SELECT t.holder FROM takings t LEFT JOIN aliases a ON a.gone = t.counted_for
    WHERE t.holder IN ({several}) AND (t.kind <> 'normal' OR t.holder_now <> t.holder OR a.gone IS NOT NULL)"""
_STANDS_FOR = "SELECT gone FROM aliases WHERE gone IN ({several})"
_IS_STOOD_FOR = "SELECT kept FROM aliases WHERE kept IN ({several})"
_HAS_A_CASE = "SELECT holder FROM cases WHERE holder IN ({several})"
_VALID = "NOT EXISTS (SELECT 1 FROM voids v WHERE v.ref = t.event_id AND v.site = t.site)"


class TakingTables:
    """The tables `takings`, `voids`, `aliases`, `programmes` and `touches`."""

    _db: Engine

    def add_takings(self, takings: Sequence[Taking]) -> None:
        """What was handed over counts; a row that is there already changes nothing. Its holders are touched."""
        self._db.insert_many(
            "takings",
            _TAKINGS,
            (
                (
                    one.event_id,
                    one.counted_for,
                    one.counted_for,
                    one.holder,
                    one.holder,
                    one.household,
                    one.programme,
                    one.cycle,
                    one.item,
                    one.quantity,
                    one.site,
                    one.kind,
                    one.rule,
                    one.day,
                )
                for one in takings
            ),
        )
        self._touch({one.holder for one in takings})
        self._mark({(one.day or "")[:7] for one in takings})

    def add_voids(self, voids: Sequence[VoidMark]) -> None:
        """Rows are taken back, those that are here and those that come later; each row of a void stands once."""
        for one in voids:
            self._db.execute(
                "INSERT INTO voids (event_id, ref, site) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                (one.event_id, one.ref, one.site),
            )
        self._touch_of([one.ref for one in voids])
        self._mark_of([one.ref for one in voids])

    def add_aliases(self, aliases: Sequence[Alias]) -> None:
        """What one is entitled to and took is the other's from here on."""
        for one in aliases:
            self._db.execute(
                "INSERT INTO aliases (gone, kept, event_id) VALUES (?, ?, ?) ON CONFLICT (gone) DO UPDATE"
                " SET kept = excluded.kept, event_id = excluded.event_id WHERE excluded.event_id < aliases.event_id",
                (one.gone, one.kept, one.event_id),
            )
        self._touch({name for one in aliases for name in (one.gone, one.kept)})

    def add_programmes(self, programmes: Sequence[ProgrammeText]) -> None:
        """Versions of programmes that a site goes by; what was given by them is judged again."""
        for one in programmes:
            self._db.execute(
                "INSERT INTO programmes (code, version, site, rule) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (one.code, one.version, one.site, one.rule),
            )
            self._db.execute(
                "INSERT INTO touches (holder) SELECT DISTINCT holder FROM takings WHERE rule = ?",
                (f"{one.code}@{one.version}",),
            )

    def programme_texts(self, code: str) -> list[bytes]:
        """Every version of a programme at any site, as JSON; each text once."""
        found = self._db.execute("SELECT DISTINCT rule FROM programmes WHERE code = ?", (code,))
        return [row[0] for row in found.fetchall()]

    def touched(self, limit: int) -> list[tuple[int, str]]:
        """What was touched since it was settled, at most so many: the number of the touch, the holder."""
        self._db.lock_alone("settle")
        found = self._db.execute("SELECT number, holder FROM touches ORDER BY number LIMIT ?", (limit,))
        return [(row[0], row[1]) for row in found.fetchall()]

    def untouch(self, numbers: Sequence[int]) -> None:
        """These touches are settled; one of the same holder that came meanwhile stays."""
        query = f"DELETE FROM touches WHERE number IN (SELECT CAST(one AS BIGINT) FROM ({self._db.several}) AS few)"  # noqa: S608
        self._db.execute(query, (listed(numbers),))

    def unsettled_among(self, holders: Sequence[str]) -> set[str]:
        """Of these holders the ones about whom there may be something to settle.

        Left out are most: one site alone gave to them by its rules, nobody stands for another, there is no case.
        """
        found: set[str] = set()
        for query in (_GIVEN_BY_SEVERAL, _OUT_OF_THE_ORDINARY, _STANDS_FOR, _IS_STOOD_FOR, _HAS_A_CASE):
            found.update(row[0] for row in self._among(query, holders))
        return found

    def aliases_of(self, names: Iterable[str]) -> dict[str, str]:
        """Whom each of the names is an alias of, one step on; names that are none are left out."""
        return dict(self._pairs("SELECT gone, kept FROM aliases WHERE gone IN ({several})", names))

    def aliases_to(self, names: Iterable[str]) -> set[str]:
        """The names that are aliases of one of these, one step back."""
        return {gone for gone, _ in self._pairs("SELECT gone, kept FROM aliases WHERE kept IN ({several})", names)}

    def counted_under(self, holders: Iterable[str]) -> set[str]:
        """Whom the rows of these holders count, as the rows say it."""
        query = "SELECT DISTINCT counted_for, holder FROM takings WHERE holder IN ({several})"
        return {counted for counted, _ in self._pairs(query, holders)}

    def holders_now(self, holders: Iterable[str]) -> set[str]:
        """Under whom the rows of these holders stand now."""
        query = "SELECT DISTINCT holder_now, holder FROM takings WHERE holder IN ({several})"
        return {now for now, _ in self._pairs(query, holders)}

    def set_now(self, name: str, now: str) -> None:
        """What the rows say of one counts for another now; the months of what changes are to be counted again."""
        self._db.execute(
            "INSERT INTO count_marks (month) SELECT DISTINCT coalesce(substr(day, 1, 7), '') FROM takings"
            " WHERE holder = ? AND holder_now <> ?",
            (name, now),
        )
        self._db.execute(
            "UPDATE takings SET holder_now = ?,"
            " counted_now = CASE WHEN counted_for = holder THEN ? ELSE counted_now END WHERE holder = ?",
            (now, now, name),
        )
        self._db.execute(
            "UPDATE takings SET counted_now = ? WHERE counted_for = ? AND counted_for <> holder", (now, name)
        )
        self._db.execute(
            "INSERT INTO count_marks (month) SELECT DISTINCT month FROM reported WHERE holder = ? AND holder_now <> ?",
            (name, now),
        )
        self._db.execute("UPDATE reported SET holder_now = ? WHERE holder = ?", (now, name))

    def doubtful(self, holders: Sequence[str]) -> list[CaseKey]:
        """Of these holders the keys that may be too much: more than one site, or something beyond the rules."""
        query = f"""SELECT holder_now, counted_now, prog, cycle FROM takings t
            WHERE holder_now IN ({{several}}) AND {_VALID}
            GROUP BY holder_now, counted_now, prog, cycle
            HAVING count(DISTINCT site) > 1 OR max(kind) <> min(kind) OR min(kind) <> 'normal'
                OR count(DISTINCT holder) > 1 OR count(DISTINCT counted_for) > 1"""  # noqa: S608
        return [_key(row) for row in self._among(query, holders)]

    def given(self, key: CaseKey) -> list[Given]:
        """What stands under a key and was not taken back."""
        rows = self._db.execute(
            f"SELECT event_id, site, qty, kind, rule, day FROM takings t"  # noqa: S608
            f" WHERE holder_now = ? AND counted_now = ? AND prog = ? AND cycle = ? AND {_VALID}",
            (key.holder, key.counted_for, key.programme, key.cycle),
        )
        return [
            Given(
                event_id=EventId(row[0]),
                site=row[1],
                quantity=row[2],
                kind=row[3],
                rule=row[4],
                day=None if row[5] is None else Day(row[5]),
            )
            for row in rows
        ]

    def totals(self) -> Iterator[tuple[TotalKey, int]]:
        """What every household has of every item in every period, site by site, in the order of the key."""
        for row in self._db.stream(
            f"SELECT household, prog, cycle, item, site, sum(qty) FROM takings t"  # noqa: S608
            f" WHERE household IS NOT NULL AND {_VALID}"
            " GROUP BY household, prog, cycle, item, site ORDER BY household, prog, cycle, item, site"
        ):
            yield TotalKey(household=row[0], programme=row[1], cycle=row[2], item=row[3], site=row[4]), int(row[5])

    def _pairs(self, query: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        return ((row[0], row[1]) for row in self._among(query, sorted(set(names))))

    def _among(self, query: str, names: Sequence[str]) -> Iterator[Sequence[str]]:
        yield from self._db.execute(query.format(several=self._db.several), (listed(names),)) if names else ()

    def touch(self, holders: Iterable[str]) -> None:
        """What was given to these holders is judged again."""
        self._touch(holders)

    def _touch(self, holders: Iterable[str]) -> None:
        if names := sorted(holders):
            self._db.insert_many("touches", {"holder": "text"}, ((one,) for one in names))

    def _touch_of(self, event_ids: Sequence[str]) -> None:
        query = "SELECT DISTINCT holder FROM takings WHERE event_id IN ({several})"
        self._touch({row[0] for row in self._among(query, event_ids)})

    def _mark(self, months: set[str]) -> None:
        self._db.executemany("INSERT INTO count_marks (month) VALUES (?)", [(one,) for one in sorted(months)])

    def _mark_of(self, event_ids: Sequence[str]) -> None:
        query = "SELECT DISTINCT coalesce(substr(day, 1, 7), '') FROM takings WHERE event_id IN ({several})"
        self._mark({row[0] for row in self._among(query, event_ids)})


def _key(row: Sequence[str]) -> CaseKey:
    return CaseKey(holder=row[0], counted_for=row[1], programme=ProgrammeCode(row[2]), cycle=Cycle(row[3]))
