"""The registry is away during 500 handouts at the desk, and comes back."""

import time
from pathlib import Path

import pytest

from fieldpoint.registry.folder import open_registry
from fieldpoint.registry.verify import verify_registry
from fieldpoint.store import outbox
from tests.fault.support import Tablets, make_cards, requests_for
from tests.live import enrol_live, live_site, make_live_registry
from tests.support import make_site
from tests.sync.support import own_lines

HANDOUTS = 500
PATIENCE_S = 150  # the retries wait up to 5, 10, 20 … seconds after each failure


@pytest.mark.timeout(240)
def test_all_rows_arrive_once_without_anybody_doing_anything(tmp_path: Path) -> None:
    """The desk goes on while the registry is stopped; afterwards both hold the same rows."""
    site = make_site(tmp_path / "site")
    registry = make_live_registry(tmp_path / "registry")
    enrol_live(site, registry)
    tablets = Tablets(live_site(site), requests_for(make_cards(site, HANDOUTS)), HANDOUTS)
    tablets.live.start()
    registry.stop()
    tablets.send_all()
    assert len(tablets.answered) == HANDOUTS
    registry.start()
    connection = site.connect(read_only=True)
    until = time.monotonic() + PATIENCE_S
    while outbox.unsent(connection) and time.monotonic() < until:
        time.sleep(0.2)
    unsent = outbox.unsent(connection)
    connection.close()
    tablets.live.stop()
    registry.stop()
    assert unsent == 0
    assert registry.lines() == own_lines(site)
    opened = open_registry(registry.folder)
    verify_registry(opened.store)
    opened.store.close()
