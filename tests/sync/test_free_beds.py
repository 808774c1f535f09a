"""Two shelters and a registry as programs of their own: what is free at one is told at the other, and no more."""

from pathlib import Path

import pytest

from fieldpoint import ids
from fieldpoint.desk.packaged_programmes import packaged_programmes
from fieldpoint.desk.set_up_site import take_in
from tests.live import enrol_live, fieldpoint, live_site, make_live_registry
from tests.server.test_acts_api import post
from tests.server.test_shelter_api import NIGHT, admit
from tests.sync.test_two_sites import site_of


@pytest.mark.timeout(180)
def test_free_beds_travel_and_people_do_not(tmp_path: Path) -> None:
    """The first word of each reaches the other; after an admission one bed fewer is free, with the hour of the word."""
    registry = make_live_registry(tmp_path / "registry")
    here, there = (site_of(tmp_path / code, code) for code in ("s-01", "s-02"))
    for site in (here, there):
        take_in(site, [one for one in packaged_programmes() if one.code in NIGHT])
        enrol_live(site, registry)
        fieldpoint("shelter", "beds", "all:1-6+2", "--data", site.folder)
        fieldpoint("sync", "--data", site.folder)
    server = live_site(here)
    server.start()
    with server.browser() as desk:
        admit(desk)
        post(desk, "bed-holds", act_id=ids.new_event_id(), until=desk.get("/api/v1/shelter").json()["at"] + 60_000)
    server.stop()
    fieldpoint("sync", "--data", here.folder)
    fieldpoint("sync", "--data", there.folder)
    said = fieldpoint("shelter", "tonight", "--data", there.folder)
    assert "elsewhere: s-01: 4 of 6 beds and 2 of 2 floor places free" in said
    fieldpoint("sync", "--data", here.folder)
    assert "elsewhere: s-02: 6 of 6 beds" in fieldpoint("shelter", "tonight", "--data", here.folder)
    registry.stop()
