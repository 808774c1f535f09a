"""The measurement works, and leaves nothing behind; what it finds is not judged here."""

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from fieldpoint.bench.desk import Desk
from fieldpoint.bench.history import fill
from fieldpoint.bench.row import Sense, ratio_row, value_row
from fieldpoint.bench.scratch import Guest, make_scratch
from fieldpoint.bench.slow_sync import measure_slow_sync
from fieldpoint.database import Connection
from fieldpoint.store.repair.verify import verify

FIELDS = {"name", "value", "unit", "against", "ratio", "bar", "met"}
ROOT = Path(__file__).parents[2]


def test_the_short_form_answers_whole_rows_and_leaves_nothing(tmp_path: Path) -> None:
    """`bench --quick --json` prints rows of the promised form, and its scratch folder is gone."""
    command = [sys.executable, "-m", "fieldpoint", "bench", "--quick", "--json", "--data", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    assert {row["unit"] for row in rows} - {""} == {"a second", "ms", "kB", "MiB", "files"}
    assert all(row.keys() == FIELDS for row in rows)
    assert [row for row in rows if row["ratio"]]
    assert not [row for row in rows if row["value"] is not None and row["bar"] and row["met"] is not _meets(row)]
    told = ["handouts at 32 connections, over HTTP", "cards on sheets, in the processor's own time"]
    assert [row["name"] for row in rows if not row["bar"] and row["value"]] == told
    assert not list(tmp_path.iterdir())


def test_a_stop_from_outside_leaves_nothing(tmp_path: Path) -> None:
    """Whoever ends the measurement in its middle finds no scratch folder."""
    command = [sys.executable, "-m", "fieldpoint", "bench", "--data", str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        said = [running.stderr.readline(), running.stderr.readline()]
        made = list(tmp_path.iterdir())
        running.terminate()
        running.stderr.read()
    assert "handouts" in said[1]
    assert made
    assert running.returncode == 130
    assert not list(tmp_path.iterdir())


def test_a_past_that_is_filled_in_is_a_real_one(tmp_path: Path) -> None:
    """Log, tables and witness agree, and every guest has eaten as often as there were days."""
    desk = Desk(*make_scratch(tmp_path / "site", 300))
    assert fill(desk, 700, 60) == 700
    assert verify(desk.site) > 700
    with closing(desk.site.connect(read_only=True)) as connection:
        assert taken(connection, desk.guests[0]) == 3
        assert taken(connection, desk.guests[150]) == 2


@pytest.mark.needs_real_part("strace", "strace")
def test_a_slow_medium_is_slow_for_both_sides(tmp_path: Path) -> None:
    """Two syncs of two milliseconds a group of 32: neither the desk nor the raw limit hands out more in a second."""
    speed, _ = measure_slow_sync(tmp_path, quick=True)
    assert speed.value is not None
    assert speed.against is not None
    assert max(speed.value, speed.against) < 32 / 0.004 * 2  # a group of the desk may be of 64


@pytest.mark.parametrize(("sense", "ratio", "met"), [(">=", 0.65, True), (">=", 0.64, False), ("<=", 0.66, False)])
def test_a_ratio_is_held_against_its_bar(sense: Sense, ratio: float, *, met: bool) -> None:
    """A bar is met at its very figure, and missed beyond it."""
    assert ratio_row("speed", "a second", (1, 1), ratio, (sense, 0.65)).met is met


def test_a_figure_that_the_machine_does_not_tell_is_not_judged() -> None:
    """Nothing is neither met nor missed."""
    assert value_row("written", "kB", None, ("<=", 24)).met is None


def taken(connection: Connection, guest: Guest) -> int:
    """How many meals a guest has had."""
    (count,) = connection.execute("SELECT count(*) FROM takings WHERE holder = ?", (guest.household,)).fetchone() or (
        0,
    )
    return count


def _meets(row: dict[str, Any]) -> bool:
    sense, bar = row["bar"].split()
    figure = row["value"] if row["ratio"] is None else row["ratio"]
    return figure >= float(bar) if sense == ">=" else figure <= float(bar)
