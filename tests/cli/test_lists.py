"""Lists at a terminal: mappings, rows to mend, and what leaves with the lead's PIN."""

import csv
import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from fieldpoint.core.list_rows import ListExport
from fieldpoint.core.log_rows import decode_row
from fieldpoint.store.site import open_site
from fieldpoint.store.transaction import transaction_on
from tests.device import PIN, person
from tests.exchange.support import ID_B, text_of
from tests.exchange.support import person as row_of

LEAD = "مسئول نمونه"


def run(*arguments: str | Path, said: str = "") -> subprocess.CompletedProcess[str]:
    """Runs the command as a process of its own."""
    command = [sys.executable, "-m", "fieldpoint", *map(str, arguments)]
    return subprocess.run(command, input=said, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a site in it, two people of which came from a list, and a lead."""
    made = tmp_path_factory.mktemp("lists")
    assert run("init", "d-01", "--data", made / "site").returncode == 0
    rows = (row_of("007", note="=1+1", phone="۰۹۹۹۰۰۰۱۱۲۲"), row_of("8", name="علی", id=ID_B), row_of("", name="بی‌کد"))
    (made / "list.csv").write_text(text_of(*rows), encoding="utf-8")
    done = run("import", "roster", made / "list.csv", "--errors", made / "mend.csv", "--data", made / "site")
    assert done.returncode == 0, done.stderr
    site = open_site(made / "site")
    with closing(site.connect()) as connection, transaction_on(connection, site.clock.now()) as tx:
        person(tx, "lead", LEAD)
        person(tx, "operator", "مسئول میز")
    return made


def test_rows_to_mend_are_a_list_of_the_same_columns(folder: Path) -> None:
    """The one row that did not come in, and why; mended it comes in."""
    with (folder / "mend.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert (header[:2], len(rows)) == (["ایراد ردیف", "کد خانوار"], 1)
    assert (rows[0][0], rows[0][2]) == ("کد خانوار ندارد", "بی‌کد")
    rows[0][1] = "9"
    (folder / "mended.csv").write_text(text_of(rows[0], header=header), encoding="utf-8")
    told = json.loads(
        run("import", "roster", folder / "mended.csv", "--dry-run", "--json", "--data", folder / "site").stdout
    )
    assert (told["added_households"], told["ignored_columns"]) == (1, [])


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_exported_people_are_the_imported_ones(folder: Path, tmp_path: Path, form: str) -> None:
    """Zeros, telephone numbers and what was a formula come back as they went; the tags of HXL are no person."""
    out = tmp_path / f"people.{form}"
    done = run("export", "people", out, "--lead", LEAD, "--hxl", "--data", folder / "site", said=PIN + "\n")
    assert done.returncode == 0, done.stderr
    assert out.stat().st_mode & 0o777 == 0o600
    told = json.loads(run("import", "roster", out, "--json", "--data", folder / "site").stdout)
    assert (told["rows"], told["added_people"], told["unchanged_people"]) == (2, 0, 2)
    if form == "csv":
        text = out.read_text(encoding="utf-8-sig")
        assert ",+989990001122," in text
        assert ",'=1+1," in text


def test_export_stands_in_the_log_by_its_counts(folder: Path, tmp_path: Path) -> None:
    """Who took how many rows of which list, before the file was made."""
    done = run("export", "counts", tmp_path / "c.json", "--lead", LEAD, "--data", folder / "site", said=PIN + "\n")
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "c.json").read_bytes())["rows"] == []
    with closing(open_site(folder / "site").connect(read_only=True)) as connection:
        lines = connection.execute("SELECT line FROM log WHERE type = 'list.export' ORDER BY seq DESC").fetchall()
    row = decode_row(lines[0][0])
    assert isinstance(row, ListExport)
    assert (row.what, row.rows) == ("counts", 0)


@pytest.mark.parametrize(("who", "pin"), [(LEAD, "000001"), ("مسئول میز", PIN), ("کسی", PIN)])
def test_nothing_leaves_without_the_lead(folder: Path, tmp_path: Path, who: str, pin: str) -> None:
    """A wrong PIN, another role, a stranger: one sentence and no file."""
    done = run("export", "people", tmp_path / "p.csv", "--lead", who, "--data", folder / "site", said=pin + "\n")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert not (tmp_path / "p.csv").exists()


def test_mappings_are_listed_shown_and_checked(folder: Path, tmp_path: Path) -> None:
    """A packaged one is a file to begin one's own with; a fault is told by line and field."""
    assert "municipal" in run("import", "mappings", "list", "--data", folder / "site").stdout
    shown = run("import", "mappings", "show", "kobo", "--data", folder / "site").stdout
    own = tmp_path / "own.toml"
    own.write_text(shown, encoding="utf-8")
    assert run("import", "mappings", "check", own).returncode == 0
    own.write_text(shown.replace("household_code =", "house_code ="), encoding="utf-8")
    done = run("import", "mappings", "check", own)
    line = 1 + shown[: shown.index("household_code =")].count("\n")
    assert (done.returncode, done.stderr.startswith(f"{own}:{line}: columns.house_code:")) == (1, True)
