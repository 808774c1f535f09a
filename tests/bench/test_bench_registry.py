"""The measurement of the way to a registry works and leaves nothing; what it finds is not judged here."""

import asyncio
import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from fieldpoint.bench.central.bootstrap import bootstrap_rows
from fieldpoint.bench.central.centre import running_registry
from fieldpoint.bench.central.proxy import Weather, proxy
from fieldpoint.clock import monotonic_s
from tests.postgres import private_cluster

ROOT = Path(__file__).parents[2]


def test_the_short_form_answers_whole_rows_and_leaves_nothing(tmp_path: Path) -> None:
    """`bench --registry --quick --json`: weight, speed and memory, and the scratch folder is gone."""
    command = [sys.executable, "-m", "fieldpoint", "bench", "--registry", "--quick", "--json", "--data", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    assert [row["unit"] for row in rows] == ["bytes", "rows a second", "s", "MiB"]
    assert all(row["value"] for row in rows)
    assert rows[0]["met"]
    assert not list(tmp_path.iterdir())


def test_every_row_of_an_evening_stands_once(tmp_path: Path) -> None:
    """`bench --registry --sites`: several sites at two registries on one database, and no row is missing or twice."""
    with private_cluster() as cluster:
        command = [sys.executable, "-m", "fieldpoint", "bench", "--registry", "--sites", "3", "--quick", "--json"]
        command += ["--dsn", cluster.new_database(), "--data", str(tmp_path)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = {row["name"].rpartition(": ")[2]: row for row in json.loads(done.stdout)}
    assert rows["rows that are missing or twice"]["value"] == 0
    assert rows["answers that were no"]["value"] == 0
    assert not list(tmp_path.iterdir())


def test_a_roster_comes_over_a_line_and_lets_others_write(tmp_path: Path) -> None:
    """The measurement of a roster answers its three rows; what they say is not judged here."""
    with running_registry(tmp_path / "registry", None) as centre:
        weight, took, wait = bootstrap_rows(tmp_path, centre, 150)
    assert weight.value
    assert took.value
    assert took.value > 2  # there and back, twice
    assert wait.value is not None


def test_the_line_is_as_thin_and_as_far_as_it_says() -> None:
    """Ten kilobytes at 80 kbit/s and a fifth of a second there and back take a second and a bit, and come whole."""

    async def run() -> tuple[bytes, float]:
        async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(await reader.readexactly(10_000))
            await writer.drain()

        far = await asyncio.start_server(echo, "127.0.0.1", 0)
        async with proxy(far.sockets[0].getsockname()[1], Weather(bits_a_second=80_000, round_trip_s=0.2)) as line:
            reader, writer = await asyncio.open_connection("127.0.0.1", line.port)
            begin = monotonic_s()
            writer.write(bytes(range(250)) * 40)
            said = await reader.readexactly(10_000)
            took = monotonic_s() - begin
            writer.close()
        far.close()
        return said, took

    said, took = asyncio.run(run())
    assert said == bytes(range(250)) * 40
    assert took >= 2.2 - 0.1  # there, back, and the way


def test_a_cut_lets_no_byte_more_through() -> None:
    """What a sweep over every byte rests on."""

    async def run(cut: int) -> int:
        got: list[bytes] = []

        async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            while piece := await reader.read(100):
                got.append(piece)
            writer.close()

        far = await asyncio.start_server(listen, "127.0.0.1", 0)
        async with proxy(far.sockets[0].getsockname()[1], Weather(up_bytes=cut)) as line:
            reader, writer = await asyncio.open_connection("127.0.0.1", line.port)
            writer.write(bytes(5_000))
            with suppress(ConnectionResetError):
                assert await asyncio.wait_for(reader.read(), 5) == b""
            writer.close()
        far.close()
        return sum(map(len, got))

    for cut in (1, 17, 1_400, 1_401, 4_999):
        assert asyncio.run(run(cut)) <= cut
