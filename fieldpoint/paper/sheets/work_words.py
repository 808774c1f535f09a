"""What the kinds of the work, by `work.kinds`, are called on a sheet. Imports core."""

from collections.abc import Mapping
from typing import Final, get_args

from fieldpoint.core.services.words import Step

# What is counted on a sheet one by one, in the order of the sheet.
TOTALS: Final[Mapping[str, str]] = {
    "service.back": "خدمت: یک مرحله برگشت",
    "service.refusal": "خدمت: نوبت داده نشد",
    "service.told": "خدمت: یادآوری گفته شد",
    "ticket.issue": "صف: شماره گرفته شد",
    "ticket.away": "صف: کسی نیامد",
    "bed.stay": "شب: تخت داده یا عوض شد",
    "bed.floor": "شب: جای زمینی داده شد",
    "bed.left": "شب: رفت و جا آزاد شد",
    "bed.undone": "شب: پذیرش پس گرفته شد",
    "bed.hold": "شب: تخت نگه داشته شد",
    "cold.on": "شب سرد آغاز شد",
    "gift.promised": "اهدایی: قول داده شد",
    "gift.came": "اهدایی: بی‌خبر رسید",
    "gift.delivery": "اهدایی: رسید، بیرون از انبار",
    "gift.withdraw": "اهدایی: خیّر گذشت",
    "campaign.open": "پویش: آغاز شد",
    "campaign.event": "پویش: چادر برپا شد",
    "campaign.close": "پویش: بسته شد",
    "waybill.again": "بارنامه: دوباره وارد شد و حساب نشد",
    "stock.count-undone": "شمارش: پس گرفته شد",
    "stock.back": "خروج کالا: پس گرفته شد",
}
# What has a table of its own on the sheet: stock, services, rounds.
ELSEWHERE: Final = frozenset(
    {
        *("stock.receipt", "stock.waybill", "stock.count", "stock.leftover", "stock.given-on", "stock.spoiled"),
        *("stock.sent", "stock.mistake", "ticket.call", "round.out", "round.back", "round.ended"),
        *(f"service.{step}" for step in get_args(Step)),
    }
)
# What is no work that a day is counted by: how the house and the lists are arranged, coming and going within a night.
UNCOUNTED: Final = frozenset(
    {
        *("lot.gift", "donor.set", "gift.complete", "campaign.event-off", "shelter.layout", "service.session"),
        *("bed.out", "bed.back", "bed.free", "cold.off", "ticket.again", "ticket.done"),
    }
)
