"""Small lists for the tests of this room, written as offices write them."""

from pathlib import Path

from fieldpoint.core.names import Day
from fieldpoint.desk.import_roster import try_roster
from fieldpoint.errors import Code, Invalid
from fieldpoint.exchange.import_report import ImportReport
from fieldpoint.exchange.roster_plan import read_roster

TODAY = Day("1405-09-01")
HEADER = [
    "کد خانوار",
    "نام",
    "نام خانوادگی",
    "کد ملی",
    "تاریخ تولد",
    "جنسیت",
    "نسبت",
    "تلفن همراه",
    "محله",
    "برچسب",
    "توضیح",
]
KINDS = (
    "valid_id_rows", "invalid_id_rows", "missing_id_rows", "other_id_rows",
    "repeated_rows", "conflict_rows", "unreadable_rows",
)  # fmt: skip
# Synthetic and valid.
ID_A, ID_B, ID_C = "0012345679", "1234567891", "5000000005"


def person(code: str = "00001", **given: str) -> list[str]:
    """The cells of one person, in the order of `HEADER`; what is not given is plain."""
    plain = {
        "code": code, "name": "زهرا", "family": "نوری", "id": ID_A, "born": "1360/01/01", "sex": "زن",
        "relation": "سرپرست", "phone": "", "place": "حر", "tags": "", "note": "",
    }  # fmt: skip
    assert given.keys() <= plain.keys()
    return list((plain | given).values())


def text_of(*rows: list[str], header: list[str] | None = None, sign: str = ",") -> str:
    """A list as text; cells that need it are quoted."""
    return "".join(sign.join(_quoted(cell, sign) for cell in row) + "\n" for row in [header or HEADER, *rows])


def write(folder: Path, text: str | bytes, encoding: str = "utf-8-sig") -> Path:
    """The list as a file."""
    path = folder / "list.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


def report_of(path: Path, today: Day = TODAY) -> ImportReport:
    """What an import of the list would come to where nobody is registered."""
    return try_roster(None, read_roster(path, today), "o-1", today)


def outcome(path: Path) -> ImportReport | Code:
    """The report of a list, or the code it was refused with (which names the file)."""
    try:
        return report_of(path)
    except Invalid as fault:
        return fault.code if fault.facts["file"] == path.name else Code.UNEXPECTED


def add_up(report: ImportReport) -> bool:
    """Whether every row is of exactly one kind."""
    return sum(getattr(report, kind) for kind in KINDS) == report.rows


def lines_of(report: ImportReport, kind: str) -> tuple[int, ...]:
    """The lines of one kind of finding."""
    return next((finding.lines for finding in report.findings if finding.kind == kind), ())


def _quoted(cell: str, sign: str) -> str:
    needs = any(mark in cell for mark in (sign, '"', "\n", "\r"))
    return '"' + cell.replace('"', '""') + '"' if needs else cell
