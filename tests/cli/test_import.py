"""`fieldpoint import roster` as a person at a terminal meets it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from fieldpoint.exchange.synthetic_roster import RosterTruth, make_roster

FIGURES = (
    "households", "rows", "distinct_valid_ids", "invalid_id_rows", "missing_id_rows", "repeated_rows", "formula_cells",
)  # fmt: skip


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs the command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "fieldpoint", *map(str, arguments)], capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def truth(folder: Path) -> RosterTruth:
    """A list as a file, and the truth about it."""
    roster = make_roster(60, 11)
    (folder / "list.csv").write_bytes(roster.csv)
    return roster.truth


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a site in it."""
    made = tmp_path_factory.mktemp("cli")
    assert run("init", "d-01", "--data", made / "site").returncode == 0
    return made


def test_a_dry_run_needs_no_site(folder: Path, truth: RosterTruth) -> None:
    """One JSON object with the figures, and nothing written."""
    done = run("import", "roster", folder / "list.csv", "--dry-run", "--json", "--data", folder / "nowhere")
    told = json.loads(done.stdout)
    assert {name: told[name] for name in FIGURES} == {name: getattr(truth, name) for name in FIGURES}
    assert (told["dry_run"], told["office"], done.stderr) == (True, "local", "")
    assert not (folder / "nowhere").exists()


def test_an_import_and_its_repetition(folder: Path, truth: RosterTruth) -> None:
    """The first adds everybody, the second nobody; the log's chain stays whole."""
    command = ("import", "roster", folder / "list.csv", "--json", "--data", folder / "site")
    first, second = (json.loads(run(*command).stdout) for _ in range(2))
    assert (first["added_households"], first["office"]) == (truth.households, "d-01")
    assert (second["added_households"], second["added_people"]) == (0, 0)
    assert second["unchanged_people"] == first["added_people"]
    assert "8 rows, the chain is whole" in run("verify", "--data", folder / "site").stdout


def test_the_words_name_lines_and_nobody(folder: Path, truth: RosterTruth) -> None:
    """Counts, kinds and line numbers; no family name, ID or telephone number of the list."""
    done = run("import", "roster", folder / "list.csv", "--dry-run", "--all", "--data", folder / "nowhere")
    assert f"{truth.rows:,}" in done.stdout
    assert "DRY RUN" in done.stdout
    said = set(done.stdout.split())
    for line in (folder / "list.csv").read_text(encoding="utf-8-sig").splitlines()[1:]:
        cells = line.split(",")
        if len(cells) > 7:
            assert said.isdisjoint({cells[2].strip(), cells[3], cells[7]} - {"", "-"})


def test_long_lists_of_lines_are_cut(folder: Path, tmp_path: Path) -> None:
    """With a count of what is left out, unless all is asked for."""
    (tmp_path / "list.csv").write_bytes(make_roster(400, 5).csv)
    short, full = (
        run("import", "roster", tmp_path / "list.csv", "--dry-run", "--data", folder / "nowhere", *more).stdout
        for more in ((), ("--all",))
    )
    assert "more (--all shows them)" in short
    assert "more (--all" not in full


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.csv", None),
        ("binary.csv", b"PK\x03\x04\x00\x00" * 50),
        ("latin.csv", "Größe;Maß\n1;2\n".encode("latin-1")),
        ("half.csv", make_roster(9, 1).csv[:-30]),
        ("empty.csv", b""),
        ("columns.csv", "نام,نشانی\nعلی,تهران\n".encode()),
    ],
)
def test_a_bad_file_is_one_sentence(folder: Path, tmp_path: Path, name: str, content: bytes | None) -> None:
    """Exit code 1, one line on stderr, no traceback, nobody imported."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = run("import", "roster", tmp_path / name, "--office", "bad", "--data", folder / "site")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("fieldpoint: ")
    assert done.stderr.count("\n") == 1
    assert name in done.stderr


def test_without_a_site_an_import_says_so(folder: Path, truth: RosterTruth) -> None:
    """One sentence that says what to do."""
    assert truth.rows
    done = run("import", "roster", folder / "list.csv", "--data", folder / "nowhere")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "fieldpoint init" in done.stderr
