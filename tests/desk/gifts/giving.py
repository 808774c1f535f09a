"""A till whose donors give kits, for the tests of this room."""

from fieldpoint.core.gifts.lots import Drawn, play
from fieldpoint.core.gifts.moves import move_of
from fieldpoint.core.log_rows import decode_row
from fieldpoint.core.names import DonorId, EventId
from fieldpoint.desk.act import Stands
from fieldpoint.desk.gifts.donors import DonorDraft, set_donor
from fieldpoint.desk.gifts.give import GiftDraft, deliver_gift, promise_gift, take_unannounced
from fieldpoint.store.gifts.book import drawn_by_handouts
from tests.desk.stock.store import ITEM, ORG, Store


class Giving(Store):
    """A till that hands out kits, and donors who give them."""

    def donor(self, name: str = "بنیاد نمونهٔ مهر") -> DonorId:
        """A company that can give goods and money."""
        draft = DonorDraft(name=name, kind="legal", can=("money", "goods"), phone="09121234567")
        return self.write(lambda tx: set_donor(tx, draft, self.act()))

    def kits(self, quantity: int, donor: DonorId | None = None) -> GiftDraft:
        """A draft of kits for the stock."""
        return GiftDraft(kind="goods", org=ORG, item=ITEM, quantity=quantity, donor=donor)

    def promise(self, draft: GiftDraft) -> EventId:
        """A promise, and the id that it is called by."""
        return self.write(lambda tx: promise_gift(tx, draft, self.act())).row.id

    def come(self, draft: GiftDraft) -> EventId:
        """It came unannounced."""
        return self.write(lambda tx: take_unannounced(tx, draft, self.act())).row.id

    def deliver(self, gift: EventId, quantity: int) -> Stands:
        """So much of it arrived."""
        return self.write(lambda tx: deliver_gift(tx, gift, quantity, self.act()))

    def drawn(self) -> list[Drawn]:
        """What handouts drew, by the site's own tables."""
        return sorted(drawn_by_handouts(self.connection), key=_order)

    def replayed(self) -> list[Drawn]:
        """The same by the rows alone, as a registry plays them."""
        lines = self.connection.execute("SELECT line FROM log ORDER BY epoch_no, seq")
        moves = (move_of(decode_row(line)) for (line,) in lines)
        return sorted(play(move for move in moves if move is not None).drawn(), key=_order)


def _order(one: Drawn) -> tuple[str, str]:
    return one.handout, one.gift or ""
