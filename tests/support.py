"""Synthetic sites, households and cards that the tests of several rooms start from."""

from pathlib import Path

from fieldpoint import ids
from fieldpoint.clock import Reading, Trust
from fieldpoint.core.card import CardName, sign_token
from fieldpoint.core.names import Day, PersonId
from fieldpoint.core.people import Household, Person
from fieldpoint.desk.issue_card import issue_card
from fieldpoint.desk.open_day import open_day
from fieldpoint.desk.register_household import register_household
from fieldpoint.desk.set_up_site import set_up_site
from fieldpoint.store.cards import CardRow
from fieldpoint.store.identity import card_key, card_seeds
from fieldpoint.store.site import Site, SiteFacts, create_site
from fieldpoint.store.transaction import transaction_on

NOON = Reading(boot=1, mono_ms=1_000, wall_ms=1_795_000_000_000, trust=Trust.CONFIRMED)
TODAY = Day("1405-09-01")
FACTS = SiteFacts(code="s-01", name_fa="محل نمونه", office="s-01", card_host="KART.TEST")


def make_person(ordinal: int = 1, **given: object) -> Person:
    """A member; whatever is not given is plain."""
    plain: dict[str, object] = {
        "person": ids.new_person_id(),
        "ordinal": ordinal,
        "is_head": ordinal == 1,
        "given_name": "نام",
        "family_name": "خانوادگی",
        "relation": "سرپرست" if ordinal == 1 else "فرزند",
        "sex": "female",
        "born_on": Day("1360-01-01"),
        "phone": None,
        "id_kind": "none",
        "id_value": None,
        "id_flag": "",
        "tags": (),
        "note": "",
    }
    return Person(**(plain | given))  # type: ignore[arg-type]


def make_household(*members: Person, code: str = "00001") -> Household:
    """A household of the given members, or of one."""
    return Household(
        household=ids.new_household_id(),
        office="s-01",
        code=code,
        neighbourhood="راه‌آهن",
        registered_on=Day("1405-01-15"),
        members=members or (make_person(),),
    )


def make_site(folder: Path, day: Day | None = TODAY) -> Site:
    """A site with the packaged programmes, its day open unless none is given."""
    site = create_site(folder, FACTS)
    set_up_site(site)
    if day is not None:
        connection = site.connect()
        with transaction_on(connection, NOON) as tx:
            open_day(tx, day, "lead")
        connection.close()
    return site


def add_card(site: Site, household: Household) -> CardRow:
    """The household is registered at the site and has a card."""
    connection = site.connect()
    with transaction_on(connection, NOON) as tx:
        register_household(tx, household)
        row = issue_card(tx, household.household, card_key(connection).kid)
    connection.close()
    return row


def token_of(site: Site, row: CardRow) -> str:
    """The signed token of a card of the site."""
    connection = site.connect(read_only=True)
    seeds = card_seeds(connection)
    connection.close()
    return sign_token(CardName(card=row.card, kid=row.kid, serial=row.serial), seeds[row.kid])


def member_ids(household: Household) -> list[PersonId]:
    """The members' ids in their order."""
    return [person.person for person in household.members]
