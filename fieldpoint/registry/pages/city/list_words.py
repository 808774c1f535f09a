"""What the pages of lists call findings, and what they say when a list cannot be read. Imports errors only.

The same words as the desk's page has (static/js/text_fa_lists.js); a test checks that every kind and code has one.
"""

from collections.abc import Mapping
from typing import Final

from fieldpoint.errors import Code

LIST_FAILURES: Final[Mapping[str, str]] = {
    Code.FILE_UNREADABLE: "فایلی نیامد؛ فایل فهرست را انتخاب کنید.",
    Code.FILE_NOT_TEXT: "این فایل متن نیست؛ CSV یا XLSX بیاورید.",
    Code.FILE_TRUNCATED: "فایل ناقص است؛ دوباره ذخیره‌اش کنید.",
    Code.LAST_LINE_OPEN: "آخرین ردیف ناتمام است؛ دوباره ذخیره کنید.",
    Code.FILE_KIND_UNKNOWN: "این نوع فایل خوانده نمی‌شود؛ CSV یا XLSX بیاورید.",
    Code.SHEET_MISSING: "برگه‌ای در کارپوشه پیدا نشد.",
    Code.FILE_TOO_LARGE: "فایل بزرگ است؛ آن را چند بخش کنید.",
    Code.LINE_TOO_LONG: "یک ردیف بیش از اندازه بلند است.",
    Code.ROW_MALFORMED: "یک ردیف خوانده نشد؛ نقل‌قول‌ها را ببینید.",
    Code.COLUMNS_MISSING: "ستون‌های لازم نیست؛ نام ستون‌ها را ببینید.",
    Code.COLUMNS_TOO_MANY: "ستون‌ها بیش از اندازه است.",
    Code.ROSTER_EMPTY: "در این فهرست کسی نیست.",
    Code.IMPORT_RUNNING: "فهرست دیگری در حال ثبت است؛ صبر کنید.",
    Code.IMPORT_UNKNOWN: "این فهرست دیگر اینجا نیست؛ از نو بفرستید.",
    Code.IMPORT_UNREADY: "فهرست هنوز آماده نیست؛ کمی صبر کنید.",
    Code.HOUSEHOLD_UNKNOWN: "خانواری با این گزینش نیست.",
    Code.BODY_TOO_LARGE: "فایل بزرگ است؛ آن را چند بخش کنید.",
    Code.MEDIA_TYPE_UNSUPPORTED: "این نوع فایل خوانده نمی‌شود؛ CSV یا XLSX بیاورید.",
}
WEIGHTS: Final[Mapping[str, str]] = {"error": "ثبت نمی‌شود", "doubt": "اصلاح شود", "warning": "نگاه شود"}
FOUND: Final[Mapping[str, str]] = {
    "cells-missing": "خانه‌های ردیف کم است",
    "cells-surplus": "خانه‌های ردیف زیاد است",
    "header-again": "نام ستون‌ها دوباره آمده است",
    "code-missing": "کد خانوار ندارد",
    "code-too-long": "کد خانوار برای کارت بلند است",
    "person-missing": "نه نام دارد و نه شناسه",
    "household-too-large": "خانوار بیش از اندازه بزرگ است",
    "code-of-others": "این کد اینجا از آنِ کسان دیگری است",
    "id-invalid": "کد ملی نادرست است؛ با نشان ثبت می‌شود",
    "id-missing": "شناسه ندارد",
    "id-of-other-kind": "شناسه از نوع دیگری است",
    "repeated": "تکرار ردیفی پیشین است",
    "differs-from-register": "با ثبت پیشین فرق دارد؛ همان می‌ماند",
    "same-id-twice": "این شناسه در ردیف دیگری هم هست",
    "same-id-elsewhere": "این شناسه در خانوار دیگری هم ثبت است",
    "likely-same-person": "شاید همان کسِ ردیف پیشین باشد",
    "changed-here-since": "اینجا تغییر کرده یا برداشته شده؛ همان می‌ماند",
    "moved-here-since": "محلهٔ خانوار اینجا تغییر کرده؛ همان می‌ماند",
    "review-set-here-since": "تاریخ بازبینی اینجا تغییر کرده؛ همان می‌ماند",
    "review-date-unreadable": "تاریخ بازبینی خوانده نشد؛ در توضیح ماند",
    "formula": "خانه‌ای فرمول دارد؛ متن می‌ماند",
    "name-missing": "نام ندارد؛ با شناسه ثبت می‌شود",
    "second-id": "بیش از یک شناسه دارد",
    "birth-date-unreadable": "تاریخ تولد خوانده نشد",
    "birth-date-gregorian": "تاریخ تولد میلادی بود؛ شمسی شد",
    "sex-unreadable": "جنسیت خوانده نشد",
    "phone-unreadable": "شمارهٔ تلفن خوانده نشد",
    "several-phones": "چند شماره دارد؛ اولی برداشته شد",
    "head-missing": "سرپرست ندارد؛ نفر اول گرفته شد",
    "several-heads": "سرپرست دومی هم دارد",
    "neighbourhoods-differ": "محله‌ها یکی نیست؛ محلهٔ سرپرست ماند",
    "man-tagged-woman-head": "نشان «زن سرپرست» برای مرد آمده",
    "relation-not-of-sex": "نسبت و جنسیت به هم نمی‌خورد",
    "head-very-young": "سرپرست کودک خردسال است",
    "born-in-future": "تاریخ تولد هنوز نرسیده است",
    "age-unlikely": "سن بیش از ۱۲۰ سال است",
    "elderly-tag-on-younger": "نشان سالمند، ولی زیر ۶۰ سال",
    "child-tag-on-adult": "نشان کودک کار، ولی بزرگسال",
    "pupil-tag-by-age": "نشان دانش‌آموز، ولی نه در آن سن",
    "child-older-than-head": "فرزند از سرپرست بزرگ‌تر است",
    "parent-younger-than-head": "پدر یا مادر از سرپرست کوچک‌تر است",
}
