"""A till whose donors give kits, for the tests of this room."""

from collections import Counter

from fieldpoint.core.gifts.quarters import Standing, standings
from fieldpoint.core.log_rows import Handout, decode_row
from fieldpoint.core.names import Day, DonorId, EventId
from fieldpoint.desk.act import Stands
from fieldpoint.desk.gifts.donors import DonorDraft, set_donor
from fieldpoint.desk.gifts.give import GiftDraft, deliver_gift, promise_gift, take_unannounced
from fieldpoint.store.gifts.book import site_log
from tests.desk.stock.store import ITEM, ORG, Store

_DRAWN = """
    SELECT log.line, d.qty, l.gift FROM stock_draws d JOIN stock_lots l ON l.lot = d.lot
        JOIN log ON log.epoch_no = d.place >> 40 AND log.seq = d.place & 0xFFFFFFFFFF WHERE log.type = 'handout'
    UNION ALL SELECT log.line, d.qty, NULL FROM stock_debts d
        JOIN log ON log.epoch_no = d.place >> 40 AND log.seq = d.place & 0xFFFFFFFFFF WHERE log.type = 'handout'"""


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

    def drawn(self) -> dict[tuple[EventId, str | None], int]:
        """What each handout drew of which contribution, by the site's own tables."""
        sums: Counter[tuple[EventId, str | None]] = Counter()
        for line, qty, gift in self.connection.execute(_DRAWN):
            row = decode_row(line)
            assert isinstance(row, Handout)
            sums[row.id, gift] += qty
        return dict(sums)

    def replayed(self) -> dict[tuple[EventId, str | None], int]:
        """The same by the rows alone, as statements play them."""
        return {(one.handout, one.gift): one.qty for one in self.standing().drawn}

    def standing(self) -> Standing:
        """How it stands now, by the rows alone."""
        return list(standings({"": site_log(self.connection)}, Day("1405-10-01")))[-1]
