"""Lists that officers brought, while somebody looks at them: in memory only, for half an hour, a few at a time.

A list is read on a thread of its own and asks the database for two hundred households at a time, so that sites' batches
go on between. Names may stand in no plain file, and with another process of the registry a list is simply brought anew.

Imports clock, core, exchange, ids and its neighbours.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Final, Literal, TypeVar

import msgspec

from fieldpoint.clock import monotonic_s
from fieldpoint.core.names import Day
from fieldpoint.errors import Code, Conflict, Fact, FieldpointError, NotFound
from fieldpoint.exchange.import_report import Finding
from fieldpoint.exchange.outgoing.error_rows import error_rows
from fieldpoint.exchange.roster_file import given_bytes
from fieldpoint.exchange.roster_plan import RosterPlan, read_roster
from fieldpoint.ids import new_event_id
from fieldpoint.registry.city.acts import note
from fieldpoint.registry.city.take_list import Coming, Weighed, changes, weigh
from fieldpoint.registry.decide import By
from fieldpoint.registry.feed import roster
from fieldpoint.registry.folder import Registry

T = TypeVar("T")
Ask = Callable[[Callable[[], T]], T]
State = Literal["reading", "read", "writing", "done", "failed"]

MOST_BYTES: Final = 10 * 1024 * 1024
_MOST: Final = 3
_KEPT_S: Final = 1800.0
_AT_ONCE: Final = 200
_MOST_LINES: Final = 20_000


class Brought(msgspec.Struct, frozen=True, kw_only=True):
    """A list that came: what its file is called, its bytes, whose list it is, on which day, who brought it."""

    name: str
    content: bytes
    office: str
    today: Day
    whole: bool
    officer: str


class Upload(msgspec.Struct, kw_only=True):
    """How a list stands: how many households are done of how many, what it would change or changed, what was found."""

    key: str
    brought: Brought
    until_s: float
    state: State = "reading"
    done: int = 0
    total: int = 0
    rows: int = 0
    weighed: Weighed = Weighed(new_households=0, new_people=0, unchanged=0)
    changed: int = 0
    findings: tuple[Finding, ...] = ()
    fault: FieldpointError | None = None

    @property
    def busy(self) -> bool:
        """Whether somebody works on it."""
        return self.state in ("reading", "writing")

    @property
    def wrong_rows(self) -> int:
        """How many rows are left out until somebody mends them."""
        return sum(finding.count for finding in self.findings if finding.weight == "error")

    @property
    def facts(self) -> dict[str, Fact]:
        """What is said of why it failed."""
        return {} if self.fault is None else {**self.fault.facts}


class Uploads:
    """The lists of a running server. `ask` does something with the database and waits for it."""

    def __init__(self, registry: Registry, ask: Ask[int]) -> None:
        self._registry, self._ask = registry, ask
        self._kept: dict[str, Upload] = {}
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="lists")

    def bring(self, brought: Brought) -> Upload:
        """The list is being read. `Conflict` (`import-running`) while as many as there is room for are worked on."""
        self._forget()
        while len(self._kept) >= _MOST:
            idle = next((one.key for one in self._kept.values() if not one.busy), None)
            if idle is None:
                raise Conflict(Code.IMPORT_RUNNING)
            del self._kept[idle]
        upload = Upload(key=new_event_id(), brought=brought, until_s=monotonic_s() + _KEPT_S)
        self._kept[upload.key] = upload
        self._thread.submit(self._work, upload, self._preview)
        return upload

    def find(self, key: str, officer: str) -> Upload:
        """A list of this officer's. `NotFound` (`import-unknown`): forgotten, another process's, somebody else's."""
        self._forget()
        found = self._kept.get(key)
        if found is None or found.brought.officer != officer:
            raise NotFound(Code.IMPORT_UNKNOWN)
        return found

    def confirm(self, upload: Upload, by: By) -> None:
        """The list that was looked at is being written. `Conflict` (`import-unready`)."""
        if upload.state != "read":
            raise Conflict(Code.IMPORT_UNREADY)
        upload.state, upload.done = "writing", 0
        self._thread.submit(self._work, upload, lambda one: self._write(one, by))

    def cancel(self, upload: Upload) -> None:
        """The list is forgotten. `Conflict` (`import-running`) while it is being read or written."""
        if upload.busy:
            raise Conflict(Code.IMPORT_RUNNING)
        del self._kept[upload.key]

    def error_rows(self, upload: Upload) -> Iterator[bytes]:
        """The rows that somebody has to mend, as a list that can be brought again. `Conflict` (`import-unready`)."""
        if upload.state not in ("read", "done"):
            raise Conflict(Code.IMPORT_UNREADY)
        return error_rows(given_bytes(upload.brought.content, upload.brought.name), upload.findings)

    def close(self) -> None:
        """Finishes what is begun."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _work(self, upload: Upload, how: Callable[[Upload], None]) -> None:
        try:
            how(upload)
        except FieldpointError as fault:
            upload.state, upload.fault = "failed", fault
        except BaseException:
            upload.state = "failed"
            raise
        upload.until_s = monotonic_s() + _KEPT_S

    def _preview(self, upload: Upload) -> None:
        plan = self._plan(upload)
        coming = _coming(plan, upload)

        def look(codes: Sequence[str]) -> int:
            found = weigh(self._registry, coming, list(codes))
            upload.weighed = _sum(upload.weighed, found)
            return len(codes)

        for codes in _pieces(plan.codes()):
            upload.done += self._ask(lambda codes=codes: look(codes))
        upload.rows, upload.findings = plan.rows, plan.findings.listed(_MOST_LINES)
        upload.state = "read"

    def _write(self, upload: Upload, by: By) -> None:
        plan = self._plan(upload)
        coming = _coming(plan, upload)

        def begin() -> int:
            note(self._registry.store, by, "roster.import", "*", str(plan.household_count))
            return 0

        def write(codes: Sequence[str]) -> int:
            upload.changed += roster.take_in(self._registry, changes(self._registry, coming, list(codes)))
            return len(codes)

        self._ask(begin)
        for codes in _pieces(plan.codes()):
            upload.done += self._ask(lambda codes=codes: write(codes))
        upload.state = "done"

    def _plan(self, upload: Upload) -> RosterPlan:
        brought = upload.brought
        plan = read_roster(given_bytes(brought.content, brought.name), brought.today, whole=brought.whole)
        upload.total = plan.household_count
        return plan

    def _forget(self) -> None:
        now = monotonic_s()
        self._kept = {key: one for key, one in self._kept.items() if one.busy or one.until_s > now}


def _coming(plan: RosterPlan, upload: Upload) -> Coming:
    return Coming(plan=plan, office=upload.brought.office, today=upload.brought.today)


def _sum(one: Weighed, other: Weighed) -> Weighed:
    return Weighed(
        new_households=one.new_households + other.new_households,
        new_people=one.new_people + other.new_people,
        unchanged=one.unchanged + other.unchanged,
    )


def _pieces(codes: Iterator[str]) -> Iterator[Sequence[str]]:
    while piece := list(islice(codes, _AT_ONCE)):
        yield piece
