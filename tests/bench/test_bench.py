"""The measurement works, and leaves nothing behind; what it finds is not judged here."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

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


def _meets(row: dict[str, Any]) -> bool:
    sense, bar = row["bar"].split()
    figure = row["value"] if row["ratio"] is None else row["ratio"]
    return figure >= float(bar) if sense == ">=" else figure <= float(bar)
