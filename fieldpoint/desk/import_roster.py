"""An office's list meets the site: new households are registered, known ones gain people, conflicts stay out.

Everything of one list is written in one transaction or nothing is. A code that belongs to other people is shown
row by row and never merged; what is here already is left as it is.
"""

from collections import Counter
from collections.abc import Sequence

from fieldpoint import ids
from fieldpoint.core.names import Day, HouseholdId
from fieldpoint.core.people import Household, Person
from fieldpoint.core.persian import clean, fold
from fieldpoint.database import Connection
from fieldpoint.desk.compare_household import Comparison, compare, differs
from fieldpoint.desk.register_household import add_members, register_household
from fieldpoint.exchange.import_report import ImportReport
from fieldpoint.exchange.roster_plan import Progress, RosterPlan, no_progress
from fieldpoint.exchange.roster_row import RosterRow, code_key
from fieldpoint.store import people
from fieldpoint.store.transaction import Transaction

_TOLD_EVERY = 100


def import_roster(
    tx: Transaction, plan: RosterPlan, office: str, today: Day, progress: Progress = no_progress
) -> ImportReport:
    """The list's people stand in the database and the log; answers what came of each row. Does not commit."""
    with people.room_for_many(tx.connection):
        return _Import(plan, office, today, tx.connection, tx).run(progress)


def try_roster(
    connection: Connection | None, plan: RosterPlan, office: str, today: Day, progress: Progress = no_progress
) -> ImportReport:
    """What an import would do: beside the people of a site, or, without one, as if nobody were registered."""
    return _Import(plan, office, today, connection, None).run(progress)


class _Import:
    def __init__(
        self, plan: RosterPlan, office: str, today: Day, connection: Connection | None, tx: Transaction | None
    ) -> None:
        self._plan, self._office, self._today = plan, clean(office), today
        self._connection, self._tx = connection, tx
        self._count: Counter[str] = Counter()
        self._neighbourhoods: Counter[str] = Counter()
        self._known: dict[str, HouseholdId] = {}
        self._spelling = plan.neighbourhoods
        self._new_ids: set[str] = set()
        self._anybody_here = False

    def run(self, progress: Progress) -> ImportReport:
        self._look_around()
        total = self._plan.household_count
        # In the order of random ids, not of the list: whoever sees the log and has the list could pair them up
        # else. And an index that grows at one end is written once.
        for done, (household, code) in enumerate(sorted((ids.new_household_id(), code) for code in self._plan.codes())):
            if done % _TOLD_EVERY == 0:
                progress("write", done, total)
            self._meet(household, code, self._plan.household(code))
        progress("write", total, total)
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
            self._grow(here, comparison)

    def _household_here(self, code: str) -> Household | None:
        household = self._known.get(code_key(code))
        if household is None or self._connection is None:
            return None
        return people.read_household(self._connection, household)

    def _register(self, household: HouseholdId, place: tuple[str, str], rows: Sequence[RosterRow]) -> None:
        self._count["added_people"] += len(rows)
        if self._tx is None:
            return
        code, neighbourhood = place
        register_household(
            self._tx,
            Household(
                household=household,
                office=self._office,
                code=code,
                neighbourhood=neighbourhood,
                registered_on=self._today,
                members=members_of(rows),
            ),
        )

    def _grow(self, here: Household, comparison: Comparison) -> None:
        for row, person in comparison.known:
            changed = differs(row, person)
            self._count["changed_people" if changed else "unchanged_people"] += 1
            if changed:
                self._plan.findings.add("differs-from-register", row.line)
        self._count["added_people"] += len(comparison.new)
        if comparison.new and self._tx is not None:
            add_members(self._tx, here, more_members(here, comparison.new))

    def _count_rows(self, rows: Sequence[RosterRow]) -> None:
        for row in rows:
            kind, finding = _kind_of(row)
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
            dry_run=self._tx is None,
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
            neighbourhoods=dict(sorted(self._neighbourhoods.items())),
            warnings=plan.findings.warnings(),
            ignored_columns=plan.unknown_columns,
            findings=plan.findings.listed(),
        )


def members_of(rows: Sequence[RosterRow]) -> tuple[Person, ...]:
    """The people of a new household, newly named; exactly one head: whom the list calls so first, else the first."""
    head = next((place for place, row in enumerate(rows) if row.is_head), 0)
    return tuple(_person(row, ordinal, is_head=row is rows[head]) for ordinal, row in enumerate(rows, start=1))


def more_members(here: Household, rows: Sequence[RosterRow]) -> list[Person]:
    """People who join a household that stands, behind those it has."""
    after = max((person.ordinal for person in here.members), default=0) + 1
    return [_person(row, after + place, is_head=False) for place, row in enumerate(rows)]


def _kind_of(row: RosterRow) -> tuple[str, str]:
    """The one kind of a row by its ID, and the finding it makes."""
    if row.id_kind == "none":
        return "missing_id_rows", "id-missing"
    if row.id_kind != "national":
        return "other_id_rows", "id-of-other-kind"
    return ("invalid_id_rows", "id-invalid") if row.id_flag else ("valid_id_rows", "")


def _person(row: RosterRow, ordinal: int, *, is_head: bool) -> Person:
    return Person(
        person=ids.new_person_id(),
        ordinal=ordinal,
        is_head=is_head,
        given_name=row.given_name,
        family_name=row.family_name,
        relation=row.relation,
        sex=row.sex,
        born_on=row.born_on,
        phone=row.phone,
        id_kind=row.id_kind,
        id_value=row.id_value,
        id_flag=row.id_flag,
        tags=row.tags,
        note=row.note,
    )
