"""How the steps of services are said in Persian on paper and on the registry's pages. Imports nothing."""

from collections.abc import Mapping
from typing import Final

STEPS: Final[Mapping[str, str]] = {
    "booked": "نوبت گرفت",
    "seen": "ویزیت شد",
    "sent-on": "ارجاع شد",
    "no-show": "نیامد",
    "documents": "مدارک",
    "submitted": "فرستاده شد",
    "issued": "شماره صادر شد",
    "enrolled": "نام‌نویسی",
    "attended": "حضور",
    "finished": "دوره را گذراند",
    "left": "از دوره رفت",
    "made": "معرفی شد",
    "accepted": "پذیرفته شد",
    "started": "آغاز کرد",
    "ended": "پایان یافت",
    "declined": "پذیرفته نشد",
    "not-reached": "پاسخی نبود",
    "cancelled": "لغو شد",
    "called": "صدا زده شد",
}
