"""POST: what an officer decides. Imports litestar and the overview."""

from typing import Any

from litestar import Request, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from fieldpoint.clock import wall_ms
from fieldpoint.core.answer import StoredAnswer
from fieldpoint.registry.api.wire import (
    Code,
    Counted,
    DecisionRequest,
    Done,
    InviteRequest,
    KeyEndRequest,
    NameRequest,
    Released,
)
from fieldpoint.registry.decide import end_key, read_withheld_again, release_batch
from fieldpoint.registry.lives.alerts import retire_epoch
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.overview import acts
from fieldpoint.registry.overview.cases import decide_own_case
from fieldpoint.registry.overview.taken import Asked, Taken, is_taken
from fieldpoint.registry.overview.waiting import reject_batch


@post("/api/v1/sites", status_code=201)
async def post_api_site(
    data: JSONBody[InviteRequest], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Code:
    """A site is invited. 409 `code-taken` for one that is known."""
    named = (data.title, data.organisation)
    code = await office.ask(lambda: acts.invite_site(office.registry.store, officer, data.site, named, wall_ms()))
    return Code(site=data.site, code=code)


@post("/api/v1/sites/{site:str}/names", status_code=200)
async def post_api_site_name(
    site: FromPath[str],
    data: JSONBody[NameRequest],
    office: NamedDependency[Office],
    officer: NamedDependency[SignedIn],
) -> Done:
    """The site is called otherwise, or belongs to another organisation."""
    named = (data.title, data.organisation)
    await office.ask(lambda: acts.name_site(office.registry.store, officer, site, named, wall_ms()))
    return Done()


@post("/api/v1/sites/{site:str}/codes", status_code=201)
async def post_api_site_code(
    site: FromPath[str], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Code:
    """Another code for a site whose computer was changed."""
    code = await office.ask(lambda: acts.another_code(office.registry.store, officer, site, wall_ms()))
    return Code(site=site, code=code)


@post("/api/v1/sites/{site:str}/stops", status_code=200)
async def post_api_site_stop(
    site: FromPath[str], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Done:
    """Nothing new of the site counts until it enrols anew; what is held stays."""
    await office.ask(lambda: acts.stop_site(office.registry.store, officer, site, wall_ms()))
    return Done()


@post("/api/v1/sites/{site:str}/keys/{kid:int}/ends", status_code=200)
async def post_api_key_end(
    site: FromPath[str], kid: FromPath[int], data: JSONBody[KeyEndRequest], request: Request[Any, Any, Any]
) -> Done:
    """A key ends: good for what is held (`retired`), or in wrong hands (`compromised`)."""
    office, by = _office_and_by(request)
    await office.ask(lambda: end_key(office.registry.store, by, site, kid, data.how))
    return Done()


@post("/api/v1/sites/{site:str}/lives/{epoch:str}/ends", status_code=200)
async def post_api_life_end(site: FromPath[str], epoch: FromPath[str], request: Request[Any, Any, Any]) -> Done:
    """One of two lives of a log ends."""
    office, by = _office_and_by(request)
    await office.ask(lambda: retire_epoch(office.registry.store, by, site, epoch))
    return Done()


@post("/api/v1/batches/{batch:str}/releases", status_code=200)
async def post_api_release(batch: FromPath[str], request: Request[Any, Any, Any]) -> Released:
    """A batch of an ended key is let in."""
    office, by = _office_and_by(request)
    answer = await office.ask(lambda: release_batch(office.registry.store, by, batch))
    return Released(released=isinstance(answer, StoredAnswer))


@post("/api/v1/batches/{batch:str}/rejections", status_code=200)
async def post_api_rejection(batch: FromPath[str], request: Request[Any, Any, Any]) -> Done:
    """A batch stays beside for good."""
    office, by = _office_and_by(request)
    await office.ask(lambda: reject_batch(office.registry.store, by, batch))
    return Done()


@post("/api/v1/reprocessings", status_code=200)
async def post_api_reprocessing(request: Request[Any, Any, Any]) -> Counted:
    """Rows that are withheld are read again."""
    office, by = _office_and_by(request)
    return Counted(rows=await office.ask(lambda: read_withheld_again(office.registry.store, by)))


@post("/api/v1/cases/{case:str}/decisions", status_code=200)
async def post_api_decision(
    case: FromPath[str],
    data: JSONBody[DecisionRequest],
    office: NamedDependency[Office],
    officer: NamedDependency[SignedIn],
) -> Done:
    """What became of an over-issue; nothing is ever claimed back from a family."""
    await office.ask(lambda: decide_own_case(office.registry.store, officer, case, data.to, wall_ms()))
    return Done()


@post("/api/v1/taken", status_code=200)
async def post_api_taken(
    data: JSONBody[Asked], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Taken:
    """Taken, or not taken: the one answer about whoever brings a card."""
    return await office.ask(lambda: is_taken(office.registry.store, officer, data, wall_ms()))


def _office_and_by(request: Request[Any, Any, Any]) -> tuple[Office, Any]:
    return request.app.state.office, request.state.officer.by(wall_ms())
