"""/api/v1/operators: who may sign in, their new PINs and roles, and who may not any more."""

import asyncio
from typing import Final

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.types import ControllerRouterHandler

from fieldpoint.core.names import OperatorId
from fieldpoint.desk.appoint import add_operator, change_role, give_pin, hash_new_pin, random_pin, revoke_operator
from fieldpoint.desk.register.grant import grant_right
from fieldpoint.store.entry.operators import PinHash, list_operators
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.web.entry.approvals import get_approvals, post_approval
from fieldpoint.web.entry.pairing import (
    get_tablets,
    post_first_lead,
    post_pairing,
    post_tablet,
    post_tablet_name,
    post_tablet_revocation,
)
from fieldpoint.web.entry.sessions import delete_session, get_session, post_session
from fieldpoint.web.entry.wire import (
    NewOperatorReply,
    NewOperatorRequest,
    NewPinReply,
    OperatorEntry,
    Revoked,
    RightRequest,
    RightsReply,
    RoleRequest,
)
from fieldpoint.web.till import Till


@get("/api/v1/operators")
async def get_operators(till: NamedDependency[Till]) -> list[OperatorEntry]:
    """Everybody who may sign in, or might once, in the order they were added."""
    return [
        OperatorEntry(
            operator=one.operator,
            name=one.name,
            role=one.role,
            revoked_at=one.revoked_at,
            locked=one.locked,
            rights=list(one.rights),
        )
        for one in list_operators(till.reader)
    ]


@post("/api/v1/operators", status_code=201)
async def post_operator(
    data: JSONBody[NewOperatorRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> NewOperatorReply:
    """Somebody may sign in with the PIN of this answer. 409 `name-taken`."""
    pin, kept = await _new_pin(till)
    who = await till.writer.write(lambda tx: add_operator(tx, data.name, data.role, kept, session.operator))
    till.pusher.poke()
    return NewOperatorReply(operator=who, pin=pin)


@post("/api/v1/operators/{operator:str}/pins", status_code=201)
async def post_pin(
    operator: FromPath[str], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> NewPinReply:
    """The PIN of this answer is the only right one; a lock is open. 404 `operator-unknown`."""
    pin, kept = await _new_pin(till)
    await till.writer.write(lambda tx: give_pin(tx, operator, kept, session.operator))
    till.pusher.poke()
    return NewPinReply(pin=pin)


@post("/api/v1/operators/{operator:str}/roles", status_code=201)
async def post_role(
    operator: FromPath[str],
    data: JSONBody[RoleRequest],
    till: NamedDependency[Till],
    session: NamedDependency[SignIn],
) -> RoleRequest:
    """Somebody has another role from the next request on, and signs in anew; the role they have changes nothing.

    404 `operator-unknown`, 409 `last-lead`.
    """
    await till.writer.write(lambda tx: change_role(tx, operator, data.role, session.operator))
    till.pusher.poke()
    return data


@post("/api/v1/operators/{operator:str}/revocations", status_code=201)
async def post_operator_revocation(
    operator: FromPath[str], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> Revoked:
    """Somebody may sign in no more, from the next request on. 404 `operator-unknown`, 409 `last-lead`."""
    await till.writer.write(lambda tx: revoke_operator(tx, operator, session.operator))
    till.pusher.poke()
    return Revoked(revoked=operator)


@post("/api/v1/operators/{operator:str}/rights", status_code=201)
async def post_right(
    operator: FromPath[str],
    data: JSONBody[RightRequest],
    till: NamedDependency[Till],
    session: NamedDependency[SignIn],
) -> RightsReply:
    """The operator may register people, or no more, from the next request on. 404 `operator-unknown`."""
    rights = await till.writer.write(lambda tx: grant_right(tx, operator, data.right, session.operator, on=data.on))
    till.pusher.poke()
    return RightsReply(operator=OperatorId(operator), rights=list(rights))


async def _new_pin(till: Till) -> tuple[str, PinHash]:
    pin = random_pin()
    async with till.memory.one_pin():
        return pin, await asyncio.to_thread(hash_new_pin, pin)


entry_routes: Final[tuple[ControllerRouterHandler, ...]] = (
    post_approval,
    get_approvals,
    get_session,
    post_session,
    delete_session,
    post_first_lead,
    post_tablet,
    post_pairing,
    get_tablets,
    post_tablet_name,
    post_tablet_revocation,
    get_operators,
    post_operator,
    post_pin,
    post_role,
    post_operator_revocation,
    post_right,
)
