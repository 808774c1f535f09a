"""Programs that die at a given place: a registry within the taking in of a batch, a desk within a handout.

Each function is run in a process of its own (see `killed`), which ends itself as a power switch would, as far as a
program can see one: no `finally`, no answer.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import msgspec

from fieldpoint.core.names import EventId, ProgrammeCode
from fieldpoint.desk.hand_out import AskedLine, Place
from fieldpoint.desk.record_fact import FactLine, Recorded, record_fact
from fieldpoint.registry.folder import open_registry
from fieldpoint.registry.intake.accept_batch import Arrival, accept_batch
from fieldpoint.registry.store import RegistryStore
from fieldpoint.store.programmes import rule_book
from fieldpoint.store.site import Site, open_site
from fieldpoint.store.transaction import Transaction, transaction_on
from tests.support import NOON, TODAY

_PROCESSES = multiprocessing.get_context("forkserver")  # a fork of this very process would fork its threads too
_PROCESSES.set_forkserver_preload(["fieldpoint.registry.folder", "fieldpoint.store.site", "fieldpoint.desk.hand_out"])


def killed(work: Callable[..., None], *given: Any) -> bool:
    """The work has run in a process of its own; whether it was killed."""
    process = _PROCESSES.Process(target=work, args=given)
    process.start()
    process.join(60)
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode != 0


class DyingStore(RegistryStore):
    """A registry's database whose program dies at the end of one of its transactions, before the commit or after."""

    def __init__(self, whole: RegistryStore, at: int, when: str) -> None:
        super().__init__(whole._db)  # pyright: ignore[reportPrivateUsage]  # noqa: SLF001  the same open database
        self.left, self.when = at, when

    @contextmanager
    def transaction(self) -> Generator[None]:
        """Everything inside is committed together, unless it is this one's turn."""
        self.left -= 1
        with super().transaction():
            yield
            if self.left == 0 and self.when == "before":
                die()
        if self.left == 0 and self.when == "after":
            die()


def die() -> None:
    """The program is gone."""
    os.kill(os.getpid(), signal.SIGKILL)


def take_in(folder: Path, arrivals: Sequence[Arrival], at: int, when: str) -> None:
    """The registry takes these batches in, and dies at its transaction number `at`."""
    registry = open_registry(folder)
    store = DyingStore(registry.store, at, when)
    for arrival in arrivals:
        accept_batch(store, arrival)


def record_and_die(folder: Path, handout_id: str, when: str) -> None:
    """The desk records a handout, and dies within its transaction or after the commit, before anybody hears of it."""
    site = open_site(folder)
    with closing(site.connect()) as connection:
        with transaction_on(connection, NOON) as tx:
            record(tx, handout_id)
            if when == "before":
                die()
        die()


def record(tx: Transaction, handout_id: str) -> Recorded:
    """A meal without a card, as a tablet asks for it again and again under one id. Does not commit."""
    line = AskedLine(
        handout_id=EventId(handout_id), tseq=1, programme=ProgrammeCode("hot-meal"), quantity=1, members=()
    )
    place = Place(desk="d1", tab="t01", operator="desk")
    return record_fact(tx, rule_book(tx.connection), None, FactLine(line=line, day=TODAY), place)


def record_again(site: Site, handout_id: str) -> Recorded:
    """What the tablet is answered when it asks again."""
    with closing(site.connect()) as connection, transaction_on(connection, NOON) as tx:
        return record(tx, handout_id)


def plain(recorded: Recorded) -> object:
    """The row and where it stands, to compare."""
    return msgspec.to_builtins(recorded.row), recorded.stands
