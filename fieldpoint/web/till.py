"""What a running site server holds: its connections, its writer, its rules and keys in memory."""

from collections import OrderedDict
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager, suppress

import msgspec
from litestar import Litestar

from fieldpoint.core.card import CardName, ShortCode, Token, parse_card_text, read_token
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.database import Connection
from fieldpoint.errors import Code, FieldpointError, Invalid, NotFound
from fieldpoint.serving.run import Stop
from fieldpoint.store.card_keys import public_card_keys
from fieldpoint.store.entry.sign_ins import save_seen
from fieldpoint.store.epochs import EpochNames
from fieldpoint.store.feed.cards_elsewhere import keys_elsewhere
from fieldpoint.store.lists import uploads
from fieldpoint.store.programmes import newest_rule, rule_book
from fieldpoint.store.register.practising import practice_keys
from fieldpoint.store.site import Site
from fieldpoint.store.witness_form import Place
from fieldpoint.store.writer import Writer
from fieldpoint.sync.loop import PushLoop
from fieldpoint.web.entry.approved import Approved
from fieldpoint.web.entry.memory import Memory
from fieldpoint.web.family.looks import Looks
from fieldpoint.web.lists.uploads import Uploads
from fieldpoint.web.lists.wire import Ordered
from fieldpoint.web.presence import Presence
from fieldpoint.web.register.shown import Hinted
from fieldpoint.web.shift.counting import Counting
from fieldpoint.web.stock.kept_needs import KeptNeeds

_VERIFIED_TOKENS = 4096


class Strangers(msgspec.Struct, frozen=True, kw_only=True):
    """The cards that are none here but have a name of their own: practice cards, and in practice the real ones."""

    keys: Callable[[], Mapping[int, bytes]]
    code: Code

    def check(self, token: str) -> None:
        """Whether a token that is no card here is none of these either. `Invalid` with their code."""
        try:
            read_token(token, self.keys())
        except (Invalid, NotFound):
            return
        raise Invalid(self.code)


class Till(msgspec.Struct, frozen=True, kw_only=True):
    """The open site. Reads run on `reader` in the event loop: they take less than a hop to a thread."""

    site: Site
    reader: Connection
    writer: Writer
    pusher: PushLoop
    card_keys: dict[int, bytes]
    epochs: dict[int, str]
    memory: Memory
    approved: Approved = msgspec.field(default_factory=Approved)
    looks: Looks = msgspec.field(default_factory=Looks)
    presence: Presence = msgspec.field(default_factory=Presence)
    counting: Counting = msgspec.field(default_factory=Counting)
    hinted: Hinted = msgspec.field(default_factory=Hinted)
    uploads: Uploads
    strangers: Strangers
    ordered: dict[str, Ordered] = msgspec.field(default_factory=dict[str, Ordered])
    needs: KeptNeeds = msgspec.field(default_factory=KeptNeeds)
    _books: dict[Place | None, RuleBook] = msgspec.field(default_factory=dict["Place | None", RuleBook])
    _verified: OrderedDict[str, CardName] = msgspec.field(default_factory=OrderedDict[str, CardName])

    def read_card(self, text: str) -> CardName | ShortCode:
        """Which card a text names. `Invalid` (`card-forged`) for what is none; a token is verified once."""
        parsed = parse_card_text(text)
        if not isinstance(parsed, Token):
            return parsed
        try:
            return self._read_token(parsed.text)
        except (Invalid, NotFound):
            self.strangers.check(parsed.text)
            raise

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
        try:
            name = read_token(token, self.card_keys)
        except (Invalid, NotFound):  # a key that was made at the terminal since, or one of another site
            self.card_keys.update(public_card_keys(self.reader))
            name = self._read_elsewhere(token) or read_token(token, self.card_keys)
        self._verified[token] = name
        if len(self._verified) > _VERIFIED_TOKENS:
            self._verified.popitem(last=False)
        return name

    def _read_elsewhere(self, token: str) -> CardName | None:
        """Which card of another site a token names. Its key may have the number of one of ours."""
        for kid, public, _ in keys_elsewhere(self.reader):
            with suppress(Invalid, NotFound):
                return read_token(token, {kid: public})
        return None


def open_till(site: Site, stop: Stop, real: Till | None = None) -> Till:
    """The till of a site, not yet taking writes (see `running`); of a practice site beside the real one's."""
    reader = site.connect(read_only=True)
    beside = Strangers(keys=lambda: practice_keys(reader), code=Code.CARD_PRACTICE)
    if real is not None:
        beside = Strangers(keys=lambda: public_card_keys(real.reader), code=Code.CARD_REAL)
    return Till(
        site=site,
        reader=reader,
        writer=Writer(site.connect(), site.clock, stop.because),
        pusher=PushLoop(site),
        card_keys=public_card_keys(reader),
        epochs=EpochNames(reader),
        memory=Memory(),
        uploads=Uploads(site.folder),
        strangers=beside,
    )


def running(till: Till):  # noqa: ANN201  a lifespan as Litestar wants it
    """The lifespan of a server: the writer and the push loop run, and at the end finish and let go."""

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncGenerator[None]:
        till.writer.start()
        till.pusher.start()
        if uploads.is_any(till.reader):  # nobody knows any more what it was
            with suppress(FieldpointError):
                await till.writer.write(uploads.clear)
        try:
            yield
        finally:
            await till.uploads.stop()
            await till.pusher.stop()
            if till.memory.at_work:
                with suppress(FieldpointError):  # a disk that failed keeps no session
                    await till.writer.write(lambda tx: save_seen(tx, till.memory.at_work))
            await till.writer.stop()
            till.reader.close()

    return lifespan
