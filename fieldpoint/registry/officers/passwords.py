"""Long passwords, and what is kept of them: Argon2id (RFC 9106) over 19 MiB in three rounds, one more than OWASP asks.

The setting is written into what is kept, so it can be raised later. The caller lets one check be made at a time: the
registry's service has 128 MiB in all. Imports core and errors; cryptography when the first is made.
"""

import unicodedata
from itertools import pairwise
from typing import Final

from fieldpoint.core.persian import ascii_digits, fold
from fieldpoint.errors import Code, Invalid
from fieldpoint.ids import new_salt

SHORTEST: Final = 12
LONGEST: Final = 200
_ROUNDS: Final = 3
_KIB: Final = 19 * 1024
_HASH_BYTES: Final = 32
_FEWEST_SIGNS: Final = 5
# Of a password that nobody has: a name that is not known takes as long as one that is.
_NOBODYS: Final = "$argon2id$v=19$m=19456,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


def hash_password(password: str) -> str:
    """What is kept of a password; holds the thread for a tenth of a second and 19 MiB."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415  nobody signs in at most starts

    made = Argon2id(salt=new_salt(), length=_HASH_BYTES, iterations=_ROUNDS, lanes=1, memory_cost=_KIB)
    return made.derive_phc_encoded(_spelt(password))


def is_password(password: str, kept: str | None) -> bool:
    """Whether this is the password of what is kept; takes as long where nothing is."""
    from cryptography.exceptions import InvalidKey  # noqa: PLC0415  as above
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415  as above

    try:
        Argon2id.verify_phc_encoded(_spelt(password), kept or _NOBODYS)
    except InvalidKey:
        return False
    return kept is not None


def check_new(password: str, name: str) -> None:
    """`Invalid` (`password-weak`) for a password that is short, holds its owner's name or is hardly one."""
    text = unicodedata.normalize("NFKC", password)
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    straight = len(steps) <= 2 and steps <= {-1, 0, 1}  # noqa: PLR2004  a run, or a run of doubles
    few = len(set(text.casefold())) < _FEWEST_SIGNS
    named = len(name) > 2 and fold(name) in fold(text)  # noqa: PLR2004  initials may stand in it
    if not SHORTEST <= len(text) <= LONGEST or straight or few or named:
        raise Invalid(Code.PASSWORD_WEAK)


def _spelt(password: str) -> bytes:
    """One spelling: other keyboards write other digits and compose letters otherwise (RFC 8265's way)."""
    return ascii_digits(unicodedata.normalize("NFKC", password[: LONGEST * 2])).encode()
