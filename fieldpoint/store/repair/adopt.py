"""What an older fieldpoint kept outside the log becomes rows of it: programmes, moon shifts, public keys of cards.

Without those rows a rebuild from the witness would lose them. A new site's first card key comes in this way too.

Imports core and its neighbours in the store.
"""

from fieldpoint.clock import Reading
from fieldpoint.core.act_rows import CardKeyAdd, MoonShift
from fieldpoint.core.base64url import b64url
from fieldpoint.core.names import ProgrammeCode
from fieldpoint.database import Connection
from fieldpoint.store import effects, log
from fieldpoint.store.programmes import all_versions, newest_rule, programme_row
from fieldpoint.store.transaction import transaction_on

_BY = "upgrade"


def adopt_rules(connection: Connection, now: Reading) -> None:
    """Every programme and moon shift of a site whose log has no row of any stands in its log. Commits."""
    if not _is_older(connection):
        return
    with transaction_on(connection, now) as tx:
        if not _is_older(connection):  # another program was quicker
            return
        for programme in all_versions(connection):
            log.append(tx, programme_row(tx, programme, _BY))
        for code, days in connection.execute("SELECT programme, days FROM moon_shifts ORDER BY programme").fetchall():
            log.append(tx, MoonShift(**tx.stamp(), prog=ProgrammeCode(code), days=days, op=_BY))


def adopt_card_keys(connection: Connection, now: Reading) -> None:
    """Every card key of the site that its log does not know yet stands in its log. Commits."""
    unknown = "SELECT kid, public FROM keys WHERE purpose = 'card' AND kid NOT IN (SELECT kid FROM card_keys)"
    if connection.execute(unknown).fetchone() is None:
        return
    with transaction_on(connection, now) as tx:
        for kid, public in connection.execute(f"{unknown} ORDER BY rowid").fetchall():
            row = CardKeyAdd(**tx.stamp(), kid=kid, public=b64url(public), op=_BY)
            log.append(tx, row)
            effects.apply(tx, row)


def _is_older(connection: Connection) -> bool:
    known = connection.execute("SELECT 1 FROM programmes LIMIT 1").fetchone() is not None
    return known and newest_rule(connection) is None
