"""Whatever goes wrong at a terminal: one clear sentence, an exit code, no traceback, nothing changed."""

import shutil
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from fieldpoint.database import open_database
from tests.live import spare_port
from tests.support import make_site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder of a small site."""
    return make_site(tmp_path / "site").folder


def refused(*arguments: object) -> str:
    """The one sentence of a command that fails."""
    command = [sys.executable, "-m", "fieldpoint", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1, done
    assert done.stdout == ""
    (sentence,) = done.stderr.splitlines()
    assert sentence.startswith("fieldpoint: ")
    return sentence


def test_missing_site_says_how_to_make_one(tmp_path: Path) -> None:
    """A folder without a site."""
    assert "fieldpoint init" in refused("serve", "--data", tmp_path)


def test_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    """A data folder that is no folder."""
    (tmp_path / "file").write_text("x")
    assert "cannot be read or written" in refused("init", "s-01", "--data", tmp_path / "file" / "deeper")


def test_second_init_changes_nothing(folder: Path) -> None:
    """A site is never made over another."""
    before = (folder / "site.db").read_bytes()
    assert "holds a site already" in refused("init", "s-02", "--data", folder)
    assert (folder / "site.db").read_bytes() == before


@pytest.mark.parametrize(
    "option", [("bad code",), ("s-01", "--card-host", "x" * 23), ("s-01", "--zone", "Asia/Nowhere")]
)
def test_unfit_facts_make_no_site(tmp_path: Path, option: tuple[str, ...]) -> None:
    """A code no registry takes, a host too long for the QR, a zone that is none."""
    assert "is not fit" in refused("init", *option, "--data", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_wrong_key_opens_nothing(folder: Path) -> None:
    """The key of another site."""
    (folder / "site.key").write_bytes(bytes(32))
    assert "key does not open" in refused("verify", "--data", folder)


@pytest.mark.parametrize("harm", ["missing", "short", "open"])
def test_unfit_key_file_is_refused(folder: Path, harm: str) -> None:
    """A key that is missing, cut or readable by others."""
    key = folder / "site.key"
    if harm == "missing":
        key.unlink()
    elif harm == "short":
        key.write_bytes(b"x" * 31)
    else:
        key.chmod(0o644)
    assert "mode 0600" in refused("verify", "--data", folder)


@pytest.mark.parametrize("content", [b"", b"x" * 5000, b"SQLite format 3\0" + bytes(4000)])
def test_file_that_is_no_database_of_ours_is_refused(folder: Path, content: bytes) -> None:
    """Empty, foreign, or plain SQLite where names would lie open."""
    (folder / "site.db").write_bytes(content)
    assert refused("verify", "--data", folder)
    assert (folder / "site.db").read_bytes() == content


def test_plain_database_is_refused_even_with_our_tables(folder: Path) -> None:
    """A database that somebody decrypted is not opened again."""
    (folder / "site.db").unlink()
    with sqlite3.connect(folder / "site.db") as plain:
        plain.execute("CREATE TABLE site (one INTEGER)")
    plain.close()
    assert "not a fieldpoint database" in refused("verify", "--data", folder)


def test_truncated_database_is_refused(folder: Path) -> None:
    """Half a database file."""
    whole = (folder / "site.db").read_bytes()
    (folder / "site.db").write_bytes(whole[: len(whole) // 2])
    assert refused("verify", "--data", folder)


def test_newer_database_is_left_alone(folder: Path) -> None:
    """Tables of a later fieldpoint are not touched by this one."""
    connection = open_database(folder / "site.db", (folder / "site.key").read_bytes())
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert "newer fieldpoint" in refused("serve", "--data", folder)


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_taken_port_is_named(folder: Path, command: str) -> None:
    """The port is proven before anything else is done."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"Port {port}" in refused(command, "--data", folder, "--port", port)


def test_changed_row_is_named(folder: Path) -> None:
    """Verify says which row was changed by hand."""
    connection = open_database(folder / "site.db", (folder / "site.key").read_bytes())
    connection.execute("UPDATE log SET line = CAST(replace(line, 'lead', 'x') AS BLOB) WHERE seq = 3")
    connection.close()
    assert "row 3" in refused("verify", "--data", folder)


def test_damaged_page_is_one_sentence(folder: Path) -> None:
    """Bits that rotted inside the file are noticed and said."""
    path = folder / "site.db"
    raw = bytearray(path.read_bytes())
    for place in range(5000, len(raw), 4096):
        raw[place] ^= 1
    path.write_bytes(raw)
    assert refused("link", "--data", folder)


def test_demo_is_kept_out_of_a_real_site(folder: Path) -> None:
    """Made-up people never enter a site that was made for real ones."""
    before = (folder / "site.db").read_bytes()
    assert "holds a site already" in refused("demo", "--data", folder, "--port", spare_port())
    assert (folder / "site.db").read_bytes() == before


@pytest.mark.parametrize("day", ["1405-13-01", "2026-11-22", "tomorrow", "1405-08-30"])
def test_day_that_cannot_be_opened_is_refused(folder: Path, day: str) -> None:
    """No day, a Gregorian one, and one before the last."""
    assert "1405-09-01" in refused("day", "open", day, "--data", folder)


def test_sync_without_a_registry_says_how_to_get_one(folder: Path) -> None:
    """A site that is not enrolled."""
    assert "fieldpoint enrol" in refused("sync", "--data", folder)


@pytest.mark.parametrize("url", ["ftp://x", "http://registry.example", "nonsense"])
def test_unfit_registry_address_is_refused(folder: Path, url: str) -> None:
    """Only https, or http on this machine."""
    assert "no address of a registry" in refused("enrol", url, "CODE123456", "--data", folder)


def test_registry_that_is_not_there_is_said(folder: Path) -> None:
    """Nobody listens at the address."""
    assert "does not answer" in refused("enrol", f"http://127.0.0.1:{spare_port()}", "CODE123456", "--data", folder)


def test_unknown_option_teaches(folder: Path) -> None:
    """A wrong option is exit code 2 with the usage, as everywhere."""
    command = [sys.executable, "-m", "fieldpoint", "serve", "--no-such", "--data", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Usage" in done.stderr
    assert "Traceback" not in done.stderr


def test_copy_of_a_site_opens_with_its_key(folder: Path, tmp_path: Path) -> None:
    """A whole folder can be carried elsewhere."""
    shutil.copytree(folder, tmp_path / "copy")
    command = [sys.executable, "-m", "fieldpoint", "verify", "--data", str(tmp_path / "copy")]
    assert "the chain is whole" in subprocess.run(command, capture_output=True, text=True, check=True).stdout
