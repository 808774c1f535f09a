"""Officers, their organisations and what keeps them signed in, as the rules above the tables see it.

Imports msgspec only.
"""

from typing import Literal

import msgspec

OfficerRole = Literal["admin", "officer", "auditor"]


class Organisation(msgspec.Struct, frozen=True, kw_only=True):
    """A body with sites of its own. One that is `counts_only` (a treatment centre) shares numbers and nothing else."""

    organisation: str
    title: str
    counts_only: bool
    added_at: int


class Officer(msgspec.Struct, frozen=True, kw_only=True):
    """An account. `organisation` is '' for the whole registry; without a password its code waits to be used."""

    officer: str
    name: str
    role: OfficerRole
    organisation: str
    has_password: bool
    added_at: int
    revoked_at: int | None = None


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who is signed in: since when, and when they last asked for anything (ms of UTC)."""

    officer: Officer
    opened_at: int
    seen_at: int


class ProgramKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key by which a program asks in an officer's name, without the key itself."""

    key_id: str
    title: str
    made_at: int
    ends_at: int
