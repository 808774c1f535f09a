"""A disk that runs full: a warning, a few hundred handouts more, then a clear no, and nothing is lost (R4)."""

import os
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from fieldpoint.store.ballast import LAST_ROOM
from fieldpoint.store.repair.verify import verify
from fieldpoint.store.site import Site, open_site
from tests.device import PIN
from tests.fault.conftest import MakeDisk, Serve
from tests.fault.support import assert_stands, make_cards, requests_for
from tests.live import fieldpoint
from tests.support import TODAY, make_site

CARDS = 1_500


def take_room(disk: Path, leave: int) -> None:
    """Somebody else's file grows until so many bytes are free, or not one more can be written."""
    with suppress(OSError), (disk / "filler").open("ab", buffering=0) as file:
        while (free := os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize) > leave:
            file.write(bytes(min(65_536, free - leave)))
        while leave == 0:
            file.write(bytes(512))


def warning(desk: httpx.Client) -> str | None:
    """What the status says of the disk."""
    answer = desk.get("/api/v1/status")
    assert answer.status_code == 200
    return answer.json()["warning"]


def sign_in_again(desk: httpx.Client) -> None:
    """A lead signs in anew on the same tablet, as everybody has to whose shift the day's close ended."""
    desk.cookies.clear()
    assert desk.post("/api/v1/sessions", json={"name": "lead نمونه", "pin": PIN}).status_code == 201


class Desk:
    """One tablet that goes on while handouts are granted, and keeps its own list of them."""

    def __init__(self, asked: list[dict[str, Any]]) -> None:
        self._asked: Iterator[dict[str, Any]] = iter(asked)
        self.last: dict[str, Any] = {}
        self.granted: dict[str, dict[str, Any]] = {}

    def hand_out(self, desk: httpx.Client, asked: dict[str, Any]) -> httpx.Response:
        """One handout, kept in mind when it was granted."""
        self.last = asked
        answer = desk.post("/api/v1/handouts", json=asked)
        if answer.status_code == 201:
            (line,) = answer.json()["lines"]
            self.granted[line["handout_id"]] = line
        return answer

    def go_on(self, desk: httpx.Client, until: str) -> tuple[int, httpx.Response]:
        """Handouts until the status gives this warning: how many were granted, and the last answer."""
        count = 0
        while True:
            answer = self.hand_out(desk, next(self._asked))
            count += answer.status_code == 201
            if answer.status_code != 201 or (count % 20 == 0 and warning(desk) == until):
                return count, answer


@pytest.mark.parametrize("block", [1024, 4096])
def test_a_full_disk_is_seen_coming(small_disk: MakeDisk, serving: Serve, block: int) -> None:
    """F41: At least 200 handouts fit after the warning; then reading, the close, a sign-in, the next opening work."""
    disk = small_disk(13, block)
    site = make_site(disk / "site")
    tablet = Desk(requests_for(tokens := make_cards(site, CARDS)))
    live = serving(site)
    with live.browser() as desk:
        assert warning(desk) is None
        take_room(disk, LAST_ROOM + 100_000)
        tablet.go_on(desk, "disk-almost-full")
        more, last = tablet.go_on(desk, "disk-full")
        assert (last.status_code, last.json()["code"]) == (507, "disk-full")
        assert more >= 200
        assert warning(desk) == "disk-full"
        assert desk.post("/api/v1/scans", json={"text": tokens[0]}).status_code == 200
        assert desk.post("/api/v1/day/close", json={"day": TODAY}).status_code == 201
        sign_in_again(desk)
        assert desk.post("/api/v1/day/open", json={"day": "1405-09-02"}).status_code == 201
        assert "is open" in fieldpoint("day", "open", "1405-09-02", "--yes", "--data", site.folder)
        take_room(disk, 0)
        assert desk.post("/api/v1/scans", json={"text": tokens[0]}).status_code == 200
        (disk / "filler").unlink()
        assert tablet.hand_out(desk, tablet.last).status_code == 201
        assert warning(desk) is None
    live.stop()
    check(site, tablet)


def check(site: Site, tablet: Desk) -> None:
    """What was granted stands once, and everything agrees."""
    again = open_site(site.folder)
    verify(again)
    assert_stands(again, tablet.granted)
    with closing(again.connect(read_only=True)) as connection:
        (rows,) = connection.execute("SELECT count(*) FROM log WHERE type = 'handout'").fetchone() or (0,)
    assert rows == len(tablet.granted)
