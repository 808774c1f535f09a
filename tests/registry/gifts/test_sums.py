"""Gifts at the registry: whichever order rows arrive in, sums over donors are the handouts that drew stock."""

import random
from collections import Counter

import pytest

from fieldpoint.core.gifts.quarters import standings
from fieldpoint.core.gifts.rows import GiftComplete, GiftWithdraw
from fieldpoint.core.gifts.sums import sums_by_donor
from fieldpoint.core.log_rows import Handout, Void, decode_row
from fieldpoint.core.stock.rows import LotGift
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.gifts.gather import Everywhere, gather_all, seen_by, site_logs
from fieldpoint.registry.intake.reprocess import bring_effects_up
from tests.registry.cases import site, take_back, write
from tests.registry.gifts.logs import DAY, ITEM, ORG, come, done, donor_of, receive, take
from tests.registry.support import NOW, Sender, enrol_sender, stored


def busy(number: int, chance: random.Random) -> Sender:
    """A site that gets gifts and stray goods, hands out, takes back, learns whose a lot was."""
    log = site(number)
    donors = [donor_of(log, name) for name in ("one", "other")]
    taken: list[Handout] = []
    for _ in range(40):
        match chance.choice(("come", "stray", "take", "take", "take", "take", "back", "name")):
            case "come":
                come(log, chance.choice(donors), chance.randint(1, 5))
            case "stray":
                receive(log, chance.randint(1, 4))
            case "back" if taken:
                take_back_drawn(log, taken.pop(chance.randrange(len(taken))))
            case "name":
                lot, gift = receive(log, 3), come(log, donors[0], 1)
                write(log, LotGift, **done(), lot=lot.id, gift=gift.id)
            case _:
                taken.append(take(log, f"h{chance.randint(1, 9)}", chance.randint(1, 3)))
    return log


def take_back_drawn(log: Sender, row: Handout) -> None:
    """A void of a handout that drew."""
    take_back(log, row)
    last = decode_row(log.lines.pop())
    log.heads.pop()
    assert isinstance(last, Void)
    members = {name: getattr(last, name) for name in Void.__struct_fields__[7:]}
    write(log, Void, **members | {"draws": row.draws})


def handed(logs: list[Sender]) -> Counter[tuple[str, str]]:
    """What standing handouts of these logs drew, added up from their rows alone."""
    rows = [decode_row(line) for log in logs for line in log.lines]
    voided = {row.ref for row in rows if isinstance(row, Void)}
    sums: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if isinstance(row, Handout) and row.id not in voided:
            sums[ORG, row.item] += row.qty
    return sums


def seen(everywhere: Everywhere) -> object:
    """All that must not depend on the order."""
    gathered = everywhere.gathered
    return gathered, everywhere.sites


@pytest.mark.parametrize("dsn", ["sqlite", "postgres"], indirect=True)
def test_every_order_comes_to_the_same_sums(registry: Registry) -> None:
    """Two sites' rows in pieces, shuffled and doubled: donors and «of unknown origin» are all that was handed out."""
    chance = random.Random(5)
    logs = [busy(number, chance) for number in (2, 3)]
    for log in logs:
        enrol_sender(registry, log)
    pieces = [
        log.arrival(first, min(first + 6, len(log.lines))) for log in logs for first in range(1, len(log.lines) + 1, 7)
    ]
    chance.shuffle(pieces)
    for arrival in [*pieces, *pieces[:4]]:
        stored(registry, arrival)
    drawn = list(standings(site_logs(registry.store), DAY))[-1].drawn
    sums = sums_by_donor(drawn, gather_all(registry.store, DAY).gathered.book)
    assert sum((Counter(one) for one in sums.values()), Counter()) == handed(logs)
    assert len(sums) == 5


def test_rows_of_before_are_known_when_a_newer_version_opens(registry: Registry) -> None:
    """Effects made by a version that knew no gifts are made anew from the rows, and come to the same."""
    log = busy(2, random.Random(6))
    enrol_sender(registry, log)
    stored(registry, log.arrival(1, len(log.lines)))
    before = seen(gather_all(registry.store, DAY))
    execute = registry.store._db.execute  # pyright: ignore[reportPrivateUsage]  # noqa: SLF001  the older version
    for table in ("stock_moves", "gift_rows"):
        execute(f"DELETE FROM {table}")  # noqa: S608  a test's own names
    registry.store.set_effects_version(6)
    bring_effects_up(registry.store, NOW)
    assert seen(gather_all(registry.store, DAY)) == before


def test_withdrawn_after_it_was_handed_out_keeps_its_households(registry: Registry) -> None:
    """The contribution says so; what households had of it stays its donor's."""
    log = site(2)
    enrol_sender(registry, log)
    donor = donor_of(log, "one")
    gift = come(log, donor, 5)
    take(log, "h1", 2)
    write(log, GiftWithdraw, **done(), gift=gift.id, why="donor", handed=2, left=3)
    stored(registry, log.arrival(1, len(log.lines)))
    gathered = gather_all(registry.store, DAY).gathered
    assert gathered.book.gifts[gift.id].withdrawn == "donor"
    drawn = list(standings(site_logs(registry.store), DAY))[-1].drawn
    assert sums_by_donor(drawn, gathered.book) == {donor: {(ORG, ITEM): 2}}


def test_who_gave_is_said_before_what_is_known(registry: Registry) -> None:
    """A completion may arrive before its contribution: sets, and the book reads contributions first."""
    log = site(2)
    enrol_sender(registry, log)
    donor = donor_of(log, "one")
    gift = come(log, donor, 5)
    write(log, GiftComplete, **done(), gift=gift.id, campaign="mehr-1405")
    stored(registry, log.arrival(3, len(log.lines)))
    stored(registry, log.arrival(1, 2))
    assert gather_all(registry.store, DAY).gathered.book.gifts[gift.id].campaign == "mehr-1405"


def test_an_organisation_sees_its_own_donors(registry: Registry) -> None:
    """Somebody who sees one site sees that site's donors, contributions and cells, and nothing of unknown origin."""
    logs = [busy(number, random.Random(number)) for number in (2, 3)]
    for log in logs:
        enrol_sender(registry, log)
        stored(registry, log.arrival(1, len(log.lines)))
    seen_there = seen_by(gather_all(registry.store, DAY), frozenset({"s-02"}))
    assert set(seen_there.book.donors) == {donor_of(site(2), "one"), donor_of(site(2), "other")}
    assert all(cell.donor in seen_there.book.donors for cell in seen_there.cells)
