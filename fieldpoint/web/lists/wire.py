"""What travels when a list comes in or goes out (see web/wire.py for how): counts and line numbers, never a name."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from fieldpoint.core.list_rows import Exported, Form
from fieldpoint.errors import Fact
from fieldpoint.exchange.import_report import ImportReport
from fieldpoint.web.wire import Wire

PART_BYTES = 32 * 1024
MOST_BYTES = 10 * 1024 * 1024
State = Literal["receiving", "reading", "read", "writing", "done", "failed", "cancelled"]


class ImportRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/imports: what the file is called, how many bytes it has, whose names its columns have."""

    name: Annotated[str, Meta(min_length=1, max_length=100)]
    size: Annotated[int, Meta(ge=1, le=MOST_BYTES)]
    mapping: Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9-]*$", max_length=41)] = "plain"


class PartRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/imports/{import_id}/parts: the next bytes as base64; the first part is 0."""

    number: Annotated[int, Meta(ge=0, le=100_000)]
    content: Annotated[str, Meta(min_length=4, max_length=4 * (PART_BYTES // 3 + 1))]


class EmptyRequest(Wire, frozen=True, kw_only=True):
    """Nothing has to be said."""


class ImportReply(Wire, frozen=True, kw_only=True, rename={"import_id": "import"}):
    """How an upload stands. `done` of `total` of `step`; `code` and `facts` say why it failed."""

    import_id: str
    name: str
    state: State
    size: int
    received: int = 0
    step: str = ""
    done: int = 0
    total: int = 0
    code: str | None = None
    facts: dict[str, Fact] = msgspec.field(default_factory=dict[str, Fact])
    report: ImportReport | None = None


class MappingView(Wire, frozen=True, kw_only=True):
    """One mapping: its name, and what kind of list it is for, in Persian too where its file says that."""

    mapping: str
    title: str
    title_fa: str


class MappingsReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/mappings: ordered by name."""

    mappings: list[MappingView]


class ExportRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/exports: which list in which form, with HXL tags or without."""

    what: Exported
    format: Form
    hxl: bool = False


class ExportReply(Wire, frozen=True, kw_only=True):
    """A list that may be fetched once: where, how its file is called, how many rows it has."""

    export: str
    name: str
    rows: int


class Ordered(msgspec.Struct, frozen=True, kw_only=True):
    """An export that was ordered and not fetched yet."""

    wanted: ExportRequest
    name: str
    op: str
    until_s: float
