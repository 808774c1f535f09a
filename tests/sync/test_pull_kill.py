"""F44: a program that is killed while a snapshot takes its place leaves every household old or new, and goes on."""

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

from fieldpoint.core.base64url import b64url
from fieldpoint.database import transaction
from fieldpoint.ids import new_epoch
from fieldpoint.registry.folder import Registry
from fieldpoint.store import outbox
from fieldpoint.store.feed import state
from fieldpoint.store.site import Site, open_site
from fieldpoint.sync.feed import apply
from fieldpoint.sync.feed.client import FeedClient, Piece
from tests.sync.feeds import cursor_of, households_at, let_time_pass, pull, roster_of, stopped_at, tell
from tests.sync.support import AppLine

# The child swaps; it is killed when it is at so many bytes of the snapshot, for the first, second or third time: it
# reads all of it to believe it, again for the households, again for the rest.
SWAP = textwrap.dedent("""
    import os, signal, sys
    from pathlib import Path
    from fieldpoint.store.feed import state
    from fieldpoint.store.site import open_site
    from fieldpoint.sync.feed import apply

    site, time, upto = open_site(Path(sys.argv[1])), int(sys.argv[2]), int(sys.argv[3])
    connection, now = site.connect(), site.clock.now()
    read_pieces, times = state.read_pieces, []

    def dying(connection):
        times.append(1)
        whole = b"".join(read_pieces(connection))
        for start in range(0, len(whole), 500):
            if len(times) == time and start >= upto:
                os.kill(os.getpid(), signal.SIGKILL)
            yield whole[start : start + 500]

    state.read_pieces = dying
    end = apply.believed_end(connection, site.facts.code)
    for some in apply.slices(connection):
        apply.apply_slice(connection, now, some)
    apply.end_swap(connection, now, end)
""")


def test_a_kill_during_the_swap_leaves_the_old_or_the_new(site: Site, registry: Registry, line: AppLine) -> None:
    """F44: Killed at any place, a household is as it was or will be, the rest as it was; the next session ends it."""
    old = roster_of(registry, site, 40)
    tell(registry, "card-old")
    pull(site, line)
    let_time_pass(site)
    new = roster_of(registry, site, 200, first=40)
    with registry.store.transaction():
        registry.store.renew_feed(b64url(new_epoch()))
    _download_only(site, line)
    before = cursor_of(site)
    for time, upto in ((1, 0), (1, 8_000), (2, 0), (2, 30_000), (3, 8_000)):
        assert _swap(site.folder, time, upto) == -signal.SIGKILL
        again = open_site(site.folder)
        found = households_at(again)
        assert found[:40] == old
        assert found[40:] == new[: len(found) - 40]
        assert len(found) == 40 or time > 1
        assert stopped_at(again, "card-old")
        assert cursor_of(again) == before
    assert pull(site, line).code is None
    assert households_at(site) == [*old, *new]


def test_whoever_hands_out_writes_between_two_slices(site: Site, registry: Registry, line: AppLine) -> None:
    """A roster that takes its place holds nobody up: no slice is long, and between two of them anybody may write."""
    made = roster_of(registry, site, 120)
    _download_only(site, line)
    connection, other = site.connect(), site.connect()
    end = apply.believed_end(connection, site.facts.code)
    sizes: list[int] = []
    for some in apply.slices(connection):
        with transaction(other):
            outbox.note_contact(other, None, f"slice-{len(sizes)}")
        apply.apply_slice(connection, site.clock.now(), some)
        sizes.append(len(some))
    apply.end_swap(connection, site.clock.now(), end)
    assert sizes == [50, 50, 20]
    assert households_at(site) == made
    connection.close()
    other.close()


def _swap(folder: Path, time: int, upto: int) -> int:
    command = [sys.executable, "-c", SWAP, str(folder), str(time), str(upto)]
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
