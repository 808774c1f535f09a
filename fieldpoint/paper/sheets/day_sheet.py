"""The sheet of a day as a PDF: what was handed over, what is left, what is missing, and the seal.

Everything comes from the log's rows (core/reports/day.py), the file's date too, so a reprint has the same bytes
however master data changed. An open day has no seal, and says that it is not finished.

Imports fpdf2, core, the canvas and its neighbours.
"""

from collections import Counter

from msgspec import UnsetType

from fieldpoint.core.day_sheet import seal_code
from fieldpoint.core.day_totals import LineTotal, TabletTotal
from fieldpoint.core.names import ProgrammeCode
from fieldpoint.core.reports.day import DayFacts, item_of, name_of
from fieldpoint.core.reports.seal import DaySeal, seal_text
from fieldpoint.core.spoken import grouped, in_digits, in_name, in_words, signed
from fieldpoint.core.stock.total import StockTotal
from fieldpoint.paper.canvas import Pen, Place, new_document, write_line
from fieldpoint.paper.practice_mark import band
from fieldpoint.paper.sheets.code import draw_code
from fieldpoint.paper.sheets.lines import draw_lines
from fieldpoint.paper.sheets.page import AMBER, GREY, LEFT, RIGHT, Column, Sheet, mark, room_of
from fieldpoint.paper.sheets.words import COUNT_REASONS, FLAGS, NO_ORGANISATION, REASONS, VOIDS, cycle_in_words
from fieldpoint.paper.sheets.work import draw_work

_TITLE = "برگ روز"
_CODE_MM = 34.0
_SUMS = ("households", "handed", "voided", "over", "given", "refused")
_TITLES = ("خانوار", "تحویل", "لغو", "با تأیید", "پس از کار", "تحویل نشد")
_SUM_COLUMNS = tuple(Column(title=title, width=17) for title in _TITLES)
_STOCK = (
    Column(title="قلم", width=44, align="R"),
    *(
        Column(title=title, width=14)
        for title in ("اول روز", "رسید", "تحویل", "لغو", "خروج", "اختلاف", "پایان", "شمارش")
    ),
    Column(title="دلیل اختلاف", width=26, align="R"),
)
_MOST_OVERRIDES = 60


def day_pdf(facts: DayFacts) -> bytes:
    """The sheet. `Broken` (`asset-missing`)."""
    close = facts.close
    title = f"{_TITLE}، {in_words(close.day)}، محل {facts.site}"
    pdf = new_document(title, close.day)
    sheet = Sheet(pdf, title)
    _heading(sheet, facts)
    _programmes(sheet, facts)
    _organisations(sheet, facts)
    _stock(sheet, facts)
    draw_work(sheet, facts)
    _counted(sheet, "تحویل نشد، به تفکیک دلیل", [(REASONS.get(why, why), count) for why, count in facts.refused])
    _overrides(sheet, facts)
    _counted(sheet, "لغو تحویل، به تفکیک دلیل", [(VOIDS.get(why, why), count) for why, count in facts.voided])
    _tablets(sheet, facts)
    _counted(sheet, "نکته‌ها", [(FLAGS.get(flag, flag), count) for flag, count in close.flags.items()])
    _signatures(sheet)
    draw_lines(sheet, close.day)
    return bytes(pdf.output())


def _heading(sheet: Sheet, facts: DayFacts) -> None:
    close, wide = facts.close, RIGHT - LEFT - _CODE_MM - 6
    if facts.practice:
        band(sheet.pdf, (LEFT, sheet.y - 6, RIGHT - LEFT, 9), 13)
        sheet.y += 6
    top = sheet.y
    sheet.line(_TITLE, Pen("B", 20), height=11, width=wide)
    sheet.line(f"{in_words(close.day)}، محل {facts.site}", Pen("B", 12), height=7, width=wide)
    if close.left_open is True:
        sheet.line("این روز بسته نشده بود و با باز شدن روز بعد بسته شد.", Pen("", 9, AMBER), width=wide)
    figures = (
        f"خانوارها: {grouped(close.households)}",
        f"تحویل نشد: {grouped(close.refused)}",
        f"ردیف‌های ارسال‌نشده: {grouped(close.unsent)}",
    )
    sheet.line("، ".join(figures), Pen("", 10), height=6.5, width=wide)
    rows = f"ردیف‌های {in_digits(close.first_seq)} تا {in_digits(close.last_seq)} از دفتر ثبت"
    sheet.line(rows, Pen("", 8.5, GREY), width=wide)
    _seal(sheet, facts, top)
    sheet.y = max(sheet.y, top + _CODE_MM + 10)


def _seal(sheet: Sheet, facts: DayFacts, top: float) -> None:
    if facts.head is None:
        write_line(sheet.pdf, "ناتمام", Place(LEFT, top + 12, _CODE_MM + 4, "C"), Pen("B", 18, AMBER))
        write_line(sheet.pdf, "روز هنوز باز است", Place(LEFT, top + 19, _CODE_MM + 4, "C"), Pen("", 9, AMBER))
        return
    close = facts.close
    seal = DaySeal(site=facts.site, day=close.day, seq=close.seq, head=facts.head)
    draw_code(sheet.pdf, seal_text(seal), (LEFT, top - 2), _CODE_MM)
    code = seal_code(facts.head)
    write_line(sheet.pdf, "کد پایان روز", Place(LEFT, top + _CODE_MM + 1, _CODE_MM, "C"), Pen("", 7.5, GREY))
    write_line(sheet.pdf, f"{code[:5]} {code[5:]}", Place(LEFT, top + _CODE_MM + 6, _CODE_MM, "C"), Pen("B", 12))


