"""GET /api/v1/health (no data, for anybody) and /api/v1/status (the strip at the top of the page)."""

from typing import Literal

from litestar import get
from litestar.di import NamedDependency

from fieldpoint import __version__
from fieldpoint.store import outbox
from fieldpoint.store.days import open_day_of
from fieldpoint.store.outbox import Contact
from fieldpoint.store.transaction import read_head
from fieldpoint.web.till import Till
from fieldpoint.web.wire import Health, Status


@get("/api/v1/health")
async def get_health() -> Health:
    """The server answers."""
    return Health(status="ok", version=__version__)


@get("/api/v1/status")
async def get_status(till: NamedDependency[Till]) -> Status:
    """The open day, where the log stands, and how many rows the registry does not hold yet."""
    contact = outbox.contact(till.reader)
    return Status(
        site=till.site.facts.code,
        name_fa=till.site.facts.name_fa,
        day=open_day_of(till.reader),
        seq=read_head(till.reader).seq,
        unsent=outbox.unsent(till.reader),
        registry=_registry_state(contact),
        last_contact_at=None if contact is None else contact.at,
        last_code=None if contact is None else contact.code,
        warning=till.writer.room.warning,
        start=till.memory.start,
    )


def _registry_state(contact: Contact | None) -> Literal["none", "waiting", "reached"]:
    if contact is None:
        return "none"
    return "reached" if contact.at is not None and contact.code is None else "waiting"
