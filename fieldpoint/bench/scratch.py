"""A scratch site with made-up households and their cards.

Imports desk, store, ids and core.
"""

from contextlib import closing
from pathlib import Path

import msgspec

from fieldpoint import ids
from fieldpoint.core.card import CardName, sign_token
from fieldpoint.core.names import Day, HouseholdId, PersonId
from fieldpoint.core.people import Household, Person
from fieldpoint.desk.issue_card import issue_card
from fieldpoint.desk.register_household import register_household
from fieldpoint.desk.set_up_site import set_up_site
from fieldpoint.store.identity import SigningKey, card_key
from fieldpoint.store.site import Site, SiteFacts, create_site
from fieldpoint.store.transaction import Transaction, transaction_on

_FACTS = SiteFacts(code="bench-01", name_fa="سنجش", office="bench", card_host="kart.local")
_MEMBERS = 3


class Guest(msgspec.Struct, frozen=True, kw_only=True):
    """A household's card with its token, and the member who eats."""

    card: CardName
    token: str
    household: HouseholdId
    person: PersonId


def make_scratch(folder: Path, households: int) -> tuple[Site, list[Guest]]:
    """A site in a new folder, its households' cards; no day is open yet."""
    site = create_site(folder, _FACTS)
    set_up_site(site)
    with closing(site.connect()) as connection, transaction_on(connection, site.clock.now()) as tx:
        key = card_key(connection)
        return site, [_add_guest(tx, number, key) for number in range(1, households + 1)]


def _add_guest(tx: Transaction, number: int, key: SigningKey) -> Guest:
    members = tuple(_person(ordinal) for ordinal in range(1, _MEMBERS + 1))
    household = Household(
        household=ids.new_household_id(),
        office=_FACTS.office,
        code=f"{number:06d}",
        neighbourhood="راه‌آهن",
        registered_on=Day("1400-01-01"),
        members=members,
    )
    register_household(tx, household)
    row = issue_card(tx, household.household, key.kid)
    card = CardName(card=row.card, kid=row.kid, serial=row.serial)
    return Guest(card=card, token=sign_token(card, key.seed), household=household.household, person=members[0].person)


def _person(ordinal: int) -> Person:
    return Person(
        person=ids.new_person_id(),
        ordinal=ordinal,
        is_head=ordinal == 1,
        given_name="نام",
        family_name="خانوادگی",
        relation="سرپرست" if ordinal == 1 else "فرزند",
        sex="female",
        born_on=Day("1360-01-01"),
        phone=None,
        id_kind="none",
        id_value=None,
        id_flag="",
        tags=(),
        note="",
    )
