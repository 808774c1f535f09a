"""Work with the database beside the event loop. Imports the standard library only."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


async def in_thread(job: Callable[[], T]) -> T:
    """The job's result, made beside the event loop; a cancelled wait still lets the job end first.

    Otherwise the connection would be closed under a statement that is still running.
    """
    running = asyncio.ensure_future(asyncio.to_thread(job))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        await asyncio.wait([running])
        raise
