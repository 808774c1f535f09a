"""Workbooks for tests, written by hand so that every part of them can be wrong."""

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

MAIN = "xl/workbook.xml"
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def cell(text: str, place: str = "") -> str:
    """A cell that holds its own text."""
    where = f' r="{place}"' if place else ""
    return (
        f'<c{where} t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>' if text else f"<c{where}/>"
    )


def sheet(*rows: Sequence[str]) -> str:
    """A sheet of texts."""
    lines = ("".join(map(cell, row)) for row in rows)
    body = "".join(f'<row r="{number}">{line}</row>' for number, line in enumerate(lines, start=1))
    return sheet_of(body)


def sheet_of(body: str) -> str:
    """A sheet with this between its first and its last tag of data."""
    return f"{_HEAD}<worksheet {_SPACE}><sheetData>{body}</sheetData></worksheet>"


def strings(*texts: str) -> str:
    """The part of shared texts."""
    return f"{_HEAD}<sst {_SPACE}>" + "".join(f"<si><t>{escape(text)}</t></si>" for text in texts) + "</sst>"


def styles(*formats: str) -> str:
    """The part of styles: one style of cells for each format, counted from 0."""
    own = "".join(f'<numFmt numFmtId="{200 + n}" formatCode={quoteattr(one)}/>' for n, one in enumerate(formats))
    cells = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(formats)))
    return f"{_HEAD}<styleSheet {_SPACE}><numFmts>{own}</numFmts><cellXfs>{cells}</cellXfs></styleSheet>"


def main(*names: str, more: str = "") -> str:
    """The part that names the sheets, in their order."""
    sheets = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, start=1))
    return f'{_HEAD}<workbook {_SPACE} xmlns:r="{_RELS}">{more}<sheets>{sheets}</sheets></workbook>'


def parts(*sheets: str, names: Sequence[str] = ("list",)) -> dict[str, str | bytes]:
    """All parts of a workbook with these sheets."""
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    return {
        "[Content_Types].xml": _HEAD + "<Types/>",
        MAIN: main(*names),
        "xl/_rels/workbook.xml.rels": f"{_HEAD}<Relationships>{links}</Relationships>",
        **{f"xl/worksheets/sheet{n}.xml": one for n, one in enumerate(sheets, start=1)},
    }


def zipped(lying: Mapping[str, str | bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The archive of these parts."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", kind) as archive:
        for name, content in lying.items():
            archive.writestr(name, content)
    return made.getvalue()


def workbook(*rows: Sequence[str], **more: str | bytes) -> bytes:
    """A workbook of one sheet of texts; `more` are further parts, `strings` and `styles`."""
    named = {"strings": STRINGS, "styles": "xl/styles.xml"}
    return zipped(parts(sheet(*rows)) | {named[name]: part for name, part in more.items()})
