"""The certificate of a running server: made anew in time, shown at once, and never a reason to stop."""

import asyncio
import datetime as dt
import os
import socket
import ssl
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from fieldpoint.errors import Broken, Code, Conflict, NotFound
from fieldpoint.tls.files import TlsFolder
from fieldpoint.tls.keeper import Keeper, found_authority, reissue
from fieldpoint.tls.leaf import Host, new_leaf
from tests.live import spare_port
from tests.tls.support import BOX, TODAY, found, handshake, shown

ROOT = Path(__file__).parents[2]
REAL_DAY = dt.datetime.now(dt.UTC).date()  # OpenSSL checks by the real clock
# A keeper's context behind a socket, on a machine that says the year it believes in and answers one caller.
SERVE = """
import socket, sys
from datetime import datetime
from pathlib import Path
from fieldpoint.tls.files import TlsFolder
from fieldpoint.tls.keeper import Keeper
from tests.tls.support import BOX
keeper = Keeper(TlsFolder(folder=Path(sys.argv[1])), None, lambda: BOX)
with socket.create_server(("127.0.0.1", int(sys.argv[2]))) as door:
    print(datetime.now().year, flush=True)
    line, _ = door.accept()
    with keeper.context.wrap_socket(line, server_side=True) as talk:
        talk.sendall(b"hello")
        talk.unwrap()
"""
MOVED = Host(names=BOX.names, addresses=("127.0.0.1", "10.42.0.1"))


def keep(tls: TlsFolder, opened: date | None = None, host: Host = BOX) -> Keeper:
    """A server's keeper on a machine with these names."""
    return Keeper(tls, opened, lambda: host)


def test_keys_are_for_their_owner_alone(tmp_path: Path) -> None:
    """Mode 0600 in a folder of mode 0700, whatever the umask says."""
    before = os.umask(0)
    try:
        tls, _ = found(tmp_path)
    finally:
        os.umask(before)
    modes = {path.name: path.stat().st_mode & 0o777 for path in tls.folder.iterdir()}
    assert tls.folder.stat().st_mode & 0o777 == 0o700
    assert modes == {"authority.crt": 0o600, "authority.key": 0o600, "server.pem": 0o600}


def test_an_authority_is_not_replaced(tmp_path: Path) -> None:
    """Tablets trust it: a second one is refused, and nothing changes."""
    tls, _ = found(tmp_path)
    before = {path.name: path.read_bytes() for path in tls.folder.iterdir()}
    with pytest.raises(Conflict) as refused:
        found_authority(tls, "s-01", BOX, TODAY, None)
    assert refused.value.code == Code.AUTHORITY_EXISTS
    assert {path.name: path.read_bytes() for path in tls.folder.iterdir()} == before


def test_a_key_that_others_may_read_signs_nothing(tmp_path: Path) -> None:
    """It is as good as stolen."""
    tls, _ = found(tmp_path)
    tls.authority_key.chmod(0o640)
    with pytest.raises(Broken) as refused:
        tls.read_authority()
    assert refused.value.code == Code.KEY_UNREADABLE


def test_a_key_of_another_authority_signs_nothing(tmp_path: Path) -> None:
    """A folder put together from two copies is found out."""
    tls, _ = found(tmp_path / "one")
    other, _ = found(tmp_path / "other")
    tls.authority_key.write_bytes(other.authority_key.read_bytes())
    with pytest.raises(Broken) as refused:
        tls.read_authority()
    assert refused.value.code == Code.AUTHORITY_UNREADABLE


def test_the_facts_beside_the_certificate_are_its_own(tmp_path: Path) -> None:
    """What a server reads without parsing is what the certificate says."""
    tls, leaf = found(tmp_path, opened=TODAY)
    made = shown(tls)
    assert tls.read_leaf() == leaf
    assert (made.not_valid_before_utc.date(), made.not_valid_after_utc.date()) == (leaf.begins, leaf.until)


def test_a_server_that_starts_late_makes_a_new_one(tmp_path: Path) -> None:
    """A day opened within 60 days of the end dates the next certificate at the start."""
    tls, old = found(tmp_path)
    day = old.until - timedelta(days=59)
    keeper = keep(tls, day)
    assert keeper.leaf.dated == day
    assert shown(tls).not_valid_after_utc.date() == keeper.leaf.until > old.until


@pytest.mark.parametrize("opened", [None, TODAY, TODAY + timedelta(days=699)])
def test_before_that_it_stays(tmp_path: Path, opened: date | None) -> None:
    """Not one byte changes."""
    tls, _ = found(tmp_path)
    before = tls.server_file.read_bytes()
    keep(tls, opened)
    assert tls.server_file.read_bytes() == before


