"""What sites said of cards and of the keys that sign them: sets that no order of arrival changes. Commits nothing.

Imports the engine and the words.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from fieldpoint.registry.cards.words import CardWord, KeyWord
from fieldpoint.registry.engines.engine import Engine, listed

_WORDS = {
    "card": "text",
    "event_id": "text",
    "site": "text",
    "epoch": "text",
    "seq": "int8",
    "what": "text",
    "wall": "int8",
    "kid": "int8",
    "serial": "int8",
    "short": "text",
}
_KEYS = {"event_id": "text", "site": "text", "kid": "int8", "public": "text", "wall": "int8"}


class CardTables:
    """The tables `card_words` and `card_key_words`."""

    _db: Engine

    def add_card_words(self, words: Sequence[CardWord]) -> None:
        """What is said of these cards stands, each word once; whoever holds them is to be settled."""
        self._db.insert_many("card_words", _WORDS, (tuple(getattr(word, name) for name in _WORDS) for word in words))
        self._touch_cards({word.card for word in words})

    def add_key_words(self, words: Sequence[KeyWord]) -> None:
        """What is said of these keys stands, each word once; the holders of their cards are to be settled."""
        self._db.insert_many("card_key_words", _KEYS, (tuple(getattr(word, name) for name in _KEYS) for word in words))
        for site, kid in sorted({(word.site, word.kid) for word in words}):
            self._db.execute(
                "INSERT INTO touches (holder) SELECT DISTINCT card FROM card_words WHERE site = ? AND kid = ?",
                (site, kid),
            )

    def card_words(self, cards: Sequence[str], *, revoked_only: bool = False) -> dict[str, list[CardWord]]:
        """All that is said of each of these cards, or only who revoked it; cards of which nothing is are left out."""
        found: defaultdict[str, list[CardWord]] = defaultdict(list)
        if cards:
            query = f"SELECT {', '.join(_WORDS)} FROM card_words WHERE card IN ({self._db.several})"  # noqa: S608
            query += " AND what = 'revoke'" if revoked_only else ""
            for row in self._db.execute(query, (listed(cards),)):
                word = CardWord(**dict(zip(_WORDS, row, strict=True)))
                found[word.card].append(word)
        return dict(found)

    def key_words(self, sites: Iterable[str]) -> list[KeyWord]:
        """All that is said of the keys of these sites."""
        query = f"SELECT {', '.join(_KEYS)} FROM card_key_words WHERE site IN ({self._db.several})"  # noqa: S608
        found = self._db.execute(query, (listed(sorted(set(sites))),))
        return [KeyWord(**dict(zip(_KEYS, row, strict=True))) for row in found]

    def _touch_cards(self, cards: Iterable[str]) -> None:
        if names := sorted(cards):
            self._db.insert_many("touches", {"holder": "text"}, ((one,) for one in names))
