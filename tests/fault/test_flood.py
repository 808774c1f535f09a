"""Strangers flood the server; tablets that are known go on as if nothing were (R10)."""

import json
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from statistics import quantiles
from typing import Any

import httpx
import pytest

from tests.fault.attackers import KINDS
from tests.fault.conftest import Serve
from tests.fault.support import make_cards, requests_for
from tests.live import LiveSite
from tests.support import make_site

DESKS = 4
SECONDS = 17
MEMORY_MIB = 128
SLOWEST_S = 2.0


@pytest.mark.timeout(180)
@pytest.mark.parametrize("kind", [*KINDS, "all"] if os.environ.get("FIELDPOINT_LONG") == "1" else ["half-open", "all"])
def test_known_tablets_do_not_feel_a_flood(tmp_path: Path, serving: Serve, kind: str) -> None:
    """Handouts from four tablets stay under 2 s at p99, nobody is refused, and memory stays under 128 MiB."""
    site = make_site(tmp_path / "site")
    asked = requests_for(make_cards(site, 2000))
    live = serving(site)
    with ExitStack() as stack:
        tablets = [stack.enter_context(live.browser(address=f"127.0.1.{number}")) for number in range(1, DESKS + 1)]
        assert {tablet.get("/api/v1/session").status_code for tablet in tablets} == {200}
        attackers = [_start(live, one) for one in (KINDS if kind == "all" else [kind])]
        taken = _hand_out_until(tablets, asked, time.monotonic() + SECONDS)
    ends = [json.loads(attacker.communicate(timeout=60)[0]) for attacker in attackers]
    slowest = quantiles(taken, n=100)[98]
    print(f"\n{kind}: {len(taken)} handouts, p99 {slowest:.3f} s, {_memory_mib(live)} MiB; {ends}")  # noqa: T201
    assert slowest <= SLOWEST_S
    assert _memory_mib(live) < MEMORY_MIB
    late = [end for found in ends for end in found if end.startswith("closed after") and int(end.split()[2]) > 15]
    assert not late
    assert not any("open to the end" in found and len(found) == 1 for found in ends)
    live.stop()


def _start(live: LiveSite, kind: str) -> "subprocess.Popen[str]":
    """The strangers of one kind, at work."""
    command = [sys.executable, str(Path(__file__).with_name("attackers.py")), str(live.port), kind, str(SECONDS)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _hand_out_until(tablets: list[httpx.Client], asked: list[dict[str, Any]], until: float) -> list[float]:
    """Seconds of each handout."""
    taken: list[float] = []
    todo, lock = iter(asked), threading.Lock()

    def desk(tablet: httpx.Client) -> None:
        while time.monotonic() < until:
            with lock:
                body = next(todo)
            begun = time.monotonic()
            assert tablet.post("/api/v1/handouts", json=body).status_code == 201
            taken.append(time.monotonic() - begun)
            time.sleep(0.2)

    with ThreadPoolExecutor(len(tablets)) as pool:
        list(pool.map(desk, tablets))
    return taken


def _memory_mib(live: LiveSite) -> int:
    assert live.program is not None
    status = Path(f"/proc/{live.program.pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) // 1024
