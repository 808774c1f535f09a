"""What each site is told, numbered without gaps. Nothing here commits.

A number is taken by adding to the site's counter in the very transaction that writes the item, and the counter's row
stays locked until that transaction ends. So numbers become visible in their order: a reader that has seen number n
will never find a smaller one that it has not seen (of a sequence that would not be true).

Imports the engine and the shapes.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from fieldpoint.registry.engines.engine import Engine, listed
from fieldpoint.registry.tables.told import Numbered, Told


class FeedTables:
    """The tables `feed`, `feed_scopes`, `feed_items` and `city_programmes`."""

    _db: Engine

    def feed(self) -> str | None:
        """The name of the feed; numbers of another one mean nothing here."""
        row = self._db.execute("SELECT feed FROM feed").fetchone()
        return None if row is None else row[0]

    def begin_feed(self, feed: str) -> None:
        """The feed has this name, unless it has one."""
        self._db.execute("INSERT INTO feed (one, feed) VALUES (1, ?) ON CONFLICT DO NOTHING", (feed,))

    def renew_feed(self, feed: str) -> None:
        """The feed has this name from here on: what any site has seen of it means nothing any more."""
        self._db.execute(
            "INSERT INTO feed (one, feed) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET feed = excluded.feed", (feed,)
        )

    def tell(self, items: Iterable[Told]) -> int:
        """Each site is told what is new to it; answers how many items that are. The last work of a transaction.

        What a site was told already takes no number, and what it never heard of need not be taken back. The sites
        come in the order of their names, so that two transactions never wait for each other.
        """
        told = 0
        for site, found in groupby(sorted(items, key=lambda item: item.site), key=lambda item: item.site):
            told += self._tell_site(site, {(item.kind, item.name): item for item in found})
        return told

    def _tell_site(self, site: str, items: dict[tuple[str, str], Told]) -> int:
        last = self._lock(site)
        new = self._new(site, items)
        if not new:
            return 0
        self._db.execute("UPDATE feed_scopes SET n = n + ? WHERE site = ?", (len(new), site))
        self._db.executemany(
            "INSERT INTO feed_items (site, kind, name, about, n, body) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (kind, name, site) DO UPDATE SET n = excluded.n, body = excluded.body",
            ((site, item.kind, item.name, item.about, last + place, item.body) for place, item in enumerate(new, 1)),
        )
        return len(new)

    def _lock(self, site: str) -> int:
        """The last number of a site's feed; nobody else numbers anything for it until this transaction ends."""
        self._db.execute("INSERT INTO feed_scopes (site, n) VALUES (?, 0) ON CONFLICT DO NOTHING", (site,))
        row = self._db.execute("UPDATE feed_scopes SET n = n WHERE site = ? RETURNING n", (site,)).fetchone()
        return row[0] if row else 0

    def _new(self, site: str, items: dict[tuple[str, str], Told]) -> list[Told]:
        known: dict[tuple[str, str], bytes | None] = {}
        for kind, names in groupby(sorted(items), key=lambda pair: pair[0]):
            wanted = listed(name for _, name in names)
            query = f"SELECT name, body FROM feed_items WHERE kind = ? AND site = ? AND name IN ({self._db.several})"  # noqa: S608
            known |= {(kind, row[0]): row[1] for row in self._db.execute(query, (kind, site, wanted)).fetchall()}
        return [items[name] for name in sorted(items) if known.get(name) != items[name].body]

    def last_number(self, site: str) -> int:
        """The last number of a site's feed, 0 before the first."""
        row = self._db.execute("SELECT n FROM feed_scopes WHERE site = ?", (site,)).fetchone()
        return row[0] if row else 0

    def told_after(self, site: str, after: int, upto: int, limit: int) -> list[Numbered]:
        """The items above a number up to another, in order, at most so many; one that was replaced has a higher one."""
        found = self._db.execute(
            "SELECT n, kind, name, body FROM feed_items WHERE site = ? AND n > ? AND n <= ? ORDER BY n LIMIT ?",
            (site, after, upto, limit),
        )
        return [Numbered(n=row[0], kind=row[1], name=row[2], body=row[3]) for row in found.fetchall()]

    def was_told(self, site: str, kind: str, name: str) -> bool:
        """Whether a site's feed has this item."""
        query = "SELECT 1 FROM feed_items WHERE kind = ? AND name = ? AND site = ?"
        return self._db.execute(query, (kind, name, site)).fetchone() is not None

    def told_about(self, names: Sequence[str]) -> Iterator[Told]:
        """What sites were told about these households and cards and was not taken back."""
        if not names:
            return
        query = f"SELECT site, kind, name, body, about FROM feed_items WHERE about IN ({self._db.several})"  # noqa: S608
        for row in self._db.execute(query + " AND about <> '' AND body IS NOT NULL", (listed(names),)).fetchall():
            yield Told(site=row[0], kind=row[1], name=row[2], body=row[3], about=row[4])

    def told_to(self, site: str, kind: str, beginning: str) -> list[str]:
        """The names of a site's items of a kind, not taken back, whose name begins so."""
        found = self._db.execute(
            "SELECT name FROM feed_items WHERE kind = ? AND name > ? AND name < ? AND site = ? AND body IS NOT NULL",
            (kind, f"{beginning}/", f"{beginning}0", site),
        )
        return [row[0] for row in found.fetchall()]

    def add_city_programme(self, code: str, version: int, site: str, rule: bytes) -> None:
        """The version of a programme runs at a site, or at every one (''); one that stands stays as it is."""
        self._db.execute(
            "INSERT INTO city_programmes (code, version, site, rule) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (code, version, site, rule),
        )

    def rules_at(self, sites: Sequence[str]) -> list[bytes]:
        """The rules of what runs at any of these sites, by its own word or the city's, as JSON; the city's last."""
        places = ", ".join("?" * len(sites))
        own = f"SELECT rule FROM programmes WHERE site IN ({places}) ORDER BY code, version, site"  # noqa: S608
        city = f"SELECT rule FROM city_programmes WHERE site = '' OR site IN ({places}) ORDER BY code, version, site"  # noqa: S608
        return [row[0] for query in (own, city) for row in self._db.execute(query, sites).fetchall()]

    def city_programmes(self, site: str) -> list[tuple[str, int, bytes]]:
        """Code, version and rule of what runs at a site by the city's word, by code and version."""
        found = self._db.execute(
            "SELECT DISTINCT code, version, rule FROM city_programmes WHERE site IN ('', ?) ORDER BY code, version",
            (site,),
        )
        return [(row[0], row[1], row[2]) for row in found.fetchall()]
