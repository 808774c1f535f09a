"""An office's list meets the site: new households are registered, known ones gain people, conflicts stay out.

All of one list is here at once or nothing is, and the desks hardly wait for it (see lists/arrivals.py). A code that
belongs to other people is shown row by row and never merged. A corrected list corrects whoever was not changed here
since the last list; whoever was, stays as registered, for an old list must not undo what was mended here.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from fieldpoint import ids
from fieldpoint.core.names import Day, HouseholdId, PersonId
from fieldpoint.core.people import Household
from fieldpoint.core.persian import clean, fold
from fieldpoint.database import Connection
from fieldpoint.desk.compare_household import Comparison, compare, differs, said_of
from fieldpoint.desk.lists.arrivals import Arrivals, Now
from fieldpoint.desk.lists.coming import Coming, corrected, kind_of, members_of, more_members
from fieldpoint.desk.register_household import add_members, register_anew
from fieldpoint.exchange.import_report import ImportReport
from fieldpoint.exchange.roster_plan import Progress, RosterPlan, no_progress
from fieldpoint.exchange.roster_row import RosterRow, code_key
from fieldpoint.exchange.roster_source import nothing_in_circles
from fieldpoint.store import people
from fieldpoint.store.lists import arriving
from fieldpoint.store.transaction import Transaction

_TOLD_EVERY = 100


def import_roster(connection: Connection, now: Now, coming: Coming) -> ImportReport:
    """The list's people stand in the database and the log; answers what came of each row. Commits.

    Whoever calls holds the lock of imports. `Conflict` (`import-overtaken`) when a household of the list was
    registered here meanwhile. Whatever goes wrong, nobody of the list is here then.
    """
    arrivals = Arrivals(connection, now)
    with nothing_in_circles(), people.room_for_many(connection), arriving.before_their_households(connection):
        arriving.sweep(connection)
        try:
            return _Import(coming, connection, arrivals).run()
        except BaseException:
            arriving.sweep(connection)
            raise


def try_roster(
    connection: Connection | None, plan: RosterPlan, office: str, today: Day, progress: Progress = no_progress
) -> ImportReport:
    """What an import would do: beside the people of a site, or, without one, as if nobody were registered."""
    return _Import(Coming(plan, office, today, progress=progress), connection, None).run()


class _Import:
    def __init__(self, coming: Coming, connection: Connection | None, arrivals: Arrivals | None) -> None:
        self._plan, self._office, self._today = coming.plan, clean(coming.office), coming.today
        self._op, self._progress = coming.op, coming.progress
        self._connection, self._arrivals = connection, arrivals
        self._count: Counter[str] = Counter()
        self._neighbourhoods: Counter[str] = Counter()
        self._known: dict[str, HouseholdId] = {}
        self._spelling = self._plan.neighbourhoods
        self._new_ids: set[str] = set()
        self._grown: list[tuple[HouseholdId, str]] = []
        self._anybody_here = False
        self._names: Iterator[PersonId] = iter(())

    def run(self) -> ImportReport:
        self._look_around()
        new = (self._plan.size(code) for code in self._plan.codes() if code_key(code) not in self._known)
        self._names = ids.new_person_ids(0 if self._arrivals is None else sum(new))
        total = self._plan.household_count
        # In the order of random ids, not of the list: whoever sees the log and has the list could pair them up
        # else. And an index that grows at one end is written once.
        for done, (household, code) in enumerate(sorted((ids.new_household_id(), code) for code in self._plan.codes())):
            if done % _TOLD_EVERY == 0:
                self._progress("write", done, total)
            self._meet(household, code, self._plan.household(code))
        if self._arrivals is not None:
            counted = (self._count["added_households"], self._count["added_people"], self._count["updated_people"])
            self._arrivals.step_in(self._op, counted, self._grow_all if self._grown else None)
        self._progress("write", total, total)
        return self._report()

    def _look_around(self) -> None:
        """Reads once what each household is compared with: the codes of its office, the names of neighbourhoods."""
        if self._connection is None:
            return
        self._known = {code_key(code): household for code, household in people.codes(self._connection, self._office)}
        here = people.count_by_neighbourhood(self._connection)
        self._spelling = {**self._spelling, **{fold(name): name for name in here}}
        self._anybody_here = people.count_people(self._connection) > 0

    def _meet(self, new: HouseholdId, code: str, rows: Sequence[RosterRow]) -> None:
        here = self._household_here(code)
        comparison = Comparison(known=(), new=tuple(rows)) if here is None else compare(here, rows)
        if here is not None and here.members and not comparison.known:
            self._count["conflict_rows"] += len(rows)
            for row in rows:
                self._plan.findings.add("code-of-others", row.line)
            return
        self._count_rows(rows)
        neighbourhood = self._neighbourhood(rows)
        self._neighbourhoods[neighbourhood] += 1
        self._look_elsewhere(comparison.new)
        if here is None:
            self._count["added_households"] += 1
            self._register(new, (code, neighbourhood), rows)
        else:
            self._grow(here, comparison, code)

    def _household_here(self, code: str) -> Household | None:
        household = self._known.get(code_key(code))
        if household is None or self._connection is None:
            return None
        return people.read_household(self._connection, household)

    def _register(self, household: HouseholdId, place: tuple[str, str], rows: Sequence[RosterRow]) -> None:
        self._count["added_people"] += len(rows)
        if self._arrivals is None:
            return
        code, neighbourhood = place
        self._arrivals.add(
            Household(
                household=household,
                office=self._office,
                code=code,
                neighbourhood=neighbourhood,
                registered_on=self._today,
                members=members_of(rows, self._names),
            ),
            [said_of(row) for row in rows],
        )

    def _grow(self, here: Household, comparison: Comparison, code: str) -> None:
        """Counts what becomes of a household that is here; what has to be written waits for the last commit."""
        mended = self._mended(here, comparison)
        for row, person in comparison.known:
            changed = differs(row, person) and person.person not in mended
            kind = "updated_people" if person.person in mended else "changed_people" if changed else "unchanged_people"
            self._count[kind] += 1
            if changed:
                self._plan.findings.add("differs-from-register", row.line)
        self._count["added_people"] += len(comparison.new)
        if mended or comparison.new or self._moves(here, comparison):
            self._grown.append((here.household, code))

    def _mended(self, here: Household, comparison: Comparison) -> dict[str, RosterRow]:
        """The people whom the list corrects: it says something else than last time, and nobody changed them here."""
        if self._connection is None or not any(differs(row, person) for row, person in comparison.known):
            return {}
        listed = arriving.listed_of(self._connection, here.household)
        return {
            person.person: row
            for row, person in comparison.known
            if differs(row, person) and listed.get(person.person) == said_of(person)
        }

    def _moves(self, here: Household, comparison: Comparison) -> bool:
        said = self._neighbourhood([row for row, _ in comparison.known])
        return bool(said) and said != here.neighbourhood

    def _grow_all(self, tx: Transaction) -> None:
        """Households that are here gain people and corrections, compared once more with what stands now."""
        for household, code in self._grown:
            here = people.read_household(tx.connection, household)
            if here is not None:
                self._grow_one(tx, here, compare(here, self._plan.household(code)))

    def _grow_one(self, tx: Transaction, here: Household, comparison: Comparison) -> None:
        mended = self._mended(here, comparison)
        members = tuple(corrected(one, mended.get(one.person)) for one in here.members)
        for one in members:
            if one.person in mended:
                people.change_person(tx, one)
        arriving.note_listed(tx, ((said_of(row), person) for person, row in mended.items()))
        said = self._neighbourhood([row for row, _ in comparison.known])
        moved = arriving.move_listed(tx, here.household, said)
        now = msgspec.structs.replace(here, members=members, neighbourhood=said if moved else here.neighbourhood)
        if comparison.new:
            new = more_members(here, comparison.new)
            add_members(tx, now, new)
            arriving.note_listed(tx, ((said_of(one), one.person) for one in new))
        elif mended or moved:
            register_anew(tx, now)

    def _count_rows(self, rows: Sequence[RosterRow]) -> None:
        for row in rows:
            kind, finding = kind_of(row)
            self._count[kind] += 1
            if finding:
                self._plan.findings.add(finding, row.line)

    def _neighbourhood(self, rows: Sequence[RosterRow]) -> str:
        """Where the household lives, spelt as here before, or as the list mostly does: the head's word counts."""
        heads_first = sorted(rows, key=lambda row: not row.is_head)
        name = next((row.neighbourhood for row in heads_first if row.neighbourhood), "")
        return self._spelling[fold(name)] if name else ""

    def _look_elsewhere(self, new: Sequence[RosterRow]) -> None:
        """A new person whose ID is registered in another household is a hint; who is new in this list is not."""
        if self._connection is None or not self._anybody_here:
            return
        for row in new:
            value = row.id_value if row.has_valid_id else None
            if value and value not in self._new_ids:
                if people.is_registered(self._connection, "national", value):
                    self._plan.findings.add("same-id-elsewhere", row.line)
                self._new_ids.add(value)

    def _report(self) -> ImportReport:
        plan, count = self._plan, self._count
        return ImportReport(
            office=self._office,
            dry_run=self._arrivals is None,
            rows=plan.rows,
            households=plan.household_count,
            distinct_valid_ids=plan.distinct_valid_ids,
            valid_id_rows=count["valid_id_rows"],
            invalid_id_rows=count["invalid_id_rows"],
            missing_id_rows=count["missing_id_rows"],
            other_id_rows=count["other_id_rows"],
            repeated_rows=plan.repeated_rows,
            conflict_rows=plan.conflict_rows + count["conflict_rows"],
            unreadable_rows=plan.unreadable_rows,
            formula_cells=plan.formula_cells,
            added_households=count["added_households"],
            added_people=count["added_people"],
            unchanged_people=count["unchanged_people"],
            changed_people=count["changed_people"],
            updated_people=count["updated_people"],
            neighbourhoods=dict(sorted(self._neighbourhoods.items())),
            warnings=plan.findings.warnings(),
            ignored_columns=plan.unknown_columns,
            findings=plan.findings.listed(),
        )
