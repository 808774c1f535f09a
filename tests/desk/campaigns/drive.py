"""A till whose site runs campaigns, for the tests of this room."""

from pathlib import Path
from typing import Any

from fieldpoint import ids
from fieldpoint.core.campaigns.campaign import Campaign, Puzzle, Spot, Target
from fieldpoint.core.campaigns.total import CampaignReport
from fieldpoint.core.gifts.rows import Gift, GiftComplete, GiftDelivery, GiftRow, GiftWithdraw
from fieldpoint.core.names import Day, EventId
from fieldpoint.core.rules.window import Hours, Window
from fieldpoint.desk.act import Act, Stands
from fieldpoint.desk.campaigns.acts import Pitch, close_campaign, open_campaign, put_up
from fieldpoint.desk.campaigns.look import report_of
from fieldpoint.desk.stock.tally import Told, tally
from fieldpoint.store import effects, log
from fieldpoint.store.campaigns.campaigns import find_campaign
from fieldpoint.store.transaction import Transaction
from tests.desk.support import Desk
from tests.support import TODAY

CODE = "own-drive"
PLACE = "square"
EVENING = Hours(first="18:00", last="22:00")


def make_campaign(**given: Any) -> Campaign:
    """A campaign of three months around today with the basket, a puzzle of twelve pieces and one place."""
    plain: dict[str, Any] = {
        "code": CODE,
        "version": 1,
        "title_fa": "پویش نمونه",
        "window": (Window(first="1405-08-01", last="1405-10-30"),),
        "target": Target(count=10, unit_fa="بسته"),
        "programmes": ("basket",),
        "puzzle": Puzzle(columns=4, rows=3, scene="lamp"),
        "places": (Spot(code=PLACE, title_fa="میدان نمونه"),),
    }
    return Campaign(**(plain | given))


class Drive(Desk):
    """A till with households to give to, and what a lead does to campaigns."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.others = [self.another(f"3000{number}")[1] for number in range(4)]

    def open(self, campaign: Campaign | None = None, moon: int = 0) -> Stands | None:
        """The campaign runs here."""
        return self.write(lambda tx: open_campaign(tx, campaign or make_campaign(), self.act(), moon))

    def tent(self, day: Day = TODAY, place: str = PLACE, hours: Hours = EVENING) -> EventId:
        """Tents stand there; the event's id."""
        pitch = Pitch(campaign=CODE, place=place, day=day, hours=hours)
        return self.write(lambda tx: put_up(tx, pitch, self.act())).row.id

    def tap(self, event: EventId | None, quantity: int = 5, item: str = "surplus-meal") -> EventId:
        """So many are given freely at an event."""
        return self.write(lambda tx: tally(tx, item, quantity, self.act(), Told(event=event)))[0].id

    def close(self) -> Stands:
        """The campaign is closed."""
        return self.write(lambda tx: close_campaign(tx, CODE, Day("1405-11-01"), self.site.facts, self.act()))

    def report(self) -> CampaignReport:
        """How it stands."""
        found = find_campaign(self.connection, CODE)
        assert found is not None
        return report_of(self.connection, found.campaign, self.site.facts, TODAY)

    def pieces(self) -> tuple[int, int, int]:
        """Pieces that were pledged, arrived, and were handed out."""
        found = self.report().pieces
        assert found is not None
        return found.pledged, found.arrived, found.handed

    def pledge(self, quantity: int, campaign: str | None = CODE, *, unannounced: bool = False) -> EventId:
        """Somebody gives so many pieces."""
        told = {} if campaign is None else {"campaign": campaign}
        told |= {"unannounced": True} if unannounced else {}
        return self._say(Gift, kind="piece", item="piece", qty=quantity, **told)

    def arrive(self, gift: EventId, quantity: int) -> EventId:
        """So many pieces of it came."""
        return self._say(GiftDelivery, gift=gift, qty=quantity)

    def complete(self, gift: EventId, campaign: str = CODE) -> EventId:
        """It is for that campaign."""
        return self._say(GiftComplete, gift=gift, campaign=campaign)

    def withdraw(self, gift: EventId) -> EventId:
        """No more of it will come."""
        return self._say(GiftWithdraw, gift=gift, why="donor", handed=0, left=0)

    def _say(self, row_type: type[Any], **members: Any) -> EventId:
        act = Act(operator="lead", event_id=ids.new_event_id())

        def write(tx: Transaction) -> EventId:
            row: GiftRow = row_type(
                **tx.stamp(act.event_id), day=TODAY, desk=act.desk, tab=None, tseq=None, op=act.operator, **members
            )
            log.append(tx, row)
            effects.apply(tx, row)
            return row.id

        return self.write(write)
