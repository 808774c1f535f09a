"""What the registry gave a stick is taken in: each file by itself, and one that is damaged stops no other.

An answer (`.fpa`) is the signed body that a PUT would have got; it moves the mark as that would. Pages of the feed
(`.fpf`) are read by whoever is named for them in `READERS`.

Imports core, store, stick and its neighbours.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import msgspec

from fieldpoint.core.answer import StoredAnswer, verified_body
from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.letter import ANSWER_SUFFIX, opened_by
from fieldpoint.errors import Code, Conflict, Invalid
from fieldpoint.stick import files_on, read_file
from fieldpoint.store import outbox
from fieldpoint.store.site import Site
from fieldpoint.sync.marks import settle_mark
from fieldpoint.sync.usb.opened import Opened, opened


class FileRead(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a file: nothing stood in the way, or the code of what did."""

    name: str
    code: str | None


Reader = Callable[[Opened, bytes], None]


def unpack(site: Site, folder: Path) -> list[FileRead]:
    """Every file of the stick that is for a site was read, oldest name first; what became of each of them.

    Commits file by file and changes nothing on the stick. `NotFound` (`registry-not-enrolled`), `Conflict`
    (`push-running`), `Broken` (`stick-unwritable`).
    """
    with opened(site) as own:
        return [
            FileRead(name=file.name, code=_read(own, file, reader))
            for suffix, reader in READERS.items()
            for file in files_on(folder, suffix)
        ]


def _read(own: Opened, file: Path, reader: Reader) -> str | None:
    try:
        reader(own, opened_by([own.key.seed], read_file(file)))
    except (Invalid, Conflict) as fault:
        return str(fault.code)
    return None


def take_answer(own: Opened, body: bytes) -> None:
    """The registry's word moves the mark. Commits.

    `Invalid`: `stick-file-unreadable` (the registry did not sign this), `stick-file-foreign` (it is another site's or
    about another life of the log). `Conflict`: `chain-fork`, `registry-ahead`.
    """
    try:
        answer = msgspec.json.decode(verified_body(body, own.enrolled.public), type=StoredAnswer)
    except (*UNREADABLE, Invalid):
        raise Invalid(Code.STICK_FILE_UNREADABLE) from None
    standings = {standing.epoch: standing for standing in outbox.standings(own.connection)}
    if answer.site != own.site or answer.epoch not in standings:
        raise Invalid(Code.STICK_FILE_FOREIGN)
    wrong = settle_mark(own.connection, standings[answer.epoch], answer)
    if wrong is not None:
        raise Conflict(wrong)


# Whoever reads another kind of file has its line here.
READERS: Final[Mapping[str, Reader]] = {ANSWER_SUFFIX: take_answer}
