"""What a server certificate is for, and when it must be made anew. Pure: dates and names in, an answer out.

Imports msgspec and the neighbours' plain values only, so that an idle server reads a certificate's facts without
the library that signs one.
"""

from datetime import date, timedelta
from typing import Final

import msgspec

# iPads refuse more than 825 days, even under an authority that somebody installed.
VALID: Final = timedelta(days=820)
# So much may a tablet's clock be behind.
BACK_DATED: Final = timedelta(days=60)
REISSUED_BEFORE_END: Final = timedelta(days=60)


class Leaf(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The facts of a server certificate.

    `dated`: the confirmed day it was made on. `opened`: the business day that had been opened last by then, so that
    a later one is known to be news. `names` and `addresses` are what was asked for, `until` its last day.
    """

    dated: date
    opened: date | None
    names: tuple[str, ...]
    addresses: tuple[str, ...]
    until: date = date.max

    @property
    def begins(self) -> date:
        """Its first day."""
        return self.dated - BACK_DATED


class Host(msgspec.Struct, frozen=True, kw_only=True):
    """How this machine can be called: names in lower case, addresses as text."""

    names: tuple[str, ...]
    addresses: tuple[str, ...]


def new_leaf(host: Host, day: date, opened: date | None) -> Leaf:
    """What to ask the authority for on a confirmed day."""
    return Leaf(dated=day, opened=opened, names=host.names, addresses=host.addresses)


def next_leaf(present: Leaf, host: Host, opened: date | None) -> Leaf | None:
    """What to ask the authority for now, or nothing while the present certificate does.

    `opened` is the business day that was opened last: the only date that counts, because a human said it. The
    machine's clock has no say, so it cannot make a good certificate a bad one.
    """
    news = opened if opened != present.opened else None
    # A day before its first was opened since: then it was dated from a mistake.
    misdated = news is not None and not present.begins <= news < present.until - REISSUED_BEFORE_END
    uncovered = not (set(host.names) <= set(present.names) and set(host.addresses) <= set(present.addresses))
    return new_leaf(host, news or present.dated, opened) if misdated or uncovered else None
