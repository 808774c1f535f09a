"""Many tablets ask for the same basket at one instant: one has it, the others hear whose it was (R9)."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from fieldpoint.core.log_rows import Handout, Refusal
from fieldpoint.store import log
from fieldpoint.store.repair.verify import verify
from fieldpoint.store.site import Site, open_site
from tests.fault.conftest import Serve
from tests.fault.support import assert_stands, make_cards, requests_for
from tests.live import LiveSite
from tests.support import make_site

PATIENCE_S = 30


def ask_at_once(live: LiveSite, asked: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each body from a tablet of its own, all sent when the last of them is ready; the answered lines."""
    together = threading.Barrier(len(asked))

    def ask(body: dict[str, Any]) -> dict[str, Any]:
        with live.browser() as desk:
            together.wait(PATIENCE_S)
            answer = desk.post("/api/v1/handouts", json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()["lines"][0]

    with ThreadPoolExecutor(len(asked)) as pool:
        return list(pool.map(ask, asked))


@pytest.mark.parametrize("tablets", [16, 100])
def test_one_of_many_has_the_basket(tmp_path: Path, serving: Serve, tablets: int) -> None:
    """Exactly one is granted; every other is refused and names the time and the desk of that one."""
    site = make_site(tmp_path / "site")
    tokens = make_cards(site, 1) * tablets
    live = serving(site)
    lines = ask_at_once(live, requests_for(tokens))
    live.stop()
    (granted,) = [one for one in lines if one["decision"] == "granted"]
    refused = [one for one in lines if one["decision"] == "refused"]
    assert len(refused) == tablets - 1
    assert {one["reason"] for one in refused} == {"already-collected"}
    assert all(one["receipt"]["seq"] > granted["receipt"]["seq"] for one in refused)
    first = _check_history(open_site(site.folder), {one["handout_id"]: one for one in lines})
    assert first.id == granted["handout_id"]
    assert all(one["earlier"] == {"at": first.wall, "desk": first.desk, "site": None} for one in refused)


def test_one_id_from_many_connections_is_one_handout(tmp_path: Path, serving: Serve) -> None:
    """Twenty connections that repeat one request hear the same answer, and one row stands."""
    site = make_site(tmp_path / "site")
    asked = requests_for(make_cards(site, 1)) * 20
    live = serving(site)
    lines = ask_at_once(live, asked)
    live.stop()
    assert lines == [lines[0]] * 20
    assert lines[0]["decision"] == "granted"
    _check_history(open_site(site.folder), {lines[0]["handout_id"]: lines[0]})


def _check_history(site: Site, answered: dict[str, dict[str, Any]]) -> Handout:
    """The one handout of the log: one taking with its claim, and a row for every answer and for nothing else."""
    verify(site)
    assert_stands(site, answered)
    with closing(site.connect(read_only=True)) as connection:
        rows = [log.find(connection, handout_id) for handout_id in answered]  # type: ignore[arg-type]
        decided = [row[0] for row in rows if row is not None]
        (first,) = [row for row in decided if isinstance(row, Handout)]
        assert {row.earlier for row in decided if isinstance(row, Refusal)} <= {first.id}
        assert connection.execute("SELECT event_id, slot FROM takings").fetchall() == [(first.id, 1)]
        count = connection.execute("SELECT count(*) FROM log WHERE type IN ('handout', 'refusal')").fetchone()
        assert count == (len(answered),)
    return first
