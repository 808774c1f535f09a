"""What is read piece by piece is what is read element by element, however a workbook is written."""

from hypothesis import given, settings
from hypothesis import strategies as st

from fieldpoint.errors import Code, Invalid
from fieldpoint.exchange.workbook.cells import ROWS, SheetRows
from fieldpoint.exchange.workbook.plain import PlainPart
from fieldpoint.exchange.workbook.strings import TEXTS, SharedStrings
from fieldpoint.exchange.workbook.xml import XmlPart

HEADS = ["", '<cols><col min="1" max="3"/></cols>', "<cols>" + "<col/>" * 12_000 + "</cols>"]
ROW_BEGINNINGS = ['<row r="{}">', "<row>", '<row r="{}" spans="1:3" ht="15">', '<row spans="1>3" r="{}">']
CELLS = [
    '<c r="{}{}" t="s"><v>0</v></c>',
    '<c r="{}{}" s="1" t="s"><v>1</v></c>',
    '<c r="{}{}" t="inlineStr"><is><t>نام</t></is></c>',
    '<c r="{}{}" t="inlineStr"><is><t xml:space="preserve"> a  b </t></is></c>',
    '<c r="{}{}" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>',
    '<c r="{}{}" t="inlineStr"><is><t>a &amp; b</t></is></c>',
    '<c r="{}{}" t="inlineStr"><is><t>a\r\nb</t></is></c>',
    '<c r="{}{}" t="inlineStr"><is><t>آ</t><rPh sb="0"><t>x</t></rPh></is></c>',
    '<c r="{}{}"><f>A1+1</f><v>9.12E9</v></c>',
    '<c r="{}{}" s="2"><v>44562</v></c>',
    '<c r="{}{}" t="e"><v>#REF!</v></c>',
    '<c t="str" r="{}{}"><v>x</v></c>',
    "<c><v>7</v></c>",
    '<c r="{}{}"/>',
    '<c r="{}{}"></c>',
    '<c r="{}{}"><v></v></c>',
    '<c r="IZ1"><v>1</v></c>',
    '<c r="{}{}" t="s"><v>99</v></c>',
]
ENDINGS = ["</row>", "</row >", "</row>\n"]
CELL = st.tuples(st.sampled_from(CELLS[:14] * 4 + CELLS), st.sampled_from("ABCCDEFA"))
ROW = st.tuples(
    st.sampled_from(ROW_BEGINNINGS[:1] * 6 + ROW_BEGINNINGS),
    st.lists(CELL, max_size=6),
    st.sampled_from(ENDINGS[:1] * 9 + ENDINGS),
)
TEXTS_WRITTEN = (
    "<si><t>نام</t></si>", "<si><t/></si>", '<si><t xml:space="preserve"> a </t></si>', "<si><t></t></si>",
    "<si><r><t>a</t></r><r><t>b</t></r></si>", "<si/>", "<si><t>&lt;a&gt;</t></si>", "<si ><t>b</t></si >",
)  # fmt: skip
TEXT = st.sampled_from(TEXTS_WRITTEN)


def strings_of(texts: list[str], size: int, *, plainly: bool) -> SharedStrings:
    """The texts of a part, which comes in pieces of this size."""
    strings = SharedStrings("list")
    part = PlainPart(strings, "list", TEXTS, strings.take) if plainly else XmlPart(strings, "list")
    feed(part, '<?xml version="1.0"?><sst count="9">' + "".join(texts) + "</sst>", size)
    return strings


def feed(part: PlainPart | XmlPart, text: str, size: int) -> None:
    """The part has come whole."""
    raw = text.encode()
    for begin in range(0, len(raw), size):
        part.feed(raw[begin : begin + size])
    part.close()


def rows_of(text: str, size: int, *, plainly: bool) -> list[tuple[int, list[str]]] | Code:
    """The rows of a sheet, or why it is refused; blanks at a cell's end are nothing to any reader of lists."""
    rows = SheetRows(
        "list", strings_of(["<si><t>a</t></si>", "<si><t>ب</t></si>"], 9, plainly=False), {"2"}, from_1904=False
    )
    part = PlainPart(rows, "list", ROWS, rows.take) if plainly else XmlPart(rows, "list")
    try:
        feed(part, text, size)
    except Invalid as fault:
        return fault.code
    return [(line, [cell.strip() for cell in cells]) for line, cells in rows.done]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([*HEADS[:2] * 9, *HEADS]), st.lists(ROW, max_size=12), st.sampled_from([7, 50, 400, 70_000]))
def test_a_sheet_is_the_same_either_way(
    head: str, rows: list[tuple[str, list[tuple[str, str]], str]], size: int
) -> None:
    """Numbers of rows, cells and refusals; in whatever pieces it comes."""
    lines = (
        begins.format(number) + "".join(cell.format(letter, number) for cell, letter in cells) + ends
        for number, (begins, cells, ends) in enumerate(rows, start=2)
    )
    text = f'<?xml version="1.0"?>\n<worksheet>{head}<sheetData>{"".join(lines)}</sheetData><pageMargins/></worksheet>'
    assert rows_of(text, size, plainly=True) == rows_of(text, size, plainly=False)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXT, max_size=12), st.sampled_from([7, 50, 400]))
def test_texts_are_the_same_either_way(texts: list[str], size: int) -> None:
    """Every number has its text."""
    plain, told = (strings_of(texts, size, plainly=way) for way in (True, False))
    assert [plain.at(f"{n}") for n in range(len(texts))] == [told.at(f"{n}") for n in range(len(texts))]


def test_a_row_without_an_end_is_read_to_its_end() -> None:
    """A row longer than what waits for its end comes whole, element by element."""
    cells = "".join(f'<c r="A2" t="inlineStr"><is><t>{n:09}</t></is></c>' for n in range(12_000))
    text = (
        f'<worksheet><sheetData><row r="2">{cells}</row><row r="3"><c r="A3"><v>7</v></c></row></sheetData></worksheet>'
    )
    assert rows_of(text, 64 * 1024, plainly=True) == [(2, ["000011999"]), (3, ["7"])]


def test_what_is_no_xml_is_refused_before_it_is_read() -> None:
    """A piece that has the form of rows in a part that is not whole is not taken."""
    text = '<worksheet><sheetData><row r="2"><c r="A2"><v>7</v></c></row></sheetData>'
    assert rows_of(text, 400, plainly=True) is Code.WORKBOOK_UNREADABLE
    assert rows_of(text.replace("<v>7", "<!-- --><v>7"), 400, plainly=True) is Code.WORKBOOK_UNSAFE
