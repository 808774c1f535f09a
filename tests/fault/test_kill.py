"""kill -9 of the server in the middle of handouts from 8 connections, once and again and again (R1)."""

import os
import random
import threading
from collections import Counter
from pathlib import Path
from time import sleep

import pytest

from fieldpoint.core.log_rows import Handout, decode_row
from fieldpoint.store import log
from fieldpoint.store.repair.verify import verify
from fieldpoint.store.site import Site, open_site
from tests.fault.support import Tablets, assert_stands, make_cards, requests_for
from tests.live import live_site
from tests.support import make_site

HANDOUTS = 2_000
KILL_AFTER = 700
LONG = os.environ.get("FIELDPOINT_LONG") == "1"
# The long form is 500 kills and takes a quarter of an hour; FIELDPOINT_KILLS takes a part of it.
KILLS = int(os.environ.get("FIELDPOINT_KILLS", "500")) if LONG else 10
A_LIFE = 450 if LONG else 250  # acknowledgements, at most; half of it in the middle
STORM = (A_LIFE // 2 + 100) * KILLS
LEAST = 200 * KILLS if LONG else 500


def test_every_acknowledged_handout_is_there_once(tmp_path: Path) -> None:
    """F05, F06: After the restart each receipt names its row, and a resend of the rest doubles nothing."""
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
    assert_stands(open_site(site.folder), acknowledged)
    live.start()
    tablets.send_all()
    live.stop()
    assert {one["decision"] for one in tablets.answered.values()} == {"granted"}
    assert len(tablets.answered) == HANDOUTS
    assert handed_out(site) == dict.fromkeys(tablets.answered, 1)


@pytest.mark.timeout(3600)
def test_a_storm_of_kills_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """The server dies at any moment, many times; every receipt of every life stands at the end, once."""
    site = make_site(tmp_path / "site")
    live = live_site(site)
    tablets = Tablets(live, requests_for(make_cards(site, STORM)), STORM)
    chance = random.Random(1405)
    for _ in range(KILLS):
        live.start()
        sender = threading.Thread(target=tablets.send_all)
        sender.start()
        enough = len(tablets.answered) + chance.randrange(A_LIFE)
        while len(tablets.answered) < enough and sender.is_alive():
            sleep(0.001)
        live.stop(kill=True)
        sender.join(60)
    assert len(tablets.answered) >= LEAST
    again = open_site(site.folder)
    verify(again)
    assert_stands(again, tablets.answered)
    handed = handed_out(site)
    assert max(handed.values()) == 1
    assert handed.keys() >= tablets.answered.keys()
    print(f"{len(tablets.answered)} acknowledged over {KILLS} kills")  # noqa: T201  shown with -s


def handed_out(site: Site) -> Counter[str]:
    """How often each handout stands in the log, after its chain was walked."""
    connection = site.connect()
    log.verify(connection)
    rows = [decode_row(line) for (line,) in connection.execute("SELECT line FROM log WHERE type = 'handout'")]
    (claims,) = connection.execute("SELECT count(*) FROM takings WHERE slot > 0").fetchone() or (0,)
    connection.close()
    assert claims == len(rows)
    return Counter(row.id for row in rows if isinstance(row, Handout))
