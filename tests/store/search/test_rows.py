"""What finds a person comes and goes with the person, and nothing of it is left over."""

import hmac
from collections.abc import Iterator
from contextlib import closing
from hashlib import pbkdf2_hmac
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from fieldpoint.core.names import HouseholdId
from fieldpoint.database import Connection, file_of
from fieldpoint.store import people
from fieldpoint.store.repair.rebuild import rebuild
from fieldpoint.store.search.find import find_households
from fieldpoint.store.search.reindex import index_missing
from fieldpoint.store.search.rows import forget
from fieldpoint.store.site import Site, open_site
from fieldpoint.store.transaction import transaction_on
from tests.support import NOON, make_household, make_person, make_site

_PAGE, _RESERVED, _IV, _SALT = 2048, 48, 16, 16


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site where nobody is registered."""
    return make_site(tmp_path / "site")


@pytest.fixture
def connection(site: Site) -> Iterator[Connection]:
    """Its database."""
    with closing(site.connect()) as opened:
        yield opened


def register(connection: Connection, names: list[str]) -> list[HouseholdId]:
    """A household of one for each name."""
    made = [
        make_household(
            make_person(given_name=name, family_name="کنری", phone="+98912" + f"{number:07d}"),
            code=f"c{number}-{len(names)}",
        )
        for number, name in enumerate(names)
    ]
    with transaction_on(connection, NOON) as tx:
        for household in made:
            people.add_household(tx, household, b"salt")
    return [one.household for one in made]


def erase(connection: Connection, households: list[HouseholdId]) -> None:
    """The households are gone for good, as an erasure takes them away."""
    with transaction_on(connection, NOON) as tx:
        for household in households:
            found = people.read_household(connection, household)
            assert found is not None
            forget(connection, [one.person for one in found.members])
            tx.connection.execute("DELETE FROM people WHERE household = ?", (household,))
            tx.connection.execute("DELETE FROM households WHERE household = ?", (household,))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def decrypted(path: Path, key: bytes) -> bytes:
    """Every page of a database as SQLCipher reads it, free pages too, each proven by its check sum."""
    content = path.read_bytes()
    salt, whole = content[:_SALT], bytearray()
    hmac_key = pbkdf2_hmac("sha512", key, bytes(one ^ 0x3A for one in salt), 2, 32)
    for number in range(len(content) // _PAGE):
        page = content[number * _PAGE : (number + 1) * _PAGE]
        begin, end = _SALT if number == 0 else 0, _PAGE - _RESERVED
        iv, mac = page[end : end + _IV], page[end + _IV :]
        told = page[begin : end + _IV] + (number + 1).to_bytes(4, "little")
        assert hmac.digest(hmac_key, told, "sha256") == mac
        reader = Cipher(algorithms.AES256(key), modes.CBC(iv)).decryptor()
        whole += reader.update(page[begin:end]) + reader.finalize()
    return bytes(whole)


def test_a_deleted_person_is_found_no_more(connection: Connection) -> None:
    """Whoever deletes people need not think of it."""
    register(connection, ["زهرا"])
    assert find_households(connection, "زهرا").households
    with transaction_on(connection, NOON) as tx:
        tx.connection.execute("DELETE FROM people")
    assert connection.execute("SELECT count(*) FROM search_rows").fetchone() == (0,)
    assert not find_households(connection, "زهرا").households


def test_nothing_is_left_of_the_words_of_an_erased_person(site: Site, connection: Connection) -> None:
    """In no page of the decrypted file: not in the index, not in its signposts, not in what was freed."""
    canaries = [f"canary{number:04d}" for number in range(400)]
    neighbours = [f"{name}y" for name in canaries[::40]] + [f"canbry{number:04d}" for number in range(400)]
    gone = register(connection, canaries)
    register(connection, neighbours)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert canaries[7].encode() in decrypted(file_of(connection), site.key)
    for part in (gone[:1], gone[1:200], gone[200:]):
        erase(connection, part)
    left = decrypted(file_of(connection), site.key)
    kept = {name[:-1] for name in neighbours}  # whose names begin alike
    assert not [name for name in canaries if name.encode() in left and name not in kept]
    assert all(find_households(connection, name).households for name in neighbours)
    for index in ("search_words", "search_keys"):
        connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608  ours


def test_who_was_registered_before_there_was_a_search_is_found(connection: Connection) -> None:
    """What is missing is made, for everybody, once."""
    register(connection, ["زهرا", "مریم"])
    connection.execute("DELETE FROM search_rows")
    assert not find_households(connection, "زهرا").households
    with transaction_on(connection, NOON):
        assert (index_missing(connection), index_missing(connection)) == (2, 0)
    assert find_households(connection, "زهرا").households


def test_a_rebuilt_site_finds_everybody(site: Site) -> None:
    """A database that lost its log is made anew from the witness, and the indexes from the people."""
    with closing(site.connect()) as connection:
        register(connection, ["زهرا"])
        connection.execute("DELETE FROM log WHERE seq = 2")
    assert rebuild(site.folder).from_witness
    with closing(open_site(site.folder).connect()) as connection:
        assert find_households(connection, "زهرا").households
