"""`fieldpoint import upload`: the child of a running server that reads an upload or brings it in.

It hears its order on stdin and answers on stdout, line by line as JSON (or, for the rows to mend, the file itself).
Whatever a list does to its reader happens here and not in the till; so this program limits itself.
"""

import resource
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
import msgspec

from fieldpoint.cli.options import data_option
from fieldpoint.errors import Code, Fact, FieldpointError, Invalid

if TYPE_CHECKING:
    from fieldpoint.core.names import Day
    from fieldpoint.exchange.import_report import ImportReport
    from fieldpoint.exchange.naming.mapping import Mapping
    from fieldpoint.exchange.roster_file import Given
    from fieldpoint.store.site import Site

# A list of 100,000 people takes 93 MiB of this and 115 MiB in all (CSV of 13 MiB); what is left is for a longer one.
# Server and child stand under one MemoryMax (deploy/systemd/fieldpoint.service), which has room for both.
MOST_DATA: Final = 192 * 1024 * 1024
_MOST_SECONDS = 600
_MOST_LINES = 20


class Order(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be done: `preview`, `write` or `errors`; what the file is called, whose names, for whom."""

    mode: str
    name: str
    mapping: str
    op: str


@click.command("upload", hidden=True)
@data_option
def upload(folder: Path) -> None:
    """Read or bring in what was sent to the server in parts; the order comes on stdin."""
    from fieldpoint.store.site import open_site  # noqa: PLC0415

    resource.setrlimit(resource.RLIMIT_DATA, (MOST_DATA, MOST_DATA))
    _go_first()
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
    try:
        _do(order, open_site(folder))
    except FieldpointError as fault:
        _tell(code=str(fault.code), facts=dict(fault.facts))
    except MemoryError:
        _tell(code=str(Code.FILE_TOO_LARGE), facts={"file": order.name})


def _go_first() -> None:
    """Should the box run out of memory all the same, this program is ended and not the till."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def _do(order: Order, site: "Site") -> None:
    from fieldpoint.desk.open_day import today  # noqa: PLC0415
    from fieldpoint.exchange.naming.mapping import find_mapping  # noqa: PLC0415

    mapping = find_mapping(order.mapping, site.folder)
    with closing(site.connect(read_only=True)) as connection:
        day = today(connection, site.clock.now(), site.facts.zone)
    if order.mode == "errors":
        _write_errors(order, site, mapping, day)
        return
    report = _report(order, site, mapping, day)
    findings = tuple(msgspec.structs.replace(one, lines=one.lines[:_MOST_LINES]) for one in report.findings)
    _tell(report=msgspec.structs.replace(report, findings=findings))


def _report(order: Order, site: "Site", mapping: "Mapping", day: "Day") -> "ImportReport":
    from fieldpoint.desk.import_roster import import_roster, try_roster  # noqa: PLC0415
    from fieldpoint.desk.lists.coming import Coming  # noqa: PLC0415
    from fieldpoint.exchange.roster_plan import read_roster  # noqa: PLC0415
    from fieldpoint.store.lists.arriving import import_lock  # noqa: PLC0415

    def progress(step: str, done: int, total: int) -> None:
        _tell(step=step, done=done, total=total)

    plan = read_roster(_given(order, site), day, progress, mapping=mapping)
    office = site.facts.office
    with closing(site.connect(read_only=order.mode == "preview")) as connection:
        if order.mode == "preview":
            return try_roster(connection, plan, office, day, progress)
        with import_lock(site.folder):
            return import_roster(connection, site.clock.now, Coming(plan, office, day, order.op, progress))


def _write_errors(order: Order, site: "Site", mapping: "Mapping", day: "Day") -> None:
    from fieldpoint.desk.import_roster import try_roster  # noqa: PLC0415
    from fieldpoint.exchange.outgoing.error_rows import error_rows  # noqa: PLC0415
    from fieldpoint.exchange.roster_plan import read_roster  # noqa: PLC0415

    plan = read_roster(_given(order, site), day, whole=True, mapping=mapping)
    with closing(site.connect(read_only=True)) as connection:
        report = try_roster(connection, plan, site.facts.office, day)
    for piece in error_rows(_given(order, site), report.findings, mapping):
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


def _given(order: Order, site: "Site") -> "Given":
    from fieldpoint.exchange.roster_file import given_bytes  # noqa: PLC0415
    from fieldpoint.store.lists import uploads  # noqa: PLC0415

    with closing(site.connect(read_only=True)) as connection:
        content = uploads.whole(connection)
    if not content:
        raise Invalid(Code.ROSTER_EMPTY, file=order.name)
    return given_bytes(content, order.name)


def _tell(**told: "Fact | str | dict[str, Fact] | ImportReport") -> None:
    sys.stdout.buffer.write(msgspec.json.encode(told) + b"\n")
    sys.stdout.buffer.flush()
