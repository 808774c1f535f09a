"""A tablet is let in by a one-time code and shows its own key; it is let out by a word, for ever.

Its key is a row of the log, so that a restored site knows its tablets and those it lost; its name is not.
"""

import msgspec

from fieldpoint import ids
from fieldpoint.core.access_rows import TabletPair, TabletRevoke
from fieldpoint.core.base64url import b64url
from fieldpoint.core.names import TabletId
from fieldpoint.core.persian import clean, fold
from fieldpoint.core.request_signature import is_public_key, is_signed_by, pairing_bytes
from fieldpoint.errors import Code, Invalid, NotAllowed, NotFound
from fieldpoint.store import effects, log
from fieldpoint.store.entry import tablets
from fieldpoint.store.entry.sign_ins import CodeKind, use_code
from fieldpoint.store.transaction import Transaction


class Showing(msgspec.Struct, frozen=True, kw_only=True):
    """What a new tablet shows: the code it was given, its public key, the key's signature over the code, its name."""

    code: str
    public: bytes
    proof: bytes
    name: str


def check_showing(showing: Showing) -> None:
    """Whether the key is one, and the tablet's own.

    `Invalid` (`request-invalid`), `NotAllowed` (`signature-invalid`).
    """
    _check_name(showing.name)
    if not is_public_key(showing.public):
        raise Invalid(Code.REQUEST_INVALID, field="$.public_key")
    if not is_signed_by(showing.public, showing.proof, pairing_bytes(showing.code)):
        raise NotAllowed(Code.SIGNATURE_INVALID)


def pair_tablet(tx: Transaction, showing: Showing, kind: CodeKind = "tablet", op: str = "code") -> TabletId:
    """The tablet may sign requests, and its code is used up. Does not commit.

    `NotAllowed`: `pairing-code-wrong` for a code that is wrong, used or too old; `signature-invalid`.
    """
    check_showing(showing)
    if not use_code(tx, showing.code, kind):
        raise NotAllowed(Code.PAIRING_CODE_WRONG)
    tablet = _free_id(tx)
    desk = tablets.next_desk(tx.connection)
    row = TabletPair(**tx.stamp(), tab=tablet, desk=desk, key=b64url(showing.public), op=op)
    log.append(tx, row)
    effects.apply(tx, row)
    tablets.name_tablet(tx, tablet, clean(showing.name))
    return tablet


def rename_tablet(tx: Transaction, tablet: str, name: str) -> None:
    """The tablet has another name. Does not commit. `NotFound` (`tablet-not-found`), `Invalid` for no name."""
    _check_name(name)
    found = tablets.find_tablet(tx.connection, tablet)
    if found is None:
        raise NotFound(Code.TABLET_NOT_FOUND)
    tablets.name_tablet(tx, found.tablet, clean(name))


def revoke_tablet(tx: Transaction, tablet: str, op: str) -> None:
    """The tablet is refused from its next request on; again changes nothing. Does not commit.

    `NotFound` (`tablet-not-found`).
    """
    found = tablets.find_tablet(tx.connection, tablet)
    if found is None:
        raise NotFound(Code.TABLET_NOT_FOUND)
    if found.revoked:
        return
    row = TabletRevoke(**tx.stamp(), tab=found.tablet, op=op)
    log.append(tx, row)
    effects.apply(tx, row)


def _check_name(name: str) -> None:
    if not fold(name) or not fold(name).isprintable():
        raise Invalid(Code.REQUEST_INVALID, field="$.tablet_name")


def _free_id(tx: Transaction) -> TabletId:
    """A name that no tablet has had here: it is short, so two may meet."""
    while tablets.find_tablet(tx.connection, made := ids.new_tablet_id()) is not None:
        pass
    return made
