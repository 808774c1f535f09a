"""An import's result in words: aligned columns for a terminal, line numbers and never a name or an ID.

Imports `exchange` for the shape of a report.
"""

from collections.abc import Iterator

from fieldpoint.exchange.import_report import Finding, ImportReport

_MOST_LINES = 12
_WORDS = {
    "cells-missing": "row has too few cells: not imported",
    "cells-surplus": "row has too many cells: not imported",
    "header-again": "the column names once more: not imported",
    "code-missing": "no household code: not imported",
    "code-too-long": "the household code is too long for a card: not imported",
    "person-missing": "neither name nor ID: not imported",
    "household-too-large": "household is far too large: not imported",
    "code-of-others": "conflict, the code belongs to other people here: not imported",
    "id-invalid": "invalid national ID: person is in, flagged",
    "id-missing": "no ID: person is in",
    "id-of-other-kind": "ID of another kind: person is in",
    "repeated": "repeats an earlier row: counted once",
    "differs-from-register": "registered with other particulars: left as registered",
    "changed-here-since": "changed or taken out of the household here since: left so",
    "moved-here-since": "the household was moved here since: left there",
    "review-set-here-since": "the reviewing date was set here since: left so",
    "review-date-unreadable": "reviewing date unreadable: kept in the note",
    "same-id-twice": "ID stands on an earlier row too: both are in",
    "same-id-elsewhere": "ID is registered in another household too",
    "likely-same-person": "name, birth year, neighbourhood of an earlier row",
    "formula": "a spreadsheet would run this cell: kept as text",
    "name-missing": "no name: person is in by ID",
    "second-id": "more than one ID: the others are in the note",
    "birth-date-unreadable": "birth date cannot be read: kept in the note",
    "birth-date-gregorian": "Gregorian birth date: turned into Jalali",
    "sex-unreadable": "sex cannot be read: kept in the note",
    "phone-unreadable": "phone cannot be read: kept in the note",
    "several-phones": "several phones: the first is taken, all are in the note",
    "head-missing": "no head of household: the first person is taken",
    "several-heads": "a second head of household",
    "neighbourhoods-differ": "household in two neighbourhoods: the head's is taken",
    "man-tagged-woman-head": "a man tagged as a woman heading a household",
    "relation-not-of-sex": "relation and sex do not fit",
    "head-very-young": "the head is a young child",
    "born-in-future": "born after today",
    "age-unlikely": "older than 120",
    "elderly-tag-on-younger": "tagged elderly, but younger than 60",
    "child-tag-on-adult": "tagged working child, but an adult",
    "pupil-tag-by-age": "tagged pupil, but not of that age",
    "child-older-than-head": "a child older than the head",
    "parent-younger-than-head": "a parent younger than the head",
}
# What every fault of a mapping's file means to a person at a terminal.
MAPPING_FAULTS = {
    "not-toml": "the file cannot be read as TOML from here on",
    "field-unknown": "there is no such field; look for a slip of the pen",
    "field-missing": "this field is missing",
    "value-unfit": "the value is of the wrong kind; names are a list of texts",
    "name-doubled": "one of these names stands for another field already",
}


def in_words(report: ImportReport, name: str, *, everything: bool) -> Iterator[str]:
    """The lines to print. Long lists of line numbers are cut with a count unless `everything`."""
    yield f"Roster {name}, office {report.office}" + (": DRY RUN, nothing was written" if report.dry_run else "")
    yield ""
    yield from _counts(report)
    yield ""
    yield from _effect(report)
    for title, weight in (("Not imported", "error"), ("To mend", "doubt"), ("To look at", "warning")):
        found = [finding for finding in report.findings if finding.weight == weight]
        if found:
            yield f"\n{title} ({_rows(sum(finding.count for finding in found))}):"
            for finding in found:
                yield from _finding(finding, everything=everything)
    if report.ignored_columns:
        columns = ", ".join(map(str, report.ignored_columns))
        yield f"\nColumns whose names are not known were left out (counted from 1): {columns}."


def _counts(report: ImportReport) -> Iterator[str]:
    yield f"  {'rows':28}{report.rows:>9,}"
    for word, count in (
        ("valid national ID", report.valid_id_rows),
        ("invalid national ID", report.invalid_id_rows),
        ("no ID", report.missing_id_rows),
        ("ID of another kind", report.other_id_rows),
        ("repeated", report.repeated_rows),
        ("conflict", report.conflict_rows),
        ("unreadable", report.unreadable_rows),
    ):
        yield f"    {word:26}{count:>9,}"
    yield f"  {'different valid IDs':28}{report.distinct_valid_ids:>9,}"
    yield f"  {'formula cells':28}{report.formula_cells:>9,}"
    yield f"  {'households':28}{report.households:>9,}"
    for neighbourhood, count in report.neighbourhoods.items():
        # The name stands last: a terminal that turns Persian around then leaves the figures alone.
        yield f"    {'':26}{count:>9,}  {neighbourhood or '(no neighbourhood)'}"


def _effect(report: ImportReport) -> Iterator[str]:
    verb = "would be added" if report.dry_run else "added"
    yield f"  {report.added_households:,} households and {report.added_people:,} people {verb}."
    here = report.unchanged_people + report.changed_people + report.updated_people
    if report.updated_people:
        verb = "would be corrected" if report.dry_run else "corrected"
        yield f"  {report.updated_people:,} people {verb}."
    if here:
        yield f"  {here:,} people were here already, {report.changed_people:,} of them with other particulars."
    if report.left_rows:
        verb = "would be left" if report.dry_run else "were left"
        yield f"  {report.left_rows:,} rows {verb} alone: a desk has changed that since."


def _finding(finding: Finding, *, everything: bool) -> Iterator[str]:
    column = f" [{finding.field}]" if finding.field else ""
    yield f"  {finding.count:>7,}  {_WORDS[finding.kind]}{column}"
    shown = finding.lines if everything else finding.lines[:_MOST_LINES]
    more = f" and {finding.count - len(shown):,} more (--all shows them)" if len(shown) < finding.count else ""
    word = "line" if finding.count == 1 else "lines"
    yield f"           {word} {', '.join(map(str, shown))}{more}"


def _rows(count: int) -> str:
    return f"{count:,} finding" if count == 1 else f"{count:,} findings"
