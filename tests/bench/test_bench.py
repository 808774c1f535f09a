"""The measurement works, and leaves nothing behind; what it finds is not judged here."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fieldpoint.bench.row import Sense, ratio_row, value_row

FIELDS = {"name", "value", "unit", "against", "ratio", "bar", "met"}
ROOT = Path(__file__).parents[2]


def test_the_short_form_answers_whole_rows_and_leaves_nothing(tmp_path: Path) -> None:
    """`bench --quick --json` prints rows of the promised form, and its scratch folder is gone."""
    command = [sys.executable, "-m", "fieldpoint", "bench", "--quick", "--json", "--data", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    assert {row["unit"] for row in rows} == {"a second", "ms", "kB", "MiB"}
    assert all(row.keys() == FIELDS for row in rows)
    assert [row for row in rows if row["ratio"]]
    assert not [row for row in rows if row["value"] is not None and row["met"] is not _meets(row)]
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


@pytest.mark.parametrize(("sense", "ratio", "met"), [(">=", 0.65, True), (">=", 0.64, False), ("<=", 0.66, False)])
def test_a_ratio_is_held_against_its_bar(sense: Sense, ratio: float, *, met: bool) -> None:
    """A bar is met at its very figure, and missed beyond it."""
    assert ratio_row("speed", "a second", (1, 1), ratio, (sense, 0.65)).met is met


def test_a_figure_that_the_machine_does_not_tell_is_not_judged() -> None:
    """Nothing is neither met nor missed."""
    assert value_row("written", "kB", None, ("<=", 24)).met is None


def _meets(row: dict[str, Any]) -> bool:
    sense, bar = row["bar"].split()
    figure = row["value"] if row["ratio"] is None else row["ratio"]
    return figure >= float(bar) if sense == ">=" else figure <= float(bar)
