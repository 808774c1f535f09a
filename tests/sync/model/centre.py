"""The registry of the model: the real one in a folder, opened, crashed, copied and put back."""

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import msgspec

from fieldpoint.core.answer import StoredAnswer
from fieldpoint.core.base64url import b64url
from fieldpoint.ids import new_epoch
from fieldpoint.registry.decide import By, end_key, release_batch
from fieldpoint.registry.folder import Registry, open_registry
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.usb.pack import pack
from fieldpoint.registry.usb.unpack import unpack
from fieldpoint.sync.line import Question
from tests.registry.support import NOW
from tests.served import serve
from tests.sync.model.wire import Fragile, PowerCutError, Wire

OFFICER = By(who="officer", now_ms=NOW)
MakeStore = Callable[[RegistryStore], Fragile]


class Office:
    """The registry in its folder, the questions that are still under way to it, and copies of before."""

    def __init__(self, folder: Path, make_store: MakeStore = Fragile) -> None:
        self.folder = folder
        self.late: list[Question] = []
        self.copies: list[Path] = []
        self._numbers = count()
        self._make_store = make_store
        self._open()

    def _open(self) -> None:
        opened = open_registry(self.folder)
        self.store = self._make_store(opened.store)
        self.registry: Registry = msgspec.structs.replace(opened, store=self.store)
        self.app = serve(self.registry)

    def close(self) -> None:
        """The program has ended."""
        self.app.app.app.state.office.close()  # type: ignore[attr-defined]  Litestar's own

    def begin_again(self) -> None:
        """The program ended and was started again."""
        self.close()
        self._open()

    async def arrive(self, number: int) -> None:
        """What was under way arrives now, in whatever order; nobody waits for the answer any more."""
        if self.late:
            await Wire(self).ask(self.late.pop(number % len(self.late)))

    def keep_copy(self) -> None:
        """The registry is copied aside."""
        self.close()
        place = self.folder.with_name(f"registry-copy-{next(self._numbers)}")
        shutil.copytree(self.folder, place)
        self.copies.append(place)
        self._open()

    def put_back(self, number: int) -> None:
        """A copy stands in the place of the registry, with a new feed, as after a disk that broke."""
        self.close()
        shutil.rmtree(self.folder)
        shutil.copytree(self.copies[number % len(self.copies)], self.folder)
        self._open()
        with self.store.transaction():
            self.store.renew_feed(b64url(new_epoch()))

    def read_stick(self, folder: Path, ends: str | None) -> None:
        """The files of a stick are taken in; the program may end in the middle of them."""
        self.store.ends = ends
        try:
            unpack(self.registry, folder)
            self.store.ends = None
        except PowerCutError:
            self.begin_again()

    def write_stick(self, folder: Path) -> None:
        """The registry's word for all sites lies on the stick."""
        pack(self.registry, folder)

    def revoke(self, site: str) -> None:
        """The site's key is said to be in wrong hands."""
        (key,) = self.store.site_keys(site)
        if key.ended is None:
            end_key(self.store, OFFICER, site, key.kid, "compromised")

    def release_all(self) -> int:
        """Whatever lies beside because its key had ended is let in, but for other histories; answers how much was."""
        waiting = [one for one in self.store.beside() if one.released_at is None and one.code == "key-revoked"]
        answers = [release_batch(self.store, OFFICER, one.batch_id) for one in waiting]
        return sum(isinstance(answer, StoredAnswer) for answer in answers)
