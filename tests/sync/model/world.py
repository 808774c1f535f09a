"""Sites, copies of them, their tablets, sticks and a registry: what can be done to them, and what must be true."""

import asyncio
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from fieldpoint.desk.lives.begin_life import begin_life
from fieldpoint.registry.folder import create_registry, open_registry
from fieldpoint.store import outbox
from fieldpoint.store.lives.due import due
from fieldpoint.store.outbox import Enrolment
from fieldpoint.store.site import Site, SiteFacts, create_site, open_site
from fieldpoint.store.transaction import transaction_on
from fieldpoint.sync.feed.client import FeedClient
from fieldpoint.sync.feed.pull import Puller
from fieldpoint.sync.line import Line
from fieldpoint.sync.loop import pusher_of
from fieldpoint.sync.push import Pace, Pushed
from fieldpoint.sync.registry_client import RegistryClient
from fieldpoint.sync.usb.pack import pack
from fieldpoint.sync.usb.unpack import unpack
from tests.support import NOON
from tests.sync.model.centre import MakeStore, Office
from tests.sync.model.tablet import Tablet, serves
from tests.sync.model.wire import Fragile, Wire
from tests.sync.support import enrol_site, mark_anchored

CODES = ("s-01", "s-02")


@dataclass
class Copy:
    """A running copy of a site: the folder, the tablets before it, images of it, what tablets said against it."""

    name: str
    site: Site
    tablets: list[Tablet]
    images: list[Path] = field(default_factory=list[Path])
    against: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    marks: dict[str, int] = field(default_factory=dict[str, int])
    hears: str | None = None

    @property
    def due(self) -> str | None:
        """Why its log must begin a new life."""
        with closing(self.site.connect(read_only=True)) as connection:
            return due(connection) or ("rollback" if self.against else None)

    def put(self, image: Path) -> None:
        """The folder is that image's from now on."""
        if self.site.folder.exists():
            shutil.rmtree(self.site.folder)
        shutil.copytree(image, self.site.folder, symlinks=True)
        self.site = open_site(self.site.folder)
        self.against, self.marks = {}, {}


def make_template(folder: Path) -> Path:
    """A registry and its enrolled sites, to be copied for every run."""
    create_registry(folder / "registry", "registry")
    registry = open_registry(folder / "registry")
    for code in CODES:
        site = create_site(folder / code, SiteFacts(code=code, name_fa="محل", office=code, card_host="KART.TEST"))
        enrol_site(site, registry)
        mark_anchored(site)
    registry.store.close()
    return folder


class World:
    """Everything that runs. `served` is what was handed over: by which site, to whom; every line counts, once."""

    def __init__(self, folder: Path, template: Path, make_store: MakeStore = Fragile, *, forgets: bool = False) -> None:
        shutil.copytree(template, folder)
        self.folder, self.forgets = folder, forgets
        self.office = Office(folder / "registry", make_store)
        self.copies = [self._copy(code, folder / code) for code in CODES]
        self.sticks: list[Path] = []
        self.served: dict[str, tuple[str, str]] = {}

    def _copy(self, name: str, folder: Path) -> Copy:
        site = open_site(folder)
        with closing(site.connect()) as connection:
            connection.execute("DELETE FROM epoch_due")  # the template was no site that anybody used
        return Copy(name, site, [Tablet(f"{name}-t{number}", self.forgets) for number in (1, 2)])

    def close(self) -> None:
        """Nothing is left."""
        self.office.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def hand(self, copy: Copy, tablet: Tablet, household: str) -> None:
        """Somebody is served at a tablet; nothing was sent yet."""
        self.served[tablet.ask(household)] = (copy.site.facts.code, household)

    def bring(self, copy: Copy, tablet: Tablet, words: Iterator[str]) -> None:
        """A tablet finds its site again: its receipts first, then what it holds, unless something bars the site."""
        against = tablet.meet(copy.site)
        copy.against.pop(tablet.tab, None)
        if against:
            copy.against[tablet.tab] = against
        if not copy.against and serves(copy.site):
            tablet.bring(copy.site, words)

    def session(self, copy: Copy, line: Line) -> Pushed:
        """One session of a site: push, pull, and push again where rows were sent."""
        site, line = copy.site, self.line_of(copy, line)
        with closing(site.connect()) as connection:
            enrolled = outbox.enrolment(connection)
            assert enrolled is not None

            async def both(enrolled: Enrolment) -> Pushed:
                pusher = pusher_of(site, connection, RegistryClient(enrolled, site.facts.code, line), Pace())
                pushed = await pusher.push_once()
                feed = FeedClient(enrolled, line)
                pulled = await Puller(site.folder, connection, site.facts.code, site.clock, feed).pull_once()
                copy.hears = pulled.code
                if not pushed.sent or pushed.code is not None:
                    return pushed
                return msgspec.structs.replace(await pusher.push_once(), sent=pushed.sent)

            return asyncio.run(both(enrolled))

    def line_of(self, copy: Copy, line: Line) -> Line:  # noqa: ARG002  an ablated world bends it for a site
        """The line as it is."""
        return line

    def send(self, copy: Copy, words: Iterator[str]) -> Pushed:
        """One session of a site over the wire."""
        return self.session(copy, Wire(self.office, words))

    def lead(self, copy: Copy) -> None:
        """The lead opens a new life where one is due."""
        noticed = "rollback" if copy.against else None
        if copy.due is None:
            return
        with closing(copy.site.connect()) as connection, transaction_on(connection, NOON) as tx:
            lost = {life for lives in copy.against.values() for life in lives}
            begin_life(tx, copy.site.facts.code, "lead", noticed=noticed, lost=lost)
        copy.against = {}

    def image(self, copy: Copy) -> None:
        """The site's card is copied aside."""
        place = self.folder / f"{copy.name}-image-{len(copy.images)}"
        shutil.copytree(copy.site.folder, place, symlinks=True)
        copy.images.append(place)

    def clone(self, copy: Copy) -> Copy:
        """The site's card is copied, and the copy serves too, with tablets of its own."""
        made = self.folder / f"{copy.name}-clone"
        shutil.copytree(copy.site.folder, made, symlinks=True)
        tablets = [Tablet(f"{copy.name}-c{number}", self.forgets) for number in (1, 2)]
        self.copies.append(Copy(f"{copy.name}-clone", open_site(made), tablets))
        return self.copies[-1]

    def write_stick(self, copy: Copy | None) -> None:
        """A new stick with what a site has to send, or with the registry's word for all."""
        stick = self.folder / f"stick-{len(self.sticks)}"
        stick.mkdir()
        self.sticks.append(stick)
        if copy is None:
            self.office.write_stick(stick)
        else:
            pack(copy.site, stick)

    def carry(self, stick: Path, number: int, ends: str | None) -> None:
        """One file of a stick comes to the registry; the others were left behind."""
        files = sorted(stick.glob("*.fpb"))
        if files:
            alone = stick.with_name(f"{stick.name}-alone")
            alone.mkdir(exist_ok=True)
            shutil.copy(files[number % len(files)], alone)
            self.office.read_stick(alone, ends)
            shutil.rmtree(alone)

    def take_home(self, copy: Copy, stick: Path) -> None:
        """A site reads a stick."""
        unpack(copy.site, stick)
