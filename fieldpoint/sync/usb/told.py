"""What the registry tells the site, from a stick: pages (`.fpf`) and snapshots (`.fps`), the same bytes as over HTTP.

Sticks come in any order and again, so what is older than what was read changes nothing, and a page that does not follow
waits for whatever brings the site up to it: an earlier page, or a snapshot beside it.

Imports core, store, stick and its neighbours in sync.
"""

from pathlib import Path

from fieldpoint.core.feed import opened_page
from fieldpoint.core.letter import PAGE_SUFFIX, SNAPSHOT_SUFFIX
from fieldpoint.core.snapshot.form import SnapshotEnd, SnapshotReader
from fieldpoint.database import transaction
from fieldpoint.errors import Code, Conflict, Invalid
from fieldpoint.stick import MAX_SNAPSHOT_BYTES, files_on
from fieldpoint.store.feed import state
from fieldpoint.sync.feed.apply import apply_page, apply_slice, end_swap, slices
from fieldpoint.sync.feed.keys import learn_keys
from fieldpoint.sync.usb.opened import FileRead, Opened, read_with

_ON_A_STICK = "stick"  # no registry names a snapshot so; a download that finds it begins anew


def read_told(own: Opened, folder: Path) -> list[FileRead]:
    """Every page and snapshot of the folder was read; what became of each of them. Commits file by file."""
    pages = [*files_on(folder, PAGE_SUFFIX)]
    codes = {file: read_with(own, file, _take_page) for file in pages}
    for file in files_on(folder, SNAPSHOT_SUFFIX):
        codes[file] = read_with(own, file, _take_snapshot, MAX_SNAPSHOT_BYTES)
    waiting = [file for file in pages if codes[file] == Code.FEED_GAP]
    codes |= {file: read_with(own, file, _take_page) for file in waiting}
    return [FileRead(name=file.name, code=code) for file, code in codes.items()]


def take_keys(own: Opened, body: bytes) -> None:
    """The registry's next keys are known, as far as they are vouched for. Commits."""
    try:
        learn_keys(own.connection, body)
    except Invalid as fault:
        raise _of_a_stick(fault) from None


def _take_page(own: Opened, sent: bytes) -> None:
    try:
        page = opened_page(sent, state.keys(own.connection))
    except Invalid as fault:
        raise _of_a_stick(fault) from None
    if page.site != own.site:
        raise Invalid(Code.STICK_FILE_FOREIGN)
    if state.was_left(own.connection, page.feed):
        return
    at = state.cursor(own.connection)
    if at is None or page.feed != at.feed or page.after > at.n:
        raise Conflict(Code.FEED_GAP)
    apply_page(own.connection, own.clock.now(), sent, own.site)


def _take_snapshot(own: Opened, sent: bytes) -> None:
    """What is true at a number above the one that was read takes the place of all that was told."""
    try:
        end = _end_of(own, sent)
    except Invalid as fault:
        raise _of_a_stick(fault) from None
    if end.site != own.site:
        raise Invalid(Code.STICK_FILE_FOREIGN)
    at = state.cursor(own.connection)
    older = at is not None and at.feed == end.feed and end.n <= at.n
    if not older and not state.was_left(own.connection, end.feed):
        _swap(own, sent, end)


def _swap(own: Opened, sent: bytes, end: SnapshotEnd) -> None:
    """The snapshot stands, slice by slice. One that is cut off here is no more when a line is back, or a stick."""
    with transaction(own.connection):
        state.drop_pieces(own.connection)
        state.add_piece(own.connection, _ON_A_STICK, 0, sent)
    for some in slices(own.connection):
        apply_slice(own.connection, own.clock.now(), some)
    end_swap(own.connection, own.clock.now(), end)


def _end_of(own: Opened, sent: bytes) -> SnapshotEnd:
    """The snapshot's last line, when all of it is as the registry signed it."""
    reader = SnapshotReader([sent], state.keys(own.connection))
    for _ in reader.items():
        pass
    if reader.end is None:
        raise Invalid(Code.STICK_FILE_UNREADABLE)
    return reader.end


def _of_a_stick(fault: Invalid) -> Invalid:
    """There is no line here that could be down: such a file is damaged."""
    return Invalid(Code.STICK_FILE_UNREADABLE) if fault.code == Code.REGISTRY_UNREACHABLE else fault
