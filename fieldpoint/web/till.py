"""What a running site server holds: its connections, its writer, its rules and keys in memory."""

from collections import OrderedDict
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress

import msgspec
from litestar import Litestar

from fieldpoint.core.card import CardName, ShortCode, Token, parse_card_text, read_token
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.database import Connection
from fieldpoint.errors import FieldpointError
from fieldpoint.serving.run import Stop
from fieldpoint.store.entry.sign_ins import save_seen
from fieldpoint.store.epochs import EpochNames
from fieldpoint.store.identity import public_card_keys
from fieldpoint.store.programmes import newest_rule, rule_book
from fieldpoint.store.site import Site
from fieldpoint.store.witness_form import Place
from fieldpoint.store.writer import Writer
from fieldpoint.sync.loop import PushLoop
from fieldpoint.web.entry.memory import Memory
from fieldpoint.web.family.looks import Looks
from fieldpoint.web.presence import Presence
from fieldpoint.web.shift.counting import Counting

_VERIFIED_TOKENS = 4096


class Till(msgspec.Struct, frozen=True, kw_only=True):
    """The open site. Reads run on `reader` in the event loop: they take less than a hop to a thread."""

    site: Site
    reader: Connection
    writer: Writer
    pusher: PushLoop
    card_keys: dict[int, bytes]
    epochs: dict[int, str]
    memory: Memory
    looks: Looks = msgspec.field(default_factory=Looks)
    presence: Presence = msgspec.field(default_factory=Presence)
    counting: Counting = msgspec.field(default_factory=Counting)
    _books: dict[Place | None, RuleBook] = msgspec.field(default_factory=dict["Place | None", RuleBook])
    _verified: OrderedDict[str, CardName] = msgspec.field(default_factory=OrderedDict[str, CardName])

    def read_card(self, text: str) -> CardName | ShortCode:
        """Which card a text names. `Invalid` (`card-forged`) for what is none; a token is verified once."""
        parsed = parse_card_text(text)
        if isinstance(parsed, Token):
            return self._read_token(parsed.text)
        return parsed

    def book(self, connection: Connection) -> RuleBook:
        """The rules as a connection sees them, read anew once a row of the log has changed them.

        A writer asks with its own connection, so that a handout goes by the rules of its own transaction.
        """
        newest = newest_rule(connection)
        known = self._books.get(newest)
        if known is None:
            known = rule_book(connection)
            self._books.clear()
            self._books[newest] = known
        return known

    def _read_token(self, token: str) -> CardName:
        known = self._verified.get(token)
        if known is not None:
            self._verified.move_to_end(token)
            return known
        name = read_token(token, self.card_keys)
        self._verified[token] = name
        if len(self._verified) > _VERIFIED_TOKENS:
            self._verified.popitem(last=False)
        return name


def open_till(site: Site, stop: Stop) -> Till:
    """The till of a site, not yet taking writes (see `running`)."""
    reader = site.connect(read_only=True)
    return Till(
        site=site,
        reader=reader,
        writer=Writer(site.connect(), site.clock, stop.because),
        pusher=PushLoop(site),
        card_keys=public_card_keys(reader),
        epochs=EpochNames(reader),
        memory=Memory(),
    )


def running(till: Till):  # noqa: ANN201  a lifespan as Litestar wants it
    """The lifespan of a server: the writer and the push loop run, and at the end finish and let go."""

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncGenerator[None]:
        till.writer.start()
        till.pusher.start()
        try:
            yield
        finally:
            await till.pusher.stop()
            if till.memory.at_work:
                with suppress(FieldpointError):  # a disk that failed keeps no session
                    await till.writer.write(lambda tx: save_seen(tx, till.memory.at_work))
            await till.writer.stop()
            till.reader.close()

    return lifespan
