"""How many households the duplicate hints may show somebody: a form of a register is no way around the search's cap.

A family that is typed is compared again and again; a household that was shown to somebody within the hour counts once.
Each that is new is written down as a search is, and past the cap nobody hears any more whether there is one.
"""

from fieldpoint.desk.act import Act
from fieldpoint.desk.register.likely import Likely
from fieldpoint.desk.register.register import Typed, hints_of
from fieldpoint.desk.search_people import hints_wait_s, note_hints
from fieldpoint.errors import Code, Unavailable
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.web.till import Till


async def hints_for(till: Till, session: SignIn, typed: Typed) -> tuple[list[Likely], bool]:
    """The households that it may be already, as far as this person may still be shown any; whether they may not.

    Whoever may not sees those they have seen, and nothing says whether there are others.
    """
    now = till.site.clock.now()
    capped = hints_wait_s(till.reader, session.operator, now) > 0
    found = hints_of(till.reader, typed)
    names = [one.household.household for one in found]
    seen = till.hinted.shown(session.operator, names, now)
    if capped:
        return [one for one in found if one.household.household in seen], True
    fresh = [one for one in names if one not in seen]
    if fresh:
        act = Act(operator=session.operator, desk=session.desk, tab=session.tab)
        await till.writer.write(lambda tx: note_hints(tx, len(fresh), act))
        till.hinted.add(session.operator, fresh, now)
    return found, False


def check_hints(till: Till, session: SignIn) -> None:
    """Whether this person may hear that a household is here already. `Unavailable` (`searched-often`)."""
    wait_s = hints_wait_s(till.reader, session.operator, till.site.clock.now())
    if wait_s > 0:
        raise Unavailable(Code.SEARCHED_OFTEN, retry_after_s=wait_s)
