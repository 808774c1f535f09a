"""What the registry gave a stick is taken in: each file by itself, and one that is damaged stops no other.

An answer (`.fpa`) is the signed body that a PUT would have got; it moves the mark as that would. What the site is told
(`.fpf`, `.fps`) is read by told.py.

Imports core, store, stick and its neighbours.
"""

from pathlib import Path

import msgspec

from fieldpoint.core.answer import StoredAnswer
from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.feed import believed
from fieldpoint.core.letter import ANSWER_SUFFIX, KEYS_SUFFIX
from fieldpoint.errors import Code, Conflict, Invalid
from fieldpoint.stick import files_on
from fieldpoint.store import outbox
from fieldpoint.store.feed import state
from fieldpoint.store.site import Site
from fieldpoint.sync.marks import settle_mark
from fieldpoint.sync.usb.opened import FileRead, Opened, opened, read_with
from fieldpoint.sync.usb.told import read_told, take_keys


def unpack(site: Site, folder: Path) -> list[FileRead]:
    """Every file of the stick that is for a site was read, oldest name first; what became of each of them.

    Commits file by file and changes nothing on the stick. `NotFound` (`registry-not-enrolled`), `Conflict`
    (`push-running`), `Broken` (`stick-unwritable`).
    """
    with opened(site) as own:
        keys = [
            FileRead(name=file.name, code=read_with(own, file, take_keys)) for file in files_on(folder, KEYS_SUFFIX)
        ]
        answers = [
            FileRead(name=file.name, code=read_with(own, file, take_answer)) for file in files_on(folder, ANSWER_SUFFIX)
        ]
        return [*keys, *answers, *read_told(own, folder)]


def take_answer(own: Opened, body: bytes) -> None:
    """The registry's word moves the mark. Commits.

    `Invalid`: `stick-file-unreadable` (the registry did not sign this), `stick-file-foreign` (it is another site's or
    about another life of the log). `Conflict`: `chain-fork`, `registry-ahead`.
    """
    try:
        answer = msgspec.json.decode(believed(body, state.keys(own.connection)), type=StoredAnswer)
    except (*UNREADABLE, Invalid):
        raise Invalid(Code.STICK_FILE_UNREADABLE) from None
    standings = {standing.epoch: standing for standing in outbox.standings(own.connection)}
    if answer.site != own.site or answer.epoch not in standings:
        raise Invalid(Code.STICK_FILE_FOREIGN)
    wrong = settle_mark(own.connection, standings[answer.epoch], answer)
    if wrong is not None:
        raise Conflict(wrong)
