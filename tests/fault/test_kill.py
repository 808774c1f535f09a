"""kill -9 of the server in the middle of 2,000 handouts from 8 connections."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx

from fieldpoint import ids
from fieldpoint.core.card import CardName, sign_token
from fieldpoint.core.log_rows import Handout, decode_row
from fieldpoint.desk.issue_card import issue_card
from fieldpoint.desk.register_household import register_household
from fieldpoint.store import log
from fieldpoint.store.identity import card_key
from fieldpoint.store.site import Site
from fieldpoint.store.transaction import transaction_on
from tests.live import LiveSite, live_site
from tests.support import NOON, make_household, make_site

HANDOUTS = 2_000
KILL_AFTER = 700


def test_every_acknowledged_handout_is_there_once(tmp_path: Path) -> None:
    """After the restart each receipt names its row, and a resend of the rest doubles nothing."""
    site = make_site(tmp_path / "site")
    live = live_site(site)
    tablets = Tablets(live, requests_for(make_cards(site, HANDOUTS)), KILL_AFTER)
    live.start()
    sender = threading.Thread(target=tablets.send_all)
    sender.start()
    assert tablets.enough.wait(60)
    live.stop(kill=True)
    sender.join(60)
    acknowledged = dict(tablets.answered)
    assert KILL_AFTER <= len(acknowledged) < HANDOUTS
    connection = site.connect()
    log.verify(connection)
    for handout_id, line in acknowledged.items():
        found = log.find(connection, handout_id)  # type: ignore[arg-type]
        assert found is not None
        assert (found[1].seq, found[1].head.hex()) == (line["receipt"]["seq"], line["receipt"]["head"])
    connection.close()
    live.start()
    tablets.send_all()
    live.stop()
    assert {one["decision"] for one in tablets.answered.values()} == {"granted"}
    assert len(tablets.answered) == HANDOUTS
    assert handed_out(site) == dict.fromkeys(tablets.answered, 1)


def handed_out(site: Site) -> Counter[str]:
    """How often each handout stands in the log, after its chain was walked."""
    connection = site.connect()
    log.verify(connection)
    rows = [decode_row(line) for (line,) in connection.execute("SELECT line FROM log WHERE type = 'handout'")]
    (claims,) = connection.execute("SELECT count(*) FROM claims").fetchone() or (0,)
    connection.close()
    assert claims == len(rows)
    return Counter(row.id for row in rows if isinstance(row, Handout))
