"""A long day of one server: what many handouts add to its memory and its open files, and how fast HTTP takes them.

Imports its neighbours.
"""

from fieldpoint.bench.desk import Desk
from fieldpoint.bench.over_http import tablets
from fieldpoint.bench.row import Row, told_row, value_row
from fieldpoint.bench.server import open_files, resident_mib, running, wait_for

_CONNECTIONS = 32
_WARM = 1_000  # what a server loads with its first requests is no growth


async def measure_soak(desk: Desk, count: int) -> list[Row]:
    """The rows of a server of the desk's site that hands out so many times, at 32 connections."""
    with running(desk.site.folder) as server:
        wait_for(server)
        async with tablets(desk, server.port, _CONNECTIONS) as asking:
            await asking.hand_out(min(_WARM, count))
            memory, files = resident_mib(server.pid), open_files(server.pid)
            speed = await asking.hand_out(count)
            memory_after, files_after = resident_mib(server.pid), open_files(server.pid)
    grown = None if memory is None or memory_after is None else memory_after - memory
    more = None if files is None or files_after is None else float(files_after - files)
    return [
        told_row("handouts at 32 connections, over HTTP", "a second", speed),
        value_row(f"growth of memory over {count} handouts", "MiB", grown, ("<=", 10)),
        value_row(f"growth of open files over {count} handouts", "files", more, ("<=", 0)),
    ]
