"""GET /v1/keys: every key of the registry, each with the word of the one before it.

Imports litestar, core and its neighbours.
"""

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency

from fieldpoint.core.trust.key_links import KeysAnswer
from fieldpoint.registry.office import Office, needs_site


@get("/v1/keys", guards=[needs_site])
async def get_keys(office: NamedDependency[Office]) -> Response[bytes]:
    """The keys, from the first to the next one."""
    ring = await office.ask(lambda: office.registry.ring)
    body = msgspec.json.encode(KeysAnswer(keys=list(ring.links)))
    return Response(body, media_type="application/json")
