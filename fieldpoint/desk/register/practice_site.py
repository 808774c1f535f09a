"""The practice site: made-up households with cards of its own key, in a folder of its own, never sent anywhere.

It is a whole site, so what is trained is the real thing, down to the day's close. It has its own database, log and
witness, and no registry takes it; so it is in no count, no batch and no report by construction, and its cards are
refused at a real desk because another key signed them.
"""

from contextlib import closing
from pathlib import Path
from typing import Final

import msgspec

from fieldpoint import ids
from fieldpoint.clock import Reading
from fieldpoint.core.card import CardName, card_text, sign_token
from fieldpoint.core.jalali import days_after
from fieldpoint.core.names import Day
from fieldpoint.core.people import Household, Person, Sex
from fieldpoint.database import Connection
from fieldpoint.desk.issue_card import issue_missing_cards
from fieldpoint.desk.open_day import open_day, today
from fieldpoint.desk.register_household import register_household
from fieldpoint.desk.set_up_site import set_up_site
from fieldpoint.store import people
from fieldpoint.store.cards import cards_to_print
from fieldpoint.store.days import find_day, open_day_of
from fieldpoint.store.identity import card_key
from fieldpoint.store.register.practising import PRACTICE
from fieldpoint.store.site import Site, SiteFacts, create_site, open_site, site_exists
from fieldpoint.store.transaction import transaction_on

FOLDER: Final = "practice"
CODE: Final = PRACTICE
_NAME = "تمرین"
_WORD = "تمرین"
_SIZES = (1, 2, 3, 4, 5, 7)
_PUPIL = "دانش‌آموز"
_GIVEN: Final[tuple[tuple[str, Sex], ...]] = (
    ("آزمایش", "female"), ("نمونه", "male"), ("تمرینی", "female"), ("فرضی", "male"),
    ("مثال", "female"), ("ساختگی", "male"), ("پنداری", "female"),
)  # fmt: skip
_DAYS_HERE = 400
_YEAR_DAYS = 366
_AGES = (41, 38, 15, 12, 9, 5, 2)


class PracticeCard(msgspec.Struct, frozen=True, kw_only=True):
    """A practice card to be shown on another screen or printed: the text of its QR, its short code, whose it is."""

    text: str
    short: str
    code: str
    size: int


def practice_site(folder: Path, facts: SiteFacts) -> Site:
    """The practice site beside a site, made and filled where it was not yet, its day open. Commits."""
    place = folder / FOLDER
    if not site_exists(place):
        named = SiteFacts(code=CODE, name_fa=_NAME, office=CODE, card_host=facts.card_host, zone=facts.zone)
        create_site(place, named)
    site = open_site(place)
    set_up_site(site)
    with closing(site.connect()) as connection:
        _fill(connection, site)
    return site


def practice_cards(site: Site) -> list[PracticeCard]:
    """The cards of the practice households, in the order of their codes."""
    with closing(site.connect(read_only=True)) as connection:
        key = card_key(connection)
        sizes = {one.code: len(one.members) for one in people.households(connection)}
        return [
            PracticeCard(
                text=card_text(
                    site.facts.card_host,
                    sign_token(CardName(card=row.card, kid=row.kid, serial=row.serial), key.seed),
                ),
                short=row.short,
                code=row.code,
                size=sizes.get(row.code, 0),
            )
            for row in cards_to_print(connection)
            if row.kid == key.kid
        ]


def _fill(connection: Connection, site: Site) -> None:
    """The households are there with their cards, and the day is open."""
    now = site.clock.now()
    day = today(connection, now, site.facts.zone)
    with transaction_on(connection, now) as tx:
        if people.count_people(connection) == 0:
            for number, size in enumerate(_SIZES, start=1):
                register_household(tx, _household(number, size, day))
            issue_missing_cards(tx, card_key(connection).kid, len(_SIZES))
    _open(connection, day, now)


def _open(connection: Connection, day: Day, now: Reading) -> None:
    if open_day_of(connection) is None:
        with transaction_on(connection, now) as tx:
            open_day(tx, _free(connection, day), CODE, anyway=True)


def _free(connection: Connection, day: Day) -> Day:
    """The day, or the first after it that was not opened and closed in an earlier lesson."""
    while find_day(connection, day) is not None:
        day = days_after(day, 1)
    return day


def _household(number: int, size: int, day: Day) -> Household:
    return Household(
        household=ids.new_household_id(),
        office=CODE,
        code=f"{_WORD}-{number:03d}",
        neighbourhood=_WORD,
        registered_on=days_after(day, -_DAYS_HERE),
        members=tuple(_person(number, place, day) for place in range(1, size + 1)),
    )


def _person(number: int, place: int, day: Day) -> Person:
    given, sex = _GIVEN[(number + place) % len(_GIVEN)]
    age = _AGES[place - 1]
    pupil = 7 <= age <= 17  # noqa: PLR2004  of school age
    return Person(
        person=ids.new_person_id(),
        ordinal=place,
        is_head=place == 1,
        given_name=given,
        family_name=f"{_WORD} {number}",
        relation="سرپرست" if place == 1 else "عضو",
        sex=sex,
        born_on=days_after(day, -age * _YEAR_DAYS),
        phone=None,
        id_kind="none",
        id_value=None,
        id_flag="",
        tags=(_PUPIL,) if pupil else (),
        note="",
    )
