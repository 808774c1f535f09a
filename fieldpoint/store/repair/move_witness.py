"""The witness moves to another medium while the site goes on: copied, synced, read again and compared, then switched.

At every moment one whole witness is where `site.witness` leads: before the switch the old one, after it the new one.
The old one goes only when the new one was compared in its place. A server that runs follows at its next row.

Imports database, errors and its neighbours in the store.
"""

import os
from contextlib import closing, suppress
from pathlib import Path

from fieldpoint.database import database_errors
from fieldpoint.errors import Broken, Code, Conflict
from fieldpoint.store.repair.verify import compare_witness
from fieldpoint.store.site import Site
from fieldpoint.store.witness import Witness, sync_folder, witness_of
from fieldpoint.store.witness_form import look_through


def move_witness(site: Site, place: Path) -> int:
    """The site's witness lies at `place` from here on; answers how many rows it holds.

    `place` is a file that is not there yet, or a folder, in which it gets the site's code for a name; the data folder
    itself takes it back beside the database. `Conflict` (`witness-place-taken`); `Broken` (`witness-missing`: no such
    medium, `witness-failed`, `witness-damaged`, `witness-diverged`): the old one is the site's as before.
    """
    link = witness_of(site.database)
    final = _final(site, place, link)
    with closing(Witness(link)) as witness, witness.held():
        content = witness.read()
        _compare(site, link, content)
        old = link.resolve() if link.is_symlink() else _kept(link)
        try:
            _switch(_copy(content, final), final, link)
        except OSError as fault:
            raise Broken(Code.WITNESS_FAILED, file=final.name) from fault
    with closing(Witness(link)) as moved, moved.held():  # as everybody finds it from here on
        _compare(site, final, moved.read())
    _drop(old)
    return look_through(content).last.seq


def _final(site: Site, place: Path, link: Path) -> Path:
    if place.resolve() == site.folder.resolve():
        place = link
    elif place.is_dir():
        place /= f"{site.facts.code}.witness"
    if place == link and not link.is_symlink():
        raise Conflict(Code.WITNESS_PLACE_TAKEN, file=place.name)
    if place != link and os.path.lexists(place):
        raise Conflict(Code.WITNESS_PLACE_TAKEN, file=place.name)
    if not place.parent.is_dir():
        raise Broken(Code.WITNESS_MISSING, file=place.name)
    return place.absolute()


def _compare(site: Site, path: Path, content: bytes) -> None:
    """Every row of the content is the log's."""
    with database_errors(site.database.name), closing(site.connect(read_only=True)) as connection:
        compare_witness(connection, path, content)


def _copy(content: bytes, final: Path) -> Path:
    """The content stands beside its final place, synced, and reads as it was written from the medium itself."""
    fresh = final.with_name(f"{final.name}.new")
    fresh.unlink(missing_ok=True)  # of a move that was cut off
    descriptor = os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "r+b") as file:
        file.write(content)
        file.flush()
        os.fsync(descriptor)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        file.seek(0)
        if file.read() != content:
            raise Broken(Code.WITNESS_FAILED, file=final.name)
    return fresh


def _switch(fresh: Path, final: Path, link: Path) -> None:
    """One renaming takes `site.witness` from the old file to the new one; a file beside the database keeps a name."""
    if not link.is_symlink():
        kept = _kept(link)
        kept.unlink(missing_ok=True)
        os.link(link, kept)
    fresh.rename(final)
    sync_folder(final.parent)
    if final != link.absolute():
        leading = link.with_name(f"{link.name}.link")
        leading.unlink(missing_ok=True)
        leading.symlink_to(final)
        leading.rename(link)
    sync_folder(link.parent)


def _drop(old: Path) -> None:
    """The old one is gone; where its medium does not let it go, it stays, and nobody reads it."""
    with suppress(OSError):
        old.unlink()


def _kept(link: Path) -> Path:
    return link.with_name(f"{link.name}.old")
