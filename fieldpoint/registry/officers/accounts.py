"""Officers come, choose a password, get another code and go; organisations are named. Each is a row of the log.

Somebody comes in by a one-time code that a person hands over; nobody ever knows another's password.

Imports core, ids, the store and its neighbours.
"""

import re
from typing import Final

from fieldpoint import ids
from fieldpoint.core.persian import clean, fold
from fieldpoint.errors import Code, Conflict, Invalid, NotAllowed, NotFound
from fieldpoint.registry.audit import Act, Decision, record
from fieldpoint.registry.decide import By
from fieldpoint.registry.officers.shapes import Officer, OfficerRole, Organisation
from fieldpoint.registry.sites import hash_of_code
from fieldpoint.registry.store import RegistryStore

CODE_MS: Final = 24 * 60 * 60 * 1000
_LONGEST_NAME = 60
_CODE = re.compile(r"[a-z][a-z0-9-]{0,30}", re.ASCII)


def save_organisation(store: RegistryStore, by: By, code: str, title: str, *, counts_only: bool) -> None:
    """The organisation stands so from here on. Commits. `Invalid` (`settings-invalid`)."""
    title = clean(title)
    if not _CODE.fullmatch(code) or not 0 < len(title) <= _LONGEST_NAME:
        raise Invalid(Code.SETTINGS_INVALID, field="organisation")
    with store.transaction():
        made = Organisation(organisation=code, title=title, counts_only=counts_only, added_at=by.now_ms)
        store.save_organisation(made)
        _note(store, by, "organisation.save", code)


def add_officer(store: RegistryStore, by: By, name: str, role: OfficerRole, organisation: str) -> tuple[Officer, str]:
    """The new officer, and the code by which they choose a password within a day. Commits.

    `Invalid` (`settings-invalid`: an officer has an organisation, an admin has none), `NotFound`
    (`organisation-unknown`), `Conflict` (`name-taken`).
    """
    name = clean(name)
    if not 0 < len(name) <= _LONGEST_NAME:
        raise Invalid(Code.SETTINGS_INVALID, field="name")
    if (role == "officer" and not organisation) or (role == "admin" and organisation):
        raise Invalid(Code.SETTINGS_INVALID, field="organisation")
    made = Officer(
        officer=ids.new_officer_id(),
        name=name,
        role=role,
        organisation=organisation,
        has_password=False,
        added_at=by.now_ms,
    )
    with store.transaction():
        if organisation and organisation not in {one.organisation for one in store.organisations()}:
            raise NotFound(Code.ORGANISATION_UNKNOWN)
        if not store.add_officer(made, fold(name)):
            raise Conflict(Code.NAME_TAKEN)
        _note(store, by, "officer.add", made.officer, f"{role} {organisation}".strip())
        return made, _code(store, made.officer, by.now_ms)


def new_code(store: RegistryStore, by: By, officer: str) -> str:
    """Another one-time code for somebody whose password is forgotten: it and all sessions are over. Commits.

    `NotFound` (`officer-unknown`).
    """
    with store.transaction():
        _known(store, officer)
        store.set_password(officer, None)
        _note(store, by, "officer.code", officer)
        return _code(store, officer, by.now_ms)


def holder_of_code(store: RegistryStore, code: str, now_ms: int) -> Officer:
    """Whose one-time code this is. `NotAllowed` (`officer-code-wrong`: none, used, too old)."""
    found = store.officer_of_code(hash_of_code(code))
    if found is None or now_ms - found[1] > CODE_MS:
        raise NotAllowed(Code.OFFICER_CODE_WRONG)
    return found[0]


def choose_password(store: RegistryStore, code: str, kept: str, now_ms: int) -> Officer:
    """Whose code it was; what is kept of a password is theirs from here on, and the code is used up. Commits.

    `NotAllowed` (`officer-code-wrong`).
    """
    with store.transaction():
        store.last_audit()  # the log's lock: the same code twice at once is asked for one after the other
        found = holder_of_code(store, code, now_ms)
        _set_password(store, found.officer, kept, now_ms)
    return found


def change_password(store: RegistryStore, officer: Officer, kept: str, now_ms: int) -> None:
    """The officer's password is the one that this is kept of; sessions and keys are over. Commits."""
    with store.transaction():
        _set_password(store, officer.officer, kept, now_ms)


def revoke_officer(store: RegistryStore, by: By, officer: str) -> None:
    """The account is over from the next request on; its name is gone. Commits.

    `NotFound` (`officer-unknown`), `Conflict` (`last-admin`).
    """
    with store.transaction():
        store.last_audit()  # the log's lock: two admins who revoke each other at once wait here
        found = _known(store, officer)
        admins = [one for one in store.officers() if one.role == "admin"]
        if found.role == "admin" and len(admins) == 1:
            raise Conflict(Code.LAST_ADMIN)
        store.revoke_officer(officer, by.now_ms)
        _note(store, by, "officer.revoke", officer)


def _known(store: RegistryStore, officer: str) -> Officer:
    found = store.officer(officer)
    if found is None or found.revoked_at is not None:
        raise NotFound(Code.OFFICER_UNKNOWN)
    return found


def _set_password(store: RegistryStore, officer: str, kept: str, now_ms: int) -> None:
    store.set_password(officer, kept)
    _note(store, By(who=f"officer:{officer}", now_ms=now_ms), "officer.password", officer)


def _code(store: RegistryStore, officer: str, now_ms: int) -> str:
    code = ids.new_pairing_code()
    store.set_code(officer, hash_of_code(code), now_ms)
    return code


def _note(store: RegistryStore, by: By, act: Act, about: str, to: str = "") -> None:
    record(store, Decision(n=0, at=by.now_ms, who=by.who, act=act, about=about, to=to))