def test_a_running_server_makes_a_new_one_and_shows_it(tmp_path: Path) -> None:
    """The box got another address: the next connection to it is answered, and its name is known at once."""
    tls, _ = found(tmp_path, REAL_DAY)
    hosts = [BOX]
    keeper = Keeper(tls, None, lambda: hosts[-1])
    with pytest.raises(ssl.SSLCertVerificationError):
        handshake(keeper.context, tls.authority_file, "10.42.0.1")
    hosts.append(MOVED)
    asyncio.run(keeper.look(None))
    handshake(keeper.context, tls.authority_file, "10.42.0.1")
    assert "10.42.0.1" in keeper.hosts


def test_a_day_opened_in_time_makes_a_new_one_in_a_running_server(tmp_path: Path) -> None:
    """Nobody restarts a till for a certificate."""
    tls, old = found(tmp_path)
    keeper = keep(tls)
    day = old.until - timedelta(days=60)
    asyncio.run(keeper.look(day - timedelta(days=1)))
    assert keeper.leaf == old
    asyncio.run(keeper.look(day))
    assert keeper.leaf.dated == day


def test_a_certificate_renewed_by_hand_is_shown(tmp_path: Path) -> None:
    """`fieldpoint tls renew` beside a running server needs no restart."""
    tls, _ = found(tmp_path)
    keeper = keep(tls)
    renewed = reissue(tls, new_leaf(BOX, TODAY + timedelta(days=5), None))
    asyncio.run(keeper.look(None))
    assert keeper.leaf == renewed


@pytest.mark.parametrize("clock", ["1970-01-01 00:00:00", "2021-11-22 08:00:00", "2036-11-22 08:00:00"])
@pytest.mark.needs_real_part("faketime", "faketime")
def test_a_wrong_clock_never_stops_serving(tmp_path: Path, clock: str) -> None:
    """At 1970, five years back and ten years ahead the same certificate is shown, and a tablet takes it."""
    tls, _ = found(tmp_path, REAL_DAY)
    before = tls.server_file.read_bytes()
    port = spare_port()
    command = ["faketime", "-f", clock, sys.executable, "-c", SERVE, str(tls.folder), str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as program:
        try:
            assert program.stdout is not None
            assert program.stdout.readline().strip() == clock[:4]
            tablet = ssl.create_default_context(cafile=str(tls.authority_file))
            with (
                socket.create_connection(("127.0.0.1", port)) as line,
                tablet.wrap_socket(line, server_hostname="fieldpoint.local") as talk,
            ):
                assert talk.recv(5) == b"hello"
        finally:
            program.terminate()
    assert tls.server_file.read_bytes() == before


def test_what_looks_expired_is_served_until_somebody_confirms_it(tmp_path: Path) -> None:
    """No day was opened for years: the old certificate is still the best there is."""
    tls, _ = found(tmp_path, date(2016, 1, 1))
    keeper = keep(tls, None)
    assert keeper.leaf.until < REAL_DAY
    asyncio.run(keeper.look(REAL_DAY))
    assert keeper.leaf.dated == REAL_DAY


def test_an_authority_of_the_past_signs_nothing_and_the_server_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A day beyond the authority's end, by mistake or in 20 years: said once, served all the same."""
    tls, old = found(tmp_path)
    keeper = keep(tls, date(2100, 1, 1))
    asyncio.run(keeper.look(date(2100, 1, 1)))
    asyncio.run(keeper.look(date(2100, 1, 1)))
    assert keeper.leaf == old
    assert [record.message for record in caplog.records] == ["the certificate stays as it is: authority-ended"]


def test_a_lost_key_of_the_authority_stops_no_server(tmp_path: Path) -> None:
    """The present certificate is shown, though none can be made any more."""
    tls, old = found(tmp_path)
    tls.authority_key.unlink()
    assert keep(tls, old.until).leaf == old


@pytest.mark.parametrize("content", [b"", b"\0" * 900, b"fieldpoint: {}\n-----BEGIN", None])
def test_a_damaged_certificate_is_made_anew_at_the_start(tmp_path: Path, content: bytes | None) -> None:
    """Whatever a power cut left; without any confirmed day it is dated as the authority was."""
    tls, _ = found(tmp_path)
    tls.server_file.unlink()
    if content is not None:
        tls.server_file.write_bytes(content)
    assert keep(tls).leaf.dated == TODAY
    assert shown(tls).not_valid_before_utc.date() == TODAY - timedelta(days=60)


def test_a_certificate_whose_key_was_cut_off_is_made_anew(tmp_path: Path) -> None:
    """Its facts read, its body does not."""
    tls, _ = found(tmp_path)
    tls.server_file.write_bytes(tls.server_file.read_bytes()[:700])
    assert keep(tls).leaf.dated == TODAY


def test_without_an_authority_there_is_nothing_to_keep(tmp_path: Path) -> None:
    """`authority-missing`, not a certificate of nobody."""
    with pytest.raises(NotFound) as refused:
        keep(TlsFolder(folder=tmp_path / "tls"))
    assert refused.value.code == Code.AUTHORITY_MISSING
