"""One storm: two sites and a registry as real processes, killed and parted by chance, then a calm, then the count."""

import asyncio
import random
import shutil
import threading
from collections import Counter
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep

from fieldpoint.bench.central.proxy import Proxy, Weather, proxy
from fieldpoint.ids import new_event_id
from fieldpoint.registry.folder import create_registry, open_registry
from fieldpoint.registry.verify import verify_registry
from fieldpoint.store import outbox
from fieldpoint.store.repair.verify import verify
from fieldpoint.store.site import Site, SiteFacts, create_site, open_site
from tests.fault.storm_work import PATIENCE_S, RegistryProgram, SiteProgram
from tests.sync.support import enrol_site, mark_anchored, own_lines

CODES = ("s-01", "s-02")
_BLOWS = 8


class Link:
    """The line between all sites and the registry, on a thread of its own; its weather changes by chance."""

    def __init__(self, through: Proxy, loop: asyncio.AbstractEventLoop) -> None:
        self.through, self._loop = through, loop

    def turn(self, weather: Weather) -> None:
        """Another weather from now on; whatever was open is cut."""

        async def change() -> None:
            self.through.weather = weather
            await self.through.cut_all()

        asyncio.run_coroutine_threadsafe(change(), self._loop).result(PATIENCE_S)


@contextmanager
def link_to(port: int) -> Generator[Link]:
    """A line to a port, gone with the block."""
    loop, ready, over = asyncio.new_event_loop(), threading.Event(), asyncio.Event()
    made: list[Link] = []

    async def run() -> None:
        async with proxy(port, Weather()) as through:
            made.append(Link(through, loop))
            ready.set()
            await over.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(run()))
    thread.start()
    assert ready.wait(PATIENCE_S)
    try:
        yield made[0]
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(PATIENCE_S)
        loop.close()


def make_template(folder: Path, port: int) -> Path:
    """A registry and two sites that are enrolled there, by way of a port."""
    create_registry(folder / "registry", "registry")
    registry = open_registry(folder / "registry")
    for code in CODES:
        site = create_site(folder / code, SiteFacts(code=code, name_fa="محل", office=code, card_host="KART.TEST"))
        enrol_site(site, registry)
        mark_anchored(site)
        with closing(site.connect()) as connection:
            connection.execute("UPDATE registry SET url = ?", (f"http://127.0.0.1:{port}",))
    registry.store.close()
    return folder


class Storm:
    """Everything of one storm, in a folder of its own."""

    def __init__(self, folder: Path, template: Path, port: int, link: Link) -> None:
        shutil.copytree(template, folder)
        self.folder, self.link = folder, link
        self.registry = RegistryProgram(folder / "registry", port)
        self.sites = [SiteProgram(folder / code) for code in CODES]
        self.opened = [open_site(folder / code) for code in CODES]
        self.happened: Counter[str] = Counter()
        for site in self.opened:
            with closing(site.connect()) as connection:
                connection.execute("DELETE FROM epoch_due")  # the template was no site that anybody used

    def blow(self, chance: random.Random) -> None:
        """A number of things happen, each by chance."""
        self.link.turn(Weather())
        self.registry.start()
        for site in self.sites:
            site.start()
        for _ in range(_BLOWS):
            site = chance.choice(self.sites)
            for _ in range(chance.randrange(1, 5)):
                site.ask([new_event_id() for _ in range(chance.randrange(1, 4))])
            site.listen(chance.choice((0.0, 2.0, 2.0)))  # it is in the middle of its work, or not even up
            sleep(chance.random() * 0.02)
            self._happen(chance.choice(("kill", "kill-registry", "part", "cut", "heal", "heal")), site, chance)
            site.listen()

    def _happen(self, what: str, site: SiteProgram, chance: random.Random) -> None:
        self.happened[what] += 1
        match what:
            case "kill":
                site.kill()
                site.start()
            case "kill-registry":
                self.registry.kill()
                self.registry.start()
            case "part":
                self.link.turn(Weather(is_up=False))
            case "cut":
                limit = chance.randrange(1, 6_000)
                self.link.turn(Weather(up_bytes=limit) if chance.random() < 0.5 else Weather(down_bytes=limit))
            case _:
                self.link.turn(Weather())

    def calm(self) -> None:
        """The line is good, everything runs, and all is answered and sent in a bounded time."""
        self.link.turn(Weather())
        self.registry.answers()
        until = monotonic() + PATIENCE_S
        while any(site.asked for site in self.sites) or any(map(_unsent, self.opened)):
            assert monotonic() < until, [
                (len(one.asked), _unsent(of)) for one, of in zip(self.sites, self.opened, strict=True)
            ]
            for site in self.sites:
                site.listen(0.01)

    def end(self) -> None:
        """Every program is killed."""
        for program in (*self.sites, self.registry):
            program.kill()

    def count(self) -> int:
        """Every handout stands once on both sides, byte for byte, at the place that its tablet was told; how many."""
        registry = open_registry(self.folder / "registry")
        verify_registry(registry.store)
        found = registry.store._db.execute("SELECT event_id FROM takings").fetchall()  # pyright: ignore[reportPrivateUsage]  # noqa: SLF001
        asked = [one for site in self.sites for one in site.answered]
        assert sorted(row[0] for row in found) == sorted(asked)
        for program in self.sites:
            site = open_site(program.folder)
            assert verify(site) == len(own_lines(site))
            (epoch,) = registry.store.epochs(site.facts.code)
            assert [line for _, line in registry.store.lines(epoch.number)] == own_lines(site)
            _receipts_stand(site, program)
        registry.store.close()
        return len(asked)


def _unsent(site: Site) -> int:
    with closing(site.connect(read_only=True)) as connection:
        return outbox.unsent(connection)


def _receipts_stand(site: Site, program: SiteProgram) -> None:
    with closing(site.connect(read_only=True)) as connection:
        stands = dict(connection.execute("SELECT seq, head FROM log").fetchall())
        rows = connection.execute("SELECT event_id FROM log WHERE type = 'handout'").fetchall()
    assert sorted(row[0] for row in rows) == sorted(program.answered)
    assert all(stands[seq] == head for seq, head in program.answered.values())
