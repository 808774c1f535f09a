"""What finds a person: words for the lead's search, keys for duplicate hints, in the same transaction as the person.

`people.add_people` calls `index_new`; who changes a person calls `index_again`; who erases one calls `forget`. A person
who is deleted takes the row along (a trigger), and a merge changes nothing: people keep their rows.

Imports core and database.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fieldpoint.core.likeness.keys import keys_of
from fieldpoint.core.likeness.words import phone_word, search_words
from fieldpoint.core.names import PersonId
from fieldpoint.core.people import Person
from fieldpoint.database import Connection

_NEXT = "SELECT coalesce(max(number), 0) + 1 FROM search_rows"
_ADD = "INSERT INTO search_rows (number, person, words, keys) VALUES (?, ?, ?, ?)"
_ADD_WORDS = "INSERT INTO search_words (rowid, words) VALUES (?, ?)"
_ADD_KEYS = "INSERT INTO search_keys (rowid, keys) VALUES (?, ?)"
_INDEXES = ("search_words", "search_keys")
_TELLING = 3  # a shorter beginning of a word is in many names


class Findable(NamedTuple):
    """A person, the words of a search and the keys of a hint that lead to them."""

    person: PersonId
    words: str
    keys: str


def findable(person: Person) -> Findable:
    """What finds a person. Pure, and a third of an import's time: a list asks for it before it holds the database."""
    words = f"{search_words(person.given_name, person.family_name)} {phone_word(person.phone)}".strip()
    return Findable(person.person, words, " ".join(keys_of(person)))


def index_new(connection: Connection, people: Iterable[Person]) -> None:
    """People who were written just now can be found. Does not commit."""
    index_found(connection, list(map(findable, people)))


def index_found(connection: Connection, people: Sequence[Findable]) -> None:
    """As `index_new`, of what was made up before. Does not commit."""
    found = connection.execute(_NEXT).fetchone()
    rows = list(enumerate(people, start=1 if found is None else found[0]))
    connection.executemany(_ADD, [(number, *one) for number, one in rows])
    connection.executemany(_ADD_WORDS, [(number, one.words) for number, one in rows])
    connection.executemany(_ADD_KEYS, [(number, one.keys) for number, one in rows])


def index_again(connection: Connection, people: Sequence[Person]) -> None:
    """People whose name, birth, telephone number or ID was changed are found by what holds now. Does not commit."""
    connection.executemany("DELETE FROM search_rows WHERE person = ?", [(one.person,) for one in people])
    index_new(connection, people)


def forget(connection: Connection, people: Sequence[PersonId]) -> None:
    """No word of these people is left in any index, not in its inner pages either. Does not commit.

    Call it before the people themselves are deleted, and with `PRAGMA secure_delete` on, so that what is freed is
    overwritten; what waits in the WAL is gone after the next checkpoint.
    """
    gone: dict[str, set[str]] = {name: set() for name in _INDEXES}
    for person in people:
        found = connection.execute("SELECT words, keys FROM search_rows WHERE person = ?", (person,)).fetchone()
        for name, text in zip(_INDEXES, found or (), strict=False):
            gone[name].update(str(text).split())
        connection.execute("DELETE FROM search_rows WHERE person = ?", (person,))
    for name, words in gone.items():
        if words and _still_named(connection, name, words):
            connection.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")  # noqa: S608  one of two of ours


def _still_named(connection: Connection, index: str, words: set[str]) -> bool:
    """Whether the index's own signposts between its pages spell the beginning of a word that nobody has any more."""
    connection.execute("SAVEPOINT flushed")  # the index writes what it holds in memory
    connection.execute("RELEASE flushed")
    posts = connection.execute(f"SELECT term FROM {index}_idx").fetchall()  # noqa: S608  one of two of ours
    for post in {bytes(term)[1:].decode(errors="ignore") for (term,) in posts}:
        if len(post) >= _TELLING and any(word.startswith(post) for word in words):
            living = connection.execute(
                f"SELECT 1 FROM {index} WHERE {index} MATCH ? LIMIT 1",  # noqa: S608  one of two of ours
                (f'"{post}"*',),
            )
            if living.fetchone() is None:
                return True
    return False