def _programmes(sheet: Sheet, facts: DayFacts) -> None:
    sheet.section("طرح‌ها")
    if not facts.lines:
        sheet.line("در این روز چیزی تحویل نشد.", Pen("", 9.5, GREY))
        return
    columns = (Column(title="طرح", width=56, align="R"), Column(title="دوره", width=24), *_SUM_COLUMNS)
    rows = [(_title(facts, one.prog), cycle_in_words(one.cycle), *_numbers(_sums(one))) for one in facts.lines]
    whole = sum((_sums(one) for one in facts.lines), Counter[str]())
    whole["households"] = facts.close.households
    sheet.table(columns, rows, total=("همه", "", *_numbers(whole)))
    sheet.line("خانواری که از چند طرح گرفته در «همه» یک بار شمرده شده است.", Pen("", 7.5, GREY))


def _organisations(sheet: Sheet, facts: DayFacts) -> None:
    """Households stand out: one that two programmes of an organisation reached would count twice."""
    found: dict[str, Counter[str]] = {}
    for one in facts.lines:
        found.setdefault(name_of(facts.names, one.prog).organisation, Counter()).update(_sums(one))
    if not found:
        return
    sheet.section("نهادها")
    columns = (Column(title="نهاد", width=80, align="R"), *_SUM_COLUMNS[1:])
    sheet.table(columns, [(name or NO_ORGANISATION, *_numbers(found[name])[1:]) for name in sorted(found)])


def _stock(sheet: Sheet, facts: DayFacts) -> None:
    stock = facts.close.stock
    if isinstance(stock, UnsetType):
        return
    sheet.section("موجودی")
    sheet.table(_STOCK, [_item(facts, one) for one in stock])
    note = "اول روز + رسید − تحویل + لغو − خروج + اختلاف = پایان. خروج: بخشیده، خراب، فرستاده یا اشتباه."
    sheet.line(note, Pen("", 7.5, GREY))


def _item(facts: DayFacts, one: StockTotal) -> tuple[str, ...]:
    out = one.given_on + one.spoiled + one.sent + one.mistaken
    name = "، ".join(part for part in (item_of(facts.names, one.item), one.org) if part)
    moved = (one.opening, one.received, one.handed, one.voided, out)
    counted = "نشد" if one.counted is None else grouped(one.counted)
    found = (signed(one.difference), grouped(one.closing), counted, COUNT_REASONS.get(one.why or "", ""))
    return (name, *map(mark, moved), *found)


def _counted(sheet: Sheet, title: str, found: list[tuple[str, int]]) -> None:
    if found:
        sheet.section(title, room_of(found))
        columns = (Column(title="شرح", width=100, align="R"), Column(title="شمار", width=24))
        sheet.table(columns, [(name, grouped(count)) for name, count in found])


def _overrides(sheet: Sheet, facts: DayFacts) -> None:
    if not facts.overrides:
        return
    sheet.section("تحویل با تأیید مسئول محل")
    columns = (
        Column(title="ردیف", width=22),
        Column(title="طرح", width=76, align="R"),
        Column(title="تعداد", width=18),
        Column(title="ثبت‌کننده", width=30),
        Column(title="نفر دوم", width=36),
    )
    rows = [
        (
            in_digits(one.seq),
            _title(facts, one.programme),
            grouped(one.quantity),
            one.operator,
            "در انتظار" if one.awaited else one.second or "–",
        )
        for one in facts.overrides[:_MOST_OVERRIDES]
    ]
    sheet.table(columns, rows)
    if len(facts.overrides) > _MOST_OVERRIDES:
        sheet.line(f"و {grouped(len(facts.overrides) - _MOST_OVERRIDES)} تحویل دیگر", Pen("", 8.5, GREY))


def _tablets(sheet: Sheet, facts: DayFacts) -> None:
    tablets = facts.close.tablets
    if not tablets:
        return
    sheet.section("تبلت‌ها")
    columns = (
        Column(title="تبلت", width=32),
        Column(title="آخرین شماره", width=28),
        Column(title="نرسیده", width=20),
        Column(title="شماره‌های نرسیده", width=74, align="R"),
        Column(title="در تبلت مانده", width=28),
    )
    sheet.table(columns, [_tablet(one) for one in tablets])


def _tablet(one: TabletTotal) -> tuple[str, ...]:
    spans = [
        in_digits(first) if first == last else f"{in_digits(first)} تا {in_digits(last)}" for first, last in one.missing
    ]
    named = sum(last - first + 1 for first, last in one.missing)
    more = ["…"] if one.absent > named else []
    return one.tab, in_digits(one.last), mark(one.absent), "، ".join([*spans, *more]), mark(one.pending)


def _signatures(sheet: Sheet) -> None:
    sheet.room(26)
    sheet.y += 8
    for place, who in enumerate(("مسئول محل", "نفر دوم")):
        right = RIGHT - place * 90
        write_line(sheet.pdf, f"{who}: نام و امضا", Place(right - 80, sheet.y + 4, 80), Pen("", 9, GREY))
        sheet.pdf.set_draw_color(*GREY)
        sheet.pdf.line(right - 80, sheet.y + 14, right, sheet.y + 14)
    sheet.y += 18


def _title(facts: DayFacts, programme: ProgrammeCode) -> str:
    return in_name(name_of(facts.names, programme).title)


def _sums(one: LineTotal) -> Counter[str]:
    return Counter({name: getattr(one, name) for name in _SUMS})


def _numbers(sums: Counter[str]) -> tuple[str, ...]:
    return tuple(mark(sums[name]) for name in _SUMS)
