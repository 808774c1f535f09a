"""F44: a program that is killed while a snapshot takes its place leaves the old people or the new, never both."""

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

from fieldpoint.core.base64url import b64url
from fieldpoint.ids import new_epoch
from fieldpoint.registry.folder import Registry
from fieldpoint.store import outbox
from fieldpoint.store.feed import state
from fieldpoint.store.site import Site, open_site
from fieldpoint.sync.feed.client import FeedClient, Piece
from tests.sync.feeds import households_at, let_time_pass, pull, roster_of, stopped_at, tell
from tests.sync.support import AppLine

# The child swaps; it is killed when so many items of the snapshot have had their effect.
SWAP = textwrap.dedent("""
    import os, signal, sys
    from pathlib import Path
    from fieldpoint.store.feed import state
    from fieldpoint.store.site import open_site
    from fieldpoint.sync.feed import apply

    site, upto = open_site(Path(sys.argv[1])), int(sys.argv[2])
    connection = site.connect()

    def pieces():
        for number, piece in enumerate(state.read_pieces(connection)):
            for start in range(0, len(piece), 500):
                if number * 1_000_000 + start >= upto:
                    os.kill(os.getpid(), signal.SIGKILL)
                yield piece[start : start + 500]

    apply.apply_snapshot(connection, site.clock.now(), pieces(), site.facts.code)
""")


def test_a_kill_during_the_swap_leaves_the_old_or_the_new(site: Site, registry: Registry, line: AppLine) -> None:
    """F44: Killed at any place of the swap, the site has what it had; the next session goes on and ends it."""
    old = roster_of(registry, site, 40)
    tell(registry, "card-old")
    pull(site, line)
    let_time_pass(site)
    new = roster_of(registry, site, 40, first=40)
    with registry.store.transaction():
        registry.store.renew_feed(b64url(new_epoch()))
    _download_only(site, line)
    for upto in (0, 2_000, 8_000):
        assert _swap(site.folder, upto) == -signal.SIGKILL
        again = open_site(site.folder)
        assert households_at(again) == old
        assert stopped_at(again, "card-old")
    assert pull(site, line).code is None
    assert households_at(site) == [*old, *new]


def _swap(folder: Path, upto: int) -> int:
    command = [sys.executable, "-c", SWAP, str(folder), str(upto)]
    return subprocess.run(command, check=False, env=dict(os.environ), timeout=60).returncode


def _download_only(site: Site, line: AppLine) -> None:
    """All pieces of the snapshot lie at the site, as if it were killed before the swap."""
    connection = site.connect()
    enrolled = outbox.enrolment(connection)
    assert enrolled is not None
    size = 0
    while True:
        piece = asyncio.run(FeedClient(enrolled, line).piece(size))
        assert isinstance(piece, Piece)
        state.add_piece(connection, piece.etag, size, piece.body)
        size += len(piece.body)
        if size >= piece.size:
            break
    connection.close()
