"""The model with one rule of the protocol taken out; each of these must fail, or the model sees nothing.

Without the check of the previous hash a clone's rows fill another history's gap; tablets that forget at the site's word
lose what the site loses; a site that believes its own cursor never sends again what a registry lost.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import ClassVar

import msgspec
from hypothesis.stateful import rule

from fieldpoint.core.answer import EpochState, StateAnswer, signed_answer
from fieldpoint.core.base64url import b64url
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.tables.shapes import Link
from fieldpoint.store import outbox
from fieldpoint.sync.line import Line, Question, Reply
from tests.sync.model.centre import MakeStore
from tests.sync.model.machine import Model
from tests.sync.model.wire import Fragile
from tests.sync.model.world import Copy, World

_END = 2**53


class _Unlinked(Fragile):
    """Every row hangs on the one before it, whatever it says itself, when the mark is to move over it."""

    def links(self, epoch_no: int, first: int, last: int) -> Iterator[Link]:
        """The rows, with the previous hash that would be right."""
        before = {link.seq: link.head for link in super().links(epoch_no, first - 1, last)} if last == _END else {}
        for link in super().links(epoch_no, first, last):
            yield msgspec.structs.replace(link, prev=before.get(link.seq - 1, link.prev))


class _Pair(World):
    """One site and its clone, both with four lines of their own; the clone has filled two sticks on the way."""

    def __init__(self, folder: Path, template: Path, make_store: MakeStore = Fragile, *, forgets: bool = False) -> None:
        super().__init__(folder, template, make_store, forgets=forgets)
        del self.copies[1:]
        clone = self.clone(self.copies[0])
        for number in range(4):
            for copy in self.copies:
                self.hand(copy, copy.tablets[0], f"household-{number}")
                self.bring(copy, copy.tablets[0], iter(()))
            if number % 2:
                self.write_stick(clone)


class _OwnCursor(World):
    """Sites go by what they believe themselves to be at the registry, of which a copy was made at the beginning."""

    def __init__(self, folder: Path, template: Path, make_store: MakeStore = Fragile, *, forgets: bool = False) -> None:
        super().__init__(folder, template, make_store, forgets=forgets)
        self.office.keep_copy()

    def line_of(self, copy: Copy, line: Line) -> Line:
        """The registry's word about its marks is the site's own."""
        return _Flatterer(line, copy, self)


class _Images(World):
    """Every card was copied aside at the beginning."""

    def __init__(self, folder: Path, template: Path, make_store: MakeStore = Fragile, *, forgets: bool = False) -> None:
        super().__init__(folder, template, make_store, forgets=forgets)
        for copy in self.copies:
            self.image(copy)


class _Flatterer:
    def __init__(self, line: Line, copy: Copy, world: World) -> None:
        self._line, self._copy, self._world = line, copy, world

    async def ask(self, question: Question) -> Reply:
        """The registry's answer; asked for its marks, it says what the site likes to hear."""
        reply = await self._line.ask(question)
        if "/state?" not in question.path or reply.status != 200:
            return reply
        said = msgspec.json.decode(reply.body[: reply.body.rindex(b',"sig"')] + b"}", type=StateAnswer)
        flattering = msgspec.structs.replace(said, epochs=self._own_marks())
        return msgspec.structs.replace(reply, body=signed_answer(flattering, self._world.office.registry.seed))

    async def close(self) -> None:
        """Hang up."""
        await self._line.close()

    def _own_marks(self) -> list[EpochState]:
        with closing(self._copy.site.connect(read_only=True)) as connection:
            heads = {one: outbox.head_at(connection, one.epoch_no, one.mark) for one in outbox.standings(connection)}
        return [
            EpochState(epoch=one.epoch, hwm=one.mark, head=b64url(head or b""), top=one.mark, gaps=[], status="live")
            for one, head in heads.items()
            if one.mark
        ]


class WithoutLinks(Model):
    """The registry's mark moves over a row without looking on what it hangs."""

    happenings: ClassVar[frozenset[str]] = frozenset({"stick"})
    make_store: ClassVar[type[RegistryStore]] = _Unlinked  # type: ignore[assignment]
    make_world: ClassVar[type[World]] = _Pair

    @rule()
    def carry_newest(self) -> None:
        """Of the newest stick the last file alone comes to the registry."""
        self.world.carry(self.world.sticks[-1], -1, None)

    @rule()
    def send_first(self) -> None:
        """The site itself has a good line."""
        self.world.send(self.world.copies[0], iter(()))


class WithForgetfulTablets(Model):
    """Tablets let a line go when the site has it."""

    happenings: ClassVar[frozenset[str]] = frozenset({"restore"})
    make_world: ClassVar[type[World]] = _Images
    forgets: ClassVar[bool] = True


class WithOwnCursor(Model):
    """Sites believe their own cursor and not the registry's mark."""

    happenings: ClassVar[frozenset[str]] = frozenset()
    make_world: ClassVar[type[World]] = _OwnCursor

    @rule()
    def serve_and_send(self) -> None:
        """A household is served, and the line is good."""
        copy = self.world.copies[0]
        self.world.hand(copy, copy.tablets[0], "household-0")
        self.world.bring(copy, copy.tablets[0], iter(()))
        self.world.send(copy, iter(()))


ABLATED = (WithoutLinks, WithForgetfulTablets, WithOwnCursor)
