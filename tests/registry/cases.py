"""Rows that the tests of cases write: handouts, voids, rules, at sites of their own."""

from typing import Any

import msgspec
from msgspec import Raw

from fieldpoint.core.act_rows import DayClose
from fieldpoint.core.base64url import b64url
from fieldpoint.core.day_sheet import add_up
from fieldpoint.core.log_rows import Handout, ProgrammeSet, Row, Void, decode_row, encode_row
from fieldpoint.core.names import Day, OperatorId, ProgrammeCode
from fieldpoint.registry.intake.accept_batch import Arrival
from tests.registry.support import NOW, Sender, sender
from tests.rules import make_programme


def site(number: int, rows: int = 1) -> Sender:
    """A site of its own, with its own key."""
    return sender(rows, site=f"s-{number:02}", name=f"n{number}", seed=bytes([number]) * 32)


def write(log: Sender, kind: type[Row], /, **members: Any) -> Row:
    """One more row of a kind."""
    row = kind(**log.stamp(), **members)
    log.add(encode_row(row))
    return row


def give(log: Sender, household: str = "h1", qty: int = 1, **changed: Any) -> Handout:
    """One more handout, bent where the test asks."""
    row = msgspec.structs.replace(log.handout(household, qty), **{"members": [], **changed})
    log.add(encode_row(row))
    return row


def take_back(log: Sender, row: Handout) -> None:
    """One more void."""
    write(
        log,
        Void,
        ref=row.id,
        ref_h="x",
        reason="mistake",
        card=row.card,
        hh=row.hh,
        prog=row.prog,
        cycle=row.cycle,
        item=row.item,
        qty=row.qty,
        day=row.day,
        desk="d1",
        tab=None,
        tseq=None,
        op="lead",
    )


def whole(log: Sender) -> Arrival:
    """All rows of a site in one batch."""
    return log.arrival(1, len(log.lines))


def set_rule(log: Sender, quantity: int, version: int = 1) -> None:
    """One more row: the site goes by a basket of this quantity."""
    rule = make_programme("basket", item="food-basket", quantity=quantity, version=version)
    write(log, ProgrammeSet, prog=ProgrammeCode("basket"), ver=version, rule=Raw(msgspec.json.encode(rule)), op="admin")


def close_day(log: Sender, **bent: object) -> None:
    """One more row: the close of a day whose sums are those of all rows before, bent where the test asks."""
    totals = add_up([row for row in map(decode_row, log.lines[1:]) if isinstance(row, Handout)], {})
    row = DayClose(
        **log.stamp(),
        day=Day("1405-09-01"),
        first_seq=2,
        last_seq=len(log.lines),
        head_before=b64url(log.heads[-1]),
        opened_wall=NOW,
        opened_tq=2,
        lines=totals.lines,
        items=totals.items,
        tablets=totals.tablets,
        households=totals.households,
        refused=totals.refused,
        flags=totals.flags,
        unsent=0,
        op=OperatorId("lead"),
    )
    log.add(encode_row(msgspec.structs.replace(row, **bent)))
