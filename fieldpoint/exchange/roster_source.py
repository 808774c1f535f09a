"""A list in whatever form it comes: text or a workbook, told apart by its first bytes and never by its name.

Imports `errors` and its neighbours.
"""

import gc
from collections.abc import Generator
from contextlib import contextmanager

from fieldpoint.errors import Code, Invalid
from fieldpoint.exchange.naming.mapping import Mapping, plain_mapping
from fieldpoint.exchange.roster_columns import Names, plain_names
from fieldpoint.exchange.roster_file import Given, RosterFile
from fieldpoint.exchange.roster_sheet import RosterSheet
from fieldpoint.exchange.workbook.gate import MAGIC

# Workbooks of old programs, encrypted ones, and prints.
_STRANGE = (b"\xd0\xcf\x11\xe0", b"%PDF")


def open_roster(given: Given, mapping: Mapping | None = None, *, whole: bool = False) -> RosterFile | RosterSheet:
    """The open list; use it in a `with`. `Invalid` when it is none that can be read; the file is let go then."""
    try:
        return _open(given, mapping, whole=whole)
    except BaseException:
        given.raw.close()
        raise


def _open(given: Given, mapping: Mapping | None, *, whole: bool) -> RosterFile | RosterSheet:
    given.raw.seek(0)
    first = given.raw.read(8)
    names = plain_names() if mapping is None else Names(mapping)
    if first.startswith(MAGIC):
        return RosterSheet(given, names, mapping or plain_mapping())
    if first.startswith(_STRANGE):
        raise Invalid(Code.FILE_KIND_UNKNOWN, file=given.name)
    return RosterFile(given, names, whole=whole)


@contextmanager
def nothing_in_circles() -> Generator[None]:
    """What is made here lasts or goes by itself: looking for circles in it would take a seventh of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
