"""GET /puzzle at the registry: a campaign's picture over all sites that run it, for everybody.

Imports litestar, serving and its neighbours.
"""

from typing import Any, Final

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from fieldpoint.registry.office import Office
from fieldpoint.serving.campaigns.page import PUZZLE, get_puzzle_part, puzzle_page


@get(PUZZLE, include_in_schema=False)
async def get_puzzle(request: Request[Any, Any, Any], office: NamedDependency[Office]) -> Response[bytes]:
    """The puzzle of the campaign that runs; 404 with one sentence where there is none."""
    return puzzle_page(request, await office.ask(lambda: office.screens.show(office.registry, "")))


@get("/puzzle/{campaign:str}", include_in_schema=False)
async def get_puzzle_of(
    campaign: FromPath[str], request: Request[Any, Any, Any], office: NamedDependency[Office]
) -> Response[bytes]:
    """The puzzle of that campaign; 404 with one sentence for whatever is none."""
    return puzzle_page(request, await office.ask(lambda: office.screens.show(office.registry, campaign)))


puzzle_handlers: Final = (get_puzzle, get_puzzle_of, get_puzzle_part)
