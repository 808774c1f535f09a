"""Households and programmes come from the registry. Nothing here commits.

The registry's word replaces what the registry said before, and only that: people who were registered here stay. A
household that this site registered itself under the same office and code is the same household; it stays as it is, and
a row of the log tells the registry that its name here and the one there mean one.

Imports core and its neighbours in the store.
"""

import msgspec

from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.feed import HouseholdBody
from fieldpoint.core.log_rows import MAX_LINE_BYTES, HouseholdSame, encode_row
from fieldpoint.core.names import HouseholdId, PersonId
from fieldpoint.core.rules.book import same_periods
from fieldpoint.core.rules.programme import Programme
from fieldpoint.errors import Code
from fieldpoint.ids import new_salt
from fieldpoint.store import effects, log, people
from fieldpoint.store.days import last_day
from fieldpoint.store.programmes import find_version, programme_row, programmes
from fieldpoint.store.transaction import Transaction

_REGISTRY = "registry"
_PROGRAMME = msgspec.json.Decoder(Programme)


def take_in_household(tx: Transaction, body: HouseholdBody) -> None:
    """The household stands here with its people, as the registry has it; one that was merged here stays merged."""
    own = people.find_household(tx.connection, body.office, body.code)
    found = tx.connection.execute(
        "SELECT merged_into FROM households WHERE household = ?", (body.household,)
    ).fetchone()
    if found is None and own is not None:
        _note_same(tx, body.household, own.household)
        return
    if found is None:
        people.add_household(tx, msgspec.structs.replace(body, members=()), new_salt())
    elif found[0] is not None:
        return
    elif own is None or own.household == body.household:
        tx.connection.execute(
            "UPDATE households SET office = ?, code = ?, neighbourhood = ?, registered_on = ? WHERE household = ?",
            (body.office, body.code, body.neighbourhood, body.registered_on, body.household),
        )
    _replace_people(tx, body)


def set_programme(tx: Transaction, rule: bytes) -> Code | None:
    """The programme runs here from now on, by a row of the log; else why it does not."""
    try:
        programme = _PROGRAMME.decode(rule)
    except UNREADABLE:
        return Code.PROGRAMME_INVALID  # of a newer fieldpoint
    there = find_version(tx.connection, programme.name, programme.version)
    if there is not None:
        return None if there == programme else Code.PROGRAMME_VERSION_TAKEN
    before = next((one for one in programmes(tx.connection) if one.code == programme.code), None)
    begins = programme.in_force_from or ""
    if before is not None and not same_periods(before, programme) and begins <= (last_day(tx.connection) or ""):
        return Code.PROGRAMME_PERIOD_CHANGED
    row = programme_row(tx, programme, _REGISTRY)
    if len(encode_row(row)) > MAX_LINE_BYTES:
        return Code.PROGRAMME_TOO_LARGE
    log.append(tx, row)
    effects.apply(tx, row)
    return None


def _replace_people(tx: Transaction, body: HouseholdBody) -> None:
    execute, name = tx.connection.execute, body.household
    execute("DELETE FROM people WHERE person IN (SELECT person FROM registry_people WHERE household = ?)", (name,))
    execute("DELETE FROM registry_people WHERE household = ?", (name,))
    new = [person for person in body.members if not _is_here(tx, person.person)]
    # Those who were registered here stand behind the registry's people, and the head is the registry's.
    most = max((person.ordinal for person in new), default=0)
    execute("UPDATE people SET ordinal = -ordinal - ? WHERE household = ?", (most, name))
    execute("UPDATE people SET ordinal = -ordinal WHERE household = ?", (name,))
    if any(person.is_head for person in new):
        execute("UPDATE people SET is_head = 0 WHERE household = ?", (name,))
    people.add_people(tx, name, new)
    tx.connection.executemany(
        "INSERT INTO registry_people (person, household) VALUES (?, ?)", ((person.person, name) for person in new)
    )


def _is_here(tx: Transaction, person: PersonId) -> bool:
    return tx.connection.execute("SELECT 1 FROM people WHERE person = ?", (person,)).fetchone() is not None


def _note_same(tx: Transaction, name: HouseholdId, own: HouseholdId) -> None:
    known = tx.connection.execute("SELECT 1 FROM same_households WHERE name = ?", (name,)).fetchone()
    if known is None:
        tx.connection.execute("INSERT INTO same_households (name, household) VALUES (?, ?)", (name, own))
        log.append(tx, HouseholdSame(**tx.stamp(), hh=own, same=name))
