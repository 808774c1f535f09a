"""Which pages there are, in the order in which they are offered; who sees one is what access.py says of its address.

Imports the access table.
"""

from typing import Final

import msgspec

from fieldpoint.registry.officers.access import RULES
from fieldpoint.registry.officers.shapes import OfficerRole


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A page that is offered on every other."""

    path: str
    title: str


ENTRIES: Final = (
    Entry(path="/officers", title="نمای کلی"),
    Entry(path="/officers/sites", title="محل‌ها"),
    Entry(path="/officers/cases", title="هم‌پوشانی‌ها"),
    Entry(path="/officers/waiting", title="در انتظار بررسی"),
    Entry(path="/officers/closes", title="جمع‌های ناهم‌خوان"),
    Entry(path="/officers/waybills", title="بارنامه‌ها"),
    Entry(path="/officers/lives", title="دفترهای دوگانه"),
    Entry(path="/officers/shelters", title="جای خواب امشب"),
    Entry(path="/officers/taken", title="گرفته شده؟"),
    Entry(path="/officers/counts", title="شمارش‌ها"),
    Entry(path="/officers/campaigns", title="پویش‌ها"),
    Entry(path="/officers/services", title="خدمات"),
    Entry(path="/officers/reports", title="گزارش‌ها"),
    Entry(path="/officers/day-sheets", title="برگ روز درست است؟"),
    Entry(path="/officers/roster", title="فهرست خانوارها"),
    Entry(path="/officers/gifts", title="خیّران و اهدایی‌ها"),
    Entry(path="/officers/actions", title="گزارش اقدامات"),
    Entry(path="/officers/people", title="همکاران و نهادها"),
    Entry(path="/officers/log", title="دفتر تصمیم‌ها"),
)


def entries_for(role: OfficerRole) -> list[Entry]:
    """The pages that somebody of this role may open, in order."""
    return [entry for entry in ENTRIES if role in RULES["GET", entry.path].roles]
