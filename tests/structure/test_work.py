"""A type of row that is new among the work is forgotten nowhere: the lead's list, the day's sheet, the union itself."""

import re
from pathlib import Path
from typing import get_args

from fieldpoint.core.log_rows import AnyRow, decode_row
from fieldpoint.core.services.spoken import STEPS
from fieldpoint.core.services.words import Step
from fieldpoint.core.work.kinds import KINDS, TYPES, Work, kind_of
from fieldpoint.paper.sheets.work_words import ELSEWHERE, TOTALS, UNCOUNTED
from tests.golden import every_type

KEY = re.compile(r'^  "([\w.-]+)": "\S', re.MULTILINE)


def test_every_kind_of_work_has_a_sentence_in_the_leads_list(root: Path) -> None:
    """In Persian and in English; and no sentence is of a kind that there is not."""
    for file in ("text_fa_activity.js", "text_en_activity.js"):
        text = (root / "static/js" / file).read_text(encoding="utf-8")
        said = re.search(r"export const WORK = \{(.*?)\n\};", text, re.DOTALL)
        assert said
        assert set(KEY.findall(said.group(1))) == KINDS, file


def test_every_kind_of_work_is_on_the_days_sheet_or_said_not_to_be() -> None:
    """Each stands in one place; each step of a service has a word, and so has a ticket that is called."""
    assert set(TOTALS) | ELSEWHERE | UNCOUNTED == KINDS
    assert len(TOTALS) + len(ELSEWHERE) + len(UNCOUNTED) == len(KINDS)
    assert set(STEPS) == {*get_args(Step), "called"}


def test_every_type_of_work_has_a_kind() -> None:
    """A row of each type is called by one of the kinds, and the types are all in the log's union."""
    rows = [decode_row(line) for line in every_type().lines]
    kinds = {type(row): kind_of(row) for row in rows if isinstance(row, Work)}
    assert set(kinds) == set(TYPES) <= set(get_args(AnyRow))
    assert set(kinds.values()) <= KINDS
