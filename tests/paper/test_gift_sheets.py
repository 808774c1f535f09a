"""Sheets for benefactors: drawn as pictures, they hold what they should and nothing runs out of the paper."""

import subprocess
from pathlib import Path

import numpy as np
from PIL import Image

from fieldpoint.core.gifts.book import Book, Contribution
from fieldpoint.core.gifts.statement import Gathered, beside_households, reached_items, statement_of, table_of
from fieldpoint.core.gifts.told import Cell, told
from fieldpoint.core.names import Day, DonorId, EventId
from fieldpoint.paper.gifts.actions import Actions, Resolved, actions_pdf
from fieldpoint.paper.gifts.statement import Letterhead, statement_pdf

QUARTER, TODAY, DONOR = "1405-S2", Day("1405-09-01"), DonorId("aaaaaaaaaaa")


def gathered(places: int) -> Gathered:
    """A donor's rent and baskets that reached so many neighbourhoods, one of them with few."""

    def cell(n: int) -> Cell:
        place = f"محلهٔ {n}"
        return Cell(
            line=("s-1", "basket", "1405-05"), quarter=QUARTER, donor=DONOR, neighbourhood=place, item="food-basket",
            holders=frozenset(f"{place} {number}" for number in range(n)), handouts=n, quantity=n,
        )  # fmt: skip

    cells = [cell(n) for n in range(4, 4 + places)]
    rent = Contribution(
        gift=EventId("r"), kind="money", org="", item="rial", qty=9, day=None, donor=DONOR, end="rent",
        arrived=((Day("1405-05-01"), 9),),
    )  # fmt: skip
    return Gathered(book=Book(donors={}, gifts={rent.gift: rent}), lots=(), cells=tuple(told(cells)))


def pictures(content: bytes, folder: Path, pdftoppm: str) -> list[Image.Image]:
    """The pages as grey pictures."""
    sheet = folder / "sheet.pdf"
    sheet.write_bytes(content)
    subprocess.run([pdftoppm, "-r", "50", "-gray", "-png", sheet, folder / "page"], check=True)
    return [Image.open(file) for file in sorted(folder.glob("page*.png"))]


def test_a_statement_fills_its_sheets_and_no_edge(tmp_path: Path, pdftoppm: str) -> None:
    """Forty neighbourhoods take two sheets; nothing is drawn in the outer centimetre; the same day, the same bytes."""
    statement = statement_of(gathered(40), DONOR, QUARTER, TODAY)
    head = Letterhead(giver="بنیاد نمونه", issuer="محل نمونه", made_on=TODAY)
    content = statement_pdf(statement, {"food-basket": "سبد کالا"}, head)
    assert statement_pdf(statement, {"food-basket": "سبد کالا"}, head) == content
    pages = [np.asarray(page) for page in pictures(content, tmp_path, pdftoppm)]
    assert len(pages) == 2
    for page in pages:
        assert page.min() < 100
        edge = round(10 / 25.4 * 50)
        assert page[:, :edge].min() == page[:, -edge:].min() == page[:edge].min() == 255


def test_a_report_prints_whatever_it_holds(tmp_path: Path, pdftoppm: str) -> None:
    """Long words, no resolution, or many of them: sheets of paper, each with something on it."""
    known = gathered(5)
    one = Resolved(what="مصوبه‌ای بلند " * 8, owner="دبیر", due=Day("1405-06-25"), done_on=None)
    for paragraphs, resolved, sheets in ((["بندی بلند " * 60], [one] * 12, 2), ([], [], 1)):
        report = Actions(
            quarter=QUARTER,
            title="نشست خیّران",
            paragraphs=paragraphs,
            items=reached_items(known.cells),
            table=table_of(known.cells, [QUARTER]),
            beside=beside_households(known.book, QUARTER),
            resolved=resolved,
        )
        folder = tmp_path / str(sheets)
        folder.mkdir()
        assert len(pictures(actions_pdf(report, {}, "سامانه", TODAY), folder, pdftoppm)) == sheets
