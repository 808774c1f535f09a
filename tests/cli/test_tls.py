"""The certificates at the terminal: made once, shown, renewed; and a server whose clock is wrong."""

import ssl
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import pytest
import zxingcpp
from click import unstyle
from PIL import Image

from fieldpoint.cli.terminal_qr import terminal_qr
from fieldpoint.core.jalali import day_of
from fieldpoint.tls.files import tls_folder
from tests.cli.test_bad_terminal import refused
from tests.conftest import real_part
from tests.live import fieldpoint, spare_port
from tests.support import make_site

REAL_DAY = datetime.now(UTC).date()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder of a site on which no day was opened yet."""
    return make_site(tmp_path / "site", day=None).folder


def dated(folder: Path) -> date:
    """The day that the server's certificate is dated from."""
    leaf = tls_folder(folder).read_leaf()
    assert leaf is not None
    return leaf.dated


def test_init_takes_the_open_day_for_today(folder: Path) -> None:
    """Somebody has confirmed it; nobody is asked."""
    fieldpoint("day", "open", "1405-09-01", "--data", folder, "--yes")
    fieldpoint("tls", "init", "--data", folder)
    assert dated(folder) == date(2026, 11, 22)


def test_init_takes_a_typed_day(folder: Path) -> None:
    """On a box that believes it is 1970 the lead types the day."""
    fieldpoint("tls", "init", "--day", "1405-07-15", "--data", folder)
    assert dated(folder) == date(2026, 10, 7)


def test_init_asks_before_it_believes_the_clock(folder: Path) -> None:
    """Without an open day the clock only proposes: no answer, no authority."""
    command = [sys.executable, "-m", "fieldpoint", "tls", "init", "--data", str(folder)]
    no = subprocess.run(command, input="n\n", capture_output=True, text=True, check=False)
    assert no.returncode != 0
    assert "Is that today?" in no.stdout
    assert not tls_folder(folder).exists
    yes = subprocess.run(command, input="y\n", capture_output=True, text=True, check=False)
    assert yes.returncode == 0
    assert abs(dated(folder) - REAL_DAY) <= timedelta(days=1)


def test_a_second_init_changes_nothing(folder: Path) -> None:
    """Tablets trust the first."""
    fieldpoint("tls", "init", "--yes", "--data", folder)
    before = {path.name: path.read_bytes() for path in tls_folder(folder).folder.iterdir()}
    assert "certificate authority already" in refused("tls", "init", "--yes", "--data", folder)
    assert {path.name: path.read_bytes() for path in tls_folder(folder).folder.iterdir()} == before


@pytest.mark.parametrize("command", ["show", "renew"])
def test_without_an_authority_the_first_step_is_named(folder: Path, command: str) -> None:
    """One sentence that says what to type."""
    assert "fieldpoint tls init" in refused("tls", command, "--data", folder)


def test_without_an_authority_no_other_machine_is_served(folder: Path) -> None:
    """A session in the clear is for nobody on the way to read."""
    assert "fieldpoint tls init" in refused("serve", "--host", "192.0.2.7", "--data", folder, "--port", spare_port())


def test_a_day_that_is_none_is_refused(folder: Path) -> None:
    """A Gregorian date would be a year of the far past."""
    assert "is not fit" in refused("tls", "init", "--day", "2026-11-22", "--data", folder)


def test_renew_makes_a_new_certificate_under_the_same_authority(folder: Path) -> None:
    """Tablets need nothing."""
    fieldpoint("tls", "init", "--day", "1405-07-15", "--data", folder)
    authority = tls_folder(folder).authority_der()
    fieldpoint("tls", "renew", "--day", "1405-09-01", "--data", folder)
    assert dated(folder) == date(2026, 11, 22)
    assert tls_folder(folder).authority_der() == authority


def test_show_names_what_it_is_for(folder: Path) -> None:
    """The fingerprint, both calendars, the names."""
    fieldpoint("tls", "init", "--day", "1405-09-01", "--data", folder)
    said = fieldpoint("tls", "show", "--data", folder)
    for word in ("fieldpoint.local", "127.0.0.1", "1405-09-01 (2026-11-22)", "1407-08-01 (2028-10-22)"):
        assert word in said


@pytest.mark.parametrize("clock", ["1970-01-02", "2021-11-22", "2036-11-22"])
def test_a_server_with_a_wrong_clock_serves_all_the_same(folder: Path, clock: str) -> None:
    """Long before the certificate and long after it: the same one is shown, and a tablet is answered."""
    fieldpoint("tls", "init", "--day", day_of(REAL_DAY), "--data", folder)
    before = tls_folder(folder).server_file.read_bytes()
    port = spare_port()
    command = [real_part("faketime", "faketime"), "-f", f"@{clock} 00:00:00", sys.executable, "-m", "fieldpoint"]
    arguments = ["serve", "--data", str(folder), "--port", str(port), "--plain-port", str(spare_port())]
    arguments.append("--end-with-parent")  # faketime passes no signal on
    pipe = subprocess.PIPE
    with subprocess.Popen([*command, *arguments], stdin=pipe, stdout=pipe, text=True) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        try:
            assert "The site answers" in program.stdout.readline()
            trust = ssl.create_default_context(cafile=str(tls_folder(folder).authority_file))
            with httpx.Client(trust_env=False, verify=trust) as tablet:
                answer = tablet.get(f"https://localhost:{port}/api/v1/health")
        finally:
            program.stdin.close()
    assert answer.status_code == 200
    assert clock[:4] in answer.headers["date"]
    assert tls_folder(folder).server_file.read_bytes() == before


@pytest.mark.parametrize("text", ["http://192.168.4.1:8081/", "https://192.168.4.1:8080/#desk=" + "aB3-" * 8])
def test_a_code_in_the_terminal_is_read(text: str) -> None:
    """Its half blocks are a QR code of exactly this text."""
    lines = unstyle(terminal_qr(text)).splitlines()
    picture = Image.new("L", (len(lines[0]), 2 * len(lines)), 0)
    for row, line in enumerate(lines):
        for column, block in enumerate(line):
            picture.putpixel((column, 2 * row), 255 if block in "▀█" else 0)
            picture.putpixel((column, 2 * row + 1), 255 if block in "▄█" else 0)
    (found,) = zxingcpp.read_barcodes(picture.resize((picture.width * 8, picture.height * 8)))
    assert found.text == text
