"""GET /api/v1/health (no data, for anybody) and /api/v1/status (the strip at the top of the page)."""

from typing import Annotated, Literal

from litestar import get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from fieldpoint import __version__
from fieldpoint.core.names import TabletId
from fieldpoint.store import outbox
from fieldpoint.store.days import open_day_of
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.store.outbox import Contact
from fieldpoint.store.register.practising import practises
from fieldpoint.store.rounds.rounds import round_of
from fieldpoint.store.transaction import read_head
from fieldpoint.web.lives.epochs import life_warning
from fieldpoint.web.till import Till
from fieldpoint.web.views import receipt
from fieldpoint.web.wire import Health, Status

HeldLines = Annotated[int, QueryParameter(ge=0, le=1_000_000)]


@get("/api/v1/health")
async def get_health() -> Health:
    """The server answers."""
    return Health(status="ok", version=__version__)


@get("/api/v1/status")
async def get_status(till: NamedDependency[Till], session: NamedDependency[SignIn], held: HeldLines = 0) -> Status:
    """The open day, where the log stands, and how many rows the registry does not hold yet.

    `held` is how many lines the asking tablet has itself that the site has not answered; others see it here.
    """
    till.presence.holds(session.tab, held)
    contact, head = outbox.contact(till.reader), read_head(till.reader)
    standings = outbox.standings(till.reader)
    return Status(
        site=till.site.facts.code,
        name_fa=till.site.facts.name_fa,
        day=open_day_of(till.reader),
        seq=head.seq,
        unsent=sum(max(one.last - one.mark, 0) for one in standings),
        registry=_registry_state(contact),
        last_contact_at=None if contact is None else contact.at,
        last_code=None if contact is None else contact.code,
        warning=life_warning(till) or till.writer.room.warning,
        receipt=receipt(head, till.epochs),
        marks=outbox.marks(till.reader),
        holding=dict(till.presence.holding()),
        start=till.memory.start,
        practice=practises(till.reader, session.tab),
        round=round_of(till.reader, TabletId(session.tab)) is not None,
    )


def _registry_state(contact: Contact | None) -> Literal["none", "waiting", "reached"]:
    if contact is None:
        return "none"
    return "reached" if contact.at is not None and contact.code is None else "waiting"
