"""The model: whatever can happen to sites, tablets, sticks, lines and a registry, in any order (Hypothesis).

All of it is the real code of core, sync and registry over real SQLite files; only the tablet is written anew, for it
lives in a browser. A run ends when everything is at rest, and then everything must be true (see rest.py).
"""

import asyncio
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.sync.model.centre import MakeStore
from tests.sync.model.rest import check_all, check_marks, come_to_rest
from tests.sync.model.wire import WORDS, Fragile
from tests.sync.model.world import Copy, World, make_template

T = TypeVar("T")
NUMBERS = st.integers(0, 7)
HAPPENINGS = frozenset({"line", "crash", "late", "restore", "registry", "clone", "stick", "revoke", "week"})
_MOST_COPIES = 3


@cache
def scratch() -> Path:
    """A folder in memory where there is one, with a template in it; whoever ends the tests removes it."""
    memory = Path("/dev/shm")  # noqa: S108  a folder of its own inside
    folder = Path(tempfile.mkdtemp(prefix="fp-model-", dir=memory if memory.is_dir() else None))
    make_template(folder / "template")
    return folder


def forget_scratch() -> None:
    """Nothing is left."""
    shutil.rmtree(scratch(), ignore_errors=True)
    scratch.cache_clear()


def happens(what: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A rule of the model that a run may leave out."""
    return precondition(lambda machine: what in machine.happenings)


class Model(RuleBasedStateMachine):
    """Everything that can happen. An ablated model is a subclass with another store, line or tablet."""

    happenings: ClassVar[frozenset[str]] = HAPPENINGS
    make_store: ClassVar[MakeStore] = Fragile
    make_world: ClassVar[type[World]] = World
    forgets: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__()
        folder = Path(tempfile.mkdtemp(dir=scratch())) / "world"
        kind = type(self)
        self.world = kind.make_world(folder, scratch() / "template", kind.make_store, forgets=kind.forgets)

    def copy(self, number: int) -> Copy:
        """One of the running sites."""
        return self.world.copies[number % len(self.world.copies)]

    @rule(lines=st.lists(st.tuples(NUMBERS, st.booleans(), NUMBERS), min_size=1, max_size=5))
    def serve(self, lines: list[tuple[int, bool, int]]) -> None:
        """Households are served at tablets, which bring the lines at once or later."""
        for number, at_once, household in lines:
            copy = self.copy(number)
            tablet = copy.tablets[household % 2]
            self.world.hand(copy, tablet, f"household-{household % 4}")
            if at_once:
                self.world.bring(copy, tablet, iter(()))

    @rule(number=NUMBERS, tablet=st.booleans(), words=st.lists(st.sampled_from(["through", "deaf", "before", "after"])))
    def bring(self, number: int, tablet: bool, words: list[str]) -> None:  # noqa: FBT001  Hypothesis's
        """A tablet finds its site again; an answer may be lost, the site may crash within its transaction."""
        copy = self.copy(number)
        self.world.bring(copy, copy.tablets[tablet], iter(words if "crash" in self.happenings else ()))

    @rule(number=NUMBERS, words=st.lists(st.sampled_from(WORDS), max_size=4))
    def send(self, number: int, words: list[str]) -> None:
        """A session over a line on which everything may go wrong."""
        words = [word if self._may(word) else "through" for word in words]
        self.world.send(self.copy(number), iter(words))

    def _may(self, word: str) -> bool:
        kind = {"late": "late", "twice": "late", "before": "crash", "after": "crash"}.get(word, "line")
        return kind in self.happenings

    @precondition(lambda self: self.world.office.late)
    @rule(number=NUMBERS)
    def arrive(self, number: int) -> None:
        """Something that was under way for long arrives, out of order."""
        asyncio.run(self.world.office.arrive(number))

    @precondition(lambda self: any(copy.due for copy in self.world.copies))
    @rule(number=NUMBERS)
    def lead(self, number: int) -> None:
        """A lead opens a new life where one is due."""
        due = [copy for copy in self.world.copies if copy.due]
        self.world.lead(due[number % len(due)])

    @happens("restore")
    @rule(number=NUMBERS)
    def image(self, number: int) -> None:
        """A site's card is copied aside."""
        self.world.image(self.copy(number))

    @precondition(lambda self: any(copy.images for copy in self.world.copies))
    @rule(number=NUMBERS, which=NUMBERS)
    def put_back(self, number: int, which: int) -> None:
        """An older image is a site's card again."""
        some = [copy for copy in self.world.copies if copy.images]
        copy = some[number % len(some)]
        copy.put(copy.images[which % len(copy.images)])

    @happens("clone")
    @precondition(lambda self: len(self.world.copies) < _MOST_COPIES)
    @rule(number=NUMBERS)
    def clone(self, number: int) -> None:
        """A card is copied, and both copies serve."""
        self.world.clone(self.copy(number))

    @happens("stick")
    @rule(number=NUMBERS, to_sites=st.booleans())
    def write_stick(self, number: int, to_sites: bool) -> None:  # noqa: FBT001  Hypothesis's
        """A stick is filled, at a site or at the registry."""
        self.world.write_stick(None if to_sites else self.copy(number))

    @precondition(lambda self: self.world.sticks)
    @rule(number=NUMBERS, which=NUMBERS, ends=st.sampled_from([None, None, "before", "after"]))
    def carry(self, number: int, which: int, ends: str | None) -> None:
        """A file of some stick, new or old, comes to the registry or the stick to a site."""
        stick = self.world.sticks[which % len(self.world.sticks)]
        self.world.carry(stick, number, ends if "crash" in self.happenings else None)
        self.world.take_home(self.copy(number), stick)

    @happens("registry")
    @rule()
    def keep_registry(self) -> None:
        """The registry is copied aside."""
        self.world.office.keep_copy()

    @precondition(lambda self: self.world.office.copies)
    @rule(which=NUMBERS)
    def put_registry_back(self, which: int) -> None:
        """The registry is an older copy of itself."""
        self.world.office.put_back(which)

    @happens("revoke")
    @rule(number=NUMBERS, release=st.booleans())
    def revoke(self, number: int, release: bool) -> None:  # noqa: FBT001  Hypothesis's
        """A site's key is called stolen; what lies beside may be let in."""
        self.world.office.revoke(self.copy(number).site.facts.code)
        if release:
            self.world.office.release_all()

    @happens("week")
    @rule(number=NUMBERS)
    def week(self, number: int) -> None:
        """A week goes by: tablets forget what the registry holds, and no copy of the registry is older than that."""
        for tablet in self.copy(number).tablets:
            tablet.forget(self.copy(number).site)
        self.world.office.copies.clear()

    @invariant()
    def marks_never_move_back(self) -> None:
        """At every moment."""
        check_marks(self.world)

    def teardown(self) -> None:
        """Everything comes to rest, and everything is true."""
        try:
            come_to_rest(self.world)
            check_all(self.world)
        finally:
            self.world.close()


def settings_of(examples: int, steps: int) -> dict[str, Any]:
    """How a run of the model is set: the same runs every time, however slow the machine."""
    return {"max_examples": examples, "stateful_step_count": steps, "deadline": None, "derandomize": True}
